"""The counter's first page: one field that finds a person or begins a service, and a question answered at once.

A NIK never stands in an address: what is looked for is posted, and the answer is a page that no browser keeps.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from maklumat.core.errors import NotVisible, Refusal
from maklumat.core.identity import Person, mask_name, mask_nik
from maklumat.core.identity.findings import digits_only
from maklumat.core.procedure.state import OPEN
from maklumat.core.standard.model import Office
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue.queries import Enacted
from maklumat.records.guests.actions import record
from maklumat.records.guests.queries import GuestLine
from maklumat.records.guests.visit import ANSWERED, MINUTES, OWN_FILE, Visit
from maklumat.records.people import roster
from maklumat.records.people.access import Actor
from maklumat.records.work import counter as work
from maklumat.records.work import finding
from maklumat.records.work.finding import Found, FoundFile, FoundPerson
from maklumat.web.desk import queue
from maklumat.web.desk.counter import blank_page
from maklumat.web.desk.forms_guest import RESULT_WORDS, QuestionForm
from maklumat.web.desk.guests import entry_id, new_entry, purpose_words
from maklumat.web.desk.queue import new_ticket
from maklumat.web.desk.slips import batch_of
from maklumat.web.desk.telling import desk_names
from maklumat.web.shared.entering import MEMBER, here, officer, show, today
from maklumat.web.shared.errors import say
from maklumat.web.shared.officials import status_words
from maklumat.web.shared.receipts import CHOSEN, PAPERS, wished

PERSON: Final = Signer(salt="maklumat.counter.person")
"""Says which person a page has found, and whether by the whole NIK: "<application id> nik"."""
SERVICE_DIGITS: Final = 2
KEYS: Final = "1234567890"
"""Access keys of the first ten services, in the order of the decree."""


@dataclass(frozen=True, slots=True)
class ServiceShown:
    """A service of the counter: its number in the list and its access key, "" beyond the tenth."""

    law: Enacted
    number: int
    key: str


@dataclass(frozen=True, slots=True)
class FileShown:
    """Where a file stands, in words; `first`: the answer button that has the focus."""

    file: FoundFile
    status: str
    desk: str
    first: bool


@dataclass(frozen=True, slots=True)
class PersonShown:
    """Somebody who was found. `first_until`: their next application goes first until that day. `token` begins a new
    application with their data, "" when that is not ours to do."""

    name: str
    nik: str
    files: tuple[FileShown, ...]
    token: str
    needs_card: bool
    first_until: date | None


@officer(MEMBER)
def counter(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Look for somebody, answer a question, choose the printer's paper, or begin a service by its number."""
    deed = request.POST.get("deed", "") if request.method == "POST" else ""
    if deed == "question":
        return _question(request, actor)
    if deed == "told":
        return _told(request, actor)
    if request.POST.get(CHOSEN) in PAPERS:
        request.session[CHOSEN] = request.POST[CHOSEN]
        return redirect("desk:counter")
    if request.method == "POST":
        return _search(request, actor, request.POST.get("q", ""))
    return home(request, actor)


@officer(MEMBER)
@require_POST
def begin(request: HttpRequest, actor: Actor) -> HttpResponse:
    """A service for the person that was found, with what is known of them filled in."""
    law = _chosen(request, actor)
    if law is None:
        return redirect("desk:counter")
    now = timezone.now()
    token, nik = request.POST.get("person", ""), digits_only(request.POST.get("nik", ""))[:16]
    if not token:
        return blank_page(request, actor, law, {"nik": nik} if nik else {})
    try:
        text, _, how = PERSON.unsign(token).partition(" ")
        application_id = UUID(text)
    except (BadSignature, ValueError):
        raise NotVisible from None
    why = how if how == finding.NIK else "card" if request.POST.get("card") else ""
    if not why:
        asked = Refusal("LKT-004", "Centang dahulu bahwa kartu identitasnya ada di tangan Anda.")
        return _search(request, actor, request.POST.get("q", ""), told(asked))
    person = finding.disclose(actor, application_id, why=why, moment=now)
    return blank_page(request, actor, law, known_as(person))


def known_as(person: Person) -> dict[str, Any]:
    """A person's data as the form of a person takes them."""
    sex = {"female": "perempuan", "male": "laki-laki"}.get(person.sex, "")
    texts = {name: getattr(person, name) for name in ("name", "nik", "kk", "birth_date", "address", "phone", "email")}
    return {**texts, "sex": sex}


def home(
    request: HttpRequest, actor: Actor, more: Mapping[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """The page; `more` is what was found, or a form that has to be mended."""
    office, now = here(request), timezone.now()
    values: dict[str, Any] = {
        "section": "counter",
        "services": list(_services(actor)),
        "question": QuestionForm(office) if office.status_questions else None,
        "entry_id": new_entry(),
        "on_duty": roster.on_duty(actor.office, now, today(office, now)),
        "batch": batch_of(request),
        "paper": wished(request),
        "focus": "q",
        "queue": queue.strip(request, actor),
    }
    return show(request, actor, "counter.html", {**values, **(more or {})}, status=status)


def _services(actor: Actor) -> Iterator[ServiceShown]:
    laws = work.intakes(actor, timezone.now())
    for number, law in enumerate(laws, 1):
        yield ServiceShown(law, number, KEYS[number - 1] if number <= len(KEYS) else "")


def _search(request: HttpRequest, actor: Actor, text: str, asked: str = "") -> HttpResponse:
    """Who is meant by `text`, or the service of that number. `asked`: what the page before left unsaid."""
    now = timezone.now()
    plain = text.strip()
    if plain.isdecimal() and len(plain) <= SERVICE_DIGITS:
        law = next((one.law for one in _services(actor) if one.number == int(plain)), None)
        if law is not None:
            return redirect("desk:counter_intake", law.standard.code)
        return _unfound(request, actor, plain, no_service(plain))
    try:
        found = finding.find(actor, plain, on=today(here(request), now), now=now)
    except Refusal as refusal:
        return _unfound(request, actor, plain, refusal)
    people = [_person(here(request), person, found) for person in found.people]
    begins = [one for one in people if one.token]
    answers = any(file.first for person in people for file in person.files)
    values = {
        "found": people,
        "looked": True,
        "typed": "" if found.how == finding.NIK else plain,
        "nik": digits_only(plain) if found.how == finding.NIK else "",
        "begin": begins[0] if len(begins) == 1 else None,
        "ticket_id": new_ticket(),
        "focus": "" if answers else "begin" if begins or found.how == finding.NIK else "q",
        "error": asked,
    }
    return home(request, actor, values, status=422 if asked else 200)


def no_service(number: str) -> Refusal:
    return Refusal("LKT-003", "Layanan nomor {number} tidak ada dalam daftar.", number=number[:6])


def told(refusal: Refusal) -> str:
    return f"{say(refusal)} ({refusal.code})"


def _unfound(request: HttpRequest, actor: Actor, typed: str, refusal: Refusal) -> HttpResponse:
    return home(request, actor, {"typed": typed, "error": told(refusal)}, status=422)


def _person(office: Office, found: FoundPerson, by: Found) -> PersonShown:
    whole, on = by.how == finding.NIK, today(office, timezone.now())
    person = found.person
    names = (person.name if whole else mask_name(person.name), mask_nik(person.nik)) if person else ("", "")
    answers = by.how in {finding.CODE, finding.AGENDA}
    return PersonShown(
        name=names[0],
        nik=names[1],
        files=tuple(
            FileShown(
                file=file,
                status=status_words(file.state.status, file.state.owner),
                desk=desk_names(office, file.law, file.state, on) if file.state.status == OPEN else "",
                first=answers and index == 0,
            )
            for index, file in enumerate(found.files)
        ),
        token=PERSON.sign(f"{found.newest} {by.how}") if found.newest else "",
        needs_card=not whole,
        first_until=found.first_until,
    )


def _chosen(request: HttpRequest, actor: Actor) -> Enacted | None:
    """The service by its button or by its number in the list; None, with a message, for none of them."""
    code, number = request.POST.get("service", ""), request.POST.get("number", "").strip()
    for one in _services(actor):
        if code == one.law.standard.code or (not code and number == str(one.number)):
            return one.law
    messages.error(request, told(no_service(number)))
    return None


def _question(request: HttpRequest, actor: Actor) -> HttpResponse:
    """A status question was answered: one line in the guest book, and nothing about who asked."""
    office = here(request)
    form = QuestionForm(office, request.POST)
    if not form.is_valid():
        return home(request, actor, {"question": form, "focus": ""}, status=422)
    line = record(actor, entry_id(request), form.visit(), moment=(now := timezone.now()))
    _answered(request, actor, line, now)
    asked = purpose_words(office, line.purpose, line.question)
    messages.success(request, f"Tercatat di buku tamu nomor {line.seq}: {asked} {RESULT_WORDS[line.result]}.")
    return redirect("desk:counter")


def _told(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Somebody was told where their file stands."""
    codes = {law.standard.code for law in catalogue.services(actor.office, timezone.now())}
    service = request.POST.get("service", "")
    visit = Visit(OWN_FILE, ANSWERED, MINUTES[OWN_FILE], service=service if service in codes else "")
    line = record(actor, entry_id(request), visit, moment=(now := timezone.now()))
    _answered(request, actor, line, now)
    messages.success(request, f"Tercatat di buku tamu nomor {line.seq}: menanyakan berkasnya sendiri.")
    return redirect("desk:counter")


def _answered(request: HttpRequest, actor: Actor, line: GuestLine, now: datetime) -> None:
    """Whoever stands at this window has their answer; a page sent twice says nothing of whoever stands there now."""
    if line.recorded_at == now:
        queue.done(request, actor)
