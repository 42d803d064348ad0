"""The end of a year: its books are counted and closed, and nobody is sent away for it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from django.utils import timezone

from maklumat.core.errors import NotVisible, Refusal
from maklumat.records.applications.actions import reach_number, take_number
from maklumat.records.applications.models import Application, Counter
from maklumat.records.archive import closing
from maklumat.records.ledger.models import LedgerEntry
from maklumat.records.people.access import ADMINISTRATOR, Actor
from maklumat.records.products.models import LetterNumber
from maklumat.records.products.numbers import continue_at
from maklumat.records.work.submit import submit
from tests import cast

pytestmark = pytest.mark.django_db

YEAR = timezone.now().year - 1
THEN = datetime(YEAR, 12, 29, 3, 0, tzinfo=UTC)


@pytest.fixture
def admin() -> Actor:
    cast.enact(datetime(YEAR, 1, 5, tzinfo=UTC))
    return cast.officer(ADMINISTRATOR).actor


def late(moment: datetime = THEN) -> str:
    """A slip of that day, typed in now."""
    receipt = submit(
        uuid4(), submission=cast.submission(), notice_version="1", moment=timezone.now(), occurred_at=moment,
        late_reason="listrik padam",
    )  # fmt: skip
    return receipt.register


def test_what_the_books_hold_and_lack(admin: Actor) -> None:
    assert (late(), late()) == (f"0001/{YEAR}", f"0002/{YEAR}")
    with transaction.atomic():
        reach_number(cast.OFFICE, "agenda", YEAR, 6)
    late()
    continue_at(admin, year=YEAR, seq=4, note="kertas", moment=THEN)
    LetterNumber.objects.filter(seq=2).update(status="void")
    agenda, letters, originals = closing.standing(admin, YEAR)
    assert (agenda.last, agenda.lines, agenda.open, agenda.missing, agenda.gaps) == (6, 3, 3, 3, (3, 4, 5))
    assert (letters.last, letters.lines, letters.void, letters.missing) == (3, 3, 1, 0)
    assert (originals.last, originals.gaps) == (0, ())


def test_a_closed_book_gives_no_number_and_a_late_slip_gets_one_of_this_year(admin: Actor) -> None:
    assert late() == f"0001/{YEAR}"
    minutes = closing.close(admin, YEAR, note="", moment=timezone.now())
    assert (minutes.books[0].last, minutes.books[0].open) == (1, 1)
    with pytest.raises(Refusal, match="BKU-001"), transaction.atomic():
        take_number(cast.OFFICE, "agenda", YEAR)
    assert late() == f"0001/{YEAR + 1}"
    assert Application.objects.latest("recorded_at").received_at == THEN, "its true day stays"
    with pytest.raises(Refusal, match="BKU-001"), transaction.atomic():
        reach_number(cast.OFFICE, "agenda", YEAR, 99)
    assert Counter.objects.get(office=cast.OFFICE, register="agenda", year=YEAR).next == 2
    with transaction.atomic():
        assert take_number(cast.NEIGHBOUR, "agenda", YEAR) == 1


def test_closed_twice_is_closed_once_and_the_ledger_says_what_was_there(admin: Actor) -> None:
    late()
    first = closing.close(admin, YEAR, note="", moment=timezone.now())
    again = closing.close(admin, YEAR, note="lain", moment=timezone.now() + timedelta(minutes=1))
    assert first == again
    assert LedgerEntry.objects.filter(kind=closing.CLOSED).count() == 1
    assert closing.years(admin, YEAR + 1) == [(YEAR, True)]


def test_missing_numbers_are_explained_or_the_book_stays_open(admin: Actor) -> None:
    with transaction.atomic():
        reach_number(cast.OFFICE, "agenda", YEAR, 5)
    late()
    with pytest.raises(Refusal, match="BKU-003"):
        closing.close(admin, YEAR, note="  ", moment=timezone.now())
    assert late() == f"0006/{YEAR}", "nothing was closed"
    assert closing.close(admin, YEAR, note="1 sampai 4 di buku kertas", moment=timezone.now()).note.startswith(
        "1 sampai"
    )


def test_this_year_goes_on_and_only_the_administrator_closes(admin: Actor) -> None:
    with pytest.raises(Refusal, match="BKU-002"):
        closing.close(admin, YEAR + 1, note="", moment=timezone.now())
    with pytest.raises(NotVisible):
        closing.close(cast.officer(cast.HEAD).actor, YEAR, note="", moment=timezone.now())
    with pytest.raises(NotVisible):
        closing.standing(cast.officer(cast.CLERK).actor, YEAR)
    with pytest.raises(NotVisible):
        closing.minutes(admin, YEAR)
