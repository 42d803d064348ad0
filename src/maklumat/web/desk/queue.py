"""The waiting room as the counter sees it: give a number, call the next, call again, set aside, take back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from maklumat.core.errors import NotVisible, Refusal
from maklumat.core.organisation.table import QUEUE_IN_A_ROW
from maklumat.core.queueing.lanes import COMPENSATION
from maklumat.core.queueing.lanes import REASONS as KNOWN
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue import settings
from maklumat.records.guests import tickets
from maklumat.records.guests.queue import Board, board, ticket_of
from maklumat.records.people.access import Actor
from maklumat.web.desk.windows import keep_window, kept_window, window_of, windows_of, within
from maklumat.web.shared.entering import MEMBER, here, officer, show
from maklumat.web.shared.errors import say
from maklumat.web.shared.queueing import REASONS, ticket_paper, wait_words

GIVEN: Final = "queue_given"
"""In the session: the number that was just given, whose slip is yet to be printed."""
TICKET: Final = Signer(salt="maklumat.queue")
PLACES: Final = {"loket": "desk:counter", "antrean": "desk:queue"}
"""Where a button of the queue leads back to."""


def _kept(change: Callable[..., None]) -> Callable[[HttpRequest, Actor], HttpResponse]:
    """A change of the number that the button names, as it was seen."""

    def press(request: HttpRequest, actor: Actor) -> HttpResponse:
        seen = request.POST.get("seen", "")
        try:
            ticket_id, revision = UUID(request.POST.get("ticket", "")), int(seen) if seen.isdecimal() else 0
        except ValueError:
            raise NotVisible from None
        change(actor, ticket_id, seen=revision, moment=timezone.now())
        return _back(request)

    return press


@officer(MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def queue(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Today's waiting room. A button that comes too late changes nothing and says so."""
    if request.method == "POST":
        deed = DEEDS.get(request.POST.get("deed", ""))
        if deed is None:
            raise NotVisible
        try:
            return deed(request, actor)
        except Refusal as refusal:
            messages.error(request, f"{say(refusal)} ({refusal.code})")
            return _back(request)
    found, windows = _board(actor), windows_of(actor.office)
    window = within(kept_window(request, actor.office), windows)
    values = {
        "section": "counter",
        "board": found,
        "waiting": [(one, REASONS.get(one.reason, ""), _clock(request, one.taken_at)) for one in found.waiting],
        "called": [(one, _clock(request, one.called_at)) for one in found.called],
        "window": window,
        "windows": [str(number) for number in range(1, windows + 1)],
        "present": found.at_window(window),
        "last": found.last_at(window),
        "unchecked": COMPENSATION,
        "reasons": [(code, words, str(key)) for key, (code, words) in enumerate(REASONS.items(), 1)],
        "ticket_id": new_ticket(),
        "wait": wait_words(found.minutes(len(found.waiting))) if found.waiting else "",
        "calls": tickets.CALLS,
    }
    return show(request, actor, "queue.html", values)


@officer(MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def ticket(request: HttpRequest, actor: Actor, ticket_id: UUID) -> HttpResponse:
    """The slip of a number, to be printed on 80 mm paper: once when it was given, later as a copy."""
    found = ticket_of(actor.office, ticket_id)
    if found is None:
        raise NotVisible
    again = tickets.print_again(actor, found, moment=timezone.now()) if request.method == "POST" else None
    fresh = request.method == "GET" and request.session.pop(GIVEN, "") == str(ticket_id)
    paper = ticket_paper(here(request), found, _board(actor))
    values = {"section": "counter", "paper": paper, "printed": again, "fresh": fresh}
    return show(request, actor, "queue_ticket.html", values)


def strip(request: HttpRequest, actor: Actor) -> dict[str, Any]:
    """What a page of the counter shows of the queue; nothing is read where this desk calls no numbers."""
    window = window_of(request, actor.office)
    if not window:
        return {"window": ""}
    found = _board(actor)
    return {"window": window, "present": found.at_window(window), "waiting_count": len(found.waiting),
            "calls": tickets.CALLS, "unchecked": COMPENSATION}  # fmt: skip


def done(request: HttpRequest, actor: Actor, application_id: UUID | None = None) -> None:
    """Whoever stands at this window has got what they came for."""
    window = kept_window(request, actor.office)  # also one that the office has closed since: somebody stands there
    if window:
        tickets.finish(actor, window, moment=timezone.now(), application_id=application_id)


def new_ticket() -> str:
    """The id of a number that is not given yet, for its page."""
    return TICKET.sign(str(uuid4()))


def ticket_id_of(request: HttpRequest) -> UUID:
    """The id that the page was given; one that we did not give away ourselves is none."""
    try:
        return UUID(TICKET.unsign(request.POST.get("ticket_id", "")))
    except (BadSignature, ValueError):
        raise NotVisible from None


def _choose_window(request: HttpRequest, actor: Actor) -> HttpResponse:
    wish = request.POST.get("window", "")
    window = within(wish, windows_of(actor.office))
    if wish and not window:
        raise NotVisible
    response = _back(request)
    keep_window(response, actor.office, window)
    return response


def _next(request: HttpRequest, actor: Actor) -> HttpResponse:
    window = window_of(request, actor.office)
    if not window:
        raise Refusal("ANT-007", "Pilih dahulu loket Anda, lalu panggil nomor berikutnya.")
    called = tickets.call_next(actor, window, moment=timezone.now(), seen=request.POST.get("at_window", ""))
    if called is None:
        messages.info(request, "Tidak ada yang menunggu.")
    return _back(request)


def _finish(request: HttpRequest, actor: Actor) -> HttpResponse:
    window = kept_window(request, actor.office)
    if window:
        tickets.finish(actor, window, moment=timezone.now(), seen=request.POST.get("at_window", ""))
    return _back(request)


def _give(request: HttpRequest, actor: Actor) -> HttpResponse:
    reason = request.POST.get("reason", "")
    if reason and reason not in KNOWN:
        raise NotVisible
    given = tickets.give(actor, ticket_id_of(request), reason=reason, moment=timezone.now())
    request.session[GIVEN] = str(given.id)
    return redirect("desk:queue_ticket", given.id)


DEEDS: Final[Mapping[str, Callable[[HttpRequest, Actor], HttpResponse]]] = {
    "window": _choose_window,
    "next": _next,
    "done": _finish,
    "give": _give,
    "again": _kept(tickets.call_again),
    "aside": _kept(tickets.set_aside),
    "back": _kept(tickets.come_back),
    "put_back": _kept(tickets.put_back),
    "gave_up": _kept(tickets.give_up),
}


def _board(actor: Actor) -> Board:
    return board(actor.office, timezone.now(), int(settings.value(actor.office, QUEUE_IN_A_ROW)))


def _clock(request: HttpRequest, at: datetime | None) -> str:
    """The time on the office's wall: "09.15"."""
    return "" if at is None else f"{at.astimezone(catalogue.zone(here(request))):%H.%M}"


def _back(request: HttpRequest) -> HttpResponse:
    return redirect(PLACES.get(request.POST.get("back", ""), "desk:queue"))
