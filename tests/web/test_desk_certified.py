"""The signing page of an office that signs with BSrE: what is typed, what goes wrong, and what is never kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maklumat.records.models import SigningRequest
from maklumat.records.outages import actions as outages
from maklumat.records.work import queries as work
from tests import cast, esign_stub
from tests.cast import Officer
from tests.esign_stub import NIK, PASSPHRASE, Stub
from tests.web import desk_steps as desk
from tests.web.desk_steps import at_work, position, text

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def law_in_force() -> Iterator[None]:
    cast.enact()
    yield
    cast.forget_law()


@pytest.fixture
def there(tmp_path: Path, settings: Any) -> Iterator[Stub]:
    with esign_stub.esign_stub(tmp_path) as stub:
        esign_stub.chosen(cast.OFFICE, settings, stub)
        yield stub


@pytest.fixture
def head() -> Officer:
    return cast.officer(cast.HEAD, name="Contoh Kepala")


@pytest.fixture
def drafted() -> UUID:
    application = cast.apply().application_id
    clerk, analyst = at_work(cast.officer(cast.CLERK)), at_work(cast.officer(cast.ANALYST))
    desk.drafted(application, clerk, analyst, at_work(cast.officer(cast.OPERATOR)))
    return application


def sign(client: Client, file: UUID, phrase: str = PASSPHRASE, **more: str) -> Any:
    return desk.sign(client, file, secret_nik="9999 0170 0180 0009", secret_phrase=phrase, **more)


def letter_of(file: UUID) -> Any:
    return work.followed(file).products[0]


def page(client: Client, file: UUID) -> str:
    return text(client.get(reverse("desk:sign", args=[file])))


def test_the_page_asks_for_what_bsre_asks_and_no_more(drafted: UUID, head: Officer, there: Stub) -> None:
    found = page(at_work(head), drafted)
    assert "Frasa sandi BSrE" in found
    assert "bukan BSrE" not in found
    assert "secret_again" not in found


def test_it_is_signed_once(drafted: UUID, head: Officer, there: Stub) -> None:
    client = at_work(head)
    seen = position(drafted).state.seq
    assert sign(client, drafted).status_code == 302
    assert letter_of(drafted).signature == "certified"
    assert sign(client, drafted, seen_seq=str(seen)).status_code == 302
    assert len(there.asked) == 1
    assert there.asked[0]["fields"]["nik"] == NIK
    history = text(client.get(reverse("desk:file", args=[drafted])))
    assert esign_stub.SIGNER.name in history
    assert "dengan sertifikat BSrE" in history


def test_a_wrong_passphrase_is_told_and_never_shown_again(drafted: UUID, head: Officer, there: Stub) -> None:
    client = at_work(head)
    answer = sign(client, drafted, "bukan frasanya")
    assert answer.status_code == 422
    assert "TTD-011" in text(answer)
    assert "bukan frasanya" not in text(answer)
    assert sign(client, drafted).status_code == 302


@pytest.mark.parametrize("missing", ["secret_nik", "secret_phrase"])
def test_both_are_needed_before_anything_is_sent(drafted: UUID, head: Officer, there: Stub, missing: str) -> None:
    answer = desk.sign(at_work(head), drafted, **{"secret_nik": NIK, "secret_phrase": "x", missing: ""})
    assert answer.status_code == 422
    assert (there.asked, letter_of(drafted).number) == ([], "")


def test_a_nik_has_sixteen_digits(drafted: UUID, head: Officer, there: Stub) -> None:
    answer = desk.sign(at_work(head), drafted, secret_nik="123", secret_phrase="x")
    assert "16 angka" in text(answer)
    assert there.asked == []


def test_printing_needs_neither(drafted: UUID, head: Officer, there: Stub) -> None:
    data = {"seen_seq": position(drafted).state.seq, "way": "print"}
    printed = at_work(head).post(reverse("desk:sign", args=[drafted]), data)
    assert printed.content.startswith(b"%PDF-")


def test_without_an_answer_the_page_says_what_happened_and_waits_for_a_tick(
    drafted: UUID, head: Officer, there: Stub
) -> None:
    client, there.mode = at_work(head), esign_stub.PROXY
    answer = sign(client, drafted)
    assert answer.status_code == 422
    assert "TTD-015" in text(answer)
    assert "secret_again" in text(answer)
    assert '<details class="govuk-details d-box" open>' in text(answer)  # paper is offered beside it
    SigningRequest.objects.update(asked_at=timezone.now() - timedelta(minutes=2))
    there.mode = esign_stub.SIGNS
    assert "jawabannya tidak datang" in page(client, drafted)
    assert sign(client, drafted).status_code == 422
    assert len(there.asked) == 1
    assert sign(client, drafted, secret_again="on").status_code == 302
    assert letter_of(drafted).status == "issued"


def test_an_outage_that_was_noted_stands_on_the_page(drafted: UUID, head: Officer, there: Stub) -> None:
    outages.begin(head.actor, "BSrE", reason="Server BSSN dirawat", moment=timezone.now())
    found = page(at_work(head), drafted)
    assert "Server BSSN dirawat" in found
    assert '<details class="govuk-details d-box" open>' in found


def test_in_one_sitting_it_is_sent_to_its_own_page(drafted: UUID, head: Officer, there: Stub) -> None:
    found = text(at_work(head).get(reverse("desk:letters")))
    assert "frasa sandinya diketik pada setiap surat" in found
    assert "bukan BSrE" not in found
