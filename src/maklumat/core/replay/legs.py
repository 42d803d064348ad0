"""What the work of a past file cost, desk by desk: the material that a simulation of the desks is made of.

Nobody writes down when a hand takes a file up, only when it lays it down. So the handling time is taken to begin when
the file came to the desk, or when the desk laid down the file that kept its people busy before, whichever was later:
never too short, and too long where somebody had time and did not use it. Working seconds throughout.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from maklumat.core import events
from maklumat.core.clock.spans import OFFICE
from maklumat.core.replay.course import Plan, Stop
from maklumat.core.replay.values import Astray, Trace
from maklumat.core.standard.model import TERMINALS, TO_APPLICANT
from maklumat.core.workdays.calendar import WorkCalendar

LEAST: Final = 60
"""Working seconds: what was done outside office hours, or at once, is taken to have lasted a minute."""
_SECOND: Final = timedelta(seconds=1)


class Leg(NamedTuple):
    """A stretch of a file's way. `post`: whose work it is, "" for a wait elsewhere. `arrived`, `left`: aware UTC.

    `deed`: the place of the deed that ended it. `beside`: the work of another post on the same step, at the same time.
    """

    deed: int
    post: str
    arrived: datetime
    left: datetime
    beside: bool = False


def legs(ready: Plan, trace: Trace) -> Iterator[Leg]:
    """The way of a file leg by leg. Raises Astray where it did what this standard does not know."""
    stop: Stop = ready.first
    desk, came, beside, returned = stop.posts, trace.received_at, False, False
    for place, (deed, at) in enumerate(zip(trace.deeds, trace.at, strict=True)):
        if deed.kind != events.ACTED:
            yield Leg(place, "" if returned or not desk else desk[0], came, at)
            if deed.kind == events.WITHDRAWN:
                return
            desk, came, beside, returned = stop.posts, at, False, False
            continue
        way = stop.ways.get(deed.outcome)
        if way is None or deed.step != stop.code:
            raise Astray
        acting = [post for post in deed.post.split("+") if post in desk]
        yield Leg(place, acting[0] if acting and stop.owner == OFFICE else "", came, at, beside)
        if stop.joint and way.onward:
            desk = tuple(post for post in desk if post not in acting)
            if desk:
                beside = True
                continue
        if way.to in TERMINALS:
            return
        returned = way.to == TO_APPLICANT
        if not returned:
            stop = ready.stops[way.to]
        desk, came, beside = stop.posts, at, False


@dataclass(slots=True)
class Work:
    """The legs of many files, in little memory: one number for each (see `coded`). `order`: due position by file."""

    calendar: WorkCalendar
    posts: list[str] = field(default_factory=list)
    files: list[array[int]] = field(default_factory=list)
    arrivals: array[int] = field(default_factory=lambda: array("q"))
    order: array[int] = field(default_factory=lambda: array("q"))
    places: dict[str, int] = field(default_factory=dict)

    def place(self, post: str) -> int:
        """The number of a post."""
        if post not in self.places:
            self.places[post] = len(self.posts)
            self.posts.append(post)
        return self.places[post]

    def position(self, at: datetime) -> int:
        """The working seconds from the calendar's origin to `at`."""
        return self.calendar.time.position(at) // _SECOND


POST_SHIFT: Final = 40
BESIDE: Final = 1 << 60
ELSEWHERE: Final = 1 << 61
SECONDS: Final = (1 << POST_SHIFT) - 1


def coded(post: int, seconds: int, *, beside: bool) -> int:
    """A piece of work at a post as one number."""
    return (BESIDE if beside else 0) | (post << POST_SHIFT) | min(seconds, SECONDS)


def elsewhere(seconds: int) -> int:
    """A wait with the applicant or an outside party, in plain seconds, as one number."""
    return ELSEWHERE | min(max(seconds, 0), SECONDS)


class Gathering:
    """Collects the work of files as they come; `work` then knows the handling time of each piece.

    `people`: how many worked at each post then. `new`: working seconds of a step that has no history, by its code.
    `own`: the places of the files that were added with `own=True`.
    """

    def __init__(self, calendar: WorkCalendar, people: Mapping[str, int], new: Mapping[str, int]) -> None:
        self._work, self._people, self._new = Work(calendar), people, new
        self._seen: dict[int, list[tuple[int, int, int, int]]] = {}
        self.own: list[int] = []

    def add(self, ready: Plan, trace: Trace, order: int, *, own: bool = False) -> None:
        """A file under the standard that `ready` was made of. `order`: see `timing.order_of`. Raises Astray."""
        work, number = self._work, len(self._work.files)
        codes: array[int] = array("q")
        for leg in list(legs(ready, trace)):
            if not leg.post:
                codes.append(elsewhere((leg.left - leg.arrived) // _SECOND))
                continue
            post = work.place(leg.post)
            assumed = self._new.get(trace.deeds[leg.deed].step)
            if assumed is None:
                piece = (work.position(leg.left), work.position(leg.arrived), number, len(codes))
                self._seen.setdefault(post, []).append(piece)
            codes.append(coded(post, assumed or LEAST, beside=leg.beside))
        work.files.append(codes)
        work.arrivals.append(work.position(trace.received_at))
        work.order.append(order)
        if own:
            self.own.append(number)

    def work(self) -> Work:
        """All of it. Call it once, when every file was added."""
        for post, pieces in self._seen.items():
            _handled(self._work, pieces, max(1, self._people.get(self._work.posts[post], 1)))
        self._seen.clear()
        return self._work


def _handled(work: Work, pieces: list[tuple[int, int, int, int]], people: int) -> None:
    """Write down how long each piece of work at one post was in hand."""
    pieces.sort()
    for place, (left, arrived, number, slot) in enumerate(pieces):
        freed = pieces[place - people][0] if place >= people else arrived
        seconds = max(LEAST, left - max(arrived, freed))
        codes = work.files[number]
        codes[slot] = (codes[slot] & ~SECONDS) | min(seconds, SECONDS)
