"""What time alone brings about: broken promises, who is warned before and told after, reminders, the lapse of a
returned file, due dates counted anew."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from maklumat.core import events
from maklumat.core.procedure import promises, reminders
from maklumat.core.procedure.actions import Reschedule, Tick
from maklumat.core.procedure.state import DueAt, State
from maklumat.core.procedure.writing import Decision, Writer


def tick(state: State, action: Tick, writer: Writer) -> Decision:
    """Time passed. An empty decision when nothing is over."""
    if state.ended:
        return writer.decision()
    writer.breaches(action.occurred_at)
    if action.superiors:
        _warn(writer, action)
        _escalate(writer, action)
    if state.lapses_at is not None and state.lapses_at <= action.occurred_at:
        writer.write(events.LAPSED, state.lapses_at, {})
    elif state.lapses_at is not None and reminders.due(state, action.occurred_at):
        writer.write(events.REMINDED, action.occurred_at, {"lapses_at": state.lapses_at.isoformat()})
    return writer.decision()


def _warn(writer: Writer, action: Tick) -> None:
    """Once for each promise whose last quarter has begun: whoever is above the desk that holds the file now."""
    for due in promises.to_warn_of(writer.state, action.occurred_at):
        to = _above(writer.state.holdings[-1].desk, action.superiors)
        data = {"limit": due.limit, "at": due.at.isoformat(), "left": _left(writer, due, action.occurred_at), "to": to}
        writer.write(events.WARNED, action.occurred_at, data)


def _left(writer: Writer, due: DueAt, moment: datetime) -> int:
    """The minutes until it is due: of working time, or of plain time where the promise runs round the clock."""
    limit = next(one for one in writer.standard.time_limits if one.code == due.limit)
    if limit.round_the_clock:
        return max(due.at - moment, timedelta()) // timedelta(minutes=1)
    return writer.calendar.working_minutes_between(moment, due.at)


def _escalate(writer: Writer, action: Tick) -> None:
    """What is late is told to whoever is above the desk that let it become so."""
    for one in writer.state.untold:
        data = {"desk": one.desk, "to": _above(one.desk, action.superiors)}
        if one.of_step:
            writer.write(events.ESCALATED, action.occurred_at, data, step=one.limit)
        else:
            writer.write(events.ESCALATED, action.occurred_at, {**data, "limit": one.limit})


def _above(desk: str, superiors: Mapping[str, str]) -> str:
    """The one superior that the posts of a desk share, else the head of the office."""
    found = {superiors.get(post, "") for post in desk.split("+")}
    return found.pop() if len(found) == 1 and "" not in found else superiors[""]


def reschedule(state: State, action: Reschedule, writer: Writer) -> Decision:
    """The due dates under a new calendar. An empty decision when none of them moves."""
    if [due[:3] for due in promises.dues(writer.standard, state, writer.calendar)] != [due[:3] for due in state.dues]:
        writer.write(events.RESCHEDULED, action.occurred_at, {"because": action.because})
    return writer.decision()
