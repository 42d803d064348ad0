"""The due date of a promise. See docs/decisions/0002-clock.md for the counting rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from maklumat.core.clock.counting import (
    BUDGET_YEAR,
    LENGTHS,
    MONTHLY,
    WORKING_DAYS,
    Order,
    count,
    count_round_the_clock,
)
from maklumat.core.clock.reasons import why
from maklumat.core.clock.spans import Interval, Span, pauses
from maklumat.core.clock.values import STANDARD_POLICY, CountingPolicy, Due
from maklumat.core.standard.model import TimeLimit
from maklumat.core.workdays.calendar import WorkCalendar, in_utc

_UNCOUNTED: Final = "none"
_EACH_MONTH: Final = "each_month"
_LAST_DAY: Final = 31  # clamped to the end of a shorter month


def due(
    limit: TimeLimit,
    started_at: datetime,
    spans: Sequence[Span],
    calendar: WorkCalendar,
    now: datetime | None = None,
    policy: CountingPolicy = STANDARD_POLICY,
) -> Due | None:
    """When `limit`, running since `started_at` (aware), is due; None for a promise without a number.

    `spans` tell who held the file since when; they count only when the limit is `office_only`. While the file lies
    elsewhere the answer is a projection: as if it came back at `now`, or as soon as it left when `now` is None.
    To count as it was known on an earlier day, pass `calendar.as_known_on(day)`.
    """
    policy = policy_of(limit, policy)
    order = _order(limit, started_at, spans, calendar, now, policy)
    if order is None:
        return None
    at = _count(order, round_the_clock=runs_round_the_clock(limit))
    return Due(
        limit=limit,
        unit=order.unit,
        started_at=order.at,
        at=at,
        pauses=tuple(stop for stop in order.pauses if stop.from_at < at),
        paused=_paused(order.pauses, at),
        missing_years=() if runs_round_the_clock(limit) else calendar.missing_years(order.at, at),
        policy=policy,
        calendar=calendar,
        explain=why,
    )


def due_at(
    limit: TimeLimit,
    started_at: datetime,
    spans: Sequence[Span],
    calendar: WorkCalendar,
    now: datetime | None = None,
    policy: CountingPolicy = STANDARD_POLICY,
) -> datetime | None:
    """The moment of `due` (aware UTC) without the rest of the answer, for work on many files at once."""
    order = _order(limit, started_at, spans, calendar, now, policy_of(limit, policy))
    return None if order is None else _count(order, round_the_clock=runs_round_the_clock(limit))


def running_unit(limit: TimeLimit) -> str:
    """The unit a promise runs in: the decree's bare "days" runs as what the standard counts it as.

    "Every month" without a day runs as a monthly cut-off on the last day.
    """
    if limit.unit == _EACH_MONTH:
        return MONTHLY
    return (limit.counted_as or WORKING_DAYS) if limit.unit == "days" else limit.unit


def runs_round_the_clock(limit: TimeLimit) -> bool:
    """Whether day and night count. Months and cut-offs follow the calendar in any case."""
    return limit.round_the_clock and running_unit(limit) in LENGTHS


def policy_of(limit: TimeLimit, policy: CountingPolicy = STANDARD_POLICY) -> CountingPolicy:
    """The conventions this promise is counted by: one that runs from any day keeps the date it was received on."""
    return replace(policy, late_counts_same_day=True) if limit.any_day else policy


def _order(
    limit: TimeLimit,
    started_at: datetime,
    spans: Sequence[Span],
    calendar: WorkCalendar,
    now: datetime | None,
    policy: CountingPolicy,
) -> Order | None:
    figure = _figure(limit)
    if figure is None:
        return None
    at = in_utc(started_at)
    stops = pauses(spans, at, now) if spans and limit.office_only else ()
    return Order(running_unit(limit), figure, at, stops, calendar, policy)


def _figure(limit: TimeLimit) -> int | None:
    if limit.unit == _UNCOUNTED:
        return None
    if limit.unit == _EACH_MONTH:
        return _LAST_DAY
    return 1 if limit.max is None and limit.unit == BUDGET_YEAR else limit.max


def _count(order: Order, *, round_the_clock: bool) -> datetime:
    if round_the_clock:
        return count_round_the_clock(order)
    try:
        return count(order)
    except LookupError:
        moments = [order.at, *(stop.to_at for stop in order.pauses)]
        wider = order.calendar.wider(*moments)
        return _count(
            Order(order.unit, order.figure, order.at, order.pauses, wider, order.policy), round_the_clock=False
        )


def _paused(stops: Sequence[Interval], at: datetime) -> str:
    return stops[-1].owner if stops and stops[-1].open and stops[-1].from_at < at else ""
