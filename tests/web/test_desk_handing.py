"""Disposisi and delegation on the file's page: given, read, answered, taken back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from tests import cast
from tests.cast import Officer
from tests.web import desk_steps as desk
from tests.web.desk_steps import at_work, position, press, text

pytestmark = pytest.mark.django_db

SERVICE = "rehabilitasi-sosial"
KABID, EXPERT = "kabid-rehabilitasi-sosial", "pejabat-fungsional"


@pytest.fixture(autouse=True)
def law() -> Any:
    return cast.enact()


@pytest.fixture
def kabid() -> Officer:
    return cast.officer(KABID, name="Contoh Kabid")


@pytest.fixture
def expert() -> Officer:
    return cast.officer(EXPERT, name="Contoh Fungsional")


@pytest.fixture
def head() -> Client:
    return at_work(cast.officer(cast.HEAD, name="Contoh Kepala"))


@pytest.fixture
def disposed(head: Client, kabid: Officer) -> UUID:
    """The head sends a report to the kabid by name, to be examined at once."""
    file = cast.apply(SERVICE).application_id
    assert press(at_work(cast.officer(cast.CLERK)), file, "reported", channel="phone").status_code == 302
    typed = {"instructions": ["examine", "prepare_reply"], "urgency": "urgent", "assignee": kabid.actor.user_id}
    assert press(head, file, "forwarded", instruction="Keluarganya menunggu di loket.", **typed).status_code == 302
    return file


def page(client: Client, file: UUID, **headers: str) -> str:
    return text(client.get(reverse("desk:file", args=[file]), headers=headers))


def hand(client: Client, file: UUID, deed: str, **typed: Any) -> Any:
    seen = {"seen_seq": position(file).state.seq, "deed": deed}
    return client.post(reverse("desk:hand", args=[file]), {**seen, **typed})


def delegate(client: Client, file: UUID, whom: Officer, **typed: Any) -> Any:
    wanted = {"to": f"{whom.actor.posts[0]}:{whom.actor.user_id}", "instructions": ["examine"], "urgency": "ordinary"}
    return hand(client, file, "delegate", **{**wanted, **typed})


def test_the_receiver_reads_what_is_asked_and_the_sender_that_it_was_read(
    disposed: UUID, head: Client, kabid: Officer
) -> None:
    assert "Belum dibaca" in page(head, disposed)
    shown = page(at_work(kabid), disposed)
    for words in ("Teliti dan sarankan", "Siapkan konsep jawaban", "Keluarganya menunggu", "Segera", "Contoh Kabid ("):
        assert words in shown
    assert "Dibaca Contoh Kabid, " in page(head, disposed)
    assert "Segera" in text(at_work(kabid).get(reverse("desk:worklist")))


@pytest.mark.parametrize("header", [{"Sec-Purpose": "prefetch"}, {"Purpose": "prefetch"}, {"X-Moz": "prefetch"}])
def test_what_nobody_looks_at_is_not_read(disposed: UUID, kabid: Officer, header: dict[str, str]) -> None:
    before = position(disposed).state.seq
    client = at_work(kabid)
    page(client, disposed, **header)
    client.head(reverse("desk:file", args=[disposed]))
    assert position(disposed).state.seq == before


def test_the_sender_takes_it_back_until_it_was_read(disposed: UUID, head: Client, kabid: Officer) -> None:
    assert "Tarik kembali" in page(head, disposed)
    of = position(disposed).state.handings[-1].seq
    page(at_work(kabid), disposed)
    assert "Tarik kembali" not in page(head, disposed)
    answer = hand(head, disposed, "recall", of=of)
    assert answer.status_code == 422
    assert "PRO-087" in text(answer)


def test_taken_back_it_lies_at_the_senders_desk_again(disposed: UUID, head: Client) -> None:
    of = position(disposed).state.handings[-1].seq
    assert hand(head, disposed, "recall", of=of).status_code == 302
    assert position(disposed).state.step == "disposisi-kepala"
    assert "Ditarik kembali sebelum dibaca" in page(head, disposed)


def test_the_kabid_gives_the_work_to_somebody_by_name_who_answers(
    disposed: UUID, kabid: Officer, expert: Officer
) -> None:
    client, theirs = at_work(kabid), at_work(expert)
    assert "Contoh Fungsional" in page(client, disposed)
    moment = dict(zip(("wanted_at_0", "wanted_at_1", "wanted_at_2", "wanted_at_3"), (1, 3, 2031, "14.30"), strict=True))
    assert delegate(client, disposed, expert, instruction="Lihat alamatnya.", **moment).status_code == 302
    assert "Ditugaskan kepada Anda" in text(theirs.get(reverse("desk:worklist")))
    shown = page(theirs, disposed)
    assert "Lihat alamatnya." in shown
    assert "melewati janji kepada pemohon" in shown  # by years
    assert hand(theirs, disposed, "answer", answer="Alamatnya benar.").status_code == 302
    after = page(client, disposed)
    assert "Alamatnya benar." in after
    assert "Jawaban Contoh Fungsional" in after


def test_a_delegate_who_may_acts_for_the_desk_and_the_history_says_so(expert: Officer) -> None:
    file = cast.apply(cast.SERVICE).application_id
    clerk, analyst = at_work(cast.officer(cast.CLERK)), cast.officer(cast.ANALYST, name="Contoh Analis")
    press(clerk, file, "complete")
    colleague = cast.officer("kabid-pemberdayaan-sosial", name="Contoh Rekan")
    assert delegate(at_work(analyst), file, colleague, does="on").status_code == 302
    assert press(at_work(colleague), file, "valid").status_code == 302
    assert "Contoh Rekan, Kepala Bidang" in page(at_work(analyst), file)
    assert "atas penugasan Analis Kebijakan" in page(at_work(analyst), file)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"to": ""}, "Pilih orang atau jabatan."),
        ({"instructions": [], "instruction": ""}, "Pilih instruksi, atau tulis pesan Anda."),
        ({"wanted_at_0": "1", "wanted_at_1": "1", "wanted_at_2": "2020", "wanted_at_3": "10.00"}, "PRO-083"),
        ({"wanted_at_0": "31", "wanted_at_1": "2", "wanted_at_2": "2027", "wanted_at_3": "10.00"}, "Tulis tanggal"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_given(
    disposed: UUID, kabid: Officer, expert: Officer, typed: dict[str, Any], words: str
) -> None:
    answer = delegate(at_work(kabid), disposed, expert, **typed)
    assert answer.status_code == 422
    assert words in text(answer)
    assert position(disposed).state.delegations == ()


def test_an_empty_answer_is_no_answer(disposed: UUID, kabid: Officer, expert: Officer) -> None:
    delegate(at_work(kabid), disposed, expert)
    answer = hand(at_work(expert), disposed, "answer", answer=" ")
    assert answer.status_code == 422
    assert "Jawaban Anda belum diisi." in text(answer)


def test_who_holds_nothing_gives_nothing(disposed: UUID, kabid: Officer, expert: Officer) -> None:
    other = cast.officer(EXPERT)
    delegate(at_work(kabid), disposed, expert)
    assert delegate(at_work(other), disposed, expert).status_code == 404
    assert hand(at_work(other), disposed, "answer", answer="x").status_code == 404
    assert hand(at_work(kabid), disposed, "dance").status_code == 404
    assert hand(at_work(kabid), disposed, "recall", of="x").status_code == 404
    assert hand(at_work(cast.officer(KABID, office=cast.NEIGHBOUR)), disposed, "answer", answer="x").status_code == 404


def test_a_stale_page_is_told_who_was_faster(disposed: UUID, kabid: Officer, expert: Officer) -> None:
    seen = position(disposed).state.seq
    delegate(at_work(kabid), disposed, expert)
    second = at_work(cast.officer(KABID, name="Contoh Kabid Kedua"))
    answer = hand(second, disposed, "delegate", seen_seq=seen, to=EXPERT, instructions=["examine"])
    assert answer.status_code == 409
    assert "Contoh Kabid" in text(answer)


def test_a_return_is_shown_with_its_reason_and_counted(head: Client) -> None:
    file = cast.apply(cast.SERVICE).application_id
    clerk, analyst = at_work(cast.officer(cast.CLERK)), at_work(cast.officer(cast.ANALYST))
    operator = at_work(cast.officer(cast.OPERATOR, name="Contoh Operator"))
    desk.drafted(file, clerk, analyst, operator)
    for time in (1, 2):
        assert press(head, file, "returned", reason=f"Nama salah tulis ({time}).").status_code == 302
        shown = page(operator, file)
        assert f"Nama salah tulis ({time})." in shown
        assert "Dikembalikan untuk diperbaiki" in shown
        assert ("kali ke-2" in shown) == (time == 2)
        assert "Dikembalikan" in text(operator.get(reverse("desk:worklist")))
        press(operator, file, "drafted", **desk.draft_fields(operator, file))
    assert position(file).state.step == "tanda-tangan"
