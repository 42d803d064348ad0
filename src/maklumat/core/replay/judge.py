"""A past file run through the judgement of the live system itself, one action after the other.

Slow and beyond doubt: the sample that a replay is checked against.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from maklumat.core import events
from maklumat.core.errors import Refusal
from maklumat.core.procedure.actions import Act, Action, Receive, Resubmit, Tick, Withdraw
from maklumat.core.procedure.decide import decide_from
from maklumat.core.procedure.state import State
from maklumat.core.procedure.writing import Writer
from maklumat.core.replay.course import named
from maklumat.core.replay.values import Deed, Trace, Verdict
from maklumat.core.standard.model import ServiceStandard
from maklumat.core.workdays.calendar import WorkCalendar

_RECORD_MISSING = "PRO-009"


def judged(
    standard: ServiceStandard,
    trace: Trace,
    until: datetime,
    calendar: WorkCalendar,
    records: Sequence[Mapping[str, Any]] = (),
) -> Verdict:
    """As `course.replayed`, through `decide`. `records`: what was written down with each deed, where it is known."""
    first = decide_from(standard, None, Receive(trace.received_at, trace.limits), trace.received_at, calendar)
    state = first.state
    broken: list[tuple[str, datetime]] = []
    for place, (deed, at) in enumerate(zip(trace.deeds, trace.at, strict=True)):
        if state.lapses_at is not None and state.lapses_at <= at:
            break
        state = _done(standard, state, deed, at, calendar, records[place] if records else {}, broken)
        if state.ended:
            return _verdict(state, broken, calendar)
    last = until if state.lapses_at is None else min(until, state.lapses_at)
    decision = decide_from(standard, state, Tick(last), last, calendar)
    broken += [(event.data["limit"], event.occurred_at) for event in decision.events if event.kind == events.BREACHED]
    return _verdict(decision.state, broken, calendar)


def _done(
    standard: ServiceStandard,
    state: State,
    deed: Deed,
    at: datetime,
    calendar: WorkCalendar,
    record: Mapping[str, Any],
    broken: list[tuple[str, datetime]],
) -> State:
    try:
        decision = decide_from(standard, state, _action(state, deed, at, record), at, calendar)
        written, after = decision.events, decision.state
    except Refusal as refusal:
        if refusal.code != _RECORD_MISSING:
            raise
        # What the step asks for was never written down, or was erased. It decides nothing about time.
        writer = Writer(standard, state, at, calendar)
        writer.breaches(at)
        writer.write(deed.kind, at, {}, post=deed.post, step=deed.step, outcome=deed.outcome)
        written, after = tuple(writer.events), writer.state
    broken += [(event.data["limit"], event.occurred_at) for event in written if event.kind == events.BREACHED]
    return after


def _action(state: State, deed: Deed, at: datetime, record: Mapping[str, Any]) -> Action:
    posts = tuple(post for post in deed.post.split("+") if post)
    if deed.kind == events.ACTED:
        by_applicant = not posts
        return Act(deed.step, deed.outcome, posts, state.seq, at, record, by_applicant=by_applicant)
    if deed.kind == events.RESUBMITTED:
        return Resubmit(state.seq, at)
    return Withdraw(state.seq, at)


def _verdict(state: State, broken: Sequence[tuple[str, datetime]], calendar: WorkCalendar) -> Verdict:
    ended_at = state.holdings[-1].from_at if state.ended else None
    return Verdict(state.status, ended_at, state.kept, named(broken, state.holdings, calendar))
