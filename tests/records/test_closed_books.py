"""Every writer of numbers against the book of a closed year, beside the same one against a book that is open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Final
from uuid import uuid4

import pytest
from django.db import transaction
from django.utils import timezone

from maklumat.core.errors import Refusal
from maklumat.core.intake import COUNTER, PAPER
from maklumat.core.takeover.past import NextNumber
from maklumat.core.takeover.running import RunningFile
from maklumat.core.takeover.staff import StaffRow
from maklumat.records.applications import custody
from maklumat.records.applications.actions import reach_number, take_number
from maklumat.records.applications.models import Application, Counter
from maklumat.records.archive import closing, moving
from maklumat.records.archive.clashes import clashes
from maklumat.records.archive.models import MovingBatch, PastEntry
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.people.access import ADMINISTRATOR, Actor
from maklumat.records.products import actions as products
from maklumat.records.products import numbers
from maklumat.records.products.models import LetterNumber, Product
from maklumat.records.work.submit import AGENDA, submit
from maklumat.records.work.takeover import bring_over
from tests import cast
from tests.records.test_moving_in import old, row, sheet

pytestmark = pytest.mark.django_db

YEAR = timezone.now().year - 1
THEN = datetime(YEAR, 12, 29, 3, 0, tzinfo=UTC)
Writer = Callable[[Actor], object]


@pytest.fixture
def admin() -> Actor:
    cast.enact(datetime(YEAR, 1, 5, tzinfo=UTC))
    who = cast.officer(ADMINISTRATOR, cast.PRINTER, cast.CLERK).actor
    numbers.reserve(who, year=YEAR, count=2, note="kertas", moment=THEN)
    return who


def _letter(actor: Actor) -> Product:
    law = catalogue.in_force(cast.OFFICE, cast.SERVICE, timezone.now())
    product = next(one for one in law.standard.products if one.number_format)
    row = products.draft(uuid4(), cast.OFFICE, cast.SERVICE, product, {}, moment=THEN)
    return products.number(row, product, law.office, on=THEN.date(), moment=THEN, user_id=actor.user_id)


def _file(actor: Actor) -> object:
    data = sheet(row(7, **{"Nomor agenda": f"7/{YEAR}", "Tanggal diterima": f"02-12-{YEAR}"}))
    batch = moving.send(actor, uuid4(), data, moment=timezone.now())
    return bring_over(actor, moving.contents(batch).files[0], timezone.now())


WRITERS: Final[dict[str, Writer]] = {
    "the next number of the agenda": lambda _: take_number(cast.OFFICE, AGENDA, YEAR),
    "the next number of letters": lambda _: take_number(cast.OFFICE, products.REGISTER, YEAR),
    "a letter": _letter,
    "a receipt for originals": lambda _: custody.new_number(cast.OFFICE, YEAR),
    "the agenda goes on": lambda _: reach_number(cast.OFFICE, AGENDA, YEAR, 9),
    "the agenda is there already": lambda _: reach_number(cast.OFFICE, AGENDA, YEAR, 1),
    "letters go on": lambda who: numbers.set_next(who, year=YEAR, seq=6, note="kertas", moment=THEN),
    "numbers for paper": lambda who: numbers.reserve(who, year=YEAR, count=2, note="kertas", moment=THEN),
    "a back-number": lambda who: numbers.insert_back(who, year=YEAR, after=1, reason="terlewat", moment=THEN),
    "a running file from paper": _file,
}
"""What gives or takes a number of a year; a new writer of a numbered book gets its row here."""


def sound(batch: MovingBatch) -> tuple[Sequence[RunningFile], Sequence[NextNumber], Sequence[StaffRow]]:
    found = moving.contents(batch)
    return found.files, found.numbers, found.people


def _close(actor: Actor) -> None:
    closing.close(actor, YEAR, note="", moment=timezone.now())


def _books() -> list[tuple[object, ...]]:
    """All that the books of that year say."""
    counters = Counter.objects.filter(year=YEAR).order_by("office", "register")
    return [
        *counters.values_list("office", "register", "next"),
        *LetterNumber.objects.filter(year=YEAR).order_by("pk").values_list("seq", "suffix", "status"),
        *Application.objects.filter(register_year=YEAR).order_by("pk").values_list("pk", "register_seq"),
    ]


@pytest.mark.parametrize("writer", WRITERS)
def test_an_open_book_takes_it(admin: Actor, writer: str) -> None:
    with transaction.atomic():
        WRITERS[writer](admin)


@pytest.mark.parametrize("writer", WRITERS)
def test_a_closed_book_takes_nothing_and_says_so(admin: Actor, writer: str) -> None:
    _close(admin)
    before = _books()
    with pytest.raises(Refusal, match="BKU-001"), transaction.atomic():
        WRITERS[writer](admin)
    assert _books() == before


@pytest.mark.parametrize("channel", [COUNTER, PAPER])
@pytest.mark.parametrize(("closed", "year"), [(False, YEAR), (True, YEAR + 1)])
def test_what_is_written_down_late_is_never_sent_away(admin: Actor, channel: str, closed: bool, year: int) -> None:
    if closed:
        _close(admin)
    before = _books()
    submission = replace(cast.submission(), channel=channel)
    receipt = submit(
        uuid4(), submission=submission, notice_version="1", moment=timezone.now(), occurred_at=THEN,
        late_reason="listrik padam", actor=admin,
    )  # fmt: skip
    assert receipt.register == f"0001/{year}"
    assert (_books() == before) is closed


@pytest.mark.parametrize(("closed", "taken"), [(False, 4), (True, 1)])
def test_of_a_spreadsheet_only_old_lines_come_into_a_closed_year(admin: Actor, closed: bool, taken: int) -> None:
    """They are lines of the paper book, and take no number of the book that was closed."""
    if closed:
        _close(admin)
    before = _books()
    file = row(7, **{"Nomor agenda": f"7/{YEAR}", "Tanggal diterima": f"02-12-{YEAR}"})
    data = sheet(file, lines=[old(3)], numbers=[["agenda", YEAR, 20], ["surat-keluar", YEAR, 20]])
    batch = moving.send(admin, uuid4(), data, moment=timezone.now())
    told = clashes(batch, *sound(batch), timezone.now())
    assert [one.code for one in told] == (["BKU-001"] * 3 if closed else []), "said before anything comes in"
    done = moving.confirm(admin, batch.pk, moment=timezone.now())
    assert (done.taken, done.refused) == (taken, 4 - taken)
    assert PastEntry.objects.get().on == date(YEAR, 2, 3)
    assert (_books() == before) is closed
