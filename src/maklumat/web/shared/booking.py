"""The times of a place that takes one group at a time, in the days around a wish: which are taken, which is free."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from typing import Final

from maklumat.core.intake import Submission
from maklumat.core.standard.model import Office, ServiceStandard, SharedPlace
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.procedures import bookings

WISHED_AT: Final = time(8)
"""Where an application says the day and not the hour, a visit is offered from this hour of the day on."""


@dataclass(frozen=True, slots=True)
class DayTaken:
    """A day with the times that others have, as "07.00", "09.00"."""

    on: date
    times: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlaceShown:
    """A place: how long a visit lasts, the days with what is taken on them, and the first free time (aware)."""

    place: SharedPlace
    days: tuple[DayTaken, ...]
    free: datetime | None


def place_of(office: Office, code: str) -> SharedPlace | None:
    """The shared place of the office with this code; None for "" and for none."""
    return next((place for place in office.places if place.code == code), None)


def wished(standard: ServiceStandard, submission: Submission, office: Office, now: datetime) -> datetime:
    """From when a visit is sought: the first day ahead that the application names, at eight; now where it has none,
    or where that is past."""
    for question in standard.intake:
        said = submission.answers.get(question.code)
        if question.kind == "date" and question.ahead and isinstance(said, date):
            return max(now, datetime.combine(said, WISHED_AT, catalogue.zone(office)))
    return now


def around(office: Office, place: SharedPlace, *, since: date, days: int, after: datetime) -> PlaceShown:
    """So many days from `since` on, each with the times that are taken, and the first time free at or after `after`."""
    zone = catalogue.zone(office)
    begins = datetime.combine(since, time(), zone)
    until = datetime.combine(since + timedelta(days=days), time(), zone) - timedelta(microseconds=1)
    starts = bookings.taken(office.code, place.code, begins.astimezone(UTC), until.astimezone(UTC))
    locals_ = [start.astimezone(zone) for start in starts]
    found = {on: tuple(f"{start:%H.%M}" for start in group) for on, group in groupby(locals_, key=datetime.date)}
    shown = tuple(DayTaken(on, found.get(on, ())) for on in (since + timedelta(days=n) for n in range(days)))
    return PlaceShown(place, shown, _free(office, place, after))


def _free(office: Office, place: SharedPlace, after: datetime) -> datetime | None:
    """The first free time; a moment in the past is no offer."""
    found = bookings.free_from(office, place, after.astimezone(UTC))
    return found.astimezone(catalogue.zone(office)) if found else None
