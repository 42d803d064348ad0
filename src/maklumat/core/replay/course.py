"""A past file under a standard, as the live system would have judged it, for a hundred thousand files at once.

It says what `core.procedure` says (`judge` runs a file through that, and a test holds the two together), but asks the
clock only when an answer can have changed: when a promise begins, and when a file comes back to the office.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import itemgetter
from typing import Final, NamedTuple

from maklumat.core import events
from maklumat.core.clock.due import due_at, runs_round_the_clock
from maklumat.core.clock.spans import APPLICANT, OFFICE, OUTSIDE, Span
from maklumat.core.kinds.registry import KINDS
from maklumat.core.procedure import state as states
from maklumat.core.replay.values import Astray, Broken, Deed, Trace, Verdict
from maklumat.core.standard import model
from maklumat.core.standard.model import ServiceStandard, Step, TimeLimit
from maklumat.core.workdays.calendar import WorkCalendar

_OWNER: Final = {"post": OFFICE, "applicant": APPLICANT, "outside": OUTSIDE}
_STATUS: Final = {
    model.FINISHED: states.FINISHED, model.REFUSED: states.REFUSED, model.CLOSED: states.CLOSED,
}  # fmt: skip


class Way(NamedTuple):
    """A way out of a step: where it leads, whether the step is done by it, and what that means for promises."""

    to: str
    onward: bool
    completes: bool
    ends: tuple[TimeLimit, ...]
    begins: tuple[TimeLimit, ...]


class Stop(NamedTuple):
    """A step as the replay needs it."""

    code: str
    owner: str
    posts: tuple[str, ...]
    desk: str
    joint: bool
    ways: dict[str, Way]


@dataclass(frozen=True, slots=True)
class Plan:
    """A standard made ready for many files. `held`: the promises that can be broken."""

    standard: ServiceStandard
    calendar: WorkCalendar
    stops: dict[str, Stop]
    first: Stop
    checked: bool
    lapse_after: timedelta
    held: tuple[TimeLimit, ...]


def plan(standard: ServiceStandard, calendar: WorkCalendar) -> Plan:
    """Make `standard` ready."""
    stops = {step.code: _stop(standard, step) for step in standard.steps}
    return Plan(
        standard=standard,
        calendar=calendar,
        stops=stops,
        first=stops[standard.steps[0].code],
        checked=any(step.kind == "check" for step in standard.steps),
        lapse_after=timedelta(days=standard.lapse_after_days),
        held=tuple(limit for limit in standard.time_limits if not limit.lasting),
    )


def _stop(standard: ServiceStandard, step: Step) -> Stop:
    kind = KINDS[step.kind]
    ways = {}
    for outcome in step.outcomes:
        way = kind.way(outcome.code)
        ways[outcome.code] = Way(
            to=outcome.to,
            onward=way.onward,
            completes=step.kind == "check" and outcome.code == "complete",
            ends=() if way.puts_off else tuple(one for one in standard.time_limits if one.ends == step.code),
            begins=tuple(one for one in standard.time_limits if one.starts_after == step.code) if way.onward else (),
        )
    return Stop(step.code, _OWNER[step.actor], step.posts, "+".join(step.posts), step.joint, ways)


def replayed(ready: Plan, trace: Trace, until: datetime) -> Verdict:
    """What would have become of the file by `until`. Raises Astray where it did what this standard does not know."""
    run = _Run(ready, trace)
    for deed, at in zip(trace.deeds, trace.at, strict=True):
        if run.lapses_at is not None and run.lapses_at <= at:
            break
        run.settle(at)
        run.do(deed, at)
        if run.status in states.ENDED:
            return run.verdict()
    run.settle(until)
    if run.lapses_at is not None and run.lapses_at <= until:
        run.end(states.LAPSED, run.lapses_at)
    return run.verdict()


class _Run:
    """One file on its way. Written for speed: it is made and thrown away a hundred thousand times."""

    __slots__ = (
        "begun", "broken", "complete_at", "desk", "dues", "ended_at", "kept", "lapses_at", "open", "ready",
        "received_at", "soonest", "spans", "status", "stop", "trace",
    )  # fmt: skip

    def __init__(self, ready: Plan, trace: Trace) -> None:
        self.ready, self.trace = ready, trace
        self.received_at = trace.received_at
        self.status = states.OPEN
        self.stop: Stop = ready.first
        self.desk: tuple[str, ...] = ready.first.posts
        self.spans = [Span(trace.received_at, ready.first.owner, ready.first.desk)]
        self.complete_at = None if ready.checked else trace.received_at
        self.begun: dict[str, datetime] = {}
        self.open = [limit for limit in ready.held if limit.code in trace.limits]
        self.dues: dict[str, datetime | None] = {}
        self.soonest: datetime | None = None
        self.kept: list[str] = []
        self.broken: list[tuple[str, datetime]] = []
        self.lapses_at: datetime | None = None
        self.ended_at: datetime | None = None

    # -- promises

    def settle(self, moment: datetime) -> None:
        """Promises that were over at `moment`, or before the file left the office, are broken for good."""
        last = self.spans[-1]
        until = moment if last.owner == OFFICE else last.from_at
        if len(self.dues) < len(self.open):
            self._count()
        if self.soonest is None or until <= self.soonest:
            return
        dues, over = self.dues, list[tuple[str, datetime]]()
        for limit in tuple(self.open):
            at = dues[limit.code]
            if at is not None and at < until:
                over.append((limit.code, at))
                self.open.remove(limit)
                del dues[limit.code]
        self.broken += sorted(over, key=itemgetter(1))
        self._soonest()

    def _count(self) -> None:
        """Ask the clock for the dates that are not known, or no longer."""
        dues, calendar = self.dues, self.ready.calendar
        for limit in self.open:
            if limit.code in dues:
                continue
            start = self._start(limit)
            dues[limit.code] = None if start is None else _certain(limit, start, self.spans, calendar)
        self._soonest()

    def _soonest(self) -> None:
        self.soonest = min((at for at in self.dues.values() if at is not None), default=None)

    def _start(self, limit: TimeLimit) -> datetime | None:
        if limit.starts_after:
            return self.begun.get(limit.code)
        return self.received_at if limit.starts == "received" or self.complete_at is None else self.complete_at

    def _keep(self, ended: Sequence[TimeLimit]) -> None:
        """Of the promises that end now, those that have begun and are not broken are kept."""
        for limit in ended:
            if limit in self.open and (not limit.starts_after or limit.code in self.begun):
                self.kept.append(limit.code)
                self.open.remove(limit)
                self.dues.pop(limit.code, None)
        self._soonest()

    # -- the course

    def do(self, deed: Deed, at: datetime) -> None:
        if deed.kind == events.ACTED:
            self._act(deed, at)
        elif deed.kind == events.RESUBMITTED:
            self._enter(self.stop, self.stop.posts, at)
        else:
            self.end(states.WITHDRAWN, at)

    def _act(self, deed: Deed, at: datetime) -> None:
        stop = self.stop
        way = stop.ways.get(deed.outcome)
        if way is None or deed.step != stop.code or self.status != states.OPEN:
            raise Astray
        if way.completes and self.complete_at is None:
            self.complete_at = at
            for limit in self.open:
                if limit.starts != "received" and not limit.starts_after:
                    self.dues.pop(limit.code, None)
        if stop.joint and way.onward:
            acting = deed.post.split("+")
            remaining = tuple(post for post in self.desk if post not in acting)
            if remaining:
                self._enter(stop, remaining, at)
                return
        if way.ends:
            self._keep(way.ends)
        for limit in way.begins:
            if limit.code in self.trace.limits and limit.code not in self.begun:
                self.begun[limit.code] = at
                self.dues.pop(limit.code, None)
        if way.to == model.TO_APPLICANT:
            self._hold(Span(at, APPLICANT, ""))
            self.status, self.lapses_at = states.WITH_APPLICANT, at + self.ready.lapse_after
        elif way.to in _STATUS:
            self._keep(tuple(self.open))
            self.end(_STATUS[way.to], at)
        else:
            to = self.ready.stops[way.to]
            self._enter(to, to.posts, at)

    def _enter(self, stop: Stop, posts: tuple[str, ...], at: datetime) -> None:
        desk = stop.desk if posts is stop.posts else "+".join(posts)
        self._hold(Span(at, stop.owner, desk))
        self.stop, self.desk, self.status, self.lapses_at = stop, posts, states.OPEN, None

    def _hold(self, span: Span) -> None:
        """Somebody takes the file on. What it lay elsewhere moves the dates that count the office's time alone."""
        if self.spans[-1].owner != OFFICE:
            for limit in self.open:
                if limit.office_only:
                    self.dues.pop(limit.code, None)
        self.spans.append(span)

    def end(self, status: str, at: datetime) -> None:
        self.status, self.ended_at, self.lapses_at = status, at, None

    def verdict(self) -> Verdict:
        return Verdict(
            self.status, self.ended_at, tuple(self.kept), named(self.broken, self.spans, self.ready.calendar)
        )


def _certain(limit: TimeLimit, start: datetime, spans: Sequence[Span], calendar: WorkCalendar) -> datetime | None:
    """When the promise is due; None for one without a number, and while a calendar is missing: nobody is late by it."""
    at = due_at(limit, start, spans, calendar)
    if at is None or runs_round_the_clock(limit) or not calendar.missing_years(start, at):
        return at
    return None


def named(broken: Sequence[tuple[str, datetime]], spans: Sequence[Span], calendar: WorkCalendar) -> tuple[Broken, ...]:
    """Broken promises (code, due moment), each with who held the file when it became late, and who held it longest."""
    return tuple(Broken(code, at, *_holders(spans, at, calendar)) for code, at in broken)


def _holders(spans: Sequence[Span], until: datetime, calendar: WorkCalendar) -> tuple[str, str]:
    begun = [span for span in spans if span.from_at < until] or [spans[0]]
    used: dict[str, timedelta] = {}
    for span, end in zip(begun, [*(span.from_at for span in begun[1:]), until], strict=True):
        if span.owner == OFFICE:
            used[span.desk] = used.get(span.desk, timedelta()) + calendar.working_time_between(span.from_at, end)
    last = begun[-1]
    return last.desk or last.owner, max(used, key=used.__getitem__, default=last.owner)
