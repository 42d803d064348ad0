"""Somebody stands at the counter with what was missing, or takes the application back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from maklumat.core.errors import Conflict, NotVisible, Refusal
from maklumat.core.intake import SHOWN, Slot
from maklumat.core.intake.requirements import DOCUMENT
from maklumat.core.procedure.state import WITH_APPLICANT
from maklumat.ports.uploads import Decoded
from maklumat.records.people.access import Actor
from maklumat.records.work import bringing as work
from maklumat.records.work import queries as files
from maklumat.records.work.queries import FileView
from maklumat.records.work.returning import last_findings, last_reason
from maklumat.web.desk.acting import sentence_of
from maklumat.web.desk.file import page
from maklumat.web.desk.forms_act import MomentForm
from maklumat.web.desk.forms_remedy import IdentityForm
from maklumat.web.desk.scans import TIDY, Scans, scans_of, tokens
from maklumat.web.desk.telling import CLAIM, FORM, PERSON, post_names
from maklumat.web.shared.entering import CLERK, officer, show
from maklumat.web.shared.errors import TooMany, say
from maklumat.web.shared.forms import SeenField, attempt
from maklumat.web.shared.uploading import ACCEPT, MAX_BYTES

NOTE_LENGTH: Final = 300
CAMERA: Final = "kamera"
"""In the address: the files come from the camera of this device."""
PAGES_WITHOUT_SCRIPT: Final = 4


@dataclass(frozen=True, slots=True)
class PlaceShown:
    """One paper to take in. `reason`: what was wrong with it; `said`: how it is met so far; `token`: names
    the scan that came already."""

    slot: Slot
    person: str
    form: str
    reason: str
    said: str
    checked: bool
    error: str
    token: str


class BringForm(MomentForm):
    """What came besides the papers: a remark, and when it truly happened."""

    seen_seq = SeenField()
    returned = forms.BooleanField(required=False, widget=forms.HiddenInput)
    note = forms.CharField(
        label="Yang diperbaiki",
        required=False,
        max_length=NOTE_LENGTH,
        help_text="Bila bukan kertas: misalnya nomor yang benar.",
    )
    field_order = ("seen_seq", "returned", "note", "happened_on", "happened_at", "late_reason")


class TakeBackForm(IdentityForm):
    """The applicant takes the application back, card in hand."""

    sure = forms.BooleanField(
        label="Pemohon sendiri atau kuasanya meminta permohonan ini ditarik",
        error_messages={"required": "Permohonan hanya ditarik atas permintaan pemohon atau kuasanya."},
    )


@officer(CLERK)
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest, actor: Actor, application_id: UUID) -> HttpResponse:
    """Tick what is on the counter, lay scans beside it, send: a returned file goes back to its desk."""
    opened = files.file_for(actor, application_id)
    if not work.may_bring(actor, opened):
        raise NotVisible
    returned = opened.state.status == WITH_APPLICANT
    initial = {"seen_seq": opened.state.seq, "returned": returned}
    form = BringForm(request.POST if request.method == "POST" else None, initial=initial)
    scans = scans_of(request, _documents(opened), str(opened.id))
    if request.method == "POST" and form.is_valid() and not scans.wrong:
        try:
            return _taken_in(request, actor, opened, form, scans.found)
        except Conflict as conflict:
            values = {"conflict": sentence_of(conflict)}
            return page(request, actor, files.file_for(actor, application_id), values, status=409)
        except TooMany:
            raise
        except Refusal as refusal:
            form.add_error(None, f"{say(refusal)} ({refusal.code})")
    return _draw(request, actor, opened, form, TakeBackForm(initial=initial, auto_id="back_%s"), scans)


def _taken_in(
    request: HttpRequest, actor: Actor, opened: FileView, form: BringForm, scans: Mapping[Slot, Decoded]
) -> HttpResponse:
    typed = form.cleaned_data
    state = work.bring(
        actor,
        opened,
        shown=tuple(slot for slot in _documents(opened) if f"paper-{slot.key}" in request.POST),
        scans=scans,
        note=typed["note"],
        returned=typed["returned"],
        seen_seq=typed["seen_seq"],
        moment=timezone.now(),
        occurred_at=form.occurred_at(opened.law.office.time_zone),
        late_reason=typed["late_reason"],
    )
    where = f" dan dikirim kembali ke meja {post_names(opened.law.office, '+'.join(state.desk))}"
    messages.success(request, f"Berkas {opened.register} sudah dilengkapi{where if typed['returned'] else ''}.")
    return redirect("desk:file", opened.id)


@officer(CLERK)
@require_POST
def take_back(request: HttpRequest, actor: Actor, application_id: UUID) -> HttpResponse:
    """The application is withdrawn at the applicant's word."""
    opened = files.file_for(actor, application_id)
    form = TakeBackForm(request.POST, auto_id="back_%s")
    if form.is_valid():
        typed = form.cleaned_data
        done = attempt(
            form,
            lambda: work.withdraw(
                actor,
                application_id,
                identity=form.identity_words(),
                seen_seq=typed["seen_seq"],
                moment=timezone.now(),
            ),
        )
        if done is not None:
            messages.success(request, f"Permohonan {opened.register} sudah ditarik oleh pemohon.")
            return redirect("desk:file", application_id)
    elif not work.may_withdraw(actor, opened):
        raise NotVisible
    initial = {"seen_seq": opened.state.seq, "returned": opened.state.status == WITH_APPLICANT}
    return _draw(request, actor, opened, BringForm(initial=initial), form, Scans({}, {}))


def _documents(opened: FileView) -> Iterator[Slot]:
    return (slot for slot in opened.slots if slot.requirement.kind == DOCUMENT)


def _draw(
    request: HttpRequest,
    actor: Actor,
    opened: FileView,
    form: BringForm,
    back: TakeBackForm,
    scans: Scans,
) -> HttpResponse:
    returned = opened.state.status == WITH_APPLICANT
    places = list(_places(request, opened, scans, returned=returned))
    named = [one for one in places if one.reason]
    values: dict[str, Any] = {
        "section": "counter",
        "file": opened,
        "returned": returned,
        "form": form,
        "named": named,
        "others": [one for one in places if one not in named],
        "remark": last_reason(opened) if returned else "",
        "back": back if work.may_withdraw(actor, opened) else None,
        "wrong": scans.wrong,
        "accept": ACCEPT,
        "max_bytes": MAX_BYTES,
        "camera": CAMERA in request.GET,
        "untidy": request.method == "POST" and TIDY not in request.POST,
        "more_pages": range(2, PAGES_WITHOUT_SCRIPT + 1),
    }
    return show(request, actor, "bring.html", values, status=422 if request.method == "POST" else 200)


def _places(request: HttpRequest, opened: FileView, scans: Scans, *, returned: bool) -> Iterator[PlaceShown]:
    names = tokens(scans, str(opened.id), opened.law.office.code)
    reasons = last_findings(opened) if returned else {}
    for slot in _documents(opened):
        claim = opened.claims.get(slot.key)
        yield PlaceShown(
            slot=slot,
            person=PERSON.get(slot.person, slot.person),
            form=FORM.get(slot.requirement.form, ""),
            reason=reasons.get(slot.key, reasons.get(slot.requirement.code, "")),
            said=CLAIM.get(claim.how, "") if claim else "",
            checked=f"paper-{slot.key}" in request.POST
            if request.method == "POST"
            else bool(claim and claim.how == SHOWN and not returned),
            error=scans.wrong.get(slot.key, ""),
            token=names.get(slot.key, ""),
        )
