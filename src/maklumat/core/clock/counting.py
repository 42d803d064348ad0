"""From a start to a due moment, unit by unit.

All units follow one pattern: a target on some axis (working time, closings of days, plain time) moves on by as much
of that axis as lies in each pause before it. So splitting an interval changes nothing and a pause never shortens.
Moments outside the calendar's tables raise LookupError; `due` widens the calendar and counts again.
"""

from __future__ import annotations

import calendar as months_of
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from maklumat.core.clock.spans import Interval
from maklumat.core.clock.values import CountingPolicy
from maklumat.core.expression.durations import months_later
from maklumat.core.workdays.calendar import WorkCalendar
from maklumat.core.workdays.tables import Closings

MINUTES, HOURS, WORKING_DAYS, CALENDAR_DAYS = "minutes", "hours", "working_days", "calendar_days"
WEEKS, MONTHS, MONTHLY, BUDGET_YEAR = "weeks", "months", "monthly", "budget_year"

LENGTHS: Final[Mapping[str, timedelta]] = {
    MINUTES: timedelta(minutes=1),
    HOURS: timedelta(hours=1),
    WORKING_DAYS: timedelta(days=1),
    CALENDAR_DAYS: timedelta(days=1),
    WEEKS: timedelta(weeks=1),
}
"""How long a unit lasts when it runs round the clock: a day is then 24 hours."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to count: `figure` units from `at` (aware UTC), without the `pauses`, which lie after `at` in order."""

    unit: str
    figure: int
    at: datetime
    pauses: Sequence[Interval]
    calendar: WorkCalendar
    policy: CountingPolicy


def count(order: Order) -> datetime:
    """The due moment (aware UTC) of an order in working time or in days. ValueError for a unit that is none."""
    counter = _COUNTERS.get(order.unit)
    if counter is None:
        raise ValueError(f"no such unit of time: {order.unit}")
    return counter(order)


def count_round_the_clock(order: Order) -> datetime:
    """The due moment of an order that runs day and night."""
    target = order.at + order.figure * LENGTHS[order.unit]
    for pause in order.pauses:
        if target <= pause.from_at:
            break
        target += pause.to_at - pause.from_at
    return target


def received_on(order: Order) -> date:
    """The day that counts as the day of receipt."""
    if order.policy.late_counts_same_day:
        return order.calendar.local(order.at).date()
    working = order.calendar.working
    return working.days[working.index(order.at)]


def _working_time(order: Order) -> datetime:
    length = order.figure * LENGTHS[order.unit]
    if not order.pauses:
        return order.calendar.add_working_time(order.at, length)
    time = order.calendar.time
    target = time.position(order.at) + length
    for pause in order.pauses:
        left = time.position(pause.from_at)
        if target <= left:
            break
        target += time.position(pause.to_at) - left
    return time.moment(target)


def _working_days(order: Order) -> datetime:
    if not order.pauses and not order.policy.trigger_is_day_one and not order.policy.late_counts_same_day:
        return order.calendar.add_working_days(order.at, order.figure)
    working = order.calendar.working
    first = working.index(order.at)
    kept_date = order.policy.late_counts_same_day and working.days[first] != order.calendar.local(order.at).date()
    days = order.figure - 1 if kept_date or order.policy.trigger_is_day_one else order.figure
    return working.moments[_target(working, first, days, order.pauses)]


def _target(closings: Closings, first: int, days: int, pauses: Sequence[Interval]) -> int:
    """The index of the closing that is `days` counted closings after the first one, which is day 0.

    A closing counts when the office holds the file at that moment.
    """
    target = first + days
    for pause in pauses:
        left = max(closings.index(pause.from_at), first)
        if target < left:
            break
        target += max(closings.index(pause.to_at), first) - left
    return target


def _days_from(order: Order, on: date, days: int) -> datetime:
    """The closing `days` counted calendar days after `on`."""
    every = order.calendar.every
    first = on.toordinal() - every.days[0].toordinal()
    if first < 0:
        raise LookupError(on)
    return every.moments[_target(every, first, days, order.pauses)]


def _calendar_days(order: Order) -> datetime:
    days = order.figure * LENGTHS[order.unit].days
    due = _days_from(order, received_on(order), days - 1 if order.policy.trigger_is_day_one else days)
    return _moved(order, due)


def _months(order: Order) -> datetime:
    """The same date so many months later, and as many days more as the file lay elsewhere at closing.

    Months differ in length, so starting a day later could end earlier. The latest result over the days from arrival
    to the day that counts as received stands: one more day off in between can then never bring the end forward.
    """
    received, every = received_on(order), order.calendar.every
    arrived = min(every.days[every.index(order.at)], received)
    starts = [date.fromordinal(ordinal) for ordinal in range(arrived.toordinal(), received.toordinal() + 1)]
    ends = [_days_from(order, on, (months_later(on, order.figure) - on).days) for on in starts]
    return _moved(order, max(ends))


def _monthly(order: Order) -> datetime:
    """The closing of the next cut-off day (`figure` is the day of the month) at which the office holds the file."""
    on = received_on(order)
    cut_off = _day_of_month(on, order.figure)
    if cut_off < on:
        cut_off = _day_of_month(months_later(on.replace(day=1), 1), order.figure)
    while _elsewhere(order, cut_off):
        cut_off = _day_of_month(months_later(cut_off.replace(day=1), 1), order.figure)
    return _moved(order, _days_from(_unpaused(order), cut_off, 0))


def _budget_year(order: Order) -> datetime:
    """The closing of the `figure`-th 31 December, counting those at which the office holds the file."""
    cut_off = date(received_on(order).year, 12, 31)
    left = order.figure
    while True:
        left -= not _elsewhere(order, cut_off)
        if left <= 0:
            break
        cut_off = cut_off.replace(year=cut_off.year + 1)
    return _moved(order, _days_from(_unpaused(order), cut_off, 0))


def _day_of_month(on: date, day: int) -> date:
    return on.replace(day=min(day, months_of.monthrange(on.year, on.month)[1]))


def _elsewhere(order: Order, on: date) -> bool:
    closing = _days_from(_unpaused(order), on, 0)
    return any(pause.from_at <= closing < pause.to_at for pause in order.pauses)


def _unpaused(order: Order) -> Order:
    return Order(order.unit, order.figure, order.at, (), order.calendar, order.policy)


def _moved(order: Order, due: datetime) -> datetime:
    """A due moment of calendar days as the policy wants it: on its own day, or moved to a working day's closing."""
    if not order.policy.calendar_days_move:
        return due
    working = order.calendar.working
    return working.moments[working.index(due)]


_COUNTERS: Final[Mapping[str, Callable[[Order], datetime]]] = {
    MINUTES: _working_time,
    HOURS: _working_time,
    WORKING_DAYS: _working_days,
    CALENDAR_DAYS: _calendar_days,
    WEEKS: _calendar_days,
    MONTHS: _months,
    MONTHLY: _monthly,
    BUDGET_YEAR: _budget_year,
}
