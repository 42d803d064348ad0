"""A broken promise and what it owes, in the words of a letter and of the page that its applicant follows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from maklumat.core import events
from maklumat.core.clock.words import UNITS
from maklumat.core.events import Event
from maklumat.core.standard.model import TimeLimit
from maklumat.core.terbilang.dates import long_date


def promise_words(limit: TimeLimit) -> str:
    """What was promised: "3 hari kerja", with its condition where it has one."""
    figure = str(limit.max) if limit.max is not None else ""
    said = " ".join(filter(None, (figure, UNITS[limit.unit])))
    return f"{said} ({limit.condition})" if limit.condition else said


def moment_words(at: datetime, zone: str) -> str:
    """A moment on the wall of the office: "4 Maret 2026 pukul 16.00"."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{long_date(local.date())} pukul {local:%H.%M}"


def done_at(limit: TimeLimit, due_at: datetime, history: Iterable[Event], *, ended: bool) -> datetime | None:
    """When what was promised was done in the end: the step that ends the promise, else the last thing that anybody did
    where the file has ended. None while it is not done."""
    last: datetime | None = None
    for event in history:
        if event.kind != events.ACTED or event.occurred_at < due_at:
            continue
        if limit.ends == event.step:
            return event.occurred_at
        last = event.occurred_at
    return last if ended else None
