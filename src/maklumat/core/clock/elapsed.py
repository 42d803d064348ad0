"""Who held the file how long, from receipt to verdict: no promise's late start can hide the days before it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from maklumat.core.clock.spans import OFFICE, Interval, Span, intervals
from maklumat.core.workdays.calendar import WorkCalendar


@dataclass(frozen=True, slots=True)
class Held:
    """What one holder used. `clock` is plain time, `working` working time, the days are closings that passed.

    `delegate`: the post that worked on it for that desk; "" for the desk itself.

    Days are whole and add up: a file that came and went between two closings was held for 0 days.
    """

    owner: str
    desk: str
    clock: timedelta
    working: timedelta
    working_days: int
    calendar_days: int
    delegate: str = ""


@dataclass(frozen=True, slots=True)
class Elapsed:
    """Receipt to verdict (or to now): in all, by owner, and by desk of the office in the order of first holding."""

    from_at: datetime
    to_at: datetime
    total: Held
    owners: tuple[Held, ...]
    desks: tuple[Held, ...]

    def by(self, owner: str) -> Held:
        """What `owner` ("office", "applicant", "outside") used; nothing when it never held the file."""
        return next((held for held in self.owners if held.owner == owner), Held(owner, "", *_NOTHING))

    @property
    def whole_desks(self) -> tuple[Held, ...]:
        """Each desk with what was used by those it delegated to, under its posts in the order of the alphabet.

        A joint step names its posts in the order of the standard, another may name the same the other way round.
        """
        names = dict.fromkeys(in_order(held.desk) for held in self.desks)
        return tuple(_sum(OFFICE, name, (one for one in self.desks if in_order(one.desk) == name)) for name in names)


def in_order(desk: str) -> str:
    """The posts of a desk, joined by "+", in the order by which worklists and figures name it."""
    return "+".join(sorted(desk.split("+")))


_NOTHING = (timedelta(), timedelta(), 0, 0)


def elapsed(spans: Sequence[Span], from_at: datetime, to_at: datetime, calendar: WorkCalendar) -> Elapsed:
    """What each holder used between `from_at` and `to_at` (aware; the end is not before the start)."""
    from_at, to_at = from_at.astimezone(UTC), max(to_at, from_at).astimezone(UTC)
    parts = [(part, _held(part, calendar)) for part in intervals(spans, from_at, to_at)]
    owners = dict.fromkeys(part.owner for part, _ in parts)
    desks = dict.fromkeys((part.desk, part.delegate) for part, _ in parts if part.owner == OFFICE)
    return Elapsed(
        from_at,
        to_at,
        _sum("", "", (held for _, held in parts)),
        tuple(_sum(owner, "", (held for part, held in parts if part.owner == owner)) for owner in owners),
        tuple(
            replace(_sum(OFFICE, desk, (held for part, held in parts if _holds(part, desk, whom))), delegate=whom)
            for desk, whom in desks
        ),
    )


def _holds(part: Interval, desk: str, delegate: str) -> bool:
    return (part.owner, part.desk, part.delegate) == (OFFICE, desk, delegate)


def _held(part: Interval, calendar: WorkCalendar) -> Held:
    return Held(
        part.owner,
        part.desk,
        part.to_at - part.from_at,
        calendar.working_time_between(part.from_at, part.to_at),
        calendar.working_days_between(part.from_at, part.to_at),
        calendar.calendar_days_between(part.from_at, part.to_at),
    )


def _sum(owner: str, desk: str, parts: Iterable[Held]) -> Held:
    clock, working, working_days, calendar_days = _NOTHING
    for part in parts:
        clock += part.clock
        working += part.working
        working_days += part.working_days
        calendar_days += part.calendar_days
    return Held(owner, desk, clock, working, working_days, calendar_days)
