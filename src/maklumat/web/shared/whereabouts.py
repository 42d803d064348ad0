"""Where the reader lives or is: a region, or an office chosen directly, kept in a cookie until the browser closes.

Only an installation with several offices asks. What the cookie says is looked up anew each time: whoever forges it
chooses a place, no more.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from maklumat.core.errors import Unavailable
from maklumat.core.regions import Gazetteer, Region, lies_in, regency_of
from maklumat.core.standard.model import Office
from maklumat.records.catalogue.queries import offices_read
from maklumat.records.outside import regions

COOKIE: Final = "tempat"
OFFICE: Final = "kantor."
"""Before the code of an office in the cookie; a region begins with a digit."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """`regency`: the regency or city; `code`: of the smallest region chosen. An `office` chosen directly has neither.
    `name` is "" while nothing is chosen."""

    name: str = ""
    code: str = ""
    regency: Region | None = None
    office: str = ""

    def served_by(self, offices: Iterable[Office]) -> list[Office]:
        """The offices of the place, that of the smallest region first; none when they are not here."""
        here = [one for one in offices if one.code == self.office or lies_in(self.code, one.region_code)]
        return sorted(here, key=lambda one: -len(one.region_code))


def chosen(request: HttpRequest) -> Whereabouts | None:
    """What was chosen; None for nothing, and for what is no place (any more). Asks no database."""
    kept = request.COOKIES.get(COOKIE, "")
    if kept.startswith(OFFICE):
        code = kept.removeprefix(OFFICE)
        office = next((one for one in offices_read() if one.code == code), None)
        return Whereabouts(_served(office), office=code) if office else None
    regency = _regency(kept) if kept else None
    return Whereabouts(regency.title, kept, regency) if regency else None


def _served(office: Office) -> str:
    """The place that an office serves: half of all offices are called "Dinsos" for short."""
    regency = _regency(office.region_code)
    return regency.title if regency else office.name


def _regency(code: str) -> Region | None:
    names = gazetteer()
    return names.get(regency_of(code)) if names else None


def gazetteer() -> Gazetteer | None:
    """The names of regions; None when they cannot be read: the head of every page asks for them, and no counter waits
    for a list."""
    try:
        return regions()
    except Unavailable:
        return None


def shown(request: HttpRequest) -> Whereabouts | None:
    """What the head of a page says of the place; None where there is nothing to choose."""
    return (chosen(request) or Whereabouts()) if len(offices_read()) > 1 else None


def path_of(code: str) -> str:
    """A region with those around it up to the regency, as somebody would write it; "" for none."""
    names = gazetteer() if code else None
    return ", ".join(region.title for region in names.path(code) if region.level) if names else ""


def remember(response: HttpResponse, kept: str) -> None:
    """Keep the code of a region, or `OFFICE` and that of an office, until the browser closes; "" forgets."""
    if kept:
        response.set_cookie(COOKIE, kept, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
    else:
        response.delete_cookie(COOKIE)
