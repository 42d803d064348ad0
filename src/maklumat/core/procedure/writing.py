"""Writing down a decision: its events, in step with the state they make, and what every action is asked first."""

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
from maklumat.core.procedure import promises
from maklumat.core.procedure.fold import apply
from maklumat.core.procedure.state import DueAt, State, StepDue
from maklumat.core.standard.model import ServiceStandard
from maklumat.core.workdays.calendar import WorkCalendar


@dataclass(frozen=True, slots=True)
class Decision:
    """What comes of an action: the events to append, the state after them, and the effects to carry out."""

    events: tuple[Event, ...]
    state: State
    effects: tuple[str, ...] = ()


class Writer:
    """Collects events, keeping the state in step; the last one carries the due dates that now hold."""

    def __init__(
        self, standard: ServiceStandard, state: State, moment: datetime, calendar: WorkCalendar, desk_hours: int = 0
    ) -> None:
        """`desk_hours`: the office's own target for every desk, see `promises.desk_target`."""
        self.standard, self.state, self.moment, self.calendar = standard, state, moment, calendar
        self.desk_hours = desk_hours
        self.events: list[Event] = []

    def write(
        self, kind: str, at: datetime, data: Mapping[str, Any], *, post: str = "", step: str = "", outcome: str = ""
    ) -> None:
        own = dict(data)
        event = Event(self.state.seq + 1, kind, at, self.moment, post, step, outcome, own)
        after = apply(self.standard, self.state, event)
        known = () if kind == events.RESCHEDULED else self.state.dues
        due = promises.dues(self.standard, after, self.calendar, known)
        own["due"] = due_data(due)
        self.events.append(event)
        self.state = after._replace(dues=due)
        fresh = self.state.step_due is None or (kind == events.RESCHEDULED and not self.state.step_due.over)
        if fresh and (until := promises.step_due(self.standard, self.state, self.calendar, self.desk_hours)):
            own["step_due"] = step_due_data(until)
            self.state = self.state._replace(step_due=until)

    def breaches(self, until: datetime) -> None:
        """What was over before `until`: broken promises, and the desk's own target."""
        for due in promises.broken(self.state, until):
            data = {"limit": due.limit, "at": due.at.isoformat(), "desk": promises.desk_at(self.state, due.at)}
            self.write(events.BREACHED, due.at, data)
        own = self.state.step_due
        if own is not None and promises.step_over(self.state, until):
            data = {"at": own.at.isoformat(), "desk": promises.desk_at(self.state, own.at)}
            self.write(events.STEP_LATE, own.at, data, step=self.state.step)

    def decision(self, effects: tuple[str, ...] = ()) -> Decision:
        return Decision(tuple(self.events), self.state, effects)


def due_data(dues: Iterable[DueAt]) -> list[list[Any]]:
    """Due dates as event data: [[limit code, ISO moment, provisional, and the warning's where it is to come], ...]."""
    return [
        [due.limit, due.at.isoformat(), due.provisional, *([due.warns_at.isoformat()] if due.warns_at else [])]
        for due in dues
    ]


def step_due_data(until: StepDue) -> list[Any]:
    """The desk's own target as event data: [ISO moment, provisional]."""
    return [until.at.isoformat(), until.provisional]


def whole(kind: Kind, way: Way, data: Mapping[str, Any], terms: Terms) -> dict[str, Any]:
    """What of `data` is kept. Refusal PRO-009 names every field that is missing, else the first that is wrong."""
    faults = examined(kind, way, data, terms)
    missing = [fault.field for fault in faults if fault.code == "PRO-009"]
    if missing:
        raise Refusal("PRO-009", "Isian yang wajib belum ada: {fields}.", fields=", ".join(missing), missing=missing)
    if faults:
        raise Refusal(faults[0].code, "{said}", said=str(faults[0]))
    return kept(kind, way, data, terms)


def filled_in(codes: Iterable[str], data: Mapping[str, Any]) -> None:
    """Refusal PRO-009 unless each of these is filled in."""
    missing = [code for code in codes if not data.get(code)]
    if missing:
        raise Refusal("PRO-009", "Isian yang wajib belum ada: {fields}.", fields=", ".join(missing), missing=missing)


def front_posts(standard: ServiceStandard, posts: tuple[str, ...]) -> tuple[str, ...]:
    """Those of `posts` that take applications in. Refusal PRO-007 when none does."""
    acting = tuple(post for post in standard.steps[0].posts if post in posts)
    if not acting:
        raise Refusal("PRO-007", "Langkah ini bukan tugas jabatan Anda.")
    return acting


def fresh(state: State, seen_seq: int) -> None:
    """Conflict PRO-005 when somebody else acted on the file since `seen_seq`."""
    if seen_seq != state.seq:
        raise Conflict("PRO-005", "Berkas sudah berpindah dari langkah ini.")


def timely(state: State, occurred_at: datetime, moment: datetime, late_reason: str) -> None:
    """Refusal PRO-011 to PRO-013 for what lies in the future, before the last event, or behind without a reason."""
    not_future(occurred_at, moment)
    if occurred_at < state.at:
        raise Refusal("PRO-011", "Waktu kejadian mendahului kejadian sebelumnya pada berkas ini.")
    late_reason_given(occurred_at, moment, late_reason)


def not_future(occurred_at: datetime, moment: datetime) -> None:
    """Refusal PRO-012 for a moment that has not come."""
    if occurred_at > moment:
        raise Refusal("PRO-012", "Waktu kejadian ada di masa depan.")


def late_reason_given(occurred_at: datetime, moment: datetime, late_reason: str) -> None:
    """Refusal PRO-013 for what is written down later without saying why."""
    if occurred_at != moment and not late_reason.strip():
        raise Refusal("PRO-013", "Kejadian yang dicatat belakangan perlu alasan.")


def with_reason(data: Mapping[str, Any], late_reason: str) -> dict[str, Any]:
    """The data of an event, with the reason why it is written down later where there is one."""
    return {**data, "late_reason": late_reason} if late_reason else dict(data)
