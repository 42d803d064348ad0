"""Divisions and posts as the standard names them, and who is on duty on a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from maklumat.core.standard.model import Office
from maklumat.records.people import staff
from maklumat.records.people.absences import KINDS
from maklumat.records.people.access import Actor
from maklumat.records.people.staff import RUNNING, Given, Seat
from maklumat.records.work import waiting
from maklumat.web.administration.home import ROOM
from maklumat.web.administration.mandates import words_of
from maklumat.web.administration.people import post_name
from maklumat.web.shared.entering import ADMINISTRATOR, here, officer, show, today


@dataclass(frozen=True, slots=True)
class SeatLine:
    """A post with the name of its superior and how many files wait at it, where nobody holds it."""

    seat: Seat
    superior: str
    waiting: int


@officer(ADMINISTRATOR)
@require_safe
def posts(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Every post by division: who holds it today, who stands in, since when it is vacant and what lies there."""
    office, now = here(request), timezone.now()
    seats = staff.seats(actor, office, today(office, now))
    vacant = {one.post.code for one in seats if one.vacant and not one.acting}
    lying = waiting.lying_with(actor, vacant, now)
    groups: dict[str, list[SeatLine]] = {name: [] for name in ("", *(division.name for division in office.divisions))}
    names = {division.code: division.name for division in office.divisions}
    for seat in seats:
        superior = post_name(office, seat.superior) if seat.superior else ""
        line = SeatLine(seat, superior, lying.get(seat.post.code, 0))
        groups[names.get(seat.post.division, "")].append(line)
    shown = [(name or "Tanpa bidang", lines) for name, lines in groups.items() if lines]
    values = {"section": ROOM, "groups": shown, "vacant": len(vacant), "lying": sum(lying.values())}
    return show(request, actor, "posts.html", values, room=ROOM)


@dataclass(frozen=True, slots=True)
class Duty:
    """A post on a day: who is at work in it, who is away."""

    post: str
    present: tuple[str, ...]
    away: tuple[str, ...]
    acting: str


@officer(ADMINISTRATOR)
@require_safe
def on_day(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Who is at work on a day, who is away, who signs for whom."""
    office = here(request)
    day = _day(request.GET.get("hari", ""), today(office, timezone.now()))
    seats = staff.seats(actor, office, day)
    values = {
        "section": ROOM,
        "day": day,
        "before": (day - timedelta(days=1)).isoformat(),
        "after": (day + timedelta(days=1)).isoformat(),
        "duties": list(_duties(seats)),
        "leaves": [(one, KINDS[one.absence.reason]) for one in staff.leaves(actor) if one.absence.on(day)],
        "mandates": list(_mandates(office, staff.mandates(actor, office, day))),
    }
    return show(request, actor, "on_day.html", values, room=ROOM)


def _day(typed: str, otherwise: date) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return otherwise


def _duties(seats: list[Seat]) -> Iterator[Duty]:
    for seat in seats:
        present = tuple(name for name in seat.holders if name not in seat.away)
        yield Duty(seat.post.name, present, seat.away, seat.acting)


def _mandates(office: Office, given: list[Given]) -> Iterator[tuple[Given, str]]:
    return ((one, words_of(office, one.mandate)) for one in given if one.state == RUNNING)
