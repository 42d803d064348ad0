"""The desks of an office played through: what waits, who takes it up, when it is laid down.

Deterministic. Each post has so many people; whoever is free takes the file whose promise is due first, as the worklist
shows it, and works on it without a break through the working time. Positions are working seconds of the calendar.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import heappop, heappush
from typing import Final

from maklumat.core.replay.legs import BESIDE, ELSEWHERE, POST_SHIFT, SECONDS, Work

_SECOND: Final = timedelta(seconds=1)
_PLACES: Final = (1 << (60 - POST_SHIFT)) - 1


@dataclass(frozen=True, slots=True)
class Desk:
    """How a post fared: its people, pieces of work, working seconds of work and of waiting before it, and `open_for`,
    the working seconds from the first piece that came to it until the last was laid down."""

    post: str
    people: int
    pieces: int
    worked: int
    waited: int
    open_for: int

    @property
    def busy(self) -> float:
        """The share of its people's time that went into work; 0 to 1."""
        return self.worked / (self.people * self.open_for) if self.open_for else 0.0

    @property
    def wait(self) -> float:
        """Working seconds that a piece of work waited, on average."""
        return self.waited / self.pieces if self.pieces else 0.0


@dataclass(slots=True)
class _Pool:
    """A post at work. `queue`: (promise, arrival, file, leg, seconds)."""

    free: int
    queue: list[tuple[int, int, int, int, int]]
    people: int
    pieces: int = 0
    worked: int = 0
    waited: int = 0
    first: int = -1
    last: int = 0


def played(work: Work, people: Mapping[str, int]) -> tuple[list[array[int]], tuple[Desk, ...]]:
    """Play the work of many files through desks with so many people each (one, where nothing is said).

    For every file the position at which each of its legs ended, and how the desks fared.
    """
    play = _Play(work, people)
    play.run()
    return play.left, tuple(
        Desk(post, pool.people, pool.pieces, pool.worked, pool.waited, pool.last - max(pool.first, 0))
        for post, pool in zip(work.posts, play.pools, strict=True)
    )


class _Play:
    def __init__(self, work: Work, people: Mapping[str, int]) -> None:
        self.work = work
        counts = [max(1, people.get(post, 1)) for post in work.posts]
        self.pools = [_Pool(count, [], count) for count in counts]
        self.left: list[array[int]] = [array("q", bytes(8 * len(codes))) for codes in work.files]
        self.waiting_for: dict[int, int] = {}
        self.happening: list[tuple[int, int, int, int]] = []
        """(position, file, leg, post that is freed then, or -1)."""

    def run(self) -> None:
        arrivals = self.work.arrivals
        order = sorted(range(len(arrivals)), key=arrivals.__getitem__)
        happening, place = self.happening, 0
        while place < len(order) or happening:
            if place < len(order) and (not happening or arrivals[order[place]] <= happening[0][0]):
                file = order[place]
                place += 1
                self._begin(file, 0, arrivals[file])
                continue
            at, file, leg, post = heappop(happening)
            self._end(at, file, leg, post)

    def _begin(self, file: int, leg: int, at: int) -> None:
        """The file comes to its leg number `leg`, and to those beside it."""
        codes = self.work.files[file]
        if leg >= len(codes):
            return
        code = codes[leg]
        if code & ELSEWHERE:
            heappush(self.happening, (self._later(at, code & SECONDS), file, leg, -1))
            return
        last = leg + 1
        while last < len(codes) and codes[last] & BESIDE:
            last += 1
        if last > leg + 1:
            self.waiting_for[file] = last - leg
        for each in range(leg, last):
            self._queue(file, each, at, codes[each])

    def _queue(self, file: int, leg: int, at: int, code: int) -> None:
        post = (code >> POST_SHIFT) & _PLACES
        pool = self.pools[post]
        if pool.first < 0:
            pool.first = at
        piece = (self.work.order[file], at, file, leg, code & SECONDS)
        if pool.free:
            self._take(pool, post, piece, at)
        else:
            heappush(pool.queue, piece)

    def _take(self, pool: _Pool, post: int, piece: tuple[int, int, int, int, int], at: int) -> None:
        _, came, file, leg, seconds = piece
        pool.free -= 1
        pool.pieces += 1
        pool.worked += seconds
        pool.waited += at - came
        pool.last = max(pool.last, at + seconds)
        heappush(self.happening, (at + seconds, file, leg, post))

    def _end(self, at: int, file: int, leg: int, post: int) -> None:
        self.left[file][leg] = at
        if post >= 0:
            pool = self.pools[post]
            pool.free += 1
            if pool.queue:
                self._take(pool, post, heappop(pool.queue), at)
        waiting = self.waiting_for.get(file, 0)
        if waiting > 1:
            self.waiting_for[file] = waiting - 1
            return
        self.waiting_for.pop(file, None)
        codes, following = self.work.files[file], leg + 1
        if waiting:  # the last of several at once: go on behind all of them
            while following < len(codes) and codes[following] & BESIDE:
                following += 1
        self._begin(file, following, at)

    def _later(self, at: int, seconds: int) -> int:
        """The position after so many seconds of plain time from a position."""
        return self.work.position(self.moment(at) + timedelta(seconds=seconds))

    def moment(self, at: int) -> datetime:
        return self.work.calendar.time.moment(at * _SECOND)
