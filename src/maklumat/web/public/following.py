"""Following a file with the code and the secret of its receipt."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maklumat.core.errors import NotVisible, Refusal
from maklumat.core.intake import Slot
from maklumat.core.procedure.state import REFUSED, WITH_APPLICANT
from maklumat.ports.sealing import tidy_secret
from maklumat.records.applications import actions as applications
from maklumat.records.applications.queries import Destroyed, vault_bytes
from maklumat.records.applications.resuming import draft_opened_by
from maklumat.records.messages.queries import of_file
from maklumat.records.products.queries import letter_bytes
from maklumat.records.products.refusals import refusal_told
from maklumat.records.work import actions as work
from maklumat.records.work import steps
from maklumat.records.work.queries import FileView, own_paper, unlock
from maklumat.records.work.returning import last_findings, last_reason
from maklumat.web.public import telling
from maklumat.web.public.afterlife import holdings
from maklumat.web.public.grants import close_file, grant_draft, grant_file, own_file
from maklumat.web.public.owed import owed_told
from maklumat.web.public.papers import ANOTHER
from maklumat.web.public.timesheet import clock_of
from maklumat.web.public.told import lines as told_lines
from maklumat.web.public.told import people_of
from maklumat.web.shared.contacts import dialled
from maklumat.web.shared.errors import TooMany
from maklumat.web.shared.flash import keep_error, kept_error
from maklumat.web.shared.forms import Form, attempt, seen_seq
from maklumat.web.shared.intake import Place, places, slot_key
from maklumat.web.shared.limits import forgive, limited, spend
from maklumat.web.shared.spoken import followed
from maklumat.web.shared.uploading import ACCEPT, MAX_BYTES, received, shown

TOLD_MOST: Final = 5
BRINGS: Final = "bawa"
LEFT: Final = gettext_noop(
    "Belum Anda lampirkan: {papers}. Lampirkan dahulu. Akan dibawa ke kantor? Centang kotaknya, lalu kirim lagi."
)
_CODE = forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"})


class FollowForm(Form):
    """Code and secret, as printed on the receipt."""

    code = forms.CharField(label=gettext_lazy("Kode permohonan"), max_length=40, widget=_CODE)
    secret = forms.CharField(
        label=gettext_lazy("Kata kunci"),
        help_text=gettext_lazy("Tertulis di bawah kode pada tanda terima."),
        max_length=40,
        widget=_CODE,
    )


@limited("follow")
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, code: str = "") -> HttpResponse:
    """Code and secret, told by POST and never kept in an address. Those of a draft lead on with writing it."""
    if request.method != "POST":
        return _form(request, FollowForm(initial={"code": code[:40]}), 200)
    form = FollowForm(request.POST)
    if not form.is_valid():
        return _form(request, form, 422)
    typed = form.cleaned_data
    subject = tidy_secret(typed["code"])  # the same code written in another way is no other code
    spend(request, "follow_code", subject)
    draft_id = draft_opened_by(typed["code"], typed["secret"], timezone.now())
    if draft_id is not None:
        forgive(request, "follow_code", subject)
        grant_draft(request, draft_id)
        return redirect("public:draft_person", draft=draft_id)
    application_id = attempt(form, lambda: unlock(typed["code"], typed["secret"]))
    if application_id is None:
        return _form(request, form, 422)
    forgive(request, "follow_code", subject)
    grant_file(request, application_id)
    return redirect("public:follow_file")


def _form(request: HttpRequest, form: FollowForm, status: int) -> HttpResponse:
    return render(request, "public/follow.html", {"section": "follow", "form": form}, status=status)


@own_file
@require_http_methods(["GET", "HEAD", "POST"])
def follow_file(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """The file: whose desk, what is due, what is missing. A POST attaches one paper to a returned file."""
    try:
        file = followed(application_id)
    except Destroyed as end:
        return render(request, "public/destroyed.html", {"section": "follow", "number": end.number, "on": end.on})
    if request.method != "POST":
        return _file(request, file)
    key = request.POST.get("tempat", "")
    try:
        _attach(request, file, key)
    except TooMany:
        raise
    except Refusal as refusal:
        keep_error(request, key, refusal)
    return redirect(f"{request.path}#tempat-{key}")


def _attach(request: HttpRequest, file: FileView, key: str) -> None:
    if file.state.status != WITH_APPLICANT:
        raise Refusal("LCK-002", gettext_noop("Berkas ini sedang di kantor; lampirannya tidak dapat diganti sekarang."))
    slot = next((slot for slot in _slots(file) if slot.key == key), None)
    if slot is None:
        raise NotVisible
    spend(request, "upload")
    spend(request, "upload_draft", str(file.id))
    decoded = received(request, "berkas")
    code, office = slot.requirement.code, file.law.office.code
    another_page = request.POST.get("aksi") == ANOTHER
    now = timezone.now()
    applications.attach(file.id, office, code, decoded, moment=now, person=slot.person, another_page=another_page)
    messages.success(request, _("Tersimpan: {text}").format(text=slot.requirement.text))


@own_file
@require_POST
def resubmit(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Give the completed file back to the office; what was named and not sent anew only knowingly."""
    file, seen = followed(application_id), seen_seq(request)
    left = [place.text for place in _places(file) if place.reason]
    if left and seen == file.state.seq and request.POST.get(BRINGS) != "on":
        keep_error(request, BRINGS, Refusal("LCK-004", LEFT, papers="; ".join(left)))
        return redirect(f"{reverse('public:follow_file')}#berkas-{BRINGS}")
    work.resubmit(application_id, seen_seq=seen, data={}, moment=timezone.now())
    messages.success(request, _("Berkas Anda sudah dikirim kembali ke kantor."))
    return redirect("public:follow_file")


@own_file
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Take the application back, after a page that asks whether that is meant."""
    if request.method == "POST":
        work.withdraw(application_id, seen_seq=seen_seq(request), moment=timezone.now())
        messages.success(request, _("Permohonan Anda sudah ditarik."))
        return redirect("public:follow_file")
    return render(request, "public/withdraw.html", {"section": "follow", "file": followed(application_id)})


@own_file
@require_safe
def paper(request: HttpRequest, application_id: UUID, paper: UUID) -> HttpResponse:  # noqa: ARG001  # for the decorator
    """One of the applicant's own attachments."""
    found, content = own_paper(application_id, paper)
    return shown(content, found.kind, "lampiran")


@own_file
@require_safe
def letter(request: HttpRequest, application_id: UUID, product: UUID) -> HttpResponse:  # noqa: ARG001
    """The letter, once it was handed over or nothing is left to hand it over."""
    file = followed(application_id)
    apology = next((one for one in file.owed if one.id == product and one.letter_name), None)
    if apology is not None:
        return shown(vault_bytes(apology.letter_name), "application/pdf", f"{apology.letter_code}.pdf", download=True)
    found = next((one for one in file.released if one.id == product), None)
    if found is None:
        raise NotVisible
    return shown(letter_bytes(file.id, product), "application/pdf", f"{found.code}.pdf", download=True)


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Close the file on this device."""
    close_file(request)
    return redirect("public:follow")


def _slots(file: FileView) -> tuple[Slot, ...]:
    return file.slots


def _places(file: FileView) -> list[Place]:
    """The places to attach of a returned file, those that are still wrong first; what was sent anew since then is no
    longer called wrong."""
    if file.state.status != WITH_APPLICANT:
        return []
    answered = {slot_key(one.requirement, one.person) for one in file.papers if one.attached_at > file.state.since}
    reasons = {key: reason for key, reason in last_findings(file).items() if key not in answered}
    found = places(_slots(file), file.submission, file.papers, reasons, sent=True)
    return sorted(found, key=lambda place: not place.reason)


def _to_complete(file: FileView) -> dict[str, list[Place]]:
    """`places`: what came back for; `others`: what nobody found anything wrong with; `left`: still to be sent anew."""
    named = last_findings(file)
    all_places = _places(file)
    meant = [one for one in all_places if one.key in named or (one.required and not one.paper)] or all_places
    others = [one for one in all_places if one not in meant]
    return {"places": meant, "others": others, "left": [one for one in all_places if one.reason]}


def _file(request: HttpRequest, file: FileView) -> HttpResponse:
    position = telling.position_of(file)
    values = {
        "section": "follow",
        "file": file,
        "office": file.law.office,
        "position": position,
        "phones": [(shown, dialled(shown)) for shown in file.law.office.phones],
        "history": telling.history_lines(file),
        "clock": clock_of(file, timezone.now()),
        "appointment": steps.appointment_told(file, timezone.now()),
        **_to_complete(file),
        "lacking": [] if position.waits_for_applicant else telling.lacking(file),
        "remark": last_reason(file) if position.waits_for_applicant else "",
        "letters": holdings(file, timezone.now()),
        "owed": owed_told(file),
        "refusal": refusal_told(file.id, file.law.office) if file.state.status == REFUSED else None,
        "told": list(told_lines(people_of(file.id), of_file(file.id)))[:TOLD_MOST],
        **kept_error(request),
        "max_bytes": MAX_BYTES,
        "accept": ACCEPT,
    }
    return render(request, "public/file.html", values)
