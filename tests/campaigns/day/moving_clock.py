"""A clock that several processes go by and one of them moves.

It runs at the usual pace, so that nothing happens at the same moment as something else, and jumps ahead when the
script says so; it never goes back. Whoever sleeps wakes up when the clock has jumped behind the end of the sleep. The
file holds how far the clock is ahead of the machine's (seconds), and how often the clock worker has gone to sleep.
"""

from __future__ import annotations

import mmap
import os
import struct
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

AHEAD: Final = struct.Struct("d")
ROUNDS: Final = struct.Struct("Q")
SIZE: Final = AHEAD.size + ROUNDS.size
SLICE: Final = 0.03
"""Seconds between two looks of a sleeper at the clock."""
WAKING: Final = timedelta(seconds=16)
"""A little more than the clock worker sleeps at most."""
_time, _sleep = time.time, time.sleep


class MovingClock:
    """The clock in a file, opened by whoever reads or moves it."""

    def __init__(self, path: str | Path) -> None:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            os.ftruncate(descriptor, SIZE)
            self._map = mmap.mmap(descriptor, SIZE)
        finally:
            os.close(descriptor)

    def time(self) -> float:
        return _time() + float(AHEAD.unpack_from(self._map)[0])

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.time(), UTC)

    def set(self, moment: datetime) -> None:
        """Put the clock anywhere: once, before anybody goes by it."""
        AHEAD.pack_into(self._map, 0, moment.timestamp() - _time())

    def move_to(self, moment: datetime) -> None:
        """Ahead to this moment; a moment that is over is left alone."""
        if moment > self.now():
            self.set(moment)

    def move(self, by: timedelta) -> None:
        self.set(self.now() + by)

    @property
    def rounds(self) -> int:
        return int(ROUNDS.unpack_from(self._map, AHEAD.size)[0])

    def sleep(self, seconds: float) -> None:
        """Until that many seconds have passed on this clock."""
        if "clock" in sys.argv[1:]:
            ROUNDS.pack_into(self._map, AHEAD.size, self.rounds + 1)
        until = self.time() + seconds
        while (left := until - self.time()) > 0:
            _sleep(min(left, SLICE))

    def settle(self, *, seconds: float = 60.0) -> None:
        """Until the clock worker has gone through everything that was there: two whole rounds of it."""
        for _ in range(2):
            before, end = self.rounds, time.monotonic() + seconds
            self.move(WAKING)
            while self.rounds == before:
                if time.monotonic() > end:
                    raise TimeoutError("the clock worker does not go round")
                _sleep(SLICE)


def go_by(path: str) -> None:
    """Let everything in this process that asks for the time or sleeps do so by the clock in this file."""
    from django.utils import timezone

    clock = MovingClock(path)
    timezone.now = clock.now
    time.time = clock.time
    time.sleep = clock.sleep
