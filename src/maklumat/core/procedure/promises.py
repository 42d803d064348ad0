"""The promises of a file in its present state: which run, until when, and which are broken."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from maklumat.core.clock.counting import HOURS
from maklumat.core.clock.due import due
from maklumat.core.clock.spans import OFFICE
from maklumat.core.clock.values import Due
from maklumat.core.clock.warning import warns_at
from maklumat.core.expression import evaluate, parse
from maklumat.core.procedure import state as states
from maklumat.core.procedure.state import DueAt, State, StepDue
from maklumat.core.standard.model import ServiceStandard, Source, TimeLimit
from maklumat.core.workdays.calendar import WorkCalendar


def applicable(standard: ServiceStandard, facts: Mapping[str, Any], on: date) -> tuple[str, ...]:
    """The codes of the limits that bind a file with these answers. A condition that cannot be known yet binds."""
    return tuple(
        limit.code
        for limit in standard.time_limits
        if not limit.when or evaluate(parse(limit.when), facts, on).value is not False
    )


def running(standard: ServiceStandard, state: State) -> tuple[TimeLimit, ...]:
    """The limits that apply to this file and are neither kept nor breached; those that a step begins, once it is done.

    How long a service lasts is no limit: it is never late.
    """
    settled, begun = {*state.kept, *state.breached}, dict(state.begun)
    return tuple(
        limit
        for limit in standard.time_limits
        if limit.code in state.limits
        and limit.code not in settled
        and not limit.lasting
        and (not limit.starts_after or limit.code in begun)
    )


def start(limit: TimeLimit, state: State) -> datetime | None:
    """Since when the promise runs; None while the step that begins it is not done.

    A promise that starts when the file is complete is shown from its receipt until somebody has found it complete, so
    that the days before are never hidden.
    """
    if limit.starts_after:
        return dict(state.begun).get(limit.code)
    return state.received_at if limit.starts == "received" or state.complete_at is None else state.complete_at


def awaits_completeness(limit: TimeLimit, state: State) -> bool:
    """Whether the promise is yet to begin with the file found complete: until then no date of it is the last word."""
    settled = {*state.kept, *state.breached}
    waits = limit.starts == "complete" and not limit.starts_after and state.complete_at is None
    return waits and not state.ended and limit.code not in settled


def if_complete(limit: TimeLimit, moment: datetime, calendar: WorkCalendar) -> Due | None:
    """Until when the promise would run if the file were found complete at `moment`; None for one without a number."""
    return due(limit, moment, (), calendar)


def explain(limit: TimeLimit, state: State, calendar: WorkCalendar) -> Due | None:
    """The due date of one promise with its reasons ("why this date").

    None for a promise without a number, and for one that has not begun. The date of a promise that was kept stands:
    where the file lay afterwards does not move it.
    """
    begun = start(limit, state)
    kept_at = dict(zip(state.kept, state.kept_at, strict=False)).get(limit.code)
    spans = state.holdings if kept_at is None else [span for span in state.holdings if span.from_at < kept_at]
    return due(limit, begun, spans, calendar, kept_at) if begun else None


def dues(
    standard: ServiceStandard, state: State, calendar: WorkCalendar, known: tuple[DueAt, ...] = ()
) -> tuple[DueAt, ...]:
    """Every running promise of the file with its moment. Empty once the file has ended.

    `known`: as they were before, under the same calendar; where a moment has not moved, neither has its warning.
    """
    if state.ended:
        return ()
    found = ((limit.code, explain(limit, state, calendar)) for limit in running(standard, state))
    return tuple(_due_at(code, answer, state, known) for code, answer in found if answer is not None)


def _due_at(code: str, due: Due, state: State, known: tuple[DueAt, ...]) -> DueAt:
    if due.missing_years or code in state.warned:
        return DueAt(code, due.at, due.provisional)
    for one in known:
        if one.limit == code and one.at == due.at and one.warns_at is not None:
            return one
    return DueAt(code, due.at, provisional=False, warns_at=warns_at(due))


def desk_target(hours: int) -> TimeLimit | None:
    """The target that an office has set for every desk, in working hours; None for none."""
    if not hours:
        return None
    return TimeLimit("meja", hours, HOURS, Source("", reason="Pengaturan kantor"), starts="received")


def step_clock(standard: ServiceStandard, state: State, calendar: WorkCalendar, hours: int = 0) -> Due | None:
    """Until when the present desk has its step: by the step's own limit, else by the office's; None for neither.

    It runs since the file came to this desk, and is no promise to anybody outside.
    """
    if state.status != states.OPEN or state.owner != OFFICE:
        return None
    limit = standard.step(state.step).limit or desk_target(hours)
    return due(limit, state.since, (), calendar) if limit is not None else None


def broken(state: State, moment: datetime) -> tuple[DueAt, ...]:
    """The promises that were over at `moment`, or before the file left the office: they are breaches for good.

    The one that broke first comes first.
    """
    until = moment if state.owner == OFFICE else state.since
    over = (due for due in state.dues if due.at < until and not due.provisional)
    return tuple(sorted(over, key=lambda due: due.at))


def step_due(standard: ServiceStandard, state: State, calendar: WorkCalendar, hours: int) -> StepDue | None:
    """As `step_clock`, for the state."""
    found = step_clock(standard, state, calendar, hours)
    return None if found is None else StepDue(found.at, found.provisional)


def step_over(state: State, moment: datetime) -> bool:
    """Whether the desk's own target was over at `moment` and nobody has said so."""
    due = state.step_due
    return due is not None and not due.over and not due.provisional and due.at < moment


def to_warn_of(state: State, moment: datetime) -> tuple[DueAt, ...]:
    """The promises whose warning has come at `moment`; none while the file lies elsewhere, for then its dates move."""
    if state.owner != OFFICE:
        return ()
    return tuple(due for due in state.dues if due.warns_at is not None and due.warns_at <= moment)


def desk_at(state: State, moment: datetime) -> str:
    """The posts that held the file just before `moment`, joined by "+"; "" when nobody of the office did."""
    held = [span for span in state.holdings if span.from_at < moment] or state.holdings[:1]
    return held[-1].desk
