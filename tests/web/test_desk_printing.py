"""What is printed again says so, with who and when, and stands in the ledger and in a book."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from maklumat.records.guests.models import QueueTicket
from maklumat.records.ledger.history import events_of
from maklumat.records.ledger.models import LedgerEntry
from tests import cast
from tests.web.desk_steps import at_work, press, text

pytestmark = pytest.mark.django_db

MARK = "CETAK ULANG"


@pytest.fixture
def file() -> UUID:
    cast.enact()
    return cast.apply().application_id


def copies() -> int:
    return LedgerEntry.objects.filter(kind="reprinted").count()


def book(client: Any) -> str:
    return text(client.get(reverse("desk:register", args=["cetak-ulang"])))


def test_a_receipt_printed_again_is_marked_and_keeps_the_secret_to_itself(file: UUID) -> None:
    receipt = cast.apply()
    clerk = at_work(cast.officer(cast.CLERK, name="Contoh Loket"))
    before = len(events_of(receipt.application_id))
    address = reverse("desk:receipt_again", args=[receipt.application_id])
    assert clerk.get(address).status_code == 405
    for number in (1, 2):
        page = text(clerk.post(address))
        assert f"{MARK} {number}" in page
        assert "Contoh Loket" in page
        assert receipt.code in page
        assert receipt.secret not in page
    assert copies() == 2
    assert len(events_of(receipt.application_id)) == before  # nobody's open form goes stale
    shown = book(clerk)
    for words in ("tanda terima", receipt.register, "Contoh Loket"):
        assert words in shown, words
    assert at_work(cast.officer(cast.OPERATOR)).post(address).status_code == 404


def test_a_sheet_is_first_printed_unmarked_and_later_marked(file: UUID) -> None:
    clerk = at_work(cast.officer(cast.CLERK, name="Contoh Loket"))
    press(clerk, file, "incomplete", findings__identitas="buram")
    address = reverse("desk:lacking", args=[file])
    looked = clerk.get(address).content.decode()
    assert MARK not in looked
    assert "m-noprint" in looked.partition("d-paper-sheet")[2].partition(">")[0]  # nothing leaves unwritten
    first = clerk.post(address).content.decode()
    assert MARK not in first
    assert "m-noprint" not in first.partition("d-paper-sheet")[2].partition(">")[0]
    assert copies() == 0
    other = at_work(cast.officer(cast.ANALYST, name="Contoh Analis"))
    again = text(other.post(address))
    assert f"{MARK} 1" in again
    assert "Contoh Analis" in again
    assert copies() == 1
    assert "pemberitahuan kekurangan" in book(clerk)


def test_a_queue_number_is_printed_once_and_later_as_a_copy(file: UUID) -> None:
    clerk = at_work(cast.officer(cast.CLERK, name="Contoh Loket"))
    page = clerk.get(reverse("desk:queue"))
    given = clerk.post(reverse("desk:queue"), {"deed": "give", "ticket_id": page.context["ticket_id"], "reason": ""})
    first = text(clerk.get(given.url))
    number = QueueTicket.objects.get()
    assert "Jalur biasa" in first
    assert MARK not in first
    looked = text(clerk.get(given.url))
    assert "Jalur biasa" not in looked
    again = text(clerk.post(given.url))
    assert f"{MARK} 1" in again
    assert "Contoh Loket" in again
    assert copies() == 1
    assert number.seq == 1
    assert "nomor antrean" in book(clerk)


def test_nobody_prints_in_another_office(file: UUID) -> None:
    stranger = at_work(cast.officer(cast.CLERK, office=cast.NEIGHBOUR))
    for route in ("desk:receipt_again", "desk:lacking"):
        assert stranger.post(reverse(route, args=[file])).status_code == 404
    assert copies() == 0
