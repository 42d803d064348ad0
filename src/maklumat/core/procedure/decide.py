"""The one judgement of the procedure: may this happen now, and what comes of it?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from maklumat.core import events
from maklumat.core.errors import Conflict, Refusal
from maklumat.core.events import Event
from maklumat.core.kinds.kind import Way
from maklumat.core.kinds.record import Terms
from maklumat.core.kinds.registry import KINDS
from maklumat.core.procedure import promises
from maklumat.core.procedure import state as states
from maklumat.core.procedure.actions import (
    Act,
    Action,
    Answer,
    AskUnlisted,
    Contact,
    Delegate,
    Recall,
    Receive,
    Reissue,
    Reschedule,
    Resubmit,
    Revoke,
    Tick,
    Withdraw,
)
from maklumat.core.procedure.beside import Aside, aside, ask_unlisted, contact, reissue, revoke
from maklumat.core.procedure.delegating import answer, delegate, recall, standing_in
from maklumat.core.procedure.fold import begin, fold
from maklumat.core.procedure.passing import reschedule, tick
from maklumat.core.procedure.state import State
from maklumat.core.procedure.writing import (
    Decision,
    Writer,
    due_data,
    filled_in,
    fresh,
    front_posts,
    late_reason_given,
    not_future,
    step_due_data,
    timely,
    whole,
    with_reason,
)
from maklumat.core.standard.model import ServiceStandard, Step
from maklumat.core.workdays.calendar import WorkCalendar


def decide(
    standard: ServiceStandard,
    history: Iterable[Event],
    action: Action,
    moment: datetime,
    calendar: WorkCalendar,
) -> Decision:
    """Judge `action` at `moment` (aware UTC, when the system learns of it) after a whole history of events.

    Raises Refusal (PRO-...) or Conflict when it may not happen; then nothing has changed.
    """
    past = tuple(history)
    return decide_from(standard, fold(standard, past) if past else None, action, moment, calendar)


def decide_from(
    standard: ServiceStandard,
    state: State | None,
    action: Action,
    moment: datetime,
    calendar: WorkCalendar,
    desk_hours: int = 0,
) -> Decision:
    """As `decide`, from the stored projection instead of the history (they are equal, and a test says so).

    `desk_hours`: the office's own target for every desk, in working hours; 0 for none.
    """
    if isinstance(action, Receive):
        return _receive(standard, state, action, moment, calendar, desk_hours)
    if state is None:
        raise Refusal("PRO-001", "Permohonan ini belum diterima.")
    writer = Writer(standard, state, moment, calendar, desk_hours)
    if isinstance(action, Tick):
        return tick(state, action, writer)
    if isinstance(action, Reschedule):
        return reschedule(state, action, writer)
    if isinstance(action, Aside):
        return aside(standard, state, action, writer)
    fresh(state, action.seen_seq)
    timely(state, action.occurred_at, moment, action.late_reason)
    writer.breaches(action.occurred_at)
    if isinstance(action, Act):
        return _act(standard, state, action, writer)
    if isinstance(action, Revoke):
        return revoke(standard, action, writer)
    if isinstance(action, Reissue):
        return reissue(standard, action, writer)
    if isinstance(action, AskUnlisted):
        return ask_unlisted(standard, state, action, writer)
    if isinstance(action, Contact):
        return contact(state, action, writer)
    if isinstance(action, Delegate | Answer | Recall):
        return _handing(action, writer)
    return _by_applicant(standard, state, action, writer)


def _handing(action: Delegate | Answer | Recall, writer: Writer) -> Decision:
    """The work on the file changes hands within the office."""
    state = writer.state  # promises that were over by now are broken already
    if isinstance(action, Delegate):
        return delegate(state, action, writer)
    return answer(state, action, writer) if isinstance(action, Answer) else recall(state, action, writer)


def _receive(
    standard: ServiceStandard,
    state: State | None,
    action: Receive,
    moment: datetime,
    calendar: WorkCalendar,
    desk_hours: int,
) -> Decision:
    if state is not None:
        raise Refusal("PRO-002", "Permohonan ini sudah diterima.")
    not_future(action.occurred_at, moment)
    late_reason_given(action.occurred_at, moment, action.late_reason)
    data = {**with_reason(action.data, action.late_reason), "limits": list(action.limits)}
    event = Event(1, events.RECEIVED, action.occurred_at, moment, data=data)
    begun = begin(standard, event)
    due = promises.dues(standard, begun, calendar)
    data["due"] = due_data(due)
    until = promises.step_due(standard, begun, calendar, desk_hours)
    if until is not None:
        data["step_due"] = step_due_data(until)
    return Decision((event,), begun._replace(dues=due, step_due=until))


def _act(standard: ServiceStandard, state: State, action: Act, writer: Writer) -> Decision:
    if state.ended:
        raise Refusal("PRO-003", "Permohonan ini sudah selesai; tidak ada langkah lagi.")
    if state.status == states.WITH_APPLICANT:
        raise Refusal("PRO-004", "Berkas sedang dilengkapi pemohon; tunggu sampai dikirim kembali.")
    if action.step != state.step:
        raise Conflict("PRO-005", "Berkas sudah berpindah dari langkah ini.")
    step = standard.step(state.step)
    acting = _acting_posts(step, state, action)
    delegation = state.delegation
    way = _way(step, action.outcome)
    data = with_reason(_recorded(standard, step, way, action.data, writer.moment), action.late_reason)
    if delegation is not None and not set(acting) & set(action.posts):
        data["delegate"] = delegation.to_post
    writer.write(events.ACTED, action.occurred_at, data, post="+".join(acting), step=step.code, outcome=way.code)
    moved_on = writer.state.step != step.code or writer.state.desk == () or not step.joint
    return writer.decision(way.effects if moved_on else ())


def _acting_posts(step: Step, state: State, action: Act) -> tuple[str, ...]:
    if action.by_applicant:
        if step.actor != "applicant":
            raise Refusal("PRO-006", "Langkah ini dikerjakan kantor, bukan pemohon.")
        return ()
    acting = tuple(post for post in state.desk if post in action.posts) or standing_in(step, state, action)
    if not acting:
        raise Refusal("PRO-007", "Langkah ini bukan tugas jabatan Anda.")
    return acting


def _way(step: Step, outcome: str) -> Way:
    if all(known.code != outcome for known in step.outcomes):
        raise Refusal("PRO-008", "Hasil {outcome} tidak ada pada langkah ini.", outcome=repr(outcome))
    return KINDS[step.kind].way(outcome)


def _recorded(
    standard: ServiceStandard, step: Step, way: Way, data: Mapping[str, Any], now: datetime
) -> dict[str, Any]:
    """The record of the step: whole, and every value of its kind, whoever filled it in."""
    return whole(KINDS[step.kind], way, data, Terms(now, standard.person_in_need, step.groups))


def _by_applicant(standard: ServiceStandard, state: State, action: Resubmit | Withdraw, writer: Writer) -> Decision:
    """What an applicant does, also by the hand of the post that takes applications in."""
    if state.ended:
        raise Refusal("PRO-003", "Permohonan ini sudah selesai; tidak ada langkah lagi.")
    if isinstance(action, Resubmit) and state.status != states.WITH_APPLICANT:
        raise Refusal("PRO-010", "Berkas ini sedang diperiksa kantor; tidak perlu dikirim ulang.")
    acting = front_posts(standard, action.posts) if action.posts else ()
    if acting and isinstance(action, Withdraw):
        filled_in(("identity",), action.data)
    kind = events.RESUBMITTED if isinstance(action, Resubmit) else events.WITHDRAWN
    writer.write(kind, action.occurred_at, with_reason(action.data, action.late_reason), post="+".join(acting))
    return writer.decision()
