"""The precomputed tables: closings of days, and stretches of working time. All moments are aware UTC.

A table answers from one dictionary look-up and at most a step or two; a moment outside it raises LookupError, and
whoever holds the table widens it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta


@dataclass(frozen=True, slots=True, eq=False)
class Closings:
    """The moments at which counted days end, in order.

    `first` gives, for the ordinal of a UTC date, the index of the first closing at or after that UTC midnight.
    """

    moments: tuple[datetime, ...]
    days: tuple[date, ...]
    first: dict[int, int]

    def index(self, at: datetime) -> int:
        """The index of the first closing at or after `at` (aware UTC): who comes later counts for the next one."""
        index = self.first[at.toordinal()]
        moments = self.moments
        while moments[index] < at:
            index += 1
        return index


@dataclass(frozen=True, slots=True, eq=False)
class Stretches:
    """The unbroken stretches of working time [start, end), in order, with the working time before and through each.

    `first` gives, for the ordinal of a UTC date, the index of the first stretch that ends after that UTC midnight.
    """

    starts: tuple[datetime, ...]
    ends: tuple[datetime, ...]
    before: tuple[timedelta, ...]
    through: tuple[timedelta, ...]
    first: dict[int, int]

    def index(self, at: datetime) -> int:
        """The index of the stretch that `at` (aware UTC) lies in, or of the next one."""
        index = self.first[at.toordinal()]
        ends = self.ends
        while ends[index] <= at:
            index += 1
        return index

    def position(self, at: datetime) -> timedelta:
        """The working time from the table's origin to `at`."""
        index = self.index(at)
        start = self.starts[index]
        return self.before[index] if at <= start else self.before[index] + (at - start)

    def moment(self, position: timedelta) -> datetime:
        """The earliest moment at which `position` of working time is reached."""
        index = bisect_left(self.through, position)
        return self.starts[index] + (position - self.before[index])


def closings_of(days: Sequence[date], moments: Sequence[datetime], first_on: date, last_on: date) -> Closings:
    """The table of `moments`, each the end of the day at the same place in `days`; answers for first_on..last_on."""
    return Closings(tuple(moments), tuple(days), _first_after(moments, first_on, last_on))


def stretches_of(pairs: Sequence[tuple[datetime, datetime]], first_on: date, last_on: date) -> Stretches:
    """The table of the working stretches `pairs`, in order and not overlapping; answers for first_on..last_on."""
    before: list[timedelta] = []
    through: list[timedelta] = []
    total = timedelta()
    for start, end in pairs:
        before.append(total)
        total += end - start
        through.append(total)
    ends = tuple(end for _, end in pairs)
    first = _first_after(ends, first_on, last_on)
    return Stretches(tuple(start for start, _ in pairs), ends, tuple(before), tuple(through), first)


def _first_after(moments: Sequence[datetime], first_on: date, last_on: date) -> dict[int, int]:
    """For each UTC date, the index of the first of `moments` on that date or later."""
    first: dict[int, int] = {}
    index = 0
    # One day less at either end: the UTC date of a moment may be the neighbour of its local date.
    for ordinal in range(first_on.toordinal() + 1, last_on.toordinal()):
        while index < len(moments) and moments[index].toordinal() < ordinal:
            index += 1
        first[ordinal] = index
    return first
