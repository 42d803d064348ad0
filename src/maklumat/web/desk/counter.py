"""Intake at the counter: a walk-in on one page, by keyboard alone; also a paper slip typed in with its true time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID, uuid4

from django import forms
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from maklumat.core.errors import NotVisible, Refusal
from maklumat.core.intake import ATTACHED, COUNTER, PAPER, PHONE, SHOWN, STATED, Slot
from maklumat.core.intake.requirements import DOCUMENT
from maklumat.core.standard.model import Alternative
from maklumat.ports.uploads import Decoded
from maklumat.records.applications import actions as applications
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue.queries import Enacted
from maklumat.records.people.access import Actor
from maklumat.records.work import counter as work
from maklumat.records.work import queries as files
from maklumat.records.work.submit import Receipt, submit
from maklumat.web.desk import queue
from maklumat.web.desk.forms_act import MomentForm
from maklumat.web.desk.scans import Scans, scans_of, tokens
from maklumat.web.desk.slips import Batch, batch_of
from maklumat.web.desk.telling import FORM, PERSON
from maklumat.web.desk.windows import window_of
from maklumat.web.shared.entering import CLERK, here, officer, show, today
from maklumat.web.shared.errors import say
from maklumat.web.shared.forms import Form, expected, intake_form, tell, typed
from maklumat.web.shared.intake import Filled, PersonForm, ToldForm, applicant_form
from maklumat.web.shared.receipts import receipt_paper
from maklumat.web.shared.uploading import ACCEPT, MAX_BYTES

NOTICE: Final = "loket-1"
"""The notice that is read out or lies on the counter."""
CLAIMS: Final = {"paper": SHOWN, "stated": STATED, "scan": ATTACHED, "kept": ATTACHED}
"""What a ticked box or a file at the counter says about a requirement."""
ALL_PAPERS: Final = "all-papers"
"""One box instead of one per paper: the clerk has seen them all."""
NOT_HERE: Final = frozenset({"ISI-201", "ISI-202", "ISI-203"})
SIGNER: Final = Signer(salt="maklumat.counter")
NO_SCANS: Final = Scans({}, {})


class OtherForm(PersonForm):
    """Somebody besides the applicant; left empty when there is nobody."""


class SlipForm(MomentForm):
    """When it really happened, and the number printed on the slip that it was written on."""

    slip = forms.CharField(
        label="Nomor lembar",
        required=False,
        max_length=20,
        help_text="Di sudut kanan atas, misalnya 17/2026.",
    )
    by_phone = forms.BooleanField(label="Laporan ini masuk lewat telepon", required=False)
    field_order = ("by_phone", "slip", "happened_on", "happened_at", "late_reason")

    @property
    def channel(self) -> str:
        """How the application came: by telephone, on paper before, or with somebody who stands here."""
        if "by_phone" in self.fields and self["by_phone"].data:
            return PHONE
        return PAPER if self.is_later else COUNTER

    @property
    def opened(self) -> bool:
        """Something here was filled in."""
        return self.channel != COUNTER

    @property
    def why_late(self) -> str:
        """The reason as it is recorded, with the slip it came on."""
        reason, slip = self.cleaned_data["late_reason"], self.cleaned_data["slip"]
        return f"{reason} (lembar {slip})" if reason and slip else str(reason)


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
    token: str


@dataclass(frozen=True, slots=True)
class Page:
    """The forms of the one page, empty or as they were typed."""

    applicant: Form
    beneficiary: OtherForm
    proxy: OtherForm
    answers: Form
    moment: SlipForm


@officer(CLERK)
def counter_intake(request: HttpRequest, actor: Actor, service: str) -> HttpResponse:
    """Applicant, answers, papers seen: one page, one button, a receipt to print."""
    now = timezone.now()
    law = work.intake_for(actor, service, now)
    on = catalogue.local_date(law.office, now)
    if request.method != "POST":
        return blank_page(request, actor, law, {})
    page = _page(law, request.POST, batch_of(request))
    law, on = _law_then(actor, law, page, on)
    filled = Filled(law, _content(page, request, law, on), (), on, page.moment.channel)
    submission_id = _submission_id(request, page, filled)
    scans = scans_of(request, filled.slots, request.POST["submission_id"])
    told = [tell(form, place, filled.about(place)) for form, place in _places(page)]
    if any(told) or scans.wrong or not page.moment.is_valid() or filled.stopping:
        return _draw(request, actor, page, filled, scans=scans)
    try:
        receipt = _receive(actor, law, filled, page, submission_id, scans.found)
    except Refusal as refusal:
        page.moment.add_error(None, f"{say(refusal)} ({refusal.code})")
        return _draw(request, actor, page, filled, scans=scans)
    if not receipt.repeated:
        queue.done(request, actor, receipt.application_id)
    told_to_officer = [problem for problem in filled.problems if problem.code not in NOT_HERE]
    values = {
        "section": "counter",
        "warnings": told_to_officer,
        "file": None,
        "lacking": list(_lacking(filled)),
        "calls_next": bool(window_of(request, actor.office)),
    }
    return show_receipt(request, actor, receipt, values)


def blank_page(request: HttpRequest, actor: Actor, law: Enacted, known: Mapping[str, Any]) -> HttpResponse:
    """The page before anything was sent; `known` are the applicant's data as far as the counter has them."""
    on = today(here(request), timezone.now())
    page = _page(law, None, batch_of(request), known)
    return _draw(request, actor, page, Filled(law, {}, (), on, COUNTER), known=bool(known.get("name")))


def show_receipt(request: HttpRequest, actor: Actor, receipt: Receipt, values: Mapping[str, Any]) -> HttpResponse:
    """The paper that the applicant takes home: code, secret, what is promised, where to look."""
    opened = files.just_received(actor, receipt.application_id)
    paper = receipt_paper(request, receipt, opened, lacking=values.get("lacking", ()))
    return show(request, actor, "receipt.html", {"paper": paper, **values})


def _law_then(actor: Actor, law: Enacted, page: Page, on: date) -> tuple[Enacted, date]:
    """The standard and the day that bind what happened then: a slip is judged by the day it was written."""
    occurred_at = page.moment.occurred_at(law.office.time_zone) if page.moment.is_valid() else None
    if occurred_at is None:
        return law, on
    then = catalogue.local_date(law.office, occurred_at)
    try:
        return work.intake_for(actor, law.standard.code, occurred_at, now=timezone.now()), then
    except NotVisible:
        page.moment.add_error("happened_on", "Pada tanggal itu layanan ini belum berlaku.")
        return law, on


def _receive(
    actor: Actor, law: Enacted, filled: Filled, page: Page, submission_id: UUID, scans: Mapping[Slot, Decoded]
) -> Receipt:
    """Keep the scans under the application's id, then receive it. Sent twice, it is received once."""
    now = timezone.now()
    before = work.typed_before(submission_id, filled.submission)
    if before:
        slip = page.moment.cleaned_data["slip"] or "ini"
        raise Refusal("LKT-005", "Lembar {slip} sudah diketik sebagai berkas {register}.", slip=slip, register=before)
    for slot, scan in scans.items():
        applications.attach(submission_id, law.office.code, slot.requirement.code, scan, moment=now, person=slot.person)
    return submit(
        submission_id,
        submission=filled.submission,
        notice_version=NOTICE,
        moment=now,
        occurred_at=page.moment.occurred_at(law.office.time_zone),
        late_reason=page.moment.why_late,
        actor=actor,
        capacity=work.capacity(actor, law),
    )


def _page(law: Enacted, data: Any, batch: Batch | None, known: Mapping[str, Any] | None = None) -> Page:
    """The forms; while a pile of slips is typed in, its day and its reason stand there already."""
    then = {"happened_on": batch.on, "late_reason": batch.reason} if batch else {}
    return Page(
        applicant=applicant_form(law.standard, ToldForm)(data, prefix="applicant", initial=dict(known or {})),
        beneficiary=OtherForm(data, prefix="beneficiary"),
        proxy=OtherForm(data, prefix="proxy"),
        answers=intake_form(law.standard.intake)(data, prefix="answers"),
        moment=_slip_form(data, then),
    )


def _slip_form(data: Any, then: dict[str, Any]) -> SlipForm:
    """Of a slip in a pile the moment is asked, and told to be."""
    form = SlipForm(data, prefix="moment", initial=then)
    for name in ("happened_on", "happened_at", "late_reason"):
        expected(form.fields[name], yes=bool(then))
    if then:
        form.fields["happened_on"].label = "Tanggal datang"
        form.fields["happened_at"].label = "Jam datang"
        form.fields["late_reason"].label = "Mengapa baru diketik"
        del form.fields["by_phone"]  # a pile of slips was written at the counter
    return form


def _places(page: Page) -> Iterator[tuple[forms.Form, str]]:
    yield page.applicant, "applicant"
    yield page.beneficiary, "beneficiary"
    yield page.proxy, "proxy"
    yield page.answers, "answers"


def _content(page: Page, request: HttpRequest, law: Enacted, on: date) -> dict[str, Any]:
    """What was typed, in the parts of a draft. A paper that was handed over counts as shown, a scan as attached."""
    content: dict[str, Any] = {place: typed(form) for form, place in _places(page)}
    # A file field left empty comes as an empty text: only what has content says anything.
    marks = [*(str(name) for name, value in request.POST.items() if value), *map(str, request.FILES)]
    if ALL_PAPERS in request.POST:
        asked = Filled(law, content, (), on, COUNTER).slots
        marks = [*(f"paper-{slot.key}" for slot in asked if slot.requirement.kind == DOCUMENT), *marks]
    claims: dict[str, dict[str, str]] = {}
    for name in marks:
        mark, _, key = name.partition("-")
        if mark in CLAIMS:
            claims[key] = {"how": CLAIMS[mark], "alternative": request.POST.get(f"which-{key}", "")}
    return {**content, "claims": claims}


def _submission_id(request: HttpRequest, page: Page, filled: Filled) -> UUID:
    """The id that this page was given, or the one that follows from the number of the slip.

    Raises NotVisible for an id that we did not give away ourselves.
    """
    try:
        given = UUID(SIGNER.unsign(request.POST.get("submission_id", "")))
    except (BadSignature, ValueError):
        raise NotVisible from None
    slip = page.moment["slip"].value() if filled.channel == PAPER else ""
    return work.slip_id(filled.law.office.code, slip or "") or given


def _lacking(filled: Filled) -> Iterator[str]:
    """The papers that the applicant still has to bring, in the standard's words."""
    missing = {problem.field.partition(".")[2] for problem in filled.problems if problem.code in NOT_HERE}
    for slot in filled.slots:
        if slot.key in missing:
            person = PERSON.get(slot.person, slot.person)
            yield f"{slot.requirement.text} ({person})" if person else slot.requirement.text


def _draw(
    request: HttpRequest,
    actor: Actor,
    page: Page,
    filled: Filled,
    *,
    scans: Scans = NO_SCANS,
    known: bool = False,
) -> HttpResponse:
    posted = bool(page.applicant.is_bound)
    given = request.POST.get("submission_id", "") if posted else SIGNER.sign(str(uuid4()))
    batch = batch_of(request)
    first = {"slip": page.moment.fields["slip"], "name": page.applicant.fields["name"]}
    focus = "" if posted else "slip" if batch else "answers" if known else "name"
    if focus in first:
        first[focus].widget.attrs["autofocus"] = True
    values = {
        "section": "counter",
        "law": filled.law,
        "page": page,
        "submission_id": given,
        "papers": list(_papers(request, filled, scans, given)),
        "all_papers": ALL_PAPERS in request.POST,
        "accept": ACCEPT,
        "max_bytes": MAX_BYTES,
        "wrong": scans.wrong,
        "batch": batch,
        "known": known,
        "focus": focus,
    }
    return show(request, actor, "counter_intake.html", values, status=422 if posted else 200)


def _papers(request: HttpRequest, filled: Filled, scans: Scans, owner: str) -> Iterator[PaperLine]:
    names = tokens(scans, owner, filled.law.office.code)
    for slot in filled.slots:
        requirement = slot.requirement
        first = requirement.one_of[0].code if requirement.one_of else ""
        yield PaperLine(
            key=slot.key,
            text=requirement.text,
            form=FORM.get(requirement.form, ""),
            person=PERSON.get(slot.person, slot.person),
            help=requirement.help,
            required=slot.required,
            document=requirement.kind == DOCUMENT,
            alternatives=requirement.one_of,
            checked=f"paper-{slot.key}" in request.POST or f"stated-{slot.key}" in request.POST,
            chosen=request.POST.get(f"which-{slot.key}", first),
            error=scans.wrong.get(slot.key, ""),
            token=names.get(slot.key, ""),
        )
