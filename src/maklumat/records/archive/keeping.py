"""How well what an office has is kept: backups and their rehearsals, closed years, files whose years are over."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from maklumat.core.events import Event
from maklumat.core.retention.schedule import REVIEW
from maklumat.records.archive import closing, destroying, old_lines, rehearsals, retention
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.ledger import aside
from maklumat.records.ledger.aside import DamagedFile
from maklumat.records.people import access
from maklumat.records.people.access import Actor, Facts
from maklumat.records.procedures.models import WorkItem


@dataclass(frozen=True, slots=True)
class Kept:
    """`backup`, `rehearsal`: the newest entry, None for none ever. `open_years`: years that are over and not closed,
    oldest first. `due`, `review`: files whose years are over, to be destroyed or looked at; `undecided`: services whose
    years the office has not taken from its schedule; `lists`: of files to destroy, by their state; `damaged`: files of
    which something was met that cannot be read."""

    backup: Event | None
    rehearsal: Event | None
    open_years: tuple[int, ...]
    due: int
    review: int
    undecided: int
    lists: dict[str, int]
    damaged: tuple[DamagedFile, ...]


def kept(actor: Actor, moment: datetime) -> Kept:
    """Everything in one look, in a fixed number of queries. Raises NotVisible."""
    access.require(actor, access.OVERSEE, Facts(actor.office))
    this_year = catalogue.local_date(catalogue.office(actor.office, moment), moment).year
    lines = retention.lines(actor, moment)
    lists: dict[str, int] = {}
    for row in destroying.lists(actor):
        lists[row.state] = lists.get(row.state, 0) + 1
    return Kept(
        backup=rehearsals.last(actor.office, rehearsals.BACKED_UP),
        rehearsal=rehearsals.last(actor.office),
        open_years=tuple(sorted(year for year, closed in closing.years(actor, this_year) if not closed)),
        due=sum(one.due for one in lines if one.retention.destroys) + old_lines.how_many(actor, moment),
        review=sum(one.due for one in lines if one.retention.fate == REVIEW),
        undecided=sum(not one.retention.decided for one in lines),
        lists=lists,
        damaged=_numbered(aside.damaged_files(actor.office)),
    )


def _numbered(files: list[DamagedFile]) -> tuple[DamagedFile, ...]:
    """With the agenda numbers that their rows in the worklist still know."""
    unknown = [one.application for one in files if not one.number and one.application]
    rows = WorkItem.objects.filter(pk__in=unknown).values_list("pk", "register") if unknown else ()
    known: dict[UUID | None, str] = dict(rows)
    return tuple(replace(one, number=one.number or known.get(one.application, "")) for one in files)
