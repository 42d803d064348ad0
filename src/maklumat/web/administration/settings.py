"""What the office decides for itself, row by row, with what holds now and since when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from maklumat.core.errors import NotVisible, Refusal
from maklumat.core.organisation.settings import HEAD, Setting, read, written
from maklumat.core.organisation.table import SETTINGS
from maklumat.records.catalogue import settings as stored
from maklumat.records.catalogue.settings import Decided
from maklumat.records.people.access import Actor
from maklumat.records.people.queries import name_of
from maklumat.web.administration.home import ROOM
from maklumat.web.shared.entering import ADMINISTRATOR, officer, show
from maklumat.web.shared.errors import say


@dataclass(frozen=True, slots=True)
class Line:
    """A setting as the page shows it. `typed`: what stands in its field; `error`: what is wrong with that."""

    row: Setting
    decided: Decided
    typed: str
    who: str
    theirs: bool
    error: str = ""


@officer(ADMINISTRATOR)
def settings(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Every setting of the office; one of them is decided at a time."""
    errors: dict[str, str] = {}
    if request.method == "POST":
        code, typed = request.POST.get("code", ""), request.POST.get("value", "")
        if code not in SETTINGS:
            raise NotVisible
        try:
            stored.decide(actor, code, read(SETTINGS[code], typed), moment=timezone.now())
        except Refusal as refusal:
            errors[code] = say(refusal)
        else:
            messages.success(request, f"{SETTINGS[code].label}: tersimpan.")
            return redirect("administration:settings")
    held = stored.decided(actor.office)
    groups: dict[str, list[Line]] = {}
    for line in _lines(request, actor, held, errors):
        groups.setdefault(line.row.group, []).append(line)
    values = {"section": ROOM, "groups": groups.items(), "errors": errors}
    return show(request, actor, "settings.html", values, status=422 if errors else 200, room=ROOM)


def _lines(
    request: HttpRequest, actor: Actor, held: Mapping[str, Decided], errors: Mapping[str, str]
) -> Iterator[Line]:
    for code, decided in held.items():
        row = decided.row
        typed = request.POST.get("value", "") if code in errors else written(row, decided.value)
        theirs = actor.heads if row.by == HEAD else actor.administers
        who = name_of(decided.by) if decided.by else ""
        yield Line(row, decided, typed, who, theirs, errors.get(code, ""))
