"""The end of a year: its books are counted, what is missing in them is explained, and they give no number any more.

Nothing that runs is touched: files go on under their number of the old year, and what is written down later takes its
number in the book of the new one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from maklumat.core.errors import NotVisible, Refusal
from maklumat.core.events import Event
from maklumat.core.standard.model import Office
from maklumat.records.applications import custody
from maklumat.records.applications.models import Application, Counter, Custody
from maklumat.records.archive.models import YearClosing
from maklumat.records.archive.other_books import LineCount, other_books
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.ledger import actions as ledger
from maklumat.records.people import access
from maklumat.records.people.access import Actor, Facts
from maklumat.records.people.queries import name_of
from maklumat.records.procedures.models import WorkItem
from maklumat.records.products.actions import NUMBERED
from maklumat.records.products.actions import REGISTER as LETTERS
from maklumat.records.products.models import LetterNumber, Product
from maklumat.records.work.submit import AGENDA

CLOSED: Final = "year_closed"
"""The kind of the office's entry; its data are those of the minutes."""
MOST_GAPS: Final = 60
LONGEST_NOTE: Final = 500


@dataclass(frozen=True, slots=True)
class BookCount:
    """What a book of the year holds. `last`: its highest number, 0 for none; `gaps`: numbers without a line, the first
    MOST_GAPS of `missing`; `open`: lines that are not done (a file that runs, a number without its letter, originals
    that lie here)."""

    register: str
    last: int
    lines: int
    void: int
    open: int
    missing: int
    gaps: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Closed:
    """The minutes of a closed year. `others`: the books that stay open; minutes of an older version name none."""

    year: int
    at: datetime
    by: str
    note: str
    books: tuple[BookCount, ...]
    others: tuple[LineCount, ...] = ()


def standing(actor: Actor, year: int) -> tuple[BookCount, ...]:
    """What the books of a year hold now. Raises NotVisible for whoever does not look after the office."""
    access.require(actor, access.OVERSEE, Facts(actor.office))
    return tuple(_books(actor.office, year))


def standing_beside(actor: Actor, year: int, moment: datetime) -> tuple[LineCount, ...]:
    """What the books that are not closed hold of a year now. Raises NotVisible as `standing`."""
    access.require(actor, access.OVERSEE, Facts(actor.office))
    return tuple(other_books(catalogue.office(actor.office, moment), year))


def _books(office: str, year: int) -> Iterable[BookCount]:
    files = Application.objects.filter(office=office, register_year=year)
    open_files = WorkItem.objects.filter(
        office=office, status__in=("open", "with_applicant"), application_id__in=files.values("pk")
    )
    yield _book(AGENDA, files.values_list("register_seq", flat=True), 0, open_files.count())
    letters = LetterNumber.objects.filter(office=office, register=LETTERS, year=year)
    waiting = Product.objects.filter(office=office, status=NUMBERED, taken_number__year=year)
    numbers = letters.filter(suffix="").values_list("seq", flat=True)
    yield _book(LETTERS, numbers, letters.filter(status="void").count(), waiting.count())
    originals = Custody.objects.filter(office=office, year=year)
    here = originals.filter(returned_at=None).count()
    yield _book(custody.REGISTER, originals.values_list("seq", flat=True), 0, here)


def _book(register: str, numbers: Iterable[int], void: int, open_: int) -> BookCount:
    taken = set(numbers)
    last = max(taken, default=0)
    gaps = [seq for seq in range(1, last + 1) if seq not in taken]
    return BookCount(register, last, len(taken), void, open_, len(gaps), tuple(gaps[:MOST_GAPS]))


def close(actor: Actor, year: int, *, note: str, moment: datetime) -> Closed:
    """Close the books of a year that is over. A repeat gives the same minutes.

    Raises NotVisible, Refusal BKU-002 while the year goes on, BKU-003 when numbers are missing and `note` does not say
    where they are.
    """
    access.require(actor, access.ADMINISTER, Facts(actor.office))
    office = catalogue.office(actor.office, moment)
    if year >= catalogue.local_date(office, moment).year:
        raise Refusal("BKU-002", "Tahun {year} belum berakhir; bukunya masih dipakai.", year=year)
    with transaction.atomic():
        if not YearClosing.objects.filter(office=actor.office, year=year).exists():
            _close(actor, office, year, note.strip()[:LONGEST_NOTE], moment)
    return minutes(actor, year)


def _close(actor: Actor, office: Office, year: int, note: str, moment: datetime) -> None:
    for register in (AGENDA, LETTERS, custody.REGISTER):
        book, _ = Counter.objects.select_for_update().get_or_create(office=actor.office, register=register, year=year)
        book.closed_at = moment
        book.save(update_fields=["closed_at"])
    books = tuple(_books(actor.office, year))
    if any(book.missing for book in books) and not note:
        raise Refusal("BKU-003", "Ada nomor tanpa baris. Tulis di mana nomor itu, misalnya: di buku kertas.")
    content: list[dict[str, Any]] = [{**asdict(book), "gaps": list(book.gaps)} for book in books]
    content += [asdict(one) for one in other_books(office, year)]
    YearClosing.objects.create(
        office=actor.office, year=year, closed_at=moment, closed_by=actor.user_id, note=note, content=content
    )
    event = Event(0, CLOSED, moment, moment, post=actor.in_charge, data={"year": year, "note": note, "books": content})
    ledger.append(actor.office, None, event, actor.user_id)


def minutes(actor: Actor, year: int) -> Closed:
    """The minutes of a closed year. Raises NotVisible when it is not closed."""
    access.require(actor, access.OVERSEE, Facts(actor.office))
    row = YearClosing.objects.filter(office=actor.office, year=year).first()
    if row is None:
        raise NotVisible
    books = tuple(BookCount(**{**one, "gaps": tuple(one["gaps"])}) for one in row.content if "register" in one)
    others = tuple(LineCount(**one) for one in row.content if "book" in one)
    return Closed(row.year, row.closed_at, name_of(row.closed_by), row.note, books, others)


def years(actor: Actor, this_year: int) -> list[tuple[int, bool]]:
    """The years of which there is a book, newest first, this one left out, and whether each is closed."""
    access.require(actor, access.OVERSEE, Facts(actor.office))
    rows = Counter.objects.filter(office=actor.office, register__in=(AGENDA, LETTERS, custody.REGISTER))
    known = set(rows.filter(year__lt=this_year).values_list("year", flat=True))
    closed = set(YearClosing.objects.filter(office=actor.office).values_list("year", flat=True))
    return [(year, year in closed) for year in sorted(known | closed, reverse=True)]
