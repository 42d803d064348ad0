"""What is to happen at which moment of the day, and the office's working time in the script's own arithmetic.

The script counts working time by itself, so that the due dates of the product are compared with something else.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from itertools import count
from typing import Final

from tests.campaigns.day.cast import ZONE
from tests.campaigns.day.moving_clock import MovingClock

OPENS, BREAK, BACK, CLOSES = time(7, 30), time(12, 0), time(13, 0), time(16, 0)
FRIDAY: Final = 4
SETTLING: Final = timedelta(minutes=20)
"""How often the clock worker is waited for."""


@dataclass
class Agenda:
    """Deeds in the order of their moments. `dark`: nobody has to be waited for, for the electricity is off."""

    clock: MovingClock
    dark: bool = False
    _heap: list[tuple[datetime, int, Callable[[], None]]] = field(default_factory=list)
    _numbers: count[int] = field(default_factory=count)

    def at(self, moment: datetime, deed: Callable[[], None]) -> None:
        heapq.heappush(self._heap, (moment, next(self._numbers), deed))

    def after(self, minutes: float, deed: Callable[[], None]) -> None:
        """So many working minutes from now."""
        self.at(working(self.clock.now(), minutes), deed)

    def run(self, until: datetime) -> None:
        """Everything up to this moment."""
        settled = self.clock.now()
        while self._heap and self._heap[0][0] <= until:
            moment, _, deed = heapq.heappop(self._heap)
            self.clock.move_to(moment)
            if not self.dark and self.clock.now() - settled > SETTLING:
                self.clock.settle()
                settled = self.clock.now()
            deed()
        self.clock.move_to(until)
        if not self.dark:
            self.clock.settle()

    @property
    def left(self) -> int:
        return len(self._heap)


def working(moment: datetime, minutes: float) -> datetime:
    """So many minutes of an ordinary working day later; Monday to Thursday, no holiday."""
    left, at = timedelta(minutes=minutes), moment.astimezone(ZONE)
    while True:
        at = _open(at)
        end = at.replace(hour=12 if at.time() < BREAK else 16, minute=0, second=0, microsecond=0)
        if at + left <= end:
            return at + left
        left -= end - at
        at = end


def _open(at: datetime) -> datetime:
    """This moment, or the next at which the office works."""
    if at.weekday() >= FRIDAY:
        raise ValueError("the script's arithmetic knows Monday to Thursday")
    if at.time() < OPENS:
        return at.replace(hour=7, minute=30, second=0, microsecond=0)
    if BREAK <= at.time() < BACK:
        return at.replace(hour=13, minute=0, second=0, microsecond=0)
    if at.time() >= CLOSES:
        return (at + timedelta(days=1)).replace(hour=7, minute=30, second=0, microsecond=0)
    return at


def closing(moment: datetime, days: int) -> datetime:
    """The end of the so-manyth day after this one; the script stays within a week without holidays."""
    day = moment.astimezone(ZONE) + timedelta(days=days)
    return day.replace(hour=16, minute=30 if day.weekday() == FRIDAY else 0, second=0, microsecond=0)
