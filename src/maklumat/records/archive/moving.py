"""A spreadsheet comes in: read, shown with every problem of every row, confirmed, and then its sound rows one by one.

Reading it again always says the same, so nothing of it is kept but the file, sealed in the vault. Rows come in a few at
a time, each file in a transaction of its own; stopped at any moment, it goes on where it was, and what came before is
recognised and not taken twice.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Final
from uuid import UUID, uuid5

from django.conf import settings
from django.db import transaction

from maklumat.core.errors import Damaged, NotVisible, Refusal, Unavailable
from maklumat.core.events import Event
from maklumat.core.identity.persons import name_key
from maklumat.core.intake.persons import Terms
from maklumat.core.standard.model import Office
from maklumat.core.takeover import past, running, staff
from maklumat.core.takeover.past import NextNumber, PastLine, read_numbers, read_past
from maklumat.core.takeover.reading import Given, Problem
from maklumat.core.takeover.running import RunningFile, read_running
from maklumat.core.takeover.staff import StaffRow, read_staff
from maklumat.ports import spreadsheets
from maklumat.ports.spreadsheets import NUMBER, Cell
from maklumat.records.applications.actions import reach_number
from maklumat.records.archive.clashes import clashes, refused
from maklumat.records.archive.models import MovingBatch, MovingRefusal, PastEntry
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.ledger import actions as ledger
from maklumat.records.outside import keyring, regions, vault
from maklumat.records.people import access
from maklumat.records.people.access import ADMINISTRATOR, Actor, Facts
from maklumat.records.people.appointing import bring_person
from maklumat.records.products.numbers import continue_at
from maklumat.records.work.submit import AGENDA
from maklumat.records.work.takeover import TAKEN, THERE, bring_over

__all__ = ["MovingBatch", "MovingRefusal"]

MOVED_IN: Final = "moved_in"
"""The kind of the office's entry that says which rows came in; it names no person."""
REFUSED: Final = "refused"
SLICE: Final = 200
"""Rows in one go: a request that confirms takes so many at once, the clock's rounds take the rest."""
LOG = logging.getLogger(__name__)
_SPACE: Final = UUID("6d616b6c-756d-4174-8061-727369702d31")


@dataclass(frozen=True, slots=True)
class Contents:
    """What a spreadsheet holds: the sound rows of each kind, and every problem by the name of its sheet."""

    files: tuple[RunningFile, ...]
    lines: tuple[PastLine, ...]
    numbers: tuple[NextNumber, ...]
    people: tuple[StaffRow, ...]
    problems: Mapping[str, tuple[Problem, ...]]

    @property
    def rows(self) -> int:
        """How many rows will come in."""
        return len(self.files) + len(self.lines) + len(self.numbers) + len(self.people)

    @property
    def faulty(self) -> int:
        """How many rows are left out until they are mended."""
        wrong = {(sheet, one.row) for sheet, found in self.problems.items() for one in found if one.grade == "error"}
        return len(wrong)


EMPTY: Final = Contents((), (), (), (), {})


def send(actor: Actor, batch_id: UUID, data: bytes, *, moment: datetime) -> MovingBatch:
    """A spreadsheet comes in under the page's `batch_id`; sent again, it is the same one. Nothing of it counts yet.

    Raises NotVisible, SheetRefused (LBR-...), or Refusal PND-016 when none of its sheets is one that we know.
    """
    access.require(actor, access.ADMINISTER, Facts(actor.office))
    _known_sheets(spreadsheets.read_sheets(data))
    name = vault().put(data, actor.office)
    batch, _ = MovingBatch.objects.get_or_create(
        id=batch_id,
        defaults={"office": actor.office, "vault_name": name, "sent_at": moment, "sent_by": actor.user_id},
    )
    if batch.office != actor.office:
        raise NotVisible
    return batch


def batch_of(actor: Actor, batch_id: UUID) -> MovingBatch:
    """One batch of the actor's office, for whoever may look. Raises NotVisible."""
    access.require(actor, access.OVERSEE, Facts(actor.office))
    batch = MovingBatch.objects.filter(pk=batch_id, office=actor.office).first()
    if batch is None:
        raise NotVisible
    return batch


def batches(actor: Actor, limit: int = 20) -> list[MovingBatch]:
    """What came in lately, newest first."""
    access.require(actor, access.OVERSEE, Facts(actor.office))
    return list(MovingBatch.objects.filter(office=actor.office).order_by("-sent_at", "pk")[:limit])


def contents(batch: MovingBatch) -> Contents:
    """What its rows say, judged on the day it was sent; nothing once it was thrown away or its sheet is gone."""
    if batch.dropped_at is not None or not batch.vault_name:
        return EMPTY
    return _contents(batch.office, batch.vault_name, batch.sent_at)


@lru_cache(maxsize=4)
def _contents(office_code: str, vault_name: str, sent_at: datetime) -> Contents:
    office = catalogue.office(office_code, sent_at)
    on = catalogue.local_date(office, sent_at)
    terms = Terms(on, office.region_code, settings.DEMO, regions())
    standards = {law.standard.code: law.standard for law in catalogue.services(office_code, sent_at)}
    sheets = _known_sheets(spreadsheets.read_sheets(vault().get(vault_name)))
    problems: dict[str, tuple[Problem, ...]] = {}
    files: list[RunningFile] = []
    lines: list[PastLine] = []
    numbers: list[NextNumber] = []
    people: list[StaffRow] = []
    for name, rows in sheets.items():
        if name == running.SHEET:
            files, found = read_running(rows, standards, terms)
        elif name == past.SHEET:
            lines, found = read_past(rows, terms)
        elif name == staff.SHEET:
            people, found = read_staff(rows, *posts_of(office, on), on)
        else:
            numbers, found = read_numbers(rows, on.year)
        if found:
            problems[name] = tuple(sorted(found, key=lambda one: one.row))
    return Contents(tuple(files), tuple(lines), tuple(numbers), tuple(people), problems)


def posts_of(office: Office, on: date) -> tuple[dict[str, str], frozenset[str]]:
    """The names of the office's present posts by code, its administration among them; and those that one person alone
    holds."""
    present = [post for post in office.posts if office.present(post.code, on) == post.code]
    names = {post.code: post.name for post in present} | {ADMINISTRATOR: "Administrator kantor"}
    return names, frozenset(post.code for post in present if post.head)


def _known_sheets(sheets: spreadsheets.Sheets) -> dict[str, list[list[Given]]]:
    """The sheets that we read, by their names; a file of one nameless sheet holds running files."""
    names = (running.SHEET, past.SHEET, past.NUMBERS_SHEET, staff.SHEET)
    found = {name: sheets[name] for name in names if name in sheets}
    if not found and len(sheets) == 1:
        found = {running.SHEET: next(iter(sheets.values()))}
    if not found:
        raise Refusal("PND-016", "Tidak ada lembar bernama {names}. Pakai templat dari halaman ini.",
                      names=", ".join(f"“{name}”" for name in names))  # fmt: skip
    return {name: [[_given(cell) for cell in row] for row in rows] for name, rows in found.items()}


def _given(cell: Cell) -> Given:
    return Given(cell.text, numeric=cell.kind == NUMBER)


def refusals(batch: MovingBatch, found: Contents, moment: datetime) -> list[MovingRefusal]:
    """Sound rows that did not come in, each with its reason; before the sheet is confirmed, those that would not."""
    if batch.dropped_at is not None:
        return []
    if batch.confirmed_at is None:
        return clashes(batch, found.files, found.numbers, found.people, moment)
    return list(batch.refusals.order_by("sheet", "row"))


def drop(actor: Actor, batch_id: UUID, *, moment: datetime) -> None:
    """Throw a batch away before it is confirmed; its sheet leaves the vault with the clock's rounds (`sheets`).

    Raises NotVisible, Refusal PND-017 afterwards.
    """
    access.require(actor, access.ADMINISTER, Facts(actor.office))
    with transaction.atomic():
        batch_of(actor, batch_id)
        waiting = MovingBatch.objects.filter(pk=batch_id, confirmed_at=None)
        if not waiting.update(dropped_at=moment):
            raise Refusal("PND-017", "Pindahan ini sudah dijalankan.")


def confirm(actor: Actor, batch_id: UUID, *, moment: datetime) -> MovingBatch:
    """From now on the sound rows come in; the first of them at once. A repeat changes nothing.

    Raises NotVisible, or Refusal PND-018 when it was thrown away, PND-019 when it has no sound row.
    """
    access.require(actor, access.ADMINISTER, Facts(actor.office))
    batch = batch_of(actor, batch_id)
    if batch.dropped_at is not None:
        raise Refusal("PND-018", "Berkas ini sudah dibuang; kirim lagi bila masih diperlukan.")
    if not contents(batch).rows:
        raise Refusal("PND-019", "Tidak ada baris yang dapat dipindahkan. Perbaiki lembarnya, lalu kirim lagi.")
    with transaction.atomic():
        waiting = MovingBatch.objects.filter(pk=batch_id, confirmed_at=None, dropped_at=None)
        waiting.update(confirmed_at=moment, confirmed_by=actor.user_id)
    proceed(batch_of(actor, batch_id), moment)
    return batch_of(actor, batch_id)


def go_on(moment: datetime) -> int:
    """The next rows of one confirmed batch, for the clock's rounds; returns how many, repeat until 0.

    The one of which least came in goes first, so that nobody waits for the large sheet of another office; one whose
    sheet cannot be read holds up no other.
    """
    waiting = MovingBatch.objects.filter(confirmed_at__isnull=False, finished_at=None).order_by("done", "confirmed_at")
    for batch in waiting[:100]:
        try:
            if some := proceed(batch, moment):
                return some
        except (Unavailable, Damaged):
            LOG.exception("moving: sheet %s was left for the next round", batch.pk)
    return 0


def proceed(batch: MovingBatch, moment: datetime, limit: int = SLICE) -> int:
    """The next `limit` rows of one batch; returns how many there were."""
    found = contents(batch)
    assert batch.confirmed_by is not None  # noqa: S101  # only confirmed ones go on
    actor = Actor(batch.confirmed_by, "", batch.office, (), administers=True)
    start, end, tried = batch.done, batch.done + limit, _Tried(batch)
    for file in found.files[start:end]:
        tried.row(running.SHEET, file.row, lambda file=file: bring_over(actor, file, moment).state)  # type: ignore[misc]
    start, end = max(0, start - len(found.files)), max(0, end - len(found.files))
    tried.counted += _kept(batch, found.lines[start:end])
    start, end = max(0, start - len(found.lines)), max(0, end - len(found.lines))
    for number in found.numbers[start:end]:
        tried.row(past.NUMBERS_SHEET, number.row, lambda number=number: _continue(actor, number, moment))  # type: ignore[misc]
    start, end = max(0, start - len(found.numbers)), max(0, end - len(found.numbers))
    for one in found.people[start:end]:
        tried.row(staff.SHEET, one.row, lambda one=one: _bring(actor, one, moment))  # type: ignore[misc]
    _count(batch, tried, found.rows, moment)
    return tried.counted.total()


class _Tried:
    """What became of rows: how many were TAKEN, THERE or REFUSED, and of each of the last ones why."""

    def __init__(self, batch: MovingBatch) -> None:
        self.batch = batch
        self.counted = Counter[str]()
        self.refusals: list[MovingRefusal] = []

    def row(self, sheet: str, row: int, deed: Callable[[], str]) -> None:
        """Try to take one row in."""
        try:
            self.counted[deed()] += 1
        except (Refusal, NotVisible) as why:
            self.counted[REFUSED] += 1
            self.refusals.append(refused(self.batch, sheet, row, why))


def _kept(batch: MovingBatch, lines: Sequence[PastLine]) -> Counter[str]:
    """Lines of old books, those that are there already left alone."""
    found = {uuid5(_SPACE, f"{batch.office}/{one.book}/{one.on.year}/{one.number}"): one for one in lines}
    there = set(PastEntry.objects.filter(pk__in=found).values_list("pk", flat=True))
    fresh = [_entry(batch, key, line) for key, line in found.items() if key not in there]
    PastEntry.objects.bulk_create(fresh, ignore_conflicts=True)
    return Counter({TAKEN: len(fresh), THERE: len(there)})


def _entry(batch: MovingBatch, entry_id: UUID, line: PastLine) -> PastEntry:
    figure = re.search(r"[0-9]{1,9}", line.number)
    return PastEntry(
        id=entry_id, office=batch.office, book=line.book, year=line.on.year, place=int(figure[0]) if figure else 0,
        number=line.number, on=line.on, service=line.service, result=line.result, letter=line.letter,
        name=line.name, nik=line.nik, note=line.note, batch=batch,
        name_index=keyring().blind_index(name_key(line.name), "name") if line.name else None,
        nik_index=keyring().blind_index(line.nik, "nik") if line.nik else None,
    )  # fmt: skip


def _continue(actor: Actor, number: NextNumber, moment: datetime) -> str:
    with transaction.atomic():
        if number.book == AGENDA:
            reach_number(actor.office, AGENDA, number.year, number.seq)
        else:
            continue_at(actor, year=number.year, seq=number.seq, note="Buku kertas", moment=moment)
    return TAKEN


def _bring(actor: Actor, one: StaffRow, moment: datetime) -> str:
    office = catalogue.office(actor.office, moment)
    fresh = bring_person(
        actor, office, username=one.username, full_name=one.name, post=one.post, from_on=one.from_on, moment=moment
    )
    return TAKEN if fresh else THERE


def _count(batch: MovingBatch, tried: _Tried, rows: int, moment: datetime) -> None:
    """Write down how far it is; when everything came in, the ledger says so.

    Of two workers at once only the first one counts; the rows themselves are there only once anyway.
    """
    with transaction.atomic():
        row = MovingBatch.objects.select_for_update().get(pk=batch.pk)
        if row.done != batch.done or row.finished_at is not None:
            return
        counted = tried.counted
        MovingRefusal.objects.bulk_create(tried.refusals, ignore_conflicts=True)
        row.done += counted.total()
        row.taken, row.there = row.taken + counted[TAKEN], row.there + counted[THERE]
        row.refused += counted[REFUSED]
        row.finished_at = moment if row.done >= rows else None
        row.save(update_fields=["done", "taken", "there", "refused", "finished_at"])
        if row.finished_at is not None:
            data = {"batch": str(row.pk), "taken": row.taken, "there": row.there, "refused": row.refused}
            ledger.append(row.office, None, Event(0, MOVED_IN, moment, moment, data=data), row.confirmed_by)
