"""Reading the figures: what stands where now, and what happened between two days. No statement looks at a file."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Sum

from maklumat.core.clock.buckets import quantile
from maklumat.records.figures import measures
from maklumat.records.figures.models import Standing, Tally
from maklumat.records.figures.scope import Scope

TODAY: Final = "today"
OVER: Final = "over"
"""The moment has passed and the clock has not looked yet: late, the cause still unknown."""
MEDIAN: Final = (1, 2)
NINE_OF_TEN: Final = (9, 10)


@dataclass(slots=True)
class Stood:
    """Open files of one desk or service now.

    `waiting` holds those due today, those late and those that wait for somebody `outside`, who answers through the
    desk; `returned` lie with their applicants. `causes`: the late ones by cause, "" for those whose cause is not known
    yet.
    """

    waiting: int = 0
    today: int = 0
    late: int = 0
    outside: int = 0
    returned: int = 0
    causes: dict[str, int] | None = None

    def add(self, desk: str, due: str, files: int) -> None:
        if due.startswith(measures.LATE) or due == OVER:
            why = due.removeprefix(measures.LATE) if due != OVER else ""
            self.late += files
            self.causes = {**(self.causes or {}), why: (self.causes or {}).get(why, 0) + files}
        self.today += files if due == TODAY else 0
        self.outside += files if due == measures.OUTSIDE else 0
        if desk:
            self.waiting += files
        else:
            self.returned += files


@dataclass(frozen=True, slots=True)
class Now:
    """Where the open files of a scope stand."""

    total: Stood
    desks: Mapping[str, Stood]
    services: Mapping[str, Stood]


def standing(scope: Scope, today: date) -> Now:
    """Everything that is open, by desk and by service. One query over counted rows."""
    rows = Standing.objects.filter(office=scope.office)
    if not scope.whole:
        rows = rows.filter(service__in=list(scope.services))
    if scope.desks is not None:
        rows = rows.filter(desk__in=scope.desks)
    found = rows.values_list("service", "desk", "due", "files")
    total, desks, services = Stood(), dict[str, Stood](), dict[str, Stood]()
    for service, desk, due, files in found:
        when = _when(due, today.isoformat())
        for one in (total, services.setdefault(service, Stood()), desks.setdefault(desk, Stood())):
            one.add(desk, when, files)
    desks.pop("", None)
    return Now(total, desks, services)


def _when(due: str, today: str) -> str:
    """What a stored `due` means on that day."""
    if due == today:
        return TODAY
    return OVER if "" < due < today else due


def tallied(
    scope: Scope,
    wanted: Collection[str],
    from_on: date,
    until_on: date,
    *,
    by: Iterable[str] = (),
    whole: bool = False,
) -> dict[tuple[Any, ...], int]:
    """The sums of these measures between two local days (both included) by (measure, *by). One query.

    `by`: any of "service", "key" and "counted_on", in that order in the answer as given. `whole`: of the whole office,
    for measures that are of no service.
    """
    rows = Tally.objects.filter(office=scope.office, measure__in=sorted(wanted), counted_on__range=(from_on, until_on))
    if not scope.whole and not whole:
        rows = rows.filter(service__in=list(scope.services))
    summed = rows.values_list("measure", *by).annotate(Sum("amount")).order_by()
    return {tuple(key): amount for *key, amount in summed}


def spread(counts: Mapping[int, int]) -> tuple[int | None, int | None]:
    """The buckets of the median and of nine in ten."""
    return quantile(counts, MEDIAN), quantile(counts, NINE_OF_TEN)
