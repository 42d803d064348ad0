"""The catalogue: what the office promises, and each promise in full."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from maklumat.core.standard.comparing import beside_the_law
from maklumat.core.standard.model import Channel, Item, Office, Requirement, ServiceStandard, Source
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue.queries import Enacted
from maklumat.records.people import roster
from maklumat.records.work.unlisted import asked_in_a_year
from maklumat.web.public.alike import alike
from maklumat.web.public.issuing import product_lines
from maklumat.web.public.procedure import step_lines
from maklumat.web.public.whereabouts import ask, unserved
from maklumat.web.shared.booking import PlaceShown, around, place_of
from maklumat.web.shared.contacts import Contact, contact, dialled, national
from maklumat.web.shared.hours import hours_lines
from maklumat.web.shared.requirements import fresh_marks
from maklumat.web.shared.spoken import all_spoken, joined, searched, spoken
from maklumat.web.shared.whereabouts import chosen

SHOWN_AHEAD: Final = 14
"""Days for which a group that chooses a time sees what is taken."""


MOST_HELPS: Final = 10
"""Offices whose address is told when a search finds nothing."""


@dataclass(frozen=True, slots=True)
class Group:
    """A division of an office with the services that were found."""

    name: str
    services: list[Enacted]


@dataclass(frozen=True, slots=True)
class Shelf:
    """An office with its groups. `named`: its name is shown, as always but in the results of its only office."""

    office: Office
    groups: list[Group]
    named: bool = True


@dataclass(frozen=True, slots=True)
class RequirementLine:
    """A requirement as printed. `marks` are short remarks: copy, if there is one, husband and wife."""

    text: str
    help: str
    marks: list[str]
    one_of: list[str]


@dataclass(frozen=True, slots=True)
class ListComponent:
    """One of the plain components behind the six public ones."""

    number: int
    title: str
    items: list[str]
    source: str


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The services of the one office, or of the place that was chosen; where there is a choice, that comes first.

    A search without a place goes through every office, and so does one in a place whose office is not here.
    """
    typed = request.GET.get("cari", "").strip()[:200]
    offices = catalogue.offices(timezone.now())
    place = chosen(request) if len(offices) > 1 else None
    near = place.served_by(offices) if place else []
    if len(offices) > 1 and not near and not typed:
        return unserved(request, place, offices) if place else ask(request, offices)
    return _shelves(request, near or offices, typed, everywhere=len(offices) > 1 and not near)


def _shelves(request: HttpRequest, offices: list[Office], typed: str, *, everywhere: bool) -> HttpResponse:
    """Every service of these offices, by division, or those that match the search."""
    now = timezone.now()
    named = not typed or len(offices) > 1
    laws = {office.code: catalogue.services(office.code, now) for office in offices}
    shelves = [_shelf(office, searched(laws[office.code], typed), typed, named=named) for office in offices]
    found = sum(len(group.services) for shelf in shelves for group in shelf.groups)
    values = {
        "section": "services",
        "typed": typed,
        "found": found,
        "needs": [] if typed else list(_needs(laws.values())),
        "shelves": [shelf for shelf in shelves if shelf.groups],
        "sole": offices[0] if len(offices) == 1 else None,
        "helps": [] if found else [_help(office, now) for office in offices[:MOST_HELPS]],
        "everywhere": everywhere,
    }
    return render(request, "public/home.html", values)


@require_safe
def service(request: HttpRequest, office: str, service: str) -> HttpResponse:
    """The whole standard of one service: six public components first, then the other eight."""
    now = timezone.now()
    law = spoken(catalogue.in_force(office, service, now))
    standard = law.standard
    channels = [channel_line(channel) for channel in standard.complaint_channels if not channel.withheld]
    values = {
        "section": "services",
        "law": law,
        "standard": standard,
        "office": law.office,
        "division": next((one.name for one in law.office.divisions if one.code == standard.division), ""),
        "requirements": [_requirement_line(requirement) for requirement in standard.requirements],
        "unlisted": asked_in_a_year(office, service, now),
        "steps": step_lines(standard, law.office),
        "products": list(product_lines(law, now)),
        "places": list(_places(law, now)),
        "components": list(_components(standard)),
        "channels": channels,
        "office_channels": [] if any(one.href for one in channels) else _office_channels(law.office),
        "source": _lines(standard.source),
        "alike": alike(law, now),
        "elsewhere": _elsewhere(request, law.office),
        "differs": beside_the_law(standard),
        "duty_phones": _duty_phones(law, now),
    }
    return render(request, "public/service.html", values)


def _duty_phones(law: Enacted, now: datetime) -> list[Contact]:
    """Whom to ring now, for a service that is promised day and night: numbers that the office publishes, no names."""
    if not law.standard.day_and_night:
        return []
    turns = roster.on_duty(law.office.code, now, catalogue.local_date(law.office, now))
    return [Contact("", national(one.phone), f"tel:{one.phone}") for one in turns if one.published and not one.away]


def _office_channels(office: Office) -> list[Contact]:
    """Where the office is reached, for a service whose own words name no number or address."""
    shown = (channel_line(channel) for channel in office.channels if not channel.withheld)
    return [one for one in shown if one.href]


def _places(law: Enacted, now: datetime) -> Iterator[PlaceShown]:
    """The places that a step of the service books, with the times that are taken: times alone, nobody's name."""
    today = catalogue.local_date(law.office, now)
    for code in dict.fromkeys(step.place for step in law.standard.steps if step.place):
        place = place_of(law.office, code)
        if place is not None:
            yield around(law.office, place, since=today, days=SHOWN_AHEAD, after=now)


def _elsewhere(request: HttpRequest, office: Office) -> str:
    """The place that was chosen, when it is not one of this office's; "" when it is."""
    place = chosen(request)
    return "" if place is None or place.served_by([office]) else place.name


def _help(office: Office, now: datetime) -> dict[str, Any]:
    """Whom to ask when the search finds nothing."""
    phones = [(shown, dialled(shown)) for shown in office.phones]
    return {"office": office, "phones": phones, "hours": hours_lines(office, catalogue.local_date(office, now))}


def _needs(laws: Iterable[list[Enacted]]) -> Iterator[tuple[str, str]]:
    """Each service by the first of its search words, which says the need as people say it: what is searched, and how
    the reader says it. Each once."""
    words: dict[str, str] = {}
    for services in laws:
        for law, told in zip(services, all_spoken(services), strict=True):
            for word, said in zip(law.standard.search_words[:1], told.standard.search_words, strict=False):
                words.setdefault(word, said)
    yield from words.items()


def _shelf(office: Office, found: list[Enacted], typed: str, *, named: bool) -> Shelf:
    """By division, or for a search the best first."""
    if typed:
        return Shelf(office, [Group("", found)] if found else [], named)
    names = {division.code: division.name for division in (found[0].office if found else office).divisions}
    order = list(names)
    by_division = sorted(found, key=lambda law: order.index(law.standard.division))
    groups = groupby(by_division, key=lambda law: law.standard.division)
    return Shelf(office, [Group(names[code], list(services)) for code, services in groups])


def _requirement_line(requirement: Requirement) -> RequirementLine:
    alternatives = [alternative.text for alternative in requirement.one_of]
    return RequirementLine(requirement.text, requirement.help, fresh_marks(requirement), alternatives)


def channel_line(channel: Channel) -> Contact:
    """The decree's sentence, and the address to press once: a sentence that ends in it is shown without it."""
    told = contact(channel)
    if channel.address.casefold() not in channel.text.casefold():
        return told
    if not told.href:
        return Contact(told.text, "", "")
    before = told.text[: -len(told.shown)].rstrip(" :,")
    ends_in_it = told.text.casefold().endswith(told.shown.casefold())
    return replace(told, text=type(told.text)(before)) if before and ends_in_it else told


def _components(standard: ServiceStandard) -> Iterator[ListComponent]:
    """Components 7 to 14, each as a list of sentences."""
    staffing = standard.staffing
    yield _listed(7, _("Dasar hukum"), standard.legal_basis)
    yield _listed(8, _("Sarana, prasarana, dan fasilitas"), standard.facilities)
    yield _listed(9, _("Kompetensi pelaksana"), standard.competences)
    yield ListComponent(10, _("Pengawasan internal"), [standard.supervision.text], _lines(standard.supervision.source))
    total = _("{count} orang").format(count=staffing.count)
    roles = [joined((name, type(name)(count)), ": ") for name, count in staffing.roles]
    yield ListComponent(11, f"{_('Jumlah pelaksana')}: {total}", roles, _lines(staffing.source))
    yield _listed(12, _("Jaminan pelayanan"), standard.guarantees)
    yield _listed(13, _("Jaminan keamanan dan keselamatan"), standard.safety)
    yield ListComponent(
        14, _("Evaluasi kinerja pelaksana"), [standard.evaluation.text], _lines(standard.evaluation.source)
    )


def _listed(number: int, title: str, items: tuple[Item, ...] | tuple[object, ...]) -> ListComponent:
    texts = [getattr(item, "text", "") for item in items]
    sources = list(dict.fromkeys(_lines(item.source) for item in items if isinstance(item, Item)))
    return ListComponent(number, title, texts, sources[0] if len(sources) == 1 else "")


def _lines(source: Source) -> str:
    """Where the decree says it; "" for what it does not say."""
    return _("baris {lines}").format(lines=source.lines) if source.lines else ""
