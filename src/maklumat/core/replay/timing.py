"""Between moments and the working seconds in which desks are played through."""

from __future__ import annotations

from array import array
from datetime import datetime, timedelta
from typing import Final

from maklumat.core.clock.due import due_at
from maklumat.core.replay.course import Plan
from maklumat.core.replay.values import Trace
from maklumat.core.workdays.calendar import WorkCalendar

YEARS_BEYOND: Final = 25
NEVER: Final = 1 << 50
_SECOND: Final = timedelta(seconds=1)


def long_calendar(calendar: WorkCalendar, moment: datetime) -> WorkCalendar:
    """The calendar far enough ahead for desks that fall years behind."""
    return calendar.wider(moment.replace(year=moment.year + YEARS_BEYOND, day=1))


def order_of(ready: Plan, trace: Trace, calendar: WorkCalendar) -> int:
    """Where the file stands in a worklist: the position at which the first of its promises is due at receipt."""
    soonest = NEVER
    for limit in ready.held:
        if limit.code in trace.limits and not limit.starts_after:
            at = due_at(limit, trace.received_at, (), ready.calendar)
            if at is not None:
                soonest = min(soonest, calendar.time.position(at) // _SECOND)
    return soonest


def timed(trace: Trace, left: array[int], calendar: WorkCalendar) -> Trace:
    """The file with its deeds at the moments at which they were done in play."""
    moment = calendar.time.moment
    return trace._replace(at=tuple(moment(position * _SECOND) for position in sorted(left)))
