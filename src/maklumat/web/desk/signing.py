"""The signing page: the letter, fresh proof of who signs, and paper as an equal way."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from maklumat.core.errors import Conflict, MaklumatError, NotVisible, Refusal
from maklumat.core.letter.faults import LetterFault
from maklumat.ports.esign import EsignFault
from maklumat.ports.scans import pdf_of
from maklumat.records.people.access import Actor
from maklumat.records.products.queries import ProductView
from maklumat.records.work import actions, letters, signers, signing, standing, waiting
from maklumat.records.work import queries as work
from maklumat.records.work.letters import Question
from maklumat.records.work.queries import FileView
from maklumat.records.work.signers import Offer
from maklumat.web.desk import forms_certified as certified
from maklumat.web.desk import opening
from maklumat.web.desk.acting import sent_again, sentence_of
from maklumat.web.desk.file import page
from maklumat.web.desk.forms_act import LETTER, file_field, letter_data, letter_fields, unfilled
from maklumat.web.desk.forms_remedy import PasswordForm
from maklumat.web.desk.initials_told import letter_of
from maklumat.web.desk.outages_told import told
from maklumat.web.desk.telling import post_names
from maklumat.web.shared.entering import DESK, TEAM, officer, show
from maklumat.web.shared.errors import TooMany, say
from maklumat.web.shared.forms import DateField
from maklumat.web.shared.uploading import received, shown

ELECTRONIC, PRINT, SCAN = "electronic", "print", "scan"
PDF = "application/pdf"


class SignForm(PasswordForm):
    """The fields of a letter that is written here and now, and the password; to print it, the fields alone."""

    def __init__(self, questions: tuple[Question, ...], offer: Offer, *, prints: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fields["password"].required = not prints
        certified.add_fields(self, offer, needed=not prints)
        self.questions = questions
        for name, field in letter_fields(questions):
            self.fields[name] = field
        self.order_fields([*(name for name, _ in letter_fields(questions)), *certified.FIELDS, "password"])

    def letter(self) -> dict[str, Any] | None:
        """What the letter is to say; None for one that is signed as it is."""
        return letter_data(self.questions, self.cleaned_data) if self.questions else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name, field in self.fields.items():
            if getattr(field, "needed", False) and not cleaned.get(name) and name not in self.errors:
                self.add_error(name, unfilled(field))
        return cleaned


class ScanForm(PasswordForm):
    """The letter that was signed by hand and stamped."""

    scan = file_field("Pindaian atau foto surat yang sudah ditandatangani dan dicap")
    signed_on = DateField(
        label="Ditandatangani pada tanggal",
        required=False,
        help_text="Kosong berarti hari ini. Kewenangan penanda tangannya dilihat pada tanggal itu.",
    )
    field_order = ("seen_seq", "scan", "signed_on", "password")


@officer(DESK)
@sensitive_post_parameters(*certified.SENSITIVE)
def sign(request: HttpRequest, actor: Actor, application_id: UUID) -> HttpResponse:
    """Read it, prove who you are, sign."""
    try:
        opened = opening.opened(request, actor, application_id)
    except NotVisible:
        standing.visible_or_explained(actor, application_id, timezone.now())
        raise
    if not work.may_act(actor, opened) or not signs_letter(opened):
        return _moved(request, actor, opened)
    assert opened.step is not None  # noqa: S101  # it lies with somebody
    questions, offer = _questions(actor, opened), signers.offered(actor.office, _current_id(opened))
    initial = {"seen_seq": opened.state.seq}
    chosen = request.POST.get("way", "") if request.method == "POST" else ""
    data = request.POST if chosen in {ELECTRONIC, PRINT} else None
    form = SignForm(questions, offer, prints=chosen == PRINT, initial=initial, auto_id="sign_%s", data=data)
    scan = ScanForm(
        initial=initial, auto_id="scan_%s", data=request.POST if chosen == SCAN else None,
        files=request.FILES if chosen == SCAN else None,
    )  # fmt: skip
    bound, fault = {ELECTRONIC: form, PRINT: form, SCAN: scan}.get(chosen), None
    try:
        answer = _answer(request, actor, opened, chosen, form, scan)
    except Conflict as conflict:
        return page(
            request, actor, work.file_for(actor, application_id), {"conflict": sentence_of(conflict)}, status=409
        )
    except TooMany:
        raise
    except (Refusal, LetterFault) as refusal:
        if bound is None:
            raise
        bound.add_error(None, f"{say(refusal)} ({refusal.code})")
        answer, fault = None, refusal
        if getattr(refusal, "unknown", False):
            certified.add_again(form)
    return answer or _draw(request, actor, opened, (form, scan), offer, fault, failed=bool(chosen))


def _answer(
    request: HttpRequest, actor: Actor, opened: FileView, chosen: str, form: SignForm, scan: ScanForm
) -> HttpResponse | None:
    """What the pressed button does; None when there is something to mend, or nothing was pressed."""
    step, now = opened.state.step, timezone.now()
    if chosen == PRINT and form.is_valid():
        pdf = signing.print_for_wet_signature(
            actor, opened.id, step=step, seen_seq=form.cleaned_data["seen_seq"], moment=now, letter=form.letter()
        )
        return shown(pdf, PDF, f"surat-{opened.register.replace('/', '-')}.pdf")
    if chosen == ELECTRONIC and form.proven(request):
        seen = form.cleaned_data["seen_seq"]
        signing.sign(
            actor, opened.id, step=step, seen_seq=seen, moment=now, letter=form.letter(), proof=form.proof,
            secret=certified.secret_of(form),
        )  # fmt: skip
    elif chosen == SCAN and scan.proven(request):
        seen, pdf = scan.cleaned_data["seen_seq"], pdf_of(received(request, "scan"))
        on = scan.cleaned_data["signed_on"]
        signing.take_in_scan(
            actor, opened.id, step=step, seen_seq=seen, scan=pdf, moment=now, proof=scan.proof, signed_on=on
        )
    else:
        return None
    following = waiting.next_letter(actor, timezone.now())
    goes_on = " Di bawah ini surat berikutnya." if following else ""
    messages.success(request, f"Surat untuk berkas {opened.register} sudah ditandatangani.{goes_on}")
    return redirect("desk:sign", following.line.application_id) if following else redirect("desk:file", opened.id)


def signs_letter(opened: FileView) -> bool:
    """Whether the file is at a step where a letter is signed."""
    return opened.step is not None and waiting.signs_letter(opened.law.standard, opened.step)


def _questions(actor: Actor, opened: FileView) -> tuple[Question, ...]:
    """The fields of a letter that no earlier step drafted (a refusal); what was drafted is signed as it stands."""
    step = opened.step
    assert step is not None  # noqa: S101  # the caller has checked
    drafting = (one for one in opened.law.standard.steps if one.kind == "draft")
    if any(one.product == step.product for one in drafting):
        return ()
    return letters.questions(actor, opened.id, step.product, timezone.now(), anew=True)


def _moved(request: HttpRequest, actor: Actor, opened: FileView) -> HttpResponse:
    """Signed already, or passed on: whoever works on such a step sees the file; anybody else sees nothing."""
    signers = {one.signed_by for one in opened.law.standard.products if one.signed_by}
    if request.method != "POST" or not signers & {*actor.posts, *(one.post for one in actor.standings)}:
        raise NotVisible
    if any(sent_again(request, actor, opened, step.code, signing.SIGNED) for step in opened.law.standard.steps):
        messages.success(request, f"Surat untuk berkas {opened.register} sudah ditandatangani.")
        return redirect("desk:file", opened.id)
    return page(request, actor, opened, {"conflict": sentence_of(actions.conflict(opened.position))}, status=409)


def _current(opened: FileView) -> ProductView | None:
    """The letter of this step as far as there is one."""
    assert opened.step is not None  # noqa: S101  # the caller has checked
    wanted = opened.step.product
    return next((one for one in opened.products if one.product == wanted and not one.revoked_at), None)


def _current_id(opened: FileView) -> UUID | None:
    current = _current(opened)
    return current.id if current else None


def _draw(
    request: HttpRequest,
    actor: Actor,
    opened: FileView,
    made: tuple[SignForm, ScanForm],
    offer: Offer,
    fault: MaklumatError | None,
    *,
    failed: bool,
) -> HttpResponse:
    assert opened.step is not None  # noqa: S101  # the caller has checked
    form, scan = made
    product, current = opened.law.standard.product(opened.step.product), _current(opened)
    outage = signers.outage(actor.office, timezone.now()) if offer.certified else None
    imported = current is not None and current.made == "imported"
    letter_fields = [bound for bound in form if bound.name.startswith(f"{LETTER}-")]
    wet = product.signature == "wet"
    as_what = standing.signs_as(actor, opened.position, timezone.now())
    values = {
        "section": "worklist",
        "file": opened,
        "product": product,
        "current": current,
        "person": opened.submission.beneficiary or opened.submission.applicant,
        "imported": imported,
        "signer": as_what if isinstance(as_what, str) and as_what else post_names(opened.law.office, product.signed_by),
        "refused": f"{say(as_what)} ({as_what.code})" if isinstance(as_what, Refusal) else "",
        "form": form,
        "letter_fields": letter_fields,
        "scan": scan,
        "certified": offer.certified,
        "unanswered_at": offer.unanswered_at,
        "outage": next(iter(told(filter(None, [outage]))), None),
        "wet": wet or outage is not None or isinstance(fault, EsignFault) or offer.unanswered_at is not None,
        "initialled": letter_of(opened, product),
        "wet_first": wet and not imported and not letter_fields,
    }
    return show(request, actor, "sign.html", values, status=422 if failed else 200)


@officer(TEAM)
@require_safe
def preview(request: HttpRequest, actor: Actor, application_id: UUID, product: str) -> HttpResponse:
    """The letter as it stands, marked as a draft."""
    opening.noted(request, actor, application_id)
    pdf = letters.preview(actor, application_id, product, timezone.now())
    return shown(pdf, PDF, "konsep.pdf")


@officer(TEAM)
@require_safe
def picture(request: HttpRequest, actor: Actor, application_id: UUID, product: str) -> HttpResponse:
    """The same as a picture, for a telephone that shows no PDF inside a page; the PDF where there is none."""
    opening.noted(request, actor, application_id)
    found = letters.picture(actor, application_id, product, timezone.now())
    return shown(found, "image/png", "konsep.png") if found else redirect("desk:preview", application_id, product)
