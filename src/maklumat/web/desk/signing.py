"""The signing page: the letter, fresh proof of who signs, and paper as an equal way."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from maklumat.core.errors import Conflict, NotVisible, Refusal
from maklumat.core.letter.faults import LetterFault
from maklumat.ports.scans import pdf_of
from maklumat.records.people.access import Actor
from maklumat.records.work import actions, letters, signing, standing, waiting
from maklumat.records.work import queries as work
from maklumat.records.work.letters import Question
from maklumat.records.work.queries import FileView
from maklumat.web.desk.acting import sent_again, sentence_of
from maklumat.web.desk.file import page
from maklumat.web.desk.forms_act import LETTER, file_field, letter_data, letter_fields, unfilled
from maklumat.web.desk.forms_remedy import PasswordForm
from maklumat.web.desk.telling import post_names
from maklumat.web.shared.entering import DESK, TEAM, officer, show
from maklumat.web.shared.errors import TooMany, say
from maklumat.web.shared.uploading import received, shown

ELECTRONIC, PRINT, SCAN = "electronic", "print", "scan"
PDF = "application/pdf"


class SignForm(PasswordForm):
    """The fields of a letter that is written here and now, and the password; to print it, the fields alone."""

    def __init__(self, questions: tuple[Question, ...], *, prints: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fields["password"].required = not prints
        self.questions = questions
        for name, field in letter_fields(questions):
            self.fields[name] = field
        self.order_fields([*(name for name, _ in letter_fields(questions)), "password"])

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
    field_order = ("seen_seq", "scan", "password")


@officer(DESK)
@sensitive_post_parameters("password")
def sign(request: HttpRequest, actor: Actor, application_id: UUID) -> HttpResponse:
    """Read it, prove who you are, sign."""
    try:
        opened = work.file_for(actor, application_id)
    except NotVisible:
        standing.visible_or_explained(actor, application_id, timezone.now())
        raise
    if not work.may_act(actor, opened) or not signs_letter(opened):
        return _moved(request, actor, opened)
    assert opened.step is not None  # noqa: S101  # it lies with somebody
    questions = _questions(actor, opened)
    initial = {"seen_seq": opened.state.seq}
    chosen = request.POST.get("way", "") if request.method == "POST" else ""
    data = request.POST if chosen in {ELECTRONIC, PRINT} else None
    form = SignForm(questions, prints=chosen == PRINT, initial=initial, auto_id="sign_%s", data=data)
    scan = ScanForm(
        initial=initial, auto_id="scan_%s", data=request.POST if chosen == SCAN else None,
        files=request.FILES if chosen == SCAN else None,
    )  # fmt: skip
    bound = {ELECTRONIC: form, PRINT: form, SCAN: scan}.get(chosen)
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
        answer = None
    return answer or _draw(request, actor, opened, form, scan, failed=bool(chosen))


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
        signing.sign(actor, opened.id, step=step, seen_seq=seen, moment=now, letter=form.letter(), proof=form.proof)
    elif chosen == SCAN and scan.proven(request):
        seen, pdf = scan.cleaned_data["seen_seq"], pdf_of(received(request, "scan"))
        signing.take_in_scan(actor, opened.id, step=step, seen_seq=seen, scan=pdf, moment=now, proof=scan.proof)
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


def _draw(
    request: HttpRequest, actor: Actor, opened: FileView, form: forms.Form, scan: forms.Form, *, failed: bool
) -> HttpResponse:
    assert opened.step is not None  # noqa: S101  # the caller has checked
    product = opened.law.standard.product(opened.step.product)
    current = next((one for one in opened.products if one.product == product.code and not one.revoked_at), None)
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
        "wet": wet,
        "wet_first": wet and not imported and not letter_fields,
    }
    return show(request, actor, "sign.html", values, status=422 if failed else 200)


@officer(TEAM)
@require_safe
def preview(_: HttpRequest, actor: Actor, application_id: UUID, product: str) -> HttpResponse:
    """The letter as it stands, marked as a draft."""
    pdf = letters.preview(actor, application_id, product, timezone.now())
    return shown(pdf, PDF, "konsep.pdf")


@officer(TEAM)
@require_safe
def picture(_: HttpRequest, actor: Actor, application_id: UUID, product: str) -> HttpResponse:
    """The same as a picture, for a telephone that shows no PDF inside a page; the PDF where there is none."""
    found = letters.picture(actor, application_id, product, timezone.now())
    return shown(found, "image/png", "konsep.png") if found else redirect("desk:preview", application_id, product)
