"""What time alone brings about: broken promises, reminders, the lapse of a returned file, due dates counted anew."""

from __future__ import annotations

from datetime import datetime

from maklumat.core import events
from maklumat.core.procedure import promises, reminders
from maklumat.core.procedure.actions import Reschedule, Tick
from maklumat.core.procedure.state import State
from maklumat.core.procedure.writing import Decision, Writer
from maklumat.core.standard.model import ServiceStandard
from maklumat.core.workdays.calendar import WorkCalendar


def tick(standard: ServiceStandard, state: State, action: Tick, moment: datetime, calendar: WorkCalendar) -> Decision:
    """Time passed. An empty decision when nothing is over."""
    writer = Writer(standard, state, moment, calendar)
    if state.ended:
        return writer.decision()
    writer.breaches(action.occurred_at)
    if state.lapses_at is not None and state.lapses_at <= action.occurred_at:
        writer.write(events.LAPSED, state.lapses_at, {})
    elif state.lapses_at is not None and reminders.due(state, action.occurred_at):
        writer.write(events.REMINDED, action.occurred_at, {"lapses_at": state.lapses_at.isoformat()})
    return writer.decision()


def reschedule(
    standard: ServiceStandard, state: State, action: Reschedule, moment: datetime, calendar: WorkCalendar
) -> Decision:
    """The due dates under a new calendar. An empty decision when none of them moves."""
    writer = Writer(standard, state, moment, calendar)
    if promises.dues(standard, state, calendar) != state.dues:
        writer.write(events.RESCHEDULED, action.occurred_at, {"because": action.because})
    return writer.decision()
