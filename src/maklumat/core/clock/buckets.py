"""How long files took, counted into fixed buckets: medians over any span of time without touching a file.

A bucket says "within so much": whatever is read from it is never shorter than the truth. Within the first day the
buckets are working minutes; after a closing has passed they are working days, counted as a promise counts them (what
is received on Monday and decided on Tuesday took one working day).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

MINUTES: Final = (15, 30, 60, 120, 240)
SAME_DAY: Final = len(MINUTES)
DAYS: Final = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 60, 90, 130, 260)
BEYOND: Final = SAME_DAY + 1 + len(DAYS)


@dataclass(frozen=True, slots=True)
class Within:
    """What a bucket promises: within `count` of `unit` ("minutes", "working_days"); `same_day`: before the closing.

    `beyond`: more than `count`.
    """

    count: int
    unit: str
    same_day: bool = False
    beyond: bool = False


def bucket(working: timedelta, working_days: int) -> int:
    """The bucket of a file that took this much working time, in which so many working days closed."""
    if working_days > 0:
        return SAME_DAY + 1 + bisect_left(DAYS, working_days)
    return min(bisect_left(MINUTES, -(-working // timedelta(minutes=1))), SAME_DAY)


def within(number: int) -> Within:
    """What the bucket says."""
    if number < SAME_DAY:
        return Within(MINUTES[number], "minutes")
    if number == SAME_DAY:
        return Within(1, "working_days", same_day=True)
    if number < BEYOND:
        return Within(DAYS[number - SAME_DAY - 1], "working_days")
    return Within(DAYS[-1], "working_days", beyond=True)


def quantile(counts: Mapping[int, int], share: tuple[int, int]) -> int | None:
    """The bucket within which at least `share` (9, 10: nine of ten) of the files lie; None without files."""
    total, seen = sum(counts.values()), 0
    for number in sorted(counts):
        seen += counts[number]
        if seen and seen * share[1] >= total * share[0]:
            return number
    return None
