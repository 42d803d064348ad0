"""What an event makes of a state. Total over events that `decide` wrote; it judges nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Final

from maklumat.core import events
from maklumat.core.clock.spans import APPLICANT, OFFICE, OUTSIDE, Span
from maklumat.core.events import Event
from maklumat.core.kinds.registry import KINDS
from maklumat.core.procedure import handing, reminders
from maklumat.core.procedure import state as states
from maklumat.core.procedure.state import DIFFERS, SETTLED, DueAt, Handing, State, StepDue, Untold
from maklumat.core.standard import model
from maklumat.core.standard.model import ServiceStandard, Step, TimeLimit

_TERMINAL_STATUS: Final = {
    model.FINISHED: states.FINISHED,
    model.REFUSED: states.REFUSED,
    model.CLOSED: states.CLOSED,
}
_OWNER: Final = {"post": OFFICE, "applicant": APPLICANT, "outside": OUTSIDE}


def fold(standard: ServiceStandard, history: Iterable[Event]) -> State:
    """The state after a whole history. Raises ValueError when it does not begin with `received`."""
    state: State | None = None
    for event in history:
        state = begin(standard, event) if state is None else apply(standard, state, event)
    if state is None:
        msg = "a history begins with a received event"
        raise ValueError(msg)
    return state


def begin(standard: ServiceStandard, event: Event) -> State:
    """The state after the `received` event."""
    if event.kind != events.RECEIVED:
        msg = f"a history begins with a received event, not {event.kind}"
        raise ValueError(msg)
    first = standard.steps[0]
    checked = any(step.kind == "check" for step in standard.steps)
    state = State(
        seq=event.seq,
        status=states.OPEN,
        step=first.code,
        desk=first.posts,
        at=event.occurred_at,
        received_at=event.occurred_at,
        complete_at=None if checked else event.occurred_at,
        holdings=(_span(first, first.posts, event.occurred_at),),
        limits=tuple(event.data["limits"]),
    )
    return _with_dues(state, event)


def apply(standard: ServiceStandard, state: State, event: Event) -> State:
    """The state after one more event."""
    changed = _CHANGES[event.kind](standard, state, event)
    return _with_dues(changed._replace(seq=event.seq, at=max(state.at, event.occurred_at)), event)


def _acted(standard: ServiceStandard, state: State, event: Event) -> State:
    step = standard.step(event.step)
    way = KINDS[step.kind].way(event.outcome)
    if step.kind == "check" and event.outcome == "complete" and state.complete_at is None:
        state = state._replace(complete_at=event.occurred_at)
    remaining = remaining_posts(step, state.desk, event.post) if way.onward else ()
    if remaining:
        held = handing.still_held(state, remaining)
        entered = _enter(state, step, remaining, event.occurred_at, held)
        return handing.on_the_desk(entered._replace(step_due=state.step_due))  # the step began before
    target = next(outcome.to for outcome in step.outcomes if outcome.code == event.outcome)
    if not way.puts_off:
        ended = (limit for limit in standard.time_limits if limit.ends == step.code)
        state = _settle(state, ended, event.occurred_at)
    if way.onward:
        state = _begun(standard, state, step.code, event.occurred_at)
    if target == model.TO_APPLICANT:
        return _returned(standard, state, event.occurred_at)
    if target in _TERMINAL_STATUS:
        state = _settle(state, standard.time_limits, event.occurred_at)
        return _end(state, _TERMINAL_STATUS[target], event.occurred_at)
    to = standard.step(target)
    return _enter(state, to, to.posts, event.occurred_at, handing.by_act(step, way, to, event))


def remaining_posts(step: Step, desk: tuple[str, ...], acting: str) -> tuple[str, ...]:
    """The posts of a joint step that have still to act after `acting` ("a" or "a+b"); () for an ordinary step."""
    if not step.joint:
        return ()
    return tuple(post for post in desk if post not in acting.split("+"))


def _taken_over(standard: ServiceStandard, state: State, event: Event) -> State:
    """A file that ran on paper stands where the paper says. Who held it before nobody knows: the office did."""
    step = standard.step(event.step)
    since = datetime.fromisoformat(event.data["since"])
    complete_at = event.data.get("complete")
    state = state._replace(
        complete_at=datetime.fromisoformat(complete_at) if complete_at else state.complete_at,
        holdings=(Span(state.received_at, OFFICE, ""),) if since > state.received_at else (),
    )
    if event.data.get("with_applicant"):
        return _returned(standard, state._replace(step=step.code), since)
    return _enter(state, step, step.posts, since)


def _resubmitted(standard: ServiceStandard, state: State, event: Event) -> State:
    step = standard.step(state.step)
    return _enter(state, step, step.posts, event.occurred_at)


def _breached(_: ServiceStandard, state: State, event: Event) -> State:
    late_since = min(state.late_since or event.occurred_at, event.occurred_at)
    limit = event.data["limit"]
    broken = state._replace(
        breached=(*state.breached, limit),
        breached_at=(*state.breached_at, event.occurred_at),
        late_since=late_since,
    )
    return _untold(broken, limit, event)


def _untold(state: State, what: str, event: Event, *, of_step: bool = False) -> State:
    """Somebody above is to be told. An event of before this was asked does not name the desk: it stays as it was."""
    if "desk" not in event.data:
        return state
    return state._replace(untold=(*state.untold, Untold(what, event.data["desk"], of_step)))


def _step_late(_: ServiceStandard, state: State, event: Event) -> State:
    due = state.step_due and state.step_due._replace(over=True)
    return _untold(state._replace(step_due=due), event.step, event, of_step=True)


def _warned(_: ServiceStandard, state: State, event: Event) -> State:
    return state._replace(warned=(*state.warned, event.data["limit"]), told=event.data["to"] or state.told)


def _escalated(_: ServiceStandard, state: State, event: Event) -> State:
    told = (event.step, True) if event.step else (event.data["limit"], False)
    left = tuple(one for one in state.untold if (one.limit, one.of_step) != told)
    return state._replace(untold=left, told=event.data["to"] or state.told)


def _unchanged(_: ServiceStandard, state: State, __: Event) -> State:
    return state


def _rechecked(_: ServiceStandard, state: State, event: Event) -> State:
    told = {DIFFERS: event.data.get("to", ""), SETTLED: ""}
    return state._replace(differs=told.get(event.outcome, state.differs))


def _prioritised(_: ServiceStandard, state: State, __: Event) -> State:
    return state._replace(priority=True)


def _withdrawn(_: ServiceStandard, state: State, event: Event) -> State:
    return _end(state, states.WITHDRAWN, event.occurred_at)


def _lapsed(_: ServiceStandard, state: State, event: Event) -> State:
    return _end(state, states.LAPSED, event.occurred_at)


def _reminded(_: ServiceStandard, state: State, event: Event) -> State:
    return reminders.reminded(state, event)


def _contacted(_: ServiceStandard, state: State, event: Event) -> State:
    return reminders.contacted(state, event)


_CHANGES: Final[dict[str, Callable[[ServiceStandard, State, Event], State]]] = {
    events.TAKEN_OVER: _taken_over,
    events.ACTED: _acted,
    events.RESUBMITTED: _resubmitted,
    events.RESCHEDULED: _unchanged,
    events.BREACHED: _breached,
    events.WARNED: _warned,
    events.ESCALATED: _escalated,
    events.STEP_LATE: _step_late,
    events.REVOKED: _unchanged,
    events.REISSUED: _unchanged,
    events.UNLISTED_ASKED: _unchanged,
    events.SUPPLEMENTED: _unchanged,
    events.PAPERS_BROUGHT: _unchanged,
    events.CUSTODY_TAKEN: _unchanged,
    events.CUSTODY_RETURNED: _unchanged,
    events.EXTENDED: _unchanged,
    events.DUTY_REPORTED: _unchanged,
    events.DUTY_MET: _unchanged,
    events.DUTY_RETURNED: _unchanged,
    events.MESSAGES_CHOSEN: _unchanged,
    events.PHONED: _unchanged,
    events.RECHECKED: _rechecked,
    events.COUNTERSIGNED: _unchanged,
    events.PRIORITISED: _prioritised,
    events.WITHDRAWN: _withdrawn,
    events.LAPSED: _lapsed,
    events.REMINDED: _reminded,
    events.CONTACTED: _contacted,
    events.DELEGATED: handing.delegated,
    events.ANSWERED: handing.answered,
    events.READ: handing.read,
    events.RECALLED: handing.recalled,
}


def _span(step: Step, posts: tuple[str, ...], at: datetime) -> Span:
    return Span(at, _OWNER[step.actor], "+".join(posts))


def _enter(state: State, step: Step, posts: tuple[str, ...], at: datetime, handings: tuple[Handing, ...] = ()) -> State:
    return state._replace(
        status=states.OPEN,
        step=step.code,
        desk=posts,
        holdings=(*state.holdings, _span(step, posts, at)),
        lapses_at=None,
        reminders=(),
        calling=None,
        handings=handings,
        step_due=None,
    )


def _returned(standard: ServiceStandard, state: State, at: datetime) -> State:
    """The applicant has it since `at`, and comes back to the same step."""
    lapses_at = at + timedelta(days=standard.lapse_after_days)
    return state._replace(
        status=states.WITH_APPLICANT,
        desk=(),
        handings=(),
        step_due=None,
        holdings=(*state.holdings, Span(at, APPLICANT, "")),
        lapses_at=lapses_at,
        reminders=reminders.schedule(standard, at, lapses_at),
    )


def _end(state: State, status: str, at: datetime) -> State:
    return state._replace(
        status=status,
        step="",
        desk=(),
        holdings=(*state.holdings, Span(at, OUTSIDE, "")),
        dues=(),
        lapses_at=None,
        reminders=(),
        calling=None,
        untold=(),
        handings=(),
        step_due=None,
    )


def _settle(state: State, ended: Iterable[TimeLimit], at: datetime) -> State:
    """Of the promises that end now, those that have begun are kept, or met late where they are broken.

    A promise ends with its step, unless the step was put off; when the office ends the file, by its product or by a
    written answer, so does every other.
    """
    begun, settled = dict(state.begun), {*state.kept, *(code for code, _ in state.met)}
    over = tuple(
        limit.code
        for limit in ended
        if limit.code in state.limits
        and not limit.lasting
        and (not limit.starts_after or limit.code in begun)
        and limit.code not in settled
    )
    if not over:
        return state
    kept = tuple(code for code in over if code not in state.breached)
    met = tuple((code, at) for code in over if code in state.breached)
    return state._replace(kept=state.kept + kept, kept_at=state.kept_at + (at,) * len(kept), met=state.met + met)


def _begun(standard: ServiceStandard, state: State, ended_step: str, at: datetime) -> State:
    """Promises that run from the end of this step begin, the first time that it is done."""
    running = dict(state.begun)
    fresh = tuple(
        (limit.code, at)
        for limit in standard.time_limits
        if limit.starts_after == ended_step and limit.code in state.limits and limit.code not in running
    )
    return state._replace(begun=state.begun + fresh) if fresh else state


def _with_dues(state: State, event: Event) -> State:
    if "due" not in event.data:
        return state
    moment = datetime.fromisoformat
    if "step_due" in event.data:
        at, provisional = event.data["step_due"]
        state = state._replace(step_due=StepDue(moment(at), provisional))
    dues = tuple(
        DueAt(limit, moment(at), provisional, *map(moment, warns))
        for limit, at, provisional, *warns in event.data["due"]
    )
    return state._replace(dues=dues)
