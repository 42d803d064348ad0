"""Many letters in one sitting: proof once, each letter for itself, nothing twice, nothing lost on a slow line."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maklumat.records.models import LetterNumber, Product
from maklumat.records.work import batch
from maklumat.records.work import queries as work
from maklumat.web.desk.bulk import IN_ONE_GO, SITTING
from tests import cast
from tests.cast import Officer
from tests.web import desk_steps as desk
from tests.web.desk_steps import at_work, position, press, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def law() -> Any:
    return cast.enact()


@pytest.fixture
def head() -> Officer:
    return cast.officer(cast.HEAD, name="Contoh Kepala")


def drafts(count: int) -> list[UUID]:
    clerk, analyst = at_work(cast.officer(cast.CLERK)), at_work(cast.officer(cast.ANALYST))
    operator = at_work(cast.officer(cast.OPERATOR))
    files = [cast.apply().application_id for _ in range(count)]
    for file in files:
        desk.drafted(file, clerk, analyst, operator)
    return files


def value(file: UUID) -> str:
    state = position(file).state
    return f"{file}|sign|{state.step}|{state.seq}"


def choose(client: Client, files: list[UUID], **typed: Any) -> Any:
    values = [value(file) for file in files]
    wanted = {"sitting": uuid4(), "letters": values, "password": cast.PASSWORD}
    return client.post(reverse("desk:letters"), {**wanted, **typed})


def numbers() -> list[int]:
    return sorted(LetterNumber.objects.values_list("seq", flat=True))


def signed(file: UUID) -> int:
    return len([event for event in work.followed(file).history if event.outcome == "signed"])


def test_all_that_were_ticked_are_signed_each_with_its_own_number(head: Officer) -> None:
    files, client = drafts(3), at_work(head)
    shown = text(client.get(reverse("desk:letters")))
    assert shown.count('name="letters"') == 3
    assert cast.SITI.nik not in shown
    answer = choose(client, files[:2])
    assert answer.status_code == 302
    page = text(client.get(answer.url))
    assert "2 dari 2 surat selesai" in page
    assert numbers() == [1, 2]
    assert [signed(file) for file in files] == [1, 1, 0]


def test_one_that_somebody_took_first_holds_up_no_other(head: Officer) -> None:
    files, client = drafts(3), at_work(head)
    seen = [value(file) for file in files]
    deputy = at_work(cast.officer(cast.HEAD, name="Contoh Pelaksana Tugas"))
    client.get(reverse("desk:letters"))
    assert desk.sign(deputy, files[1]).status_code == 302
    page = text(client.get(choose(client, files, letters=seen).url))
    assert "2 dari 3 surat selesai" in page
    assert "sudah dikerjakan oleh Contoh Pelaksana Tugas" in page
    assert numbers() == [1, 2, 3]
    assert [signed(file) for file in files] == [1, 1, 1]


def test_what_does_not_fit_into_one_request_goes_on_in_the_next_and_nothing_is_signed_twice(head: Officer) -> None:
    files, client = drafts(IN_ONE_GO + 1), at_work(head)
    answer = choose(client, files)
    page = text(client.get(answer.url))
    assert f"{IN_ONE_GO} dari {IN_ONE_GO + 1} surat selesai" in page
    assert "Lanjutkan 1 surat lagi" in page
    assert len(numbers()) == IN_ONE_GO  # looking signs nothing
    for _ in range(2):
        assert client.post(answer.url).status_code == 302
    assert f"{IN_ONE_GO + 1} dari {IN_ONE_GO + 1} surat selesai" in text(client.get(answer.url))
    assert numbers() == list(range(1, IN_ONE_GO + 2))


def test_the_same_list_sent_twice_is_one_sitting(head: Officer) -> None:
    files, client = drafts(1), at_work(head)
    sitting, seen = uuid4(), [value(files[0])]
    first = choose(client, files, sitting=sitting, letters=seen)
    again = choose(client, files, sitting=sitting, letters=seen, password="")
    assert (first.url, again.status_code) == (again.url, 302)
    assert (signed(files[0]), numbers()) == (1, [1])


def test_a_sitting_that_lost_its_answer_says_done_to_what_was_done(head: Officer) -> None:
    (file,) = drafts(1)
    item = batch.Item(file, batch.SIGN, position(file).state.step, position(file).state.seq)
    results = [batch.carry_out(head.actor, item, proof="password", moment=timezone.now()) for _ in range(2)]
    assert [one.status for one in results] == [batch.DONE, batch.DONE]
    assert (signed(file), numbers()) == (1, [1])


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"password": "bukan ini"}, "Kata sandi tidak cocok."),
        ({"letters": []}, "Pilih paling sedikit satu surat."),
        ({"letters": ["bukan surat"]}, "Salah satu surat tidak dikenal"),
    ],
)
def test_without_proof_or_letters_nothing_is_signed(head: Officer, typed: dict[str, Any], words: str) -> None:
    files = drafts(1)
    answer = choose(at_work(head), files, **typed)
    assert answer.status_code == 422
    assert words in text(answer)
    assert numbers() == []


def test_proof_that_is_too_old_signs_nothing(head: Officer) -> None:
    files, client = drafts(IN_ONE_GO + 1), at_work(head)
    address = choose(client, files).url
    session = client.session
    session[SITTING] = {**session[SITTING], "until": (timezone.now() - timedelta(seconds=1)).isoformat()}
    session.save()
    assert client.post(address).status_code == 302
    page = text(client.get(address))
    assert "sudah lewat 15 menit" in page
    assert "data-goes-on" not in page
    assert len(numbers()) == IN_ONE_GO


def test_the_sitting_of_somebody_else_is_not_there(head: Officer) -> None:
    address = choose(at_work(head), drafts(1)).url
    assert at_work(cast.officer(cast.HEAD)).get(address).url == reverse("desk:letters")


def test_nobody_sees_letters_that_are_not_theirs_to_sign(head: Officer) -> None:
    drafts(1)
    page = text(at_work(cast.officer(cast.CLERK)).get(reverse("desk:letters")))
    assert "Tidak ada surat yang menunggu" in page
    neighbour = at_work(cast.officer(cast.HEAD, office=cast.NEIGHBOUR))
    assert "Tidak ada surat yang menunggu" in text(neighbour.get(reverse("desk:letters")))


def test_what_has_to_be_filled_in_first_is_done_on_its_own_page(head: Officer) -> None:
    file = cast.apply().application_id
    press(at_work(cast.officer(cast.CLERK)), file, "complete")
    press(at_work(cast.officer(cast.ANALYST)), file, "invalid", reason="NIK tidak tercatat di DTKS")
    page = text(at_work(head).get(reverse("desk:letters")))
    assert "Suratnya belum berisi" in page
    assert 'name="letters"' not in page


def test_a_letter_that_says_otherwise_than_its_application_is_marked(head: Officer) -> None:
    (file,) = drafts(1)
    row = Product.objects.get(application_id=file)
    row.content = {"values": {**row.content["values"], "nama": "Orang Lain Contoh"}}
    row.save()
    (one,) = batch.candidates(head.actor, timezone.now())
    assert one.flags == (batch.UNUSUAL,)
    assert "lain dari permohonan" in text(at_work(head).get(reverse("desk:letters")))
