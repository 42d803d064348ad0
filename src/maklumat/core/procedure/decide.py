"""The one judgement of the procedure: may this happen now, and what comes of it?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from maklumat.core import events
from maklumat.core.errors import Conflict, Refusal
from maklumat.core.events import Event
from maklumat.core.kinds.kind import Kind, Way
from maklumat.core.kinds.record import Terms, examined, kept
from maklumat.core.kinds.registry import KINDS
from maklumat.core.kinds.supplement import SUPPLEMENT
from maklumat.core.procedure import afterlife, promises, reminders
from maklumat.core.procedure import state as states
from maklumat.core.procedure.actions import (
    Act,
    Action,
    Afterwards,
    AskUnlisted,
    Bring,
    Contact,
    Receive,
    Reissue,
    Reschedule,
    Resubmit,
    ReturnCustody,
    Revoke,
    Supplement,
    TakeCustody,
    Tick,
    Withdraw,
)
from maklumat.core.procedure.fold import apply, begin, fold
from maklumat.core.procedure.state import DueAt, State
from maklumat.core.standard.model import ServiceStandard, Step
from maklumat.core.workdays.calendar import WorkCalendar


@dataclass(frozen=True, slots=True)
class Decision:
    """What comes of an action: the events to append, the state after them, and the effects to carry out."""

    events: tuple[Event, ...]
    state: State
    effects: tuple[str, ...] = ()


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
) -> Decision:
    """As `decide`, from the stored projection instead of the history (they are equal, and a test says so)."""
    if isinstance(action, Receive):
        return _receive(standard, state, action, moment, calendar)
    if state is None:
        raise Refusal("PRO-001", "Permohonan ini belum diterima.")
    if isinstance(action, Tick):
        return _tick(standard, state, action, moment, calendar)
    if isinstance(action, Reschedule):
        return _reschedule(standard, state, action, moment, calendar)
    if isinstance(action, TakeCustody | ReturnCustody | Bring | Supplement | Afterwards):
        return _aside(standard, state, action, _Writer(standard, state, moment, calendar))
    _fresh(state, action.seen_seq)
    _timely(state, action.occurred_at, moment, action.late_reason)
    writer = _Writer(standard, state, moment, calendar)
    writer.breaches(action.occurred_at)
    if isinstance(action, Act):
        return _act(standard, state, action, writer)
    if isinstance(action, Revoke):
        return _revoke(standard, action, writer)
    if isinstance(action, Reissue):
        return _reissue(standard, action, writer)
    if isinstance(action, AskUnlisted):
        return _ask_unlisted(standard, state, action, writer)
    if isinstance(action, Contact):
        return _contact(state, action, writer)
    return _by_applicant(standard, state, action, writer)


class _Writer:
    """Collects events, keeping the state in step; the last one carries the due dates that now hold."""

    def __init__(self, standard: ServiceStandard, state: State, moment: datetime, calendar: WorkCalendar) -> None:
        self.standard, self.state, self.moment, self.calendar = standard, state, moment, calendar
        self.events: list[Event] = []

    def write(
        self, kind: str, at: datetime, data: Mapping[str, Any], *, post: str = "", step: str = "", outcome: str = ""
    ) -> None:
        own = dict(data)
        event = Event(self.state.seq + 1, kind, at, self.moment, post, step, outcome, own)
        after = apply(self.standard, self.state, event)
        due = promises.dues(self.standard, after, self.calendar)
        own["due"] = due_data(due)
        self.events.append(event)
        self.state = after._replace(dues=due)

    def breaches(self, until: datetime) -> None:
        for due in promises.broken(self.state, until):
            self.write(events.BREACHED, due.at, {"limit": due.limit, "at": due.at.isoformat()})

    def decision(self, effects: tuple[str, ...] = ()) -> Decision:
        return Decision(tuple(self.events), self.state, effects)


def due_data(dues: Iterable[DueAt]) -> list[list[Any]]:
    """Due dates as event data: [[limit code, ISO moment, provisional], ...]."""
    return [[due.limit, due.at.isoformat(), due.provisional] for due in dues]


def _receive(
    standard: ServiceStandard, state: State | None, action: Receive, moment: datetime, calendar: WorkCalendar
) -> Decision:
    if state is not None:
        raise Refusal("PRO-002", "Permohonan ini sudah diterima.")
    _not_future(action.occurred_at, moment)
    _late_reason(action.occurred_at, moment, action.late_reason)
    data = {**_late(action.data, action.late_reason), "limits": list(action.limits)}
    event = Event(1, events.RECEIVED, action.occurred_at, moment, data=data)
    begun = begin(standard, event)
    due = promises.dues(standard, begun, calendar)
    data["due"] = due_data(due)
    return Decision((event,), begun._replace(dues=due))


def _act(standard: ServiceStandard, state: State, action: Act, writer: _Writer) -> Decision:
    if state.ended:
        raise Refusal("PRO-003", "Permohonan ini sudah selesai; tidak ada langkah lagi.")
    if state.status == states.WITH_APPLICANT:
        raise Refusal("PRO-004", "Berkas sedang dilengkapi pemohon; tunggu sampai dikirim kembali.")
    if action.step != state.step:
        raise Conflict("PRO-005", "Berkas sudah berpindah dari langkah ini.")
    step = standard.step(state.step)
    acting = _acting_posts(step, state, action)
    way = _way(step, action.outcome)
    data = _late(_recorded(standard, step, way, action.data, writer.moment), action.late_reason)
    writer.write(events.ACTED, action.occurred_at, data, post="+".join(acting), step=step.code, outcome=way.code)
    moved_on = writer.state.step != step.code or writer.state.desk == () or not step.joint
    return writer.decision(way.effects if moved_on else ())


def _acting_posts(step: Step, state: State, action: Act) -> tuple[str, ...]:
    if action.by_applicant:
        if step.actor != "applicant":
            raise Refusal("PRO-006", "Langkah ini dikerjakan kantor, bukan pemohon.")
        return ()
    acting = tuple(post for post in state.desk if post in action.posts)
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
    return _whole(KINDS[step.kind], way, data, Terms(now, standard.person_in_need, step.asks))


def _whole(kind: Kind, way: Way, data: Mapping[str, Any], terms: Terms) -> dict[str, Any]:
    """What of `data` is kept. Refusal PRO-009 names every field that is missing, else the first that is wrong."""
    faults = examined(kind, way, data, terms)
    missing = [fault.field for fault in faults if fault.code == "PRO-009"]
    if missing:
        raise Refusal("PRO-009", "Isian yang wajib belum ada: {fields}.", fields=", ".join(missing), missing=missing)
    if faults:
        raise Refusal(faults[0].code, "{said}", said=str(faults[0]))
    return kept(kind, way, data, terms)


def _filled_in(codes: Iterable[str], data: Mapping[str, Any]) -> None:
    missing = [code for code in codes if not data.get(code)]
    if missing:
        raise Refusal("PRO-009", "Isian yang wajib belum ada: {fields}.", fields=", ".join(missing), missing=missing)


def _by_applicant(standard: ServiceStandard, state: State, action: Resubmit | Withdraw, writer: _Writer) -> Decision:
    """What an applicant does, also by the hand of the post that takes applications in."""
    if state.ended:
        raise Refusal("PRO-003", "Permohonan ini sudah selesai; tidak ada langkah lagi.")
    if isinstance(action, Resubmit) and state.status != states.WITH_APPLICANT:
        raise Refusal("PRO-010", "Berkas ini sedang diperiksa kantor; tidak perlu dikirim ulang.")
    acting = _front_posts(standard, action.posts) if action.posts else ()
    if acting and isinstance(action, Withdraw):
        _filled_in(("identity",), action.data)
    kind = events.RESUBMITTED if isinstance(action, Resubmit) else events.WITHDRAWN
    writer.write(kind, action.occurred_at, _late(action.data, action.late_reason), post="+".join(acting))
    return writer.decision()


def _bring(standard: ServiceStandard, state: State, action: Bring, writer: _Writer) -> Decision:
    """The counter takes papers in while the file is open; the file itself does not move."""
    if state.ended:
        raise Refusal("PRO-003", "Permohonan ini sudah selesai; tidak ada langkah lagi.")
    _timely(state, action.occurred_at, writer.moment, "")
    acting = _front_posts(standard, action.posts)
    _filled_in(("papers",), action.data)
    writer.breaches(action.occurred_at)
    writer.write(events.PAPERS_BROUGHT, action.occurred_at, action.data, post="+".join(acting))
    return writer.decision()


def _revoke(standard: ServiceStandard, action: Revoke, writer: _Writer) -> Decision:
    product = standard.product(action.product)
    if product.revoked_by not in action.posts:
        raise Refusal("PRO-007", "Langkah ini bukan tugas jabatan Anda.")
    _filled_in(("reason",), action.data)
    data = {**_late(action.data, action.late_reason), "product": product.code}
    writer.write(events.REVOKED, action.occurred_at, data, post=product.revoked_by)
    return writer.decision()


def _reissue(standard: ServiceStandard, action: Reissue, writer: _Writer) -> Decision:
    """The post that takes applications in gives the secret anew; nothing else changes."""
    acting = _front_posts(standard, action.posts)
    _filled_in(("identity",), action.data)
    writer.write(events.REISSUED, action.occurred_at, action.data, post="+".join(acting))
    return writer.decision()


def _front_posts(standard: ServiceStandard, posts: tuple[str, ...]) -> tuple[str, ...]:
    """Those of `posts` that take applications in. Refusal PRO-007 when none does."""
    acting = tuple(post for post in standard.steps[0].posts if post in posts)
    if not acting:
        raise Refusal("PRO-007", "Langkah ini bukan tugas jabatan Anda.")
    return acting


def _ask_unlisted(standard: ServiceStandard, state: State, action: AskUnlisted, writer: _Writer) -> Decision:
    """Only whoever checks the file now may ask for more than the standard lists, and says in writing why."""
    if state.ended:
        raise Refusal("PRO-003", "Permohonan ini sudah selesai; tidak ada langkah lagi.")
    if state.status == states.WITH_APPLICANT:
        raise Refusal("PRO-004", "Berkas sedang dilengkapi pemohon; tunggu sampai dikirim kembali.")
    step = standard.step(state.step)
    acting = tuple(post for post in state.desk if post in action.posts)
    if step.kind != "check" or not acting:
        raise Refusal("PRO-020", "Berkas di luar standar hanya dapat diminta oleh pemeriksa kelengkapan.")
    if not str(action.data.get("reason", "")).strip():
        raise Refusal("PRO-021", "Berkas di luar standar hanya boleh diminta dengan alasan tertulis.")
    _filled_in(("paper", "requirement"), action.data)
    data = _late(action.data, action.late_reason)
    writer.write(events.UNLISTED_ASKED, action.occurred_at, data, post="+".join(acting))
    return writer.decision()


def _aside(
    standard: ServiceStandard,
    state: State,
    action: TakeCustody | ReturnCustody | Bring | Supplement | Afterwards,
    writer: _Writer,
) -> Decision:
    """Papers come and go beside the course of the file: nobody's work is touched."""
    if isinstance(action, Afterwards):
        return _afterwards(standard, state, action, writer)
    if isinstance(action, Bring):
        return _bring(standard, state, action, writer)
    if isinstance(action, Supplement):
        return _supplement(standard, state, action, writer)
    return _custody(standard, state, action, writer)


def _custody(standard: ServiceStandard, state: State, action: TakeCustody | ReturnCustody, writer: _Writer) -> Decision:
    """Original papers come in while the file is open and may go back at any time; the file itself does not move."""
    taking = isinstance(action, TakeCustody)
    if taking and state.ended:
        raise Refusal("PRO-003", "Permohonan ini sudah selesai; tidak ada langkah lagi.")
    _timely(state, action.occurred_at, writer.moment, "")
    acting = _front_posts(standard, action.posts)
    _filled_in(("number", "papers", "owner") if taking else ("number", "collector"), action.data)
    writer.breaches(action.occurred_at)
    kind = events.CUSTODY_TAKEN if taking else events.CUSTODY_RETURNED
    writer.write(kind, action.occurred_at, action.data, post="+".join(acting))
    return writer.decision()


def _supplement(standard: ServiceStandard, state: State, action: Supplement, writer: _Writer) -> Decision:
    """Whoever does the step may add its paper, also after the file has ended; nothing else changes."""
    step = standard.step(action.step)
    acting = tuple(post for post in step.posts if post in action.posts)
    if not acting:
        raise Refusal("PRO-007", "Langkah ini bukan tugas jabatan Anda.")
    _timely(state, action.occurred_at, writer.moment, "")
    data = _whole(SUPPLEMENT, SUPPLEMENT.ways[0], action.data, Terms(writer.moment))
    writer.breaches(action.occurred_at)
    writer.write(
        events.SUPPLEMENTED,
        action.occurred_at,
        {**data, "of": action.data["of"]},
        post="+".join(acting),
        step=step.code,
    )
    return writer.decision()


def _afterwards(standard: ServiceStandard, state: State, action: Afterwards, writer: _Writer) -> Decision:
    """What happens to an issued product, also long after the file has ended."""
    acting = afterlife.acting_posts(standard, action)
    _timely(state, action.occurred_at, writer.moment, "")
    writer.breaches(action.occurred_at)
    writer.write(action.kind, action.occurred_at, {**action.data, "product": action.product}, post="+".join(acting))
    return writer.decision()


def _contact(state: State, action: Contact, writer: _Writer) -> Decision:
    """The desk that returned the file says whether the applicant was reached; nothing else changes."""
    acting = reminders.calling_posts(state, action.posts, action.data)
    writer.write(events.CONTACTED, action.occurred_at, action.data, post="+".join(acting))
    return writer.decision()


def _tick(standard: ServiceStandard, state: State, action: Tick, moment: datetime, calendar: WorkCalendar) -> Decision:
    """Time passed. An empty decision when nothing is over."""
    writer = _Writer(standard, state, moment, calendar)
    if state.ended:
        return writer.decision()
    writer.breaches(action.occurred_at)
    if state.lapses_at is not None and state.lapses_at <= action.occurred_at:
        writer.write(events.LAPSED, state.lapses_at, {})
    elif state.lapses_at is not None and reminders.due(state, action.occurred_at):
        writer.write(events.REMINDED, action.occurred_at, {"lapses_at": state.lapses_at.isoformat()})
    return writer.decision()


def _reschedule(
    standard: ServiceStandard, state: State, action: Reschedule, moment: datetime, calendar: WorkCalendar
) -> Decision:
    """The due dates under a new calendar. An empty decision when none of them moves."""
    writer = _Writer(standard, state, moment, calendar)
    if promises.dues(standard, state, calendar) != state.dues:
        writer.write(events.RESCHEDULED, action.occurred_at, {"because": action.because})
    return writer.decision()


def _fresh(state: State, seen_seq: int) -> None:
    if seen_seq != state.seq:
        raise Conflict("PRO-005", "Berkas sudah berpindah dari langkah ini.")


def _timely(state: State, occurred_at: datetime, moment: datetime, late_reason: str) -> None:
    _not_future(occurred_at, moment)
    if occurred_at < state.at:
        raise Refusal("PRO-011", "Waktu kejadian mendahului kejadian sebelumnya pada berkas ini.")
    _late_reason(occurred_at, moment, late_reason)


def _not_future(occurred_at: datetime, moment: datetime) -> None:
    if occurred_at > moment:
        raise Refusal("PRO-012", "Waktu kejadian ada di masa depan.")


def _late_reason(occurred_at: datetime, moment: datetime, late_reason: str) -> None:
    if occurred_at != moment and not late_reason.strip():
        raise Refusal("PRO-013", "Kejadian yang dicatat belakangan perlu alasan.")


def _late(data: Mapping[str, Any], late_reason: str) -> dict[str, Any]:
    return {**data, "late_reason": late_reason} if late_reason else dict(data)
