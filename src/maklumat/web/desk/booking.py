"""Booking a place that takes one group at a time: what is taken, what is free, and the offered time in one press."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.http import HttpRequest, QueryDict

from maklumat.core.errors import MaklumatError
from maklumat.core.kinds.kind import BOOK_PLACE
from maklumat.core.kinds.registry import KINDS
from maklumat.core.standard.model import Step
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.work.queries import FileView
from maklumat.web.shared.booking import PlaceShown, around, place_of, wished

FIELD: Final = "meets_at"
WHERE: Final = "meets_where"
OFFERED: Final = "offered"
REFUSED: Final = frozenset({"JDW-001", "JDW-002"})
DAYS: Final = 5
"""How many days are shown, from the one before the wish on."""


@dataclass(frozen=True, slots=True)
class BookingShown:
    """The place of a step, for the way out that books it. `offered`: the free time after one that could not be had, as
    the button sends it; "" while nothing was refused."""

    shown: PlaceShown
    way: str
    offered: str = ""


def booking_of(opened: FileView, now: datetime, refused: datetime | None = None) -> BookingShown | None:
    """What the form of a booking step shows; None for other steps. `refused`: the time that could not be had."""
    step = opened.step
    way, place = _way(step), place_of(opened.law.office, step.place) if step is not None else None
    if not way or place is None:
        return None
    after = max(now, refused or wished(opened.law.standard, opened.submission, opened.law.office, now))
    today = catalogue.local_date(opened.law.office, now)
    since = max(today, catalogue.local_date(opened.law.office, after) - timedelta(days=1))
    shown = around(opened.law.office, place, since=since, days=DAYS, after=after)
    offered = shown.free.isoformat() if refused is not None and shown.free else ""
    return BookingShown(shown, way, offered)


def _way(step: Step | None) -> str:
    """The way out of a step that books its place; "" for none."""
    if step is None or not step.place:
        return ""
    ways = (KINDS[step.kind].way(outcome.code) for outcome in step.outcomes)
    return next((way.code for way in ways if BOOK_PLACE in way.effects), "")


def first_values(opened: FileView, now: datetime) -> dict[str, Any]:
    """What the form begins with: the first free time after the wish, at the place itself."""
    booking = booking_of(opened, now)
    if booking is None or booking.shown.free is None:
        return {}
    return {
        f"{booking.way}-{FIELD}": booking.shown.free.isoformat(),
        f"{booking.way}-{WHERE}": booking.shown.place.name,
    }


def typed(request: HttpRequest, opened: FileView) -> QueryDict:
    """The form as sent; where the offered time was pressed, with that time in place of what was typed."""
    data, way = request.POST, _way(opened.step)
    if not way or OFFERED not in data:
        return data
    try:
        at = datetime.fromisoformat(data[OFFERED]).astimezone(catalogue.zone(opened.law.office))
    except (ValueError, OverflowError):
        return data
    changed = data.copy()
    changed["outcome"] = way
    for index, part in enumerate((at.day, at.month, at.year, f"{at:%H.%M}")):
        changed[f"{way}-{FIELD}_{index}"] = str(part)
    return changed


def time_of(opened: FileView, cleaned: dict[str, Any]) -> datetime | None:
    """The time that the form asks for, None when it says none."""
    said = cleaned.get(f"{_way(opened.step)}-{FIELD}")
    return datetime.fromisoformat(said) if said else None


def is_about_time(error: MaklumatError) -> bool:
    """Whether another time of the place would do."""
    return error.code in REFUSED


def field_name(opened: FileView) -> str:
    return f"{_way(opened.step)}-{FIELD}"
