"""Rows of a sheet that are sound in themselves but will be refused, because of what is here already: looked for before
anything comes in, so that whoever sent the sheet reads it while it can still be mended."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from typing import Final, TypeVar

from maklumat.core.errors import MaklumatError
from maklumat.core.takeover import past, running, staff
from maklumat.core.takeover.past import NextNumber
from maklumat.core.takeover.running import RunningFile
from maklumat.core.takeover.staff import StaffRow
from maklumat.records.applications.actions import closed_book, is_closed
from maklumat.records.applications.models import Application
from maklumat.records.archive.models import MovingBatch, MovingRefusal
from maklumat.records.people.appointing import names_taken
from maklumat.records.products.numbers import passed
from maklumat.records.work.submit import AGENDA
from maklumat.records.work.takeover import has_step, id_of, law_of, no_such_step, number_taken

STRIDE: Final = 500
"""Rows asked for at once: SQLite takes no endless list."""
LONGEST: Final = 300
Row = TypeVar("Row")


def refused(batch: MovingBatch, sheet: str, row: int, why: MaklumatError) -> MovingRefusal:
    """A row that does not come in, as it is kept and told."""
    return MovingRefusal(batch=batch, sheet=sheet, row=row, code=why.code, text=str(why.message)[:LONGEST])


def clashes(
    batch: MovingBatch, files: Sequence[RunningFile], numbers: Sequence[NextNumber], people: Sequence[StaffRow],
    moment: datetime,
) -> list[MovingRefusal]:  # fmt: skip
    """Rows that will be refused as things stand, none of them kept. A few queries for many rows."""
    found = [refused(batch, running.SHEET, row, why) for row, why in _files(batch.office, files, moment)]
    found += [refused(batch, past.NUMBERS_SHEET, row, why) for row, why in _numbers(batch.office, numbers)]
    found += [refused(batch, staff.SHEET, row, why) for row, why in _people(batch.office, people)]
    return found


def _files(office: str, files: Sequence[RunningFile], moment: datetime) -> Iterator[tuple[int, MaklumatError]]:
    """Numbers of the agenda that another file has, files of a year that is closed, and steps that the standard of
    their day does not know."""
    laws: dict[tuple[str, date, str], bool] = {}
    for some in _strides(files, lambda file: file.year):
        held = Application.objects.filter(
            office=office, register_year=some[0].year, register_seq__in=[file.seq for file in some]
        )
        known = dict(held.values_list("register_seq", "pk"))
        closed = is_closed(office, AGENDA, some[0].year)
        for file in some:
            if file.seq in known:
                if known[file.seq] != id_of(office, file):
                    yield file.row, number_taken()
            elif closed:
                yield file.row, closed_book(file.year)
            elif not _fits(office, file, laws, moment):
                yield file.row, no_such_step()


def _fits(office: str, file: RunningFile, laws: dict[tuple[str, date, str], bool], moment: datetime) -> bool:
    key = file.service, file.received_on, file.step
    if key not in laws:
        laws[key] = has_step(law_of(office, file.service, file.received_on, moment), file)
    return laws[key]


def _numbers(office: str, numbers: Sequence[NextNumber]) -> Iterator[tuple[int, MaklumatError]]:
    for number in numbers:
        if number.book != AGENDA:
            why = passed(office, number.year, number.seq)
        else:
            why = closed_book(number.year) if is_closed(office, AGENDA, number.year) else None
        if why is not None:
            yield number.row, why


def _people(office: str, people: Sequence[StaffRow]) -> Iterator[tuple[int, MaklumatError]]:
    for some in _strides(people, lambda _: 0):
        taken = names_taken(office, {one.username: one.name for one in some})
        yield from ((one.row, taken[one.username]) for one in some if one.username in taken)


def _strides(rows: Sequence[Row], alike: Callable[[Row], int]) -> Iterator[list[Row]]:
    """Rows that are alike, so many at a time."""
    groups: dict[int, list[Row]] = {}
    for row in rows:
        groups.setdefault(alike(row), []).append(row)
    for group in groups.values():
        yield from (group[start : start + STRIDE] for start in range(0, len(group), STRIDE))
