"""A file that began on paper goes on here: received on its true day, and since then where the paper says it lies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from maklumat.core import events
from maklumat.core.errors import Refusal
from maklumat.core.procedure.actions import Receive
from maklumat.core.procedure.decide import decide_from
from maklumat.core.procedure.writing import Decision, Writer
from maklumat.core.standard.model import ServiceStandard
from maklumat.core.workdays.calendar import WorkCalendar

REASON: Final = "Pindahan dari buku kertas"


@dataclass(frozen=True, slots=True)
class TakeOver:
    """`step`: where it lies, or comes back to from its applicant (`with_applicant`), `since` when.

    `complete_at`: since when it is complete and correct, None where nobody knows; then the promises that begin with it
    are shown from its receipt. All moments are aware.
    """

    received_at: datetime
    limits: tuple[str, ...]
    step: str
    since: datetime
    complete_at: datetime | None = None
    with_applicant: bool = False
    data: Mapping[str, Any] = field(default_factory=dict)


def take_over(standard: ServiceStandard, action: TakeOver, moment: datetime, calendar: WorkCalendar) -> Decision:
    """The events `received` and `taken_over`. Refusal PRO-012 for what lies in the future, PRO-030 for another order.

    A promise that was over before the file came here is a breach like any other: the clock writes it down.
    """
    if not action.received_at <= action.since <= moment:
        raise Refusal("PRO-030", "Berkas tidak dapat berada di suatu meja sebelum diterima, atau sesudah hari ini.")
    receive = Receive(action.received_at, action.limits, action.data, REASON)
    received = decide_from(standard, None, receive, moment, calendar)
    writer = Writer(standard, received.state, moment, calendar)
    data: dict[str, Any] = {"since": action.since.isoformat(), "with_applicant": action.with_applicant}
    if action.complete_at is not None:
        data["complete"] = action.complete_at.isoformat()
    writer.write(events.TAKEN_OVER, moment, data, step=action.step)
    written = writer.decision()
    return Decision((*received.events, *written.events), written.state)
