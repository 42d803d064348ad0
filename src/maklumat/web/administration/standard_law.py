"""A draft on its way to law: what it changes, in words; proposed with its decree; confirmed or returned by the head."""

from __future__ import annotations

from datetime import date
from typing import Any, Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from maklumat.core.errors import NotVisible, Refusal
from maklumat.records.applications.queries import vault_bytes
from maklumat.records.catalogue import drafts, enacting
from maklumat.records.catalogue.drafts import StandardDraft
from maklumat.records.catalogue.enacting import Deed, Mending
from maklumat.records.people.access import Actor
from maklumat.records.people.queries import name_of
from maklumat.records.work.steps import keep
from maklumat.web.administration.home import ROOM
from maklumat.web.administration.standards import about
from maklumat.web.shared.entering import ADMINISTRATOR, here, officer, show, today
from maklumat.web.shared.errors import say
from maklumat.web.shared.forms import DateField, Form, SeenField, attempt
from maklumat.web.shared.uploading import ACCEPT, received, shown

SCAN: Final = "scan"


class DeedForm(Form):
    """The decree that changes the standard."""

    number = forms.CharField(label="Nomor keputusan", max_length=120)
    decree_on = DateField(label="Tanggal keputusan")
    signed_by = forms.CharField(label="Penanda tangan keputusan", max_length=120)
    in_force_from = DateField(label="Mulai berlaku", help_text="Hari ini atau sesudahnya.")
    reason = forms.CharField(
        label="Alasan bila mulai berlakunya sudah lewat", max_length=500, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    read = forms.MultipleChoiceField(
        label="Peringatan baru yang sudah dibaca", widget=forms.CheckboxSelectMultiple, required=False
    )
    seen = SeenField(required=False)

    def __init__(self, warnings: list[str], **kwargs: Any) -> None:
        super().__init__(auto_id="deed_%s", **kwargs)
        field = self.fields["read"]
        field.choices = field.widget.choices = [(one, one) for one in warnings]  # type: ignore[attr-defined]

    def deed(self, scan: dict[str, str]) -> Deed:
        given = {key: value for key, value in self.cleaned_data.items() if key != "seen"}
        return Deed(**{**given, "read": tuple(given["read"]), "scan": scan})


class ConfirmForm(Form):
    """What the head gives where the day of the proposal went by before anybody confirmed it."""

    in_force_from = DateField(label="Mulai berlaku", help_text="Pilih hari ini atau sesudahnya, atau isi alasannya.")
    reason = forms.CharField(
        label="Alasan bila tetap berlaku sejak tanggal yang sudah lewat", max_length=500, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(auto_id="confirm_%s", prefix="confirm", **kwargs)

    def mending(self) -> Mending:
        return Mending(**self.cleaned_data)


@officer(ADMINISTRATOR)
@require_safe
def changes(request: HttpRequest, actor: Actor, draft_id: UUID) -> HttpResponse:
    """What the draft changes against the standard in force, to read and to print."""
    found = drafts.draft_of(actor, draft_id)
    values = {**about(actor, found, drafts.judged(found)), "groups": _grouped(found)}
    return show(request, actor, "standard_changes.html", values, room=ROOM)


def _grouped(found: StandardDraft) -> list[tuple[str, list[Any]]] | None:
    changed = enacting.changes(found, timezone.now())
    if changed is None:
        return None
    groups: dict[str, list[Any]] = {}
    for one in changed:
        groups.setdefault(one.component, []).append(one)
    return list(groups.items())


@officer(ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def enact(request: HttpRequest, actor: Actor, draft_id: UUID) -> HttpResponse:
    """The administrator proposes; the head confirms or returns. Each sees what the other will see."""
    found = drafts.draft_of(actor, draft_id)
    judgement = drafts.judged(found)
    warnings = [f"{one.code} {one.text}" for one in judgement.fresh]
    proposing = request.method == "POST" and request.POST.get("act") == "propose"
    form = DeedForm(warnings, data=request.POST if proposing else None, initial=_initial(request, found))
    late = _late(request, actor, found)
    error = ""
    if proposing:
        if form.is_valid() and attempt(form, lambda: _propose(request, actor, found, form)):
            messages.success(request, "Diusulkan. Kepala dinas menetapkannya dari halaman ini.")
            return redirect("administration:draft_enact", draft_id)
    elif request.method == "POST" and (late is None or not late.is_bound or late.is_valid()):
        try:
            return _decided(request, actor, draft_id, late)
        except Refusal as refusal:
            error = f"{say(refusal)} ({refusal.code})"
    shown_form = late if late is not None and late.is_bound else form
    failed = bool(error) or bool(shown_form.errors)
    values = {
        **about(actor, found, judgement), "form": form, "error": error, "failed": failed, "groups": _grouped(found),
        "late": late, "bound": shown_form,
        "deed": enacting.deed_of(found) if found.decision else None,
        "proposer": name_of(found.proposed_by) if found.proposed_by else "",
        "settler": name_of(found.settled_by) if found.settled_by else "",
        "proposes": actor.administers and found.status == drafts.OPEN,
        "waits": found.status == drafts.PROPOSED, "confirms": _confirms(actor, found),
        "withdraws": actor.administers and found.status == drafts.PROPOSED,
        "accept": ACCEPT, "warnings": warnings, "returned": enacting.returned_because(found),
    }  # fmt: skip
    return show(request, actor, "standard_enact.html", values, status=422 if failed else 200, room=ROOM)


def _confirms(actor: Actor, found: StandardDraft) -> bool:
    return actor.heads and found.status == drafts.PROPOSED and found.proposed_by != actor.user_id


def _late(request: HttpRequest, actor: Actor, found: StandardDraft) -> ConfirmForm | None:
    """The fields for a proposal whose day went by; None where nothing is to be mended, or not by this actor."""
    on: date = today(here(request), timezone.now())
    if not _confirms(actor, found) or not enacting.went_by(enacting.deed_of(found), on):
        return None
    sent = request.method == "POST" and request.POST.get("act") == "confirm"
    return ConfirmForm(data=request.POST if sent else None, initial={"in_force_from": on})


def _initial(request: HttpRequest, found: StandardDraft) -> dict[str, Any]:
    on: date = today(here(request), timezone.now())
    initial: dict[str, Any] = {"decree_on": on, "in_force_from": on, "seen": found.version}
    if found.decision:
        before = enacting.deed_of(found)
        initial |= {"number": before.number, "signed_by": before.signed_by, "reason": before.reason}
    return initial


def _propose(request: HttpRequest, actor: Actor, found: StandardDraft, form: DeedForm) -> bool:
    scan = keep(received(request, SCAN), actor.office) if SCAN in request.FILES else {}
    enacting.propose(actor, found.pk, form.deed(scan), seen=form.cleaned_data["seen"], moment=timezone.now())
    return True


def _decided(request: HttpRequest, actor: Actor, draft_id: UUID, late: ConfirmForm | None) -> HttpResponse:
    if request.POST.get("act") == "confirm":
        seen = SeenField().clean(request.POST.get("seen"))
        mending = late.mending() if late is not None else None
        version = enacting.confirm(actor, draft_id, seen=seen, moment=timezone.now(), mending=mending)
        messages.success(request, f"Ditetapkan sebagai versi {version.number}. Berkas yang berjalan tidak berubah.")
    else:
        enacting.take_back(actor, draft_id, request.POST.get("why", ""), moment=timezone.now())
        messages.success(request, "Rancangan kembali dapat diubah.")
    return redirect("administration:draft_enact", draft_id)


@officer(ADMINISTRATOR)
@require_safe
def decree(_: HttpRequest, actor: Actor, draft_id: UUID) -> HttpResponse:
    """The scanned decree."""
    found = drafts.draft_of(actor, draft_id)
    scan = enacting.deed_of(found).scan if found.decision else {}
    if not scan:
        raise NotVisible
    ending = "pdf" if scan["kind"] == "application/pdf" else "jpg"
    return shown(vault_bytes(scan["vault_name"]), scan["kind"], f"keputusan.{ending}")
