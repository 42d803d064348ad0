"""Reading the projection."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from maklumat.core.errors import Damaged
from maklumat.core.procedure.state import State, from_json
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.ledger import damage
from maklumat.records.procedures.desks import Places, Sieve, counted, first_lines
from maklumat.records.procedures.models import WorkItem
from maklumat.records.procedures.statements import Row, read_claimed, read_locked

EVERYTHING: Final = Sieve()
_COLUMNS: Final = ("application_id", "office", "service", "standard_id", "confidentiality", "register", "state")
"""Of a work item, as `_position` reads them."""


@dataclass(frozen=True, slots=True)
class Position:
    """A file's place: the identifying columns of its work item beside its state.

    Known only where the file is held to act on it: `desk_hours`, the office's own target for every desk (else 0), and
    `damaged`, whether something of it was met that cannot be read.
    """

    application_id: UUID
    office: str
    service: str
    standard_id: int
    confidentiality: str
    register: str
    state: State
    desk_hours: int = 0
    damaged: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a worklist."""

    application_id: UUID
    register: str
    service: str
    step: str
    desk: str
    since: datetime
    due_at: datetime | None
    due_provisional: bool
    seq: int
    standard_id: int
    order_at: datetime
    state: State


@dataclass(frozen=True, slots=True)
class Unreadable:
    """The place of a line of a worklist that is damaged."""

    application_id: UUID
    order_at: datetime
    fault: Damaged


def locked_position(application_id: UUID) -> tuple[Position, int] | None:
    """Where a file stands, held until the transaction ends, and the calendar revision that holds; None for none."""
    return _held(application_id, read_locked(application_id))


def claimed_position(application_id: UUID, seq: int) -> tuple[Position, int] | None:
    """As `locked_position`, but None when the file has moved since `seq` and when somebody else holds it now."""
    return _held(application_id, read_claimed(application_id, seq))


def _held(application_id: UUID, row: Row | None) -> tuple[Position, int] | None:
    if row is None:
        return None
    place = replace(_position((application_id, *row[:6])), desk_hours=row.desk_hours, damaged=row.damaged)
    return place, row.calendar_revision


def position(application_id: UUID) -> Position | None:
    """Where a file stands; None when there is no such file. Raises Damaged."""
    row = WorkItem.objects.filter(pk=application_id).values_list(*_COLUMNS).first()
    return None if row is None else _position(row)


def _position(columns: Sequence[Any]) -> Position:
    application_id, office, _, standard_id, _, register, text = columns
    with damage.about(number=register, office=office, application=application_id):
        return Position(*(*columns[:6], read_state(standard_id, text)))


def read_state(standard_id: int, text: str) -> State:
    """The state that a work item holds. Raises Damaged for what no action has written."""
    try:
        state = from_json(json.loads(text))
        if state.step:
            catalogue.standard(standard_id).step(state.step)
        return state
    except damage.UNREADABLE as error:
        raise damage.place_astray() from error


def positions(application_ids: Iterable[UUID]) -> dict[UUID, Position]:
    """Where several files stand, by their ids, in one query; those that can be read, see `damage.readable`."""
    rows = WorkItem.objects.filter(pk__in=list(application_ids)).values_list(*_COLUMNS)
    return {one.application_id: one for one in damage.readable(_position, rows)}


def worklist(
    office: str,
    desks: Iterable[str],
    *,
    limit: int,
    after: tuple[datetime, UUID] | None = None,
    sieve: Sieve = EVERYTHING,
    delegates: Iterable[str] = (),
    places: Places = MappingProxyType({}),
) -> list[Line | Unreadable]:
    """The open files of these desks in promise order: earliest due first, files without a due date last.

    Of files due at one moment whoever came first goes first.

    And those whose work was delegated to one of `delegates` (see `actions.delegate_key`).

    Those that have priority come before all others. A file whose promise is broken keeps the moment it was due, so it
    stays ahead of those that are still in time.

    `places`: see `desks.Places`. One query off an index; `limit` lines at most, so that no page grows with the table.
    """
    wanted = [("desk", desk) for desk in sorted(desks)]
    wanted += [("delegate", key) for key in delegates]
    if not wanted:
        return []
    rows = WorkItem.objects.filter(application_id__in=first_lines(office, wanted, limit, after, sieve, places))
    lines = rows.order_by("order_at", "application_id").values_list(
        "application_id", "register", "service", "step", "desk", "since", "due_at", "due_provisional", "seq",
        "standard_id", "order_at", "state",
    )[:limit]  # fmt: skip
    return [_line(office, row) for row in lines]


def _line(office: str, columns: Sequence[Any]) -> Line | Unreadable:
    """A line, or the place of one that cannot be read: whoever turns the page must not lose what is behind it."""
    application_id, register, order_at = columns[0], columns[1], columns[10]
    try:
        with damage.about(number=register, office=office, application=application_id):
            return Line(*(*columns[:11], read_state(columns[9], columns[11])))
    except Damaged as fault:
        return Unreadable(application_id, order_at, fault)


def calls(office: str, desks: Iterable[str], *, limit: int) -> list[Position]:
    """The returned files whose applicants one of these desks is to call, the soonest lapse first. One query."""
    rows = WorkItem.objects.filter(office=office, caller__in=sorted(desks), call_by__isnull=False)
    found = rows.order_by("call_by", "application_id").values_list(*_COLUMNS)[:limit]
    return list(damage.readable(_position, found))


def counts(
    office: str, desks: Iterable[str], now: datetime, places: Places = MappingProxyType({})
) -> dict[str, tuple[int, int]]:
    """See `desks.counted`."""
    return counted(office, sorted(desks), now, places)


def attention(office: str, posts: Iterable[str], *, limit: int) -> list[Position]:
    """The files one of these posts was warned of, or told that they are late, the earliest due first. One query."""
    rows = WorkItem.objects.filter(office=office, attention__in=sorted(posts), attention__gt="")
    found = rows.order_by("order_at", "application_id").values_list(*_COLUMNS)[:limit]
    return list(damage.readable(_position, found))


def to_look_at(moment: datetime, *, limit: int, without: Collection[UUID] = ()) -> list[tuple[UUID, int]]:
    """Files in which time alone will change something by now: the clock worker's next batch, earliest first.

    Each with the sequence number it was seen at: whoever works on it then claims it as it was.
    """
    rows = WorkItem.objects.filter(look_at__lte=moment).order_by("look_at")
    rows = rows.exclude(pk__in=without) if without else rows
    return list(rows.values_list("application_id", "seq")[:limit])


def next_look(after: datetime) -> datetime | None:
    """The next stored moment at which time alone will change something; None for none."""
    rows = WorkItem.objects.filter(look_at__gt=after).order_by("look_at")
    return rows.values_list("look_at", flat=True).first()


def open_files(office: str | None = None) -> list[UUID]:
    """Every file that has not ended, for recomputation after a calendar was loaded."""
    rows = WorkItem.objects.filter(status__in=("open", "with_applicant"))
    if office is not None:
        rows = rows.filter(office=office)
    return list(rows.order_by("application_id").values_list("application_id", flat=True))
