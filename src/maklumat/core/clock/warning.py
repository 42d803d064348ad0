"""When somebody is warned that a promise will soon be broken: once, while there is still time to keep it.

The last quarter of a promise is counted back from its due moment, so it needs no memory of what came before:

- minutes and hours: a quarter of the length, but at least `LEAST`, and never more than half of it; in working time, or
  in plain time where the promise runs round the clock;
- days and longer: a quarter of the days, a begun day being whole, so one day at least; until a cut-off a quarter of
  what was left of it when the promise began. The warning comes as the first
  of those days opens, or on the last working day before it when the office is closed then.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Final

from maklumat.core.clock.counting import (
    BUDGET_YEAR,
    CALENDAR_DAYS,
    HOURS,
    LENGTHS,
    MINUTES,
    MONTHLY,
    MONTHS,
    WEEKS,
    WORKING_DAYS,
)
from maklumat.core.clock.values import Due
from maklumat.core.workdays.calendar import WorkCalendar

PART: Final = 4
LEAST: Final = timedelta(minutes=5)
DAYS: Final[Mapping[str, int]] = {CALENDAR_DAYS: 1, WEEKS: 7, MONTHS: 30, BUDGET_YEAR: 365}
"""About how many days a unit has: how early a warning comes need not be exact."""
CUT_OFF: Final = 31
"""About how many days lie between two monthly cut-offs; the figure of such a promise is a day, not a length."""


def warns_at(due: Due) -> datetime:
    """When the warning of `due` comes (aware UTC): before it is due, and never before the promise began."""
    calendar = due.calendar
    if calendar is None:
        msg = "a due moment that was counted knows its calendar"
        raise ValueError(msg)
    figure = due.limit.max or 1
    if due.limit.round_the_clock and due.unit in LENGTHS:
        at = due.at - _quarter(figure * LENGTHS[due.unit])
    elif due.unit in (MINUTES, HOURS):
        at = _in_working_time(due.at, _quarter(figure * LENGTHS[due.unit]), calendar)
    elif due.unit == WORKING_DAYS:
        at = _opening(due.at, -(-figure // PART), calendar)
    else:
        days = CUT_OFF if due.unit == MONTHLY else figure * DAYS[due.unit]
        if due.unit in (MONTHLY, BUDGET_YEAR):  # it began somewhere on the way to its cut-off
            days = min(days, max((due.at - due.started_at).days, 1))
        last = calendar.local(due.at).date()
        at = _opening_of(last - timedelta(days=-(-days // PART) - 1), due.at, calendar)
    return max(min(at, due.at), due.started_at)


def _quarter(length: timedelta) -> timedelta:
    return min(max(length / PART, LEAST), length / 2)


def _in_working_time(at: datetime, left: timedelta, calendar: WorkCalendar) -> datetime:
    """The moment of work from which `left` of working time remains until `at`: an opening, not the closing before."""
    try:
        return calendar.next_working_moment(calendar.time.moment(calendar.time.position(at) - left))
    except LookupError:
        return _in_working_time(at, left, calendar.wider(at))


def _opening(at: datetime, days: int, calendar: WorkCalendar) -> datetime:
    """As the last `days` working days up to `at` begin."""
    try:
        working = calendar.working
        index = working.index(at)
        if (
            working.days[index] > calendar.local(at).date()
        ):  # `at` lies behind the closing of its own day, or on a day off
            index -= 1
        return _open_on(working.days[max(index - days + 1, 0)], calendar)
    except LookupError:
        return _opening(at, days, calendar.wider(at))


def _opening_of(on: date, at: datetime, calendar: WorkCalendar) -> datetime:
    """As `on` opens, or the last working day before it."""
    try:
        closing = min(calendar.closing_on(on), at)
        return _opening(closing, 1, calendar)
    except LookupError:
        return _opening_of(on, at, calendar.wider(at))


def _open_on(on: date, calendar: WorkCalendar) -> datetime:
    """The first moment of work on a working day."""
    return calendar.time.starts[
        calendar.time.index(datetime(on.year, on.month, on.day, tzinfo=calendar.zone).astimezone(UTC))
    ]
