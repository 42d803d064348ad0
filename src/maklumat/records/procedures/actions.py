"""Writing the projection: what `records.work` sends along with the events that moved a file."""

from __future__ import annotations

import json
from uuid import UUID

from maklumat.core.clock.spans import OFFICE
from maklumat.core.procedure.reminders import callers
from maklumat.core.procedure.state import State, to_json
from maklumat.records.ledger.driver import Write
from maklumat.records.procedures.desks import in_turn
from maklumat.records.procedures.statements import move, open_

_compact = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode


def place(state: State) -> dict[str, object]:
    """The columns of a work item that say where its file lies."""
    return {
        "status": state.status,
        "step": state.step,
        "desk": state.desk_key,
        "since": state.since,
        "seq": state.seq,
        "state": _compact(to_json(state)),
    }


def times(state: State) -> dict[str, object]:
    """The columns of a work item that say until when. `look_at` is when time alone will change something.

    Nothing is due while the file lies with the applicant or an outsider, unless a broken promise is still owing: the
    date of a promise that stands still is a projection. A broken promise keeps its moment beyond the end of the file.

    `caller` and `call_by`: whose task it is to call the applicant, and before which moment. `attention`: the post above
    that was warned of the file, or told that it is late or that a register says otherwise than was answered.
    `delegate`: see `delegate_key`.
    """
    due = state.next_due if state.owner == OFFICE else None
    runs = due is not None and not due.provisional
    late_since = state.late_since if state.ended else state.owing_since
    due_at = late_since or (due.at if due else None)
    warnings = (one.warns_at for one in state.dues) if due else ()
    untold = state.at if state.untold else None
    own = state.step_due
    desk = own.at if own and not own.over and not own.provisional else None
    soonest = (due.at if due and runs else None, state.lapses_at, untold, desk, *state.reminders[:1], *warnings)
    look = [moment for moment in soonest if moment is not None]
    return {
        "due_at": due_at,
        "order_at": in_turn(due_at, state.received_at, ahead=state.priority),
        "due_provisional": bool(due and due.provisional),
        "look_at": min(look, default=None),
        "caller": "+".join(sorted(callers(state))) if state.calling else "",
        "call_by": state.lapses_at if state.calling else None,
        "attention": state.differs or (state.told if _wants_attention(state) else ""),
        "delegate": delegate_key(state),
    }


def _wants_attention(state: State) -> bool:
    """Whether the office has a file that is late, or will soon be."""
    if state.owner != OFFICE or state.ended:
        return False
    late = bool(state.owing) or (state.step_due is not None and state.step_due.over)
    return late or any(due.limit in state.warned for due in state.dues)


def delegate_key(state: State) -> str:
    """Whose worklist shows the file though it lies at another desk: "u:7" a person's, "p:kasi" a post's, "" nobody."""
    delegation = state.delegation
    if delegation is None:
        return ""
    return f"u:{delegation.to_user}" if delegation.to_user else f"p:{delegation.to_post}"


def columns(state: State) -> dict[str, object]:
    """Every column of a work item that follows from its state."""
    return place(state) | times(state)


def _same_times(state: State, before: State) -> bool:
    """Whether `times` says the same of both: all it looks at is the same."""
    return (
        state.dues == before.dues
        and state.breached == before.breached
        and state.met == before.met
        and state.ended == before.ended
        and state.lapses_at == before.lapses_at
        and state.reminders == before.reminders
        and state.calling == before.calling
        and state.told == before.told
        and state.differs == before.differs
        and state.untold == before.untold
        and (not state.untold or state.at == before.at)  # something untold is looked at since then
        and state.step_due == before.step_due
        and state.priority == before.priority
        and state.owner == before.owner
        and delegate_key(state) == delegate_key(before)
    )


def open_item(
    application_id: UUID,
    *,
    office: str,
    service: str,
    standard_id: int,
    confidentiality: str,
    register: str,
    state: State,
) -> Write:
    """The row of a new application."""
    identity = {
        "office": office,
        "service": service,
        "standard_id": standard_id,
        "confidentiality": confidentiality,
        "register": register,
    }
    return open_(application_id, identity, columns(state))


def move_item(application_id: UUID, state: State, before: State) -> Write:
    """The row after the events that led from `before` to `state`."""
    return move(application_id, place(state) if _same_times(state, before) else columns(state))
