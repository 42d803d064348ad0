"""Duty outside hours: who is on duty at a moment, and whom to ring next when the first does not answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from maklumat.core.errors import Refusal

RANKS: Final = (1, 2, 3)
MOST_NIGHTS: Final = 31

RINGING: Final = "ringing"
ANSWERED: Final = "answered"
SILENT: Final = "silent"
WAITING: Final = "waiting"


@dataclass(frozen=True, slots=True)
class RosterTurn:
    """Somebody is on duty from a moment until another (that one no more). `rank`: 1 is rung first.

    `published`: the number may be shown to everybody. `away`: recorded as on leave today, so rung after all others.
    `gone`: works here no more, and is not rung.
    """

    id: UUID
    user: int
    name: str
    rank: int
    phone: str
    published: bool
    from_at: datetime
    until_at: datetime
    away: bool = False
    gone: bool = False

    def on(self, moment: datetime) -> bool:
        return not self.gone and self.from_at <= moment < self.until_at


@dataclass(frozen=True, slots=True)
class RosterCall:
    """Somebody rang the number of a turn: were they answered?"""

    turn: UUID
    at: datetime
    answered: bool


@dataclass(frozen=True, slots=True)
class Link:
    """One of the chain. `state`: RINGING (to be rung now), ANSWERED, SILENT (rung, no answer) or WAITING."""

    turn: RosterTurn
    state: str
    called_at: datetime | None


def on_duty(turns: Iterable[RosterTurn], moment: datetime) -> tuple[RosterTurn, ...]:
    """Who is on duty at that moment, in the order in which they are rung: whoever is on leave comes last."""
    present = (one for one in turns if one.on(moment))
    return tuple(sorted(present, key=lambda one: (one.away, one.rank, one.from_at, one.name)))


def chain(
    turns: Iterable[RosterTurn], calls: Iterable[RosterCall], moment: datetime, *, minutes: int
) -> tuple[Link, ...]:
    """Whom to ring: whoever did not answer in the last `minutes` is passed over, then the chain begins anew.

    Calls count for as long as they are younger than that, and an answer holds as long.
    """
    present = on_duty(turns, moment)
    since = moment - timedelta(minutes=minutes)
    last = {call.turn: call for call in sorted(calls, key=lambda one: one.at) if since < call.at <= moment}
    found: list[Link] = []
    settled = any(call.answered for call in last.values())
    for turn in present:
        call = last.get(turn.id)
        if call is not None:
            found.append(Link(turn, ANSWERED if call.answered else SILENT, call.at))
        elif not settled:
            found.append(Link(turn, RINGING, None))
            settled = True
        else:
            found.append(Link(turn, WAITING, None))
    return tuple(found)


def nights(first: date, begins: time, ends: time, count: int, zone: str) -> tuple[tuple[datetime, datetime], ...]:
    """The same hours on so many days from the first on, at the office's own clock.

    They end on the next day where they end earlier than they begin. Refusal PKT-001 for no hours, or for more days than
    MOST_NIGHTS.
    """
    if not 1 <= count <= MOST_NIGHTS or begins == ends:
        raise Refusal("PKT-001", "Isi jam mulai dan jam selesai yang berlainan, untuk 1 sampai {most} hari.",
                      most=MOST_NIGHTS)  # fmt: skip
    place = ZoneInfo(zone)
    over = timedelta(days=1 if ends < begins else 0)
    days = (first + timedelta(days=number) for number in range(count))
    return tuple((datetime.combine(day, begins, place), datetime.combine(day + over, ends, place)) for day in days)
