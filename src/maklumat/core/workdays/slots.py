"""Times of a place that takes one group at a time.

A day at the place is divided into equal times from its first hour on. A group takes one of them whole, so two groups
can never overlap, and a unique key on the start of a time is enough to keep them apart.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

FIRST: Final = time(7)
LAST: Final = time(17)
"""From when until when groups are received; also on days off, for people remember the dead on holidays."""
LOOKED_AHEAD: Final = timedelta(days=60)


def fits(starts_at: datetime, minutes: int, zone: ZoneInfo) -> bool:
    """Whether a group may begin at this moment (aware): on the grid of the place, within the hours of the day."""
    local = starts_at.astimezone(zone)
    first, last = _day(local, zone)
    after = local - first
    return (
        first <= local
        and local + timedelta(minutes=minutes) <= last
        and after % timedelta(minutes=minutes) == timedelta(0)
    )


def next_free(taken: Collection[datetime], after: datetime, minutes: int, zone: ZoneInfo) -> datetime | None:
    """The first time at or after `after` that nobody has taken (`taken`: aware starts); None in two months."""
    step = timedelta(minutes=minutes)
    first, last = _day(after.astimezone(zone), zone)
    start = first
    until = after + LOOKED_AHEAD
    while start <= until:
        if start >= after and start not in taken:
            return start
        start += step
        if start + step > last:
            first, last = _day(first + timedelta(days=1), zone)
            start = first
    return None


def _day(local: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """When the place opens and closes on the day of this local moment."""
    day = local.date()
    return datetime.combine(day, FIRST, zone), datetime.combine(day, LAST, zone)
