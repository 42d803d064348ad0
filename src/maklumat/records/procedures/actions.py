"""Writing the projection. Called by `records.work` inside its transaction, never alone."""

from __future__ import annotations

import json
from uuid import UUID

from maklumat.core.procedure.state import OFFICE, State, to_json
from maklumat.records.procedures.desks import NEVER
from maklumat.records.procedures.statements import move, open_

_compact = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode


def columns(state: State) -> dict[str, object]:
    """The columns of a work item that follow from its state. `look_at` is when time alone will change something."""
    due = state.next_due
    runs = due is not None and state.owner == OFFICE and not due.provisional
    due_at = state.late_since or (due.at if due else None)
    look = [moment for moment in (due.at if due and runs else None, state.lapses_at) if moment is not None]
    return {
        "status": state.status,
        "step": state.step,
        "desk": "+".join(sorted(state.desk)),
        "since": state.since,
        "due_at": due_at,
        "order_at": due_at or NEVER,
        "due_provisional": bool(due and due.provisional),
        "look_at": min(look, default=None),
        "seq": state.seq,
        "state": _compact(to_json(state)),
    }


def open_item(
    application_id: UUID,
    *,
    office: str,
    service: str,
    standard_id: int,
    confidentiality: str,
    register: str,
    state: State,
) -> None:
    """The row of a new application."""
    identity = {
        "office": office,
        "service": service,
        "standard_id": standard_id,
        "confidentiality": confidentiality,
        "register": register,
    }
    open_(application_id, identity, columns(state))


def move_item(application_id: UUID, state: State) -> None:
    """The row after an event. Inside the caller's transaction."""
    move(application_id, columns(state))
