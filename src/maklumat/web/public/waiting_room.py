"""The waiting room for whoever sits in it: the screen on the wall, and the device that gives numbers.

No page here knows a person. The screen renews itself; with JavaScript it does so without a flicker and can speak.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from maklumat.core.errors import NotVisible
from maklumat.core.organisation.table import QUEUE_IN_A_ROW
from maklumat.core.queueing.lanes import COMPENSATION
from maklumat.core.standard.model import ServiceStandard
from maklumat.core.terbilang.numbers import in_words
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue import settings
from maklumat.records.guests import tickets
from maklumat.records.guests.queue import Board, Ticket, board, ticket_of
from maklumat.web.shared.contacts import watchdogs
from maklumat.web.shared.limits import spend
from maklumat.web.shared.queueing import REASONS, ticket_paper, wait_words
from maklumat.web.shared.spoken import all_spoken, spoken_office

TAKE: Final = Signer(salt="maklumat.queue.device")
NEXT: Final = 6
"""How many of those who wait are shown."""
PROMISES: Final = 3
"""How many services are shown at a time."""
TURN_SECONDS: Final = 15
"""How long the same services stay."""
CALLED: Final = 5


@dataclass(frozen=True, slots=True)
class Promise:
    """A service on the wall: what is promised, and that it costs nothing."""

    standard: ServiceStandard
    free: bool


@require_safe
def screen(request: HttpRequest, office: str) -> HttpResponse:
    """Who is called, who is next, and what this office promises. Raises NotVisible for an office that is not here."""
    now = timezone.now()
    here = catalogue.office(office, now)
    found = _board(office, now)
    first, others = found.called[:1], found.called[1:CALLED]
    values = {
        "office": spoken_office(here),
        "now": now,
        "first": first[0] if first else None,
        "others": others,
        "next": found.waiting[:NEXT],
        "more": max(0, len(found.waiting) - NEXT),
        "say": _said(first[0]) if first else "",
        "call": _call(first[0]) if first else "",
        "spoken": [(_call(one), _said(one)) for one in reversed(found.called)],
        "promises": list(_promises(office, now)),
        "watchdogs": watchdogs(here)[:2],
    }
    return render(request, "public/waiting_screen.html", values)


@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest, office: str, key: str) -> HttpResponse:
    """Big buttons and nothing to type. Raises NotVisible without the key of the office's device."""
    now = timezone.now()
    here = catalogue.office(office, now)
    tickets.examine_key(office, key)
    if request.method == "POST":
        spend(request, "ticket", office)
        reason = request.POST.get("reason", "")
        if reason and reason not in REASONS:
            raise NotVisible
        given = tickets.take(office, key, _ticket_id(request), reason=reason, moment=now)
        return redirect("public:queue_slip", office, key, given.id)
    found = _board(office, now)
    values = {
        "office": spoken_office(here),
        "key": key,
        "ticket_id": TAKE.sign(str(uuid4())),
        "reasons": [(code, _(words)) for code, words in REASONS.items() if code != COMPENSATION],
        "waiting": len(found.waiting),
        "wait": wait_words(found.minutes(len(found.waiting))) if found.waiting else "",
    }
    return render(request, "public/waiting_take.html", values)


@require_safe
def slip(request: HttpRequest, office: str, key: str, ticket_id: UUID) -> HttpResponse:
    """The slip of a number, printed by itself where the browser may; then the device waits for the next person."""
    now = timezone.now()
    here = catalogue.office(office, now)
    tickets.examine_key(office, key)
    found = ticket_of(office, ticket_id)
    if found is None:
        raise NotVisible
    paper = ticket_paper(spoken_office(here), found, _board(office, now))
    return render(request, "public/waiting_slip.html", {"office": here, "key": key, "paper": paper})


def _board(office: str, now: datetime) -> Board:
    return board(office, now, int(settings.value(office, QUEUE_IN_A_ROW)))


def _ticket_id(request: HttpRequest) -> UUID:
    try:
        return UUID(TAKE.unsign(request.POST.get("ticket_id", "")))
    except (BadSignature, ValueError):
        raise NotVisible from None


def _call(ticket: Ticket) -> str:
    """What tells one call from every other, also from an earlier one of the same number."""
    return f"{ticket.id}.{ticket.calls}.{ticket.call_seq}"


def _said(ticket: Ticket) -> str:
    """The call as it is spoken, always in Indonesian: "Nomor antrean, P, tiga. Loket dua." """
    letters, _dash, _seq = ticket.number.partition("-")
    window = in_words(int(ticket.window)) if ticket.window.isdecimal() else ticket.window
    return f"Nomor antrean, {', '.join(letters)}, {in_words(ticket.seq)}. Silakan ke loket {window}."


def _promises(office: str, now: datetime) -> Iterator[Promise]:
    """The services of this turn, going round so that the wall is always full; whoever looks now sees the same."""
    laws = catalogue.services(office, now)
    first = int(now.timestamp()) // TURN_SECONDS * PROMISES
    places = [(first + place) % len(laws) for place in range(min(PROMISES, len(laws)))]
    for law in all_spoken([laws[place] for place in places]):
        yield Promise(law.standard, law.standard.fee_rupiah == 0)
