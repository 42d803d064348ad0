"""A past file fitted into a procedure that has changed: steps that are gone, steps that are new.

What was done at a step that is gone is left out; the time that it took stays with whoever holds the file next. A new
step is passed in the moment that the file comes to it. A file that still does not fit, because the order changed or
because a way is closed that it took, is not guessed at: it gives None and is counted.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection
from datetime import datetime

from maklumat.core import events
from maklumat.core.replay.course import Plan, Stop
from maklumat.core.replay.values import Deed, Trace
from maklumat.core.standard.model import TERMINALS, TO_APPLICANT, ServiceStandard


def same_course(old: ServiceStandard, new: ServiceStandard) -> bool:
    """Whether a file takes the same course under both: then nothing has to be fitted."""
    return _course(old) == _course(new)


def _course(standard: ServiceStandard) -> tuple[object, ...]:
    return tuple(
        (step.code, step.kind, step.actor, step.posts, step.joint, tuple((way.code, way.to) for way in step.outcomes))
        for step in standard.steps
    )


def fitted(ready: Plan, trace: Trace, known: Collection[str]) -> Trace | None:
    """The file as it would have gone. `known`: the steps of the standard that it went by."""
    walk = _Walk(ready, known)
    for deed, at in zip(trace.deeds, trace.at, strict=True):
        if walk.ended:
            break
        if not walk.take(deed, at):
            return None
    acted_last = bool(trace.deeds) and trace.deeds[-1].kind == events.ACTED
    if trace.ended and not walk.ended and acted_last and not walk.pass_new("", trace.at[-1]):
        return None
    return trace._replace(deeds=tuple(walk.deeds), at=tuple(walk.at))


class _Walk:
    def __init__(self, ready: Plan, known: Collection[str]) -> None:
        self.ready, self.known = ready, known
        self.stop: Stop = ready.first
        self.desk = ready.first.posts
        self.returned = self.ended = False
        self.last: datetime | None = None
        self.deeds: list[Deed] = []
        self.at: list[datetime] = []

    def take(self, deed: Deed, at: datetime) -> bool:
        """Whether the deed fits, or may be left out."""
        if deed.kind == events.WITHDRAWN:
            self._note(deed, at)
            self.ended = True
            return True
        if deed.kind == events.RESUBMITTED:
            if self.returned:
                self._note(deed, at)
                self.returned, self.desk = False, self.stop.posts
            return True
        if deed.step not in self.ready.stops:
            return True
        if self.returned:
            return False
        if deed.step != self.stop.code and not self.pass_new(deed.step, self.last or at):
            return False
        return self._act(deed, at)

    def _act(self, deed: Deed, at: datetime) -> bool:
        way = self.stop.ways.get(deed.outcome)
        if way is None:
            return False
        acting = tuple(post for post in deed.post.split("+") if post in self.desk)
        if not acting and self.stop.posts:
            acting = self.desk
        self._note(deed._replace(post="+".join(acting)), at)
        if self.stop.joint and way.onward:
            self.desk = tuple(post for post in self.desk if post not in acting)
            if self.desk:
                return True
        self._go(way.to)
        return True

    def _go(self, to: str) -> None:
        if to == TO_APPLICANT:
            self.returned = True
        elif to in TERMINALS:
            self.ended = True
        else:
            self.stop = self.ready.stops[to]
            self.desk = self.stop.posts

    def pass_new(self, wanted: str, at: datetime) -> bool:
        """Go through steps that are new, by their ordinary ways, to the step that is wanted; "" to any end."""
        path = self._path(wanted)
        if path is None:
            return False
        for outcome in path:
            stop = self.stop
            self._note(Deed(events.ACTED, stop.code, outcome, stop.desk), at)
            self._go(stop.ways[outcome].to)
        return True

    def _path(self, wanted: str) -> tuple[str, ...] | None:
        queue: deque[tuple[str, tuple[str, ...]]] = deque([(self.stop.code, ())])
        seen = {self.stop.code}
        while queue:
            code, path = queue.popleft()
            if code == wanted or (not wanted and code in TERMINALS):
                return path
            if code in TERMINALS or code in self.known or code == TO_APPLICANT:
                continue
            for outcome, way in self.ready.stops[code].ways.items():
                if way.onward and way.to not in seen:
                    seen.add(way.to)
                    queue.append((way.to, (*path, outcome)))
        return None

    def _note(self, deed: Deed, at: datetime) -> None:
        self.deeds.append(deed)
        self.at.append(at)
        self.last = at
