"""The counter: a walk-in on one page, by keyboard alone; also a paper slip typed in later with its true time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID, uuid4

from django import forms
from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from maklumat.core.errors import NotVisible, Refusal
from maklumat.core.intake import ATTACHED, COUNTER, PAPER, SHOWN, STATED, Slot
from maklumat.core.standard.model import Alternative
from maklumat.ports.uploads import Decoded
from maklumat.records.applications import actions as applications
from maklumat.records.catalogue.queries import Enacted
from maklumat.records.people.access import Actor
from maklumat.records.work import counter as work
from maklumat.records.work import queries as files
from maklumat.records.work.submit import Receipt, submit
from maklumat.web.desk.entering import CLERK, MEMBER, here, officer, show, today
from maklumat.web.desk.file import promises
from maklumat.web.desk.forms_act import MomentForm
from maklumat.web.desk.telling import FORM, PERSON
from maklumat.web.shared.errors import say
from maklumat.web.shared.forms import Form, intake_form, tell, typed
from maklumat.web.shared.intake import Filled, PersonForm
from maklumat.web.shared.qr import qr_data
from maklumat.web.shared.uploading import ACCEPT, MAX_BYTES, received

NOTICE: Final = "loket-1"
"""The notice that is read out or lies on the counter."""
CLAIMS: Final = {"paper": SHOWN, "stated": STATED, "scan": ATTACHED}
"""What a ticked box or a file at the counter says about a requirement."""
SIGNER: Final = Signer(salt="maklumat.counter")


class OtherForm(PersonForm):
    """Somebody besides the applicant; left empty when there is nobody."""


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One requirement at the counter: was it handed over, which of the alternatives, is there a scan."""

    key: str
    text: str
    form: str
    person: str
    help: str
    required: bool
    document: bool
    alternatives: tuple[Alternative, ...]
    checked: bool
    chosen: str
    error: str


@dataclass(frozen=True, slots=True)
class Page:
    """The forms of the one page, empty or as they were typed."""

    applicant: PersonForm
    beneficiary: OtherForm
    proxy: OtherForm
    answers: Form
    moment: MomentForm

    @property
    def all(self) -> tuple[forms.Form, ...]:
        return (self.applicant, self.beneficiary, self.proxy, self.answers, self.moment)


@officer(MEMBER)
@require_safe
def counter(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The services that one of my posts takes in."""
    now = timezone.now()
    services = list(work.intakes(actor, today(here(request), now)))
    return show(request, actor, "counter.html", {"section": "counter", "services": services})


@officer(CLERK)
def counter_intake(request: HttpRequest, actor: Actor, service: str) -> HttpResponse:
    """Applicant, answers, papers seen: one page, one button, a receipt to print."""
    now = timezone.now()
    on = today(here(request), now)
    law = work.intake_for(actor, service, on)
    if request.method != "POST":
        return _draw(request, actor, law, _page(law, None), Filled(law, {}, (), on, COUNTER), uuid4())
    submission_id = _submission_id(request)
    page = _page(law, request.POST)
    channel = PAPER if page.moment.is_later else COUNTER
    filled = Filled(law, _content(page, request), (), on, channel)
    files, wrong = _files(request, filled)
    told = [tell(form, place, filled.about(place)) for form, place in _places(page)]
    if any(told) or wrong or not page.moment.is_valid() or filled.stopping:
        return _draw(request, actor, law, page, filled, submission_id, wrong)
    try:
        receipt = _receive(actor, law, filled, page, submission_id, files)
    except Refusal as refusal:
        page.moment.add_error(None, f"{say(refusal)} ({refusal.code})")
        return _draw(request, actor, law, page, filled, submission_id)
    values = {"section": "counter", "warnings": filled.problems, "file": None}
    return show_receipt(request, actor, receipt, values)


def show_receipt(request: HttpRequest, actor: Actor, receipt: Receipt, values: Mapping[str, Any]) -> HttpResponse:
    """The paper that the applicant takes home: code, secret, what is promised, where to look."""
    opened = files.file_for(actor, receipt.application_id)
    address = f"{settings.BASE_ADDRESS}{reverse('public:follow_code', args=[receipt.code])}"
    shared = {"receipt": receipt, "law": opened.law, "promises": promises(opened, timezone.now())}
    return show(request, actor, "receipt.html", {**shared, "address": address, "qr": qr_data(address), **values})


def _receive(
    actor: Actor, law: Enacted, filled: Filled, page: Page, submission_id: UUID, files: Mapping[Slot, Decoded]
) -> Receipt:
    """Keep the scans under the application's id, then receive it. Sent twice, it is received once."""
    now = timezone.now()
    for slot, scan in files.items():
        applications.attach(submission_id, law.office.code, slot.requirement.code, scan, moment=now, person=slot.person)
    return submit(
        submission_id,
        submission=filled.submission,
        notice_version=NOTICE,
        moment=now,
        occurred_at=page.moment.occurred_at(law.office.time_zone),
        late_reason=page.moment.cleaned_data["late_reason"],
        actor=actor,
    )


def _page(law: Enacted, data: Any) -> Page:
    applicant = PersonForm(data, prefix="applicant")
    if data is None:
        applicant.fields["name"].widget.attrs["autofocus"] = True
    return Page(
        applicant=applicant,
        beneficiary=OtherForm(data, prefix="beneficiary"),
        proxy=OtherForm(data, prefix="proxy"),
        answers=intake_form(law.standard.intake)(data, prefix="answers"),
        moment=MomentForm(data, prefix="moment"),
    )


def _places(page: Page) -> Iterator[tuple[forms.Form, str]]:
    yield page.applicant, "applicant"
    yield page.beneficiary, "beneficiary"
    yield page.proxy, "proxy"
    yield page.answers, "answers"


def _content(page: Page, request: HttpRequest) -> dict[str, Any]:
    """What was typed, in the parts of a draft. A paper that was handed over counts as shown, a scan as attached."""
    content: dict[str, Any] = {place: typed(form) for form, place in _places(page)}
    claims: dict[str, dict[str, str]] = {}
    for name in (*request.POST, *request.FILES):
        mark, _, key = str(name).partition("-")
        if mark in CLAIMS:
            claims[key] = {"how": CLAIMS[mark], "alternative": request.POST.get(f"which-{key}", "")}
    return {**content, "claims": claims}


def _files(request: HttpRequest, filled: Filled) -> tuple[dict[Slot, Decoded], dict[str, str]]:
    """The scans that came along, decoded, and what is wrong with those that cannot be."""
    found: dict[Slot, Decoded] = {}
    wrong: dict[str, str] = {}
    for slot in filled.slots:
        if f"scan-{slot.key}" in request.FILES:
            try:
                found[slot] = received(request, f"scan-{slot.key}")
            except Refusal as refusal:
                wrong[slot.key] = f"{say(refusal)} ({refusal.code})"
    return found, wrong


def _submission_id(request: HttpRequest) -> UUID:
    """The id that this page was given; one that we did not give away ourselves is none."""
    try:
        return UUID(SIGNER.unsign(request.POST.get("submission_id", "")))
    except (BadSignature, ValueError):
        raise NotVisible from None


def _draw(
    request: HttpRequest,
    actor: Actor,
    law: Enacted,
    page: Page,
    filled: Filled,
    submission_id: UUID,
    wrong: Mapping[str, str] | None = None,
) -> HttpResponse:
    values = {
        "section": "counter",
        "law": law,
        "page": page,
        "submission_id": SIGNER.sign(str(submission_id)),
        "papers": list(_papers(request, filled, wrong or {})),
        "accept": ACCEPT,
        "max_bytes": MAX_BYTES,
        "wrong": wrong,
    }
    return show(request, actor, "counter_intake.html", values, status=422 if request.method == "POST" else 200)


def _papers(request: HttpRequest, filled: Filled, wrong: Mapping[str, str]) -> Iterator[PaperLine]:
    for slot in filled.slots:
        requirement = slot.requirement
        yield PaperLine(
            key=slot.key,
            text=requirement.text,
            form=FORM.get(requirement.form, ""),
            person=PERSON.get(slot.person, slot.person),
            help=requirement.help,
            required=slot.required,
            document=requirement.kind == "document",
            alternatives=requirement.one_of,
            checked=f"paper-{slot.key}" in request.POST or f"stated-{slot.key}" in request.POST,
            chosen=request.POST.get(f"which-{slot.key}", ""),
            error=wrong.get(slot.key, ""),
        )
