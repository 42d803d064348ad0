"""From an event of a file, and where the file stands now, to the occasion of a message."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from maklumat.core import events
from maklumat.core.events import Event
from maklumat.core.kinds.record import is_empty
from maklumat.core.messages import table
from maklumat.core.procedure import state as states
from maklumat.core.procedure.state import State
from maklumat.core.standard.model import ServiceStandard

MEETS: Final[Mapping[str, str]] = {"schedule": "meets_at", "counsel": "next_at"}
"""The field of a step's record that says when somebody is to come, by the kind of step."""

_ALWAYS: Final[Mapping[str, str]] = {
    events.RECEIVED: table.RECEIVED,
    events.REMINDED: table.REMINDER,
    events.LAPSED: table.LAPSED,
    events.WITHDRAWN: table.WITHDRAWN,
    events.REVOKED: table.REVOKED,
    events.DUTY_RETURNED: table.DUTY_RETURNED,
}
_ENDED: Final[Mapping[str, str]] = {
    states.REFUSED: table.REFUSED,
    states.CLOSED: table.CLOSED,
    states.FINISHED: table.DONE,
}
FOLLOWED: Final = frozenset({*_ALWAYS, events.ACTED, events.BREACHED})
"""The kinds of events that may be an occasion."""


def occasion_of(standard: ServiceStandard, event: Event, state: State, *, compensates: bool) -> str:
    """The code of the occasion, "" for none. `state`: the file as it is now; what is over by now is not told.

    Of several broken promises the first one is told, with an apology, and no second time. `compensates`: the office's
    decree grants something for it.
    """
    if event.kind == events.BREACHED:
        first = state.breached[:1] == (event.data.get("limit"),)
        return (table.BREACH_OWED if compensates else table.BREACH) if first else ""
    if event.kind != events.ACTED:
        found = _ALWAYS.get(event.kind, "")
        return found if stands(found, event, state) else ""
    return _acted(standard, event, state)


def _acted(standard: ServiceStandard, event: Event, state: State) -> str:
    kind = standard.step(event.step).kind
    if state.since != event.occurred_at:  # somebody went on, or others of a joint step have yet to act
        return table.APPOINTMENT if _appointment(kind, event) and not state.ended else ""
    if state.status == states.WITH_APPLICANT:
        return table.RETURNED
    if state.ended:
        handed_over = state.status == states.FINISHED and kind == "deliver"  # whoever came for it knows
        return "" if handed_over else _ENDED.get(state.status, "")
    if _appointment(kind, event):
        return table.APPOINTMENT
    return table.READY if standard.step(state.step).kind == "deliver" and kind != "deliver" else ""


def _appointment(kind: str, event: Event) -> bool:
    return kind in MEETS and not is_empty(event.data.get(MEETS[kind]))


def stands(occasion: str, event: Event, state: State, moment: datetime | None = None) -> bool:
    """Whether what the message says still holds: a file that was completed needs no word that it is incomplete.

    `moment`: now; an appointment that has passed is not announced.
    """
    if occasion in (table.RETURNED, table.REMINDER):
        return state.status == states.WITH_APPLICANT and state.since <= event.occurred_at
    if occasion == table.READY:
        return not state.ended and state.since == event.occurred_at
    if occasion == table.APPOINTMENT and moment is not None:
        at = meets_at(event.data)
        return not state.ended and at is not None and at > moment
    return True


def meets_at(data: Mapping[str, Any]) -> datetime | None:
    """When somebody is to come, as the step's record says."""
    said = next((data[name] for name in MEETS.values() if not is_empty(data.get(name))), None)
    return None if said is None else datetime.fromisoformat(str(said))


def meets_where(data: Mapping[str, Any]) -> str:
    """Where, as the step's record says; "" where it does not."""
    return next((str(data[name]) for name in ("meets_where", "next_where") if not is_empty(data.get(name))), "")
