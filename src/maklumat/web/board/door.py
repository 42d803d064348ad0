"""What every page of the board begins with: whose figures, which day, and whether the office is still trying out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from maklumat.core.errors import NotVisible
from maklumat.core.standard.model import Office
from maklumat.records.figures.scope import Scope, scope_of
from maklumat.records.figures.trial import trial_until
from maklumat.records.people.access import Actor
from maklumat.web.board.sheets import Sheet
from maklumat.web.shared.entering import here, show, today

ROOM: Final = "board"
PAGES: Final = (
    ("board:today", "Hari ini", False),
    ("board:services", "Layanan", True),
    ("board:trend", "Tren 12 minggu", True),
    ("board:load", "Meja dan beban", False),
)
"""(route, name, whether it is for those alone who answer for services)."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody at the board. `trial`: the last day of the office's trial period while that lasts."""

    actor: Actor
    office: Office
    now: datetime
    today: date
    scope: Scope
    trial: date | None


def reader(request: HttpRequest, actor: Actor, *, overseer: bool = False) -> Reader:
    """Raises NotVisible for a page of figures of services where the actor answers for none."""
    office, now = here(request), timezone.now()
    on, scope = today(office, now), scope_of(actor, office, now)
    if overseer and not scope.oversees:
        raise NotVisible
    return Reader(actor, office, now, on, scope, trial_until(actor.office, on))


def draw(
    request: HttpRequest,
    who: Reader,
    template: str,
    values: Mapping[str, Any],
    sheets: Sequence[Sheet] = (),
    *,
    status: int = 200,
) -> HttpResponse:
    """A page of the board."""
    places = [(route, name) for route, name, overseer in PAGES if who.scope.oversees or not overseer]
    shared = {"section": ROOM, "places": places, "trial": who.trial, "whose": _whose(who), "sheets": sheets}
    return show(request, who.actor, template, {**shared, **values}, status=status, room=ROOM)


def _whose(who: Reader) -> str:
    if who.scope.whole:
        return "Seluruh kantor"
    return "Layanan bidang Anda" if who.scope.oversees else "Meja Anda"
