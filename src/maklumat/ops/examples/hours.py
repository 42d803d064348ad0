"""Working time at an office, also backwards, and how long its promises are roughly."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from maklumat.core.procedure import promises
from maklumat.core.procedure.actions import Receive
from maklumat.core.procedure.decide import decide_from
from maklumat.core.standard.model import ServiceStandard
from maklumat.core.workdays.calendar import WorkCalendar

HOUR: Final = timedelta(hours=1)
DAY: Final = 7 * HOUR
"""A working day."""
MOST: Final = 9 * DAY
"""A longer promise is treated as one of this length: the examples cover a quarter of a year."""
_UNITS: Final[Mapping[str, timedelta]] = {
    "minutes": timedelta(minutes=1),
    "hours": HOUR,
    "working_days": DAY,
    "calendar_days": 5 * HOUR,
    "days": 5 * HOUR,
    "weeks": 5 * DAY,
}
_BACK: Final = timedelta(days=200)


def before(calendar: WorkCalendar, at: datetime, length: timedelta) -> datetime:
    """The latest moment from which `length` of working time has passed until `at`."""
    low, high = at - _BACK, at
    while high - low > timedelta(seconds=30):
        middle = low + (high - low) / 2
        if calendar.working_time_between(middle, at) >= length:
            low = middle
        else:
            high = middle
    return low


def promised(standard: ServiceStandard) -> timedelta:
    """Working time of the shortest promise that ends, roughly, `MOST` at most."""
    limits = [limit for limit in standard.time_limits if limit.max and limit.unit in _UNITS and not limit.lasting]
    whole = [limit for limit in limits if not (limit.ends or limit.starts_after)]
    return min([*(_UNITS[limit.unit] * (limit.max or 0) for limit in whole or limits), MOST])


def due(standard: ServiceStandard, calendar: WorkCalendar, received_at: datetime) -> datetime | None:
    """When a file that came then has to be done; None where that is not known from the beginning."""
    limits = promises.applicable(standard, {}, calendar.local(received_at).date())
    action = Receive(received_at, limits)
    found = decide_from(standard, None, action, received_at, calendar).state.next_due
    return found.at if found else None
