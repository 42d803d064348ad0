"""Choosing a place: by the name of a regency, kecamatan or village, from lists, or an office directly.

The place decides only whose services are shown first. Nothing is refused for it, and every address keeps working.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST, require_safe

from maklumat.core.errors import Refusal
from maklumat.core.regions import LEVELS, Region, lies_in, regency_of, social_agency
from maklumat.core.standard.model import Office
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.outside import regions
from maklumat.web.shared.whereabouts import OFFICE, Whereabouts, chosen, remember

MOST_OFFICES: Final = 20
"""Offices that are listed by name; of more the lists of provinces show which regions have theirs here."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A region to choose. `around`: those it lies in; `served`: its office is here; `opens`: it is a list itself."""

    code: str
    title: str
    around: str
    served: bool
    opens: bool


@require_safe
def where(request: HttpRequest) -> HttpResponse:
    """The question; with `q` what was found, with `provinsi` the regencies of a province."""
    offices = catalogue.offices(timezone.now())
    return ask(request, offices) if len(offices) > 1 else redirect("public:home")


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Keep what was chosen, and show its services. Raises Refusal WIL-002 for what is no place."""
    response = redirect("public:home")
    remember(response, "" if "lupa" in request.POST else _kept(request))
    return response


def ask(request: HttpRequest, offices: Sequence[Office]) -> HttpResponse:
    """Where do you live? Search, lists, or an office directly."""
    typed = request.GET.get("q", "").strip()[:80]
    found = regions().find(typed) if typed else None
    province = regions().get(request.GET.get("provinsi", "")[: LEVELS[0]])
    listed = found.regions if found else regions().children(province.code if province else "")
    offered = choices(listed, offices)
    values: dict[str, Any] = {
        "section": "services",
        "typed": typed,
        "found": found,
        "province": None if found else province,
        "listing": not found and not province,
        "choices": offered,
        "pressed": any(not one.opens for one in offered),
        "offices": offices if len(offices) <= MOST_OFFICES else [],
        "kept": chosen(request),
    }
    return render(request, "public/where.html", values)


def unserved(request: HttpRequest, place: Whereabouts, offices: Sequence[Office]) -> HttpResponse:
    """The office of the place is not here: which one it is, and what can be done."""
    values = {
        "section": "services",
        "place": place,
        "agency": social_agency(place.regency) if place.regency else "",
        "offices": offices if len(offices) <= MOST_OFFICES else [],
    }
    return render(request, "public/where_unserved.html", values)


def choices(listed: Iterable[Region], offices: Iterable[Office]) -> list[Choice]:
    """Regions as they are offered: a province opens its list, anything smaller is chosen."""
    codes = {office.region_code for office in offices}
    return [
        Choice(
            code=one.code,
            title=one.title,
            around=", ".join(above.title for above in regions().path(one.code)[1:]),
            served=any(lies_in(one.code, code) or (not one.level and lies_in(code, one.code)) for code in codes),
            opens=not one.level,
        )
        for one in listed
    ]


def _kept(request: HttpRequest) -> str:
    """What the cookie keeps of what was pressed."""
    office, code = request.POST.get("kantor", ""), request.POST.get("wilayah", "")
    if any(one.code == office for one in catalogue.offices(timezone.now())):
        return f"{OFFICE}{office}"
    if regency_of(code) and regions().get(code):
        return code
    raise Refusal("WIL-002", gettext_noop("Tempat ini tidak ada dalam daftar. Pilih kabupaten atau kota dari daftar."))
