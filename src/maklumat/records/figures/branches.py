"""The first lines of a list over many desks or services, however many files lie there.

As in `procedures.desks`: each stretch of an index gives its first lines without looking at the rest. A branch is one
such stretch: its condition, in the words of the index, and its values.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.db.models import Model

from maklumat.core.clock.causes import CAUSES
from maklumat.records.figures import measures
from maklumat.records.figures.models import Mark, Place, Standing
from maklumat.records.figures.scope import Scope
from maklumat.records.ledger.driver import aware
from maklumat.records.procedures.desks import AHEAD, ORDINARY
from maklumat.records.procedures.models import WorkItem

After = tuple[datetime, UUID]
Condition = tuple[str, list[Any]]

WAITING: Final = "waiting"
TODAY: Final = "today"
LATE: Final = "late"
OUTSIDE_NOW: Final = "outside"
RETURNED_NOW: Final = "with_applicant"
DECIDED: Final = "decided"
BROKEN: Final = measures.BROKEN
BREACHED: Final = measures.BREACHED
RETURNED: Final = measures.RETURNED
OPEN_STATES: Final = (WAITING, TODAY, LATE, OUTSIDE_NOW)
MARKED: Final = (BREACHED, RETURNED)
ENDED_STATES: Final = (*measures.ENDED, DECIDED, BROKEN)
STATES: Final = (*OPEN_STATES, RETURNED_NOW, *MARKED, *ENDED_STATES)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which files. `state` is one of STATES; `service` and `desk` "" for any; `cause` of a breach, "" for any.

    `from_at` and `until_at` (excluded) bound the moment of what happened; None for what stands now.
    """

    state: str
    service: str = ""
    desk: str = ""
    cause: str = ""
    from_at: datetime | None = None
    until_at: datetime | None = None

    @property
    def newest_first(self) -> bool:
        return self.state not in OPEN_STATES

    @property
    def column(self) -> str:
        """What its work items are in the order of."""
        return "order_at" if self.state in OPEN_STATES else "since"


@dataclass(frozen=True, slots=True)
class Now:
    """The moment of looking, and when the day ends at the office."""

    at: datetime
    end_of_day: datetime


def ids(scope: Scope, wanted: Wanted, now: Now, seen: Condition, after: After | None, limit: int) -> list[After]:
    """(moment, id) of the first `limit` files behind `after`, in the order of the list. `seen`: what may be listed.

    Two statements: which stretches there are, and their first lines.
    """
    parts, values = [], list[Any]()
    down = wanted.newest_first
    order = " DESC" if down else ""
    for number, (table, condition, given) in enumerate(_branches(scope, wanted, now)):
        column = _COLUMNS.get(table) or wanted.column
        behind = f" AND ({column}, application_id) {'<' if down else '>'} (%s, %s)" if after else ""
        more, seen_values = seen if table is WorkItem else ("", [])
        parts.append(
            f"SELECT * FROM (SELECT {column} AS at, application_id FROM {table._meta.db_table}"  # noqa: S608, SLF001
            f" WHERE office = %s AND {condition}{behind}{more}"
            f" ORDER BY {column}{order}, application_id{order} LIMIT %s) AS branch_{number}"
        )
        beyond = [_stored(after[0]), _stored_id(after[1])] if after else []
        values += [scope.office, *given, *beyond, *seen_values, limit]
    if not parts:
        return []
    text = f"SELECT at, application_id FROM ({' UNION ALL '.join(parts)}) AS found ORDER BY at{order}, application_id{order} LIMIT %s"  # noqa: S608, E501
    with connection.cursor() as cursor:
        cursor.execute(text, [*values, limit])
        return [(_read(at), _uuid(pk)) for at, pk in cursor.fetchall()]


Branch = tuple[type[Model], str, list[Any]]
"""The table, the condition on it, its values."""

_COLUMNS: Final[dict[type[Model], str]] = {Mark: "marked_at", Place: "stands_at"}
"""What these tables are in the order of; work items have several columns."""


def _branches(scope: Scope, wanted: Wanted, now: Now) -> Iterator[Branch]:
    if wanted.state == OUTSIDE_NOW or (wanted.state == LATE and wanted.cause):
        yield from _placed(scope, wanted)
    elif wanted.state in OPEN_STATES:
        for where, values in _desks(scope, wanted):
            for bounds, moments in _due(wanted.state, now):
                yield WorkItem, f"{where} AND status = 'open'{bounds}", [*values, *map(_stored, moments)]
        if wanted.state == LATE and scope.desks is None and not wanted.desk:
            yield from _placed(scope, wanted, away=True)
    else:
        yield from _past(scope, wanted)


def _past(scope: Scope, wanted: Wanted) -> Iterator[Branch]:
    """What happened in a span of time; and what lies with its applicants, since when."""
    bounds, moments = _between(wanted)
    times = [_stored(moment) for moment in moments]
    if wanted.state in MARKED:
        narrow = [(f" AND {column} = %s", value) for column, value in _narrowed(wanted) if value]
        more, given = "".join(text for text, _ in narrow), [value for _, value in narrow]
        for where, values in _services(scope, wanted, all_at_once=True):
            yield Mark, f"measure = %s{where}{bounds}{more}", [wanted.state, *values, *times, *given]
        return
    for where, values in _services(scope, wanted, all_at_once=False):
        if wanted.state == RETURNED_NOW:
            yield WorkItem, f"status = 'with_applicant'{where}{bounds}", [*values, *times]
            continue
        kind, given = _ended(wanted.state)
        yield WorkItem, f"step = ''{where}{bounds}{kind}", [*values, *times, *given]


def _placed(scope: Scope, wanted: Wanted, *, away: bool = False) -> Iterator[Branch]:
    """The late files by cause, or those outside: few enough that what else is wanted is sieved.

    `away`: those alone that lie with their applicants; what the office owes stays late there, and is at no desk.
    """
    causes = [wanted.cause] if wanted.cause else list(CAUSES)
    dues = [measures.OUTSIDE] if wanted.state == OUTSIDE_NOW else [measures.LATE + cause for cause in causes]
    where, values = " AND desk = ''" if away else "", list[Any]()
    services = [wanted.service] if wanted.service else [] if scope.whole else list(scope.services)
    desks = [wanted.desk] if wanted.desk else list(scope.desks or ())
    for column, among in (("service", services), ("desk", desks)):
        if among:
            where += f" AND {column} IN ({', '.join(['%s'] * len(among))})"
            values += among
    for due in dues:
        yield Place, f"stands_at IS NOT NULL AND due = %s{where}", [due, *values]


def _narrowed(wanted: Wanted) -> Iterable[tuple[str, str]]:
    return (("key", wanted.cause), ("desk", wanted.desk))


def _ended(state: str) -> Condition:
    """The files that ended like this. A broken promise keeps its moment beyond the end, anything else has none."""
    if state in measures.ENDED:
        return " AND status = %s", [state]
    decided = f" AND status IN ({', '.join(['%s'] * len(measures.DECIDED))})"
    if state == BROKEN:
        return f"{decided} AND due_at IS NOT NULL", [*measures.DECIDED]
    return decided, [*measures.DECIDED]


def _desks(scope: Scope, wanted: Wanted) -> Iterator[Condition]:
    """A stretch for each desk, of each service where not all of them are wanted; only those where files lie now."""
    rows = Standing.objects.filter(office=scope.office).exclude(desk="")
    if scope.desks is not None:
        rows = rows.filter(desk__in=scope.desks)
    if wanted.desk:
        rows = rows.filter(desk=wanted.desk)
    services = [wanted.service] if wanted.service else [] if scope.whole or scope.desks is not None else scope.services
    if not services:
        for desk in rows.order_by("desk").values_list("desk", flat=True).distinct():
            yield "desk = %s", [desk]
        return
    found = rows.filter(service__in=list(services)).values_list("service", "desk").distinct()
    for service, desk in found.order_by("service", "desk"):
        yield "service = %s AND desk = %s", [service, desk]


def _services(scope: Scope, wanted: Wanted, *, all_at_once: bool) -> Iterator[Condition]:
    """A stretch for each wanted service, or one for all where the table has an index for that."""
    if wanted.service:
        yield " AND service = %s", [wanted.service]
    elif scope.whole and all_at_once:
        yield "", []
    else:
        for service in scope.services:
            yield " AND service = %s", [service]


def _due(state: str, now: Now) -> Iterator[tuple[str, Sequence[datetime]]]:
    """The stretches of a desk's index, those with priority first (see `procedures.desks.in_turn`)."""
    if state == WAITING:
        yield "", ()
    elif state == LATE:
        yield " AND order_at < %s", (now.at - AHEAD,)
        yield " AND order_at >= %s AND order_at < %s", (ORDINARY, now.at)
    else:
        for shift in (AHEAD, AHEAD - AHEAD):
            yield " AND order_at >= %s AND order_at < %s", (now.at - shift, now.end_of_day - shift)


def _between(wanted: Wanted) -> tuple[str, list[datetime]]:
    bounds = ((">=", wanted.from_at), ("<", wanted.until_at))
    known = [(sign, moment) for sign, moment in bounds if moment is not None]
    column = "marked_at" if wanted.state in MARKED else wanted.column
    return "".join(f" AND {column} {sign} %s" for sign, _ in known), [moment for _, moment in known]


def _stored(moment: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(moment)


def _stored_id(pk: UUID) -> Any:
    return pk if connection.features.has_native_uuid_field else pk.hex


def _read(value: Any) -> datetime:
    """A moment as either database gives it."""
    return aware(datetime.fromisoformat(value) if isinstance(value, str) else value)


def _uuid(value: Any) -> UUID:
    return value if isinstance(value, UUID) else UUID(value)
