"""The guest book of a day: its lines with totals, a new line, and a line that replaces a wrong one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from maklumat.core.errors import NotVisible
from maklumat.core.standard.model import Office
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.guests import queries as guests_book
from maklumat.records.guests.actions import record
from maklumat.records.guests.queries import GuestLine, Total
from maklumat.records.guests.visit import QUESTION, VOID, Correction
from maklumat.records.people.access import Actor
from maklumat.web.desk import queue
from maklumat.web.desk.forms_guest import PURPOSES, RESULT_WORDS, VisitForm
from maklumat.web.desk.telling import post_names
from maklumat.web.shared.entering import MEMBER, here, officer, show, today
from maklumat.web.shared.forms import attempt

ENTRY: Final = Signer(salt="maklumat.guests")
SHOWN: Final = 200


@dataclass(frozen=True, slots=True)
class LineShown:
    """A line in words."""

    line: GuestLine
    purpose: str
    result: str
    service: str
    by: str


@dataclass(frozen=True, slots=True)
class TotalShown:
    purpose: str
    result: str
    total: Total


@officer(MEMBER)
def guests(request: HttpRequest, actor: Actor) -> HttpResponse:
    """One day of the book; today takes new lines. `?perbaiki=7` replaces line 7 of the day."""
    now = timezone.now()
    office = here(request)
    this_day = today(office, now)
    day = _day(request.GET.get("hari", ""), this_day)
    wrong = _wrong(actor, day, request.GET.get("perbaiki", ""))
    services = [law.standard for law in catalogue.services(actor.office, now)]
    form = VisitForm(
        office, services, request.POST if request.method == "POST" else None, wrong=wrong is not None,
        initial=_initial(wrong),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        line = attempt(form, lambda: _record(request, actor, form, wrong, office, now))
        if line is not None:
            if line.came_at == line.recorded_at == now:
                queue.done(request, actor)
            messages.success(request, f"Tercatat di buku tamu: nomor {line.seq}.")
            return redirect(f"{reverse('desk:guests')}?hari={line.visited_on.isoformat()}")
    lines = guests_book.entries(actor, day, day, limit=SHOWN, newest_first=True)
    totals = list(_totals(office, guests_book.totals(actor, day, day)))
    names = {one.code: one.name for one in services}
    values = {
        "section": "guests",
        "day": day,
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1) if day < this_day else None,
        "is_today": day == this_day,
        "lines": [_shown(office, names, line) for line in lines],
        "full": len(lines) == SHOWN,
        "totals": totals,
        "visits": sum(one.total.visits for one in totals),
        "minutes": sum(one.total.minutes for one in totals),
        "form": form,
        "wrong": wrong,
        "entry_id": new_entry(),
    }
    return show(request, actor, "guests.html", values, status=422 if form.errors else 200)


def new_entry() -> str:
    """The id of a line that is not written yet, for its page."""
    return ENTRY.sign(str(uuid4()))


def entry_id(request: HttpRequest) -> UUID:
    """The id that the page was given; one that we did not give away ourselves is none."""
    try:
        return UUID(ENTRY.unsign(request.POST.get("entry_id", "")))
    except (BadSignature, ValueError):
        raise NotVisible from None


def _record(
    request: HttpRequest, actor: Actor, form: VisitForm, wrong: GuestLine | None, office: Office, now: datetime
) -> GuestLine:
    """The line as the form says it. A correction keeps the moment of the line it replaces."""
    late, came_at = form.cleaned_data["late_reason"], form.occurred_at(office.time_zone)
    correction = None
    if wrong is not None:
        correction = Correction(wrong.seq, form.cleaned_data["reason"])
        came_at, late = wrong.came_at, form.cleaned_data["reason"]
    return record(
        actor,
        entry_id(request),
        form.visit(),
        moment=now,
        came_at=came_at,
        late_reason=late,
        correction=correction,
    )


def _initial(wrong: GuestLine | None) -> dict[str, object]:
    if wrong is None:
        return {}
    names = ("purpose", "question", "service", "result", "minutes", "note")
    return {name: getattr(wrong, name) for name in names}


def _day(text: str, this_day: date) -> date:
    """The day that the address asks for: today or before. Raises NotVisible for any other text."""
    try:
        day = date.fromisoformat(text) if text else this_day
    except ValueError:
        raise NotVisible from None
    if not date(2000, 1, 1) <= day <= this_day:
        raise NotVisible
    return day


def _wrong(actor: Actor, day: date, text: str) -> GuestLine | None:
    if not text:
        return None
    if not text.isdecimal() or len(text) > 6:
        raise NotVisible
    return guests_book.line(actor, day, int(text))


def _shown(office: Office, services: dict[str, str], line: GuestLine) -> LineShown:
    return LineShown(
        line=line,
        purpose=purpose_words(office, line.purpose, line.question),
        result="" if line.purpose == VOID else RESULT_WORDS[line.result],
        service=services.get(line.service, line.service),
        by=", ".join(filter(None, (line.who, post_names(office, line.post)))),
    )


def _totals(office: Office, totals: Iterable[Total]) -> Iterator[TotalShown]:
    for one in totals:
        yield TotalShown(purpose_words(office, one.purpose, one.question), RESULT_WORDS[one.result], one)


def purpose_words(office: Office, purpose: str, question: str) -> str:
    """What somebody came for; of a status question, the question itself."""
    if purpose != QUESTION:
        return PURPOSES[purpose]
    return next((one.text for one in office.status_questions if one.code == question), question)
