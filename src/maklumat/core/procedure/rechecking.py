"""What was answered while an outside system was down is looked up again; what differs is told, and settled later."""

from __future__ import annotations

from maklumat.core import events
from maklumat.core.errors import Refusal
from maklumat.core.procedure.actions import Recheck
from maklumat.core.procedure.state import AGREES, DIFFERS, SETTLED, State
from maklumat.core.procedure.writing import Decision, Writer, filled_in, timely
from maklumat.core.standard.model import ServiceStandard

NEEDED = {AGREES: ("of", "reference"), DIFFERS: ("of", "note", "to"), SETTLED: ("of", "note")}
"""What each outcome cannot do without. What differs may not be in the register at all, and then has no reference."""


def recheck(standard: ServiceStandard, state: State, action: Recheck, writer: Writer) -> Decision:
    """Whoever does the step looks again; what differs may also be settled by the desk that holds the file now, and by
    the head, who was told. The file does not move by it. Refusal PRO-007, PRO-009."""
    step = standard.step(action.step)
    may = (*step.posts, *((*state.desk, state.differs) if action.outcome == SETTLED else ()))
    acting = tuple(post for post in dict.fromkeys(may) if post in action.posts)
    if not acting:
        raise Refusal("PRO-007", "Langkah ini bukan tugas jabatan Anda.")
    timely(state, action.occurred_at, writer.moment, "")
    filled_in(NEEDED[action.outcome], action.data)
    writer.breaches(action.occurred_at)
    writer.write(
        events.RECHECKED,
        action.occurred_at,
        action.data,
        post="+".join(acting[:1]),
        step=step.code,
        outcome=action.outcome,
    )
    return writer.decision()
