"""Which promise of a file presses most, and how it is said in a few words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from maklumat.core.clock import words
from maklumat.core.clock.remaining import overdrawn, remaining
from maklumat.core.clock.spans import OFFICE, OUTSIDE
from maklumat.core.clock.values import Due
from maklumat.core.errors import Message, phrase
from maklumat.core.procedure import promises
from maklumat.core.procedure.state import State
from maklumat.core.standard.model import ServiceStandard, TimeLimit
from maklumat.core.workdays.calendar import WorkCalendar


class Pressing(NamedTuple):
    """`due_at`: the moment that presses, None while it stands still and where nothing is due any more.

    `late`: the office owes the work of a promise whose moment has passed. `said`: "tersisa 2 hari kerja",
    "terlambat 1 hari kerja", "sudah dipenuhi, terlambat 11 menit".
    """

    due_at: datetime | None
    late: bool
    said: Message


def pressing(standard: ServiceStandard, state: State, now: datetime, calendar: WorkCalendar) -> Pressing:
    """What presses most: the broken promise that is owing longest, else the next that runs, else how they ended.

    A broken promise keeps the moment it was broken at, whatever its date would be by now. Once its work is done it
    grows no older, and presses no more than one that was kept.
    """
    limits = {limit.code: limit for limit in standard.time_limits}
    owing = min(state.owing, key=lambda one: one[1], default=None)
    if owing is not None and owing[0] in limits:
        return _owing(limits[owing[0]], owing[1], state, now, calendar)
    running = state.next_due
    if running is not None and running.limit in limits:
        due = promises.explain(limits[running.limit], state, calendar)
        if due is not None:
            return Pressing(None if due.paused else due.at, due.is_over(now), remaining(due, now, calendar))
    return Pressing(None, late=False, said=_settled(limits, state, calendar))


def _owing(limit: TimeLimit, broken_at: datetime, state: State, now: datetime, calendar: WorkCalendar) -> Pressing:
    due = _broken(limit, broken_at, state, calendar)
    said = overdrawn(due, now, calendar, state.holdings) if due else phrase("terlambat")
    if state.owner != OFFICE and not state.ended:
        said = phrase("{said}, kini di {owner}", said=said, owner=words.OWNERS[state.owner])
    return Pressing(broken_at, late=True, said=said)


def _settled(limits: Mapping[str, TimeLimit], state: State, calendar: WorkCalendar) -> Message:
    """How the promises ended: by how much the last of them that was met late was late, else that they were kept."""
    if state.met:
        code, met_at = state.met[-1]
        broken_at = dict(zip(state.breached, state.breached_at, strict=True))[code]
        due = _broken(limits[code], broken_at, state, calendar) if code in limits else None
        said = overdrawn(due, met_at, calendar, state.holdings) if due else phrase("terlambat")
        return phrase("sudah dipenuhi, {late}", late=said)
    if state.kept:
        return phrase("janji sudah dipenuhi")
    waits = state.owner == OUTSIDE and not state.ended
    return phrase("berkas di {owner}", owner=words.OWNERS[OUTSIDE]) if waits else phrase("tanpa batas waktu")


def _broken(limit: TimeLimit, broken_at: datetime, state: State, calendar: WorkCalendar) -> Due | None:
    due = promises.explain(limit, state, calendar)
    return replace(due, at=broken_at, paused="", missing_years=()) if due else None
