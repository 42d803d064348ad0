"""The clock of one file laid open: who held it how long, what stopped it, and what became of each promise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from maklumat.core import events
from maklumat.core.clock.elapsed import Elapsed, elapsed
from maklumat.core.clock.remaining import overdrawn, remaining
from maklumat.core.clock.spans import APPLICANT, Span
from maklumat.core.clock.values import Due
from maklumat.core.clock.words import Length, length, long_length
from maklumat.core.errors import Message
from maklumat.core.events import Event
from maklumat.core.kinds.registry import KINDS
from maklumat.core.procedure import state as states
from maklumat.core.procedure.turns import Turn, turns
from maklumat.core.standard.model import TimeLimit
from maklumat.core.workdays.calendar import WorkCalendar
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.work.queries import FileView, Happened

KEPT: Final = "kept"
BROKEN: Final = "broken"
RUNNING: Final = "running"
VOID: Final = "void"
"""The application ended before the promise did: it was withdrawn, or lapsed."""

COMPLETE: Final = "complete"
STEP: Final = "step"


@dataclass(frozen=True, slots=True)
class Held:
    """One holder in turn. `to_at` None: they hold it still. `used`: how long, as `elapsed` counts it for this part.

    `step`: what was done with it, "" in the applicant's hands. `because`: what brought it there. `delegate`: the post
    that worked on it for that desk, "" where the desk did so itself.
    """

    owner: str
    desk: str
    delegate: str
    from_at: datetime
    to_at: datetime | None
    used: Elapsed
    step: str
    because: Happened | None


@dataclass(frozen=True, slots=True)
class Promised:
    """What became of a promise. `due`: as it stood when it was settled; a broken one keeps the moment it broke at.

    `reasons`: why that moment; () where it was broken before the file was found complete, which moved its start.
    `settled_at`: when its work was done, in time or late; None while it is not. `margin`: how much was left, or by how
    much it was missed. `proof`: the step by which the work was done (who, when, what was recorded), None while it is
    not done, and where the whole procedure was promised. `took`: how long that was since the start.
    `warned_at`, and `told`: when somebody above the desk was told, and which post.
    """

    limit: TimeLimit
    due: Due
    state: str
    margin: Message
    reasons: tuple[Message, ...]
    settled_at: datetime | None = None
    warned_at: datetime | None = None
    told: tuple[tuple[datetime, str], ...] = ()
    proof: Happened | None = None
    took: Length | None = None

    @property
    def late(self) -> bool:
        return self.state == BROKEN

    @property
    def provisional(self) -> bool:
        """Whether the date still waits for a calendar; one that was kept waits for nothing."""
        return self.due.provisional and self.state != KEPT


@dataclass(frozen=True, slots=True)
class Timesheet:
    """`total`: from receipt to verdict, or to now.

    `later`: since when a promise counts that began only after the receipt (COMPLETE or STEP), "" where none did.
    """

    held: tuple[Held, ...]
    total: Elapsed
    promises: tuple[Promised, ...]
    later: str
    ended: bool


def timesheet(file: FileView, now: datetime) -> Timesheet:
    """The clock of this file at `now`."""
    calendar, state = catalogue.calendar(file.law.office), file.state
    spans = state.holdings[:-1] if state.ended else state.holdings
    until = state.holdings[-1].from_at if state.ended else max(now, state.since)
    promised = tuple(_promised(file, now, until, calendar))
    return Timesheet(
        held=tuple(_held(file, spans, until, calendar)),
        total=elapsed(spans, state.received_at, until, calendar),
        promises=promised,
        later=next((_since(one.limit) for one in promised if one.due.started_at > state.received_at), ""),
        ended=state.ended,
    )


def _since(limit: TimeLimit) -> str:
    return STEP if limit.starts_after else COMPLETE


def _held(file: FileView, spans: tuple[Span, ...], until: datetime, calendar: WorkCalendar) -> Iterator[Held]:
    """Who held the file in turn; whoever passed it on at once is left out."""
    happened = {event.seq: event for event in file.history}
    begun = turns(file.law.standard, map(_as_event, file.history))
    ends = [*(span.from_at for span in spans[1:]), until]
    for number, (span, to_at) in enumerate(zip(spans, ends, strict=True)):
        last = number == len(spans) - 1
        if to_at <= span.from_at and not last:
            continue
        turn = begun[number] if number < len(begun) else Turn("", 0)
        worked_on = turn.step and span.owner != APPLICANT
        yield Held(
            owner=span.owner,
            desk=span.desk,
            delegate=span.delegate,
            from_at=span.from_at,
            to_at=None if last and not file.state.ended else to_at,
            used=elapsed([span], span.from_at, to_at, calendar),
            step=file.law.standard.step(turn.step).text if worked_on else "",
            because=happened.get(turn.seq),
        )


def _as_event(one: Happened) -> Event:
    return Event(one.seq, one.kind, one.occurred_at, one.recorded_at, one.post, one.step, one.outcome, one.data)


def _promised(file: FileView, now: datetime, until: datetime, calendar: WorkCalendar) -> Iterator[Promised]:
    limits = {limit.code: limit for limit in file.law.standard.time_limits}
    state = file.state
    about = [event for event in file.history if event.data.get("limit")]
    for code, counted in file.promises:
        limit = limits[code]
        broken = next((event for event in about if event.kind == events.BREACHED and event.data["limit"] == code), None)
        warned = next((event for event in about if event.kind == events.WARNED and event.data["limit"] == code), None)
        told = [event for event in about if event.kind == events.ESCALATED and event.data["limit"] == code]
        due = replace(counted, at=broken.occurred_at, paused="") if broken else counted
        done = _done(file, limit, due.started_at)
        how, settled_at, margin = _settled(file, limit, due, done, broken=broken is not None, now=now, until=until)
        over = settled_at or (until if state.ended else None)
        # Once it is over, no calendar that is still to come can change by how much it was kept.
        left = remaining(replace(due, missing_years=()) if over else due, over or now, calendar)
        yield Promised(
            limit=limit,
            due=due,
            state=how,
            margin=margin or left,
            reasons=due.reasons if due.at == counted.at else (),
            settled_at=settled_at,
            proof=done if settled_at else None,
            took=_took(limit, due, settled_at, calendar),
            warned_at=warned.occurred_at if warned else None,
            told=tuple((event.occurred_at, str(event.data.get("to", ""))) for event in told),
        )


def _settled(
    file: FileView, limit: TimeLimit, due: Due, done: Happened | None, *, broken: bool, now: datetime, until: datetime
) -> tuple[str, datetime | None, Message | None]:
    """How a promise stands, when its work was done, and by how much it is missed where it is."""
    state, calendar = file.state, due.calendar
    kept = dict(zip(state.kept, state.kept_at, strict=False))
    if limit.code in state.kept:
        return KEPT, kept.get(limit.code), None
    decided = state.ended and state.status not in {states.WITHDRAWN, states.LAPSED}
    if broken and calendar is not None:
        done_at = done.occurred_at if done else until if decided else None
        return BROKEN, done_at, overdrawn(due, done_at or (until if state.ended else now), calendar, state.holdings)
    return (VOID if state.ended else RUNNING), None, None


def _took(limit: TimeLimit, due: Due, settled_at: datetime | None, calendar: WorkCalendar) -> Length | None:
    """How long the work took that was promised: working time, or plain time where the promise runs round the clock."""
    if settled_at is None:
        return None
    if limit.round_the_clock:
        return long_length(settled_at - due.started_at)
    return length(calendar.working_time_between(due.started_at, settled_at))


def _done(file: FileView, limit: TimeLimit, started_at: datetime) -> Happened | None:
    """The event by which the step that ends a promise was done for the first time after it began; None for none."""
    if not limit.ends:
        return None
    way_of = KINDS[file.law.standard.step(limit.ends).kind].way
    return next(
        (
            event
            for event in file.history
            if event.kind == events.ACTED and event.step == limit.ends and event.occurred_at >= started_at
            if not way_of(event.outcome).puts_off
        ),
        None,
    )
