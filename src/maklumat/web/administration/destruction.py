"""One list of files to destroy in the browser: its letters, the head's decision, the deed, and its papers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from maklumat.core.errors import NotVisible
from maklumat.core.retention.approval import APPROVERS, LONGEST, Letters
from maklumat.core.retention.life import HOLDS
from maklumat.ports.workbooks import Table
from maklumat.records.applications.queries import vault_bytes
from maklumat.records.archive import destroying, retention
from maklumat.records.archive.destroying import APPROVED, FINISHED, LONGEST_NAME, PROPOSED, READY, RUNS
from maklumat.records.archive.minutes import mark_of, proposal_pdf, service_of
from maklumat.records.people.access import Actor
from maklumat.records.people.queries import name_of
from maklumat.web.administration.home import ROOM
from maklumat.web.administration.retention import STATES
from maklumat.web.shared.entering import ADMINISTRATOR, officer, show
from maklumat.web.shared.forms import DateField, Form, attempt
from maklumat.web.shared.spreadsheets import xlsx_file
from maklumat.web.shared.uploading import shown

REFRESH: Final = 5
"""Seconds until the page looks again while files are destroyed."""


class LettersForm(Form):
    """What the panel and the approver wrote."""

    panel_number = forms.CharField(label="Nomor surat pertimbangan panitia penilai arsip", max_length=LONGEST)
    panel_on = DateField(label="Tanggal surat pertimbangan")
    approver = forms.ChoiceField(label="Yang menyetujui", choices=list(APPROVERS.items()))
    approval_number = forms.CharField(label="Nomor surat persetujuan", max_length=LONGEST)
    approval_on = DateField(label="Tanggal surat persetujuan")


class DeclineForm(Form):
    reason = forms.CharField(label="Mengapa tidak dilanjutkan", max_length=300)


class BeginForm(Form):
    """Who watches, and that it is meant."""

    first = forms.CharField(
        label="Nama saksi pertama", help_text="Misalnya dari bagian hukum.", max_length=LONGEST_NAME
    )
    first_post = forms.CharField(label="Jabatan saksi pertama", max_length=LONGEST_NAME)
    second = forms.CharField(label="Nama saksi kedua", help_text="Misalnya dari inspektorat.", max_length=LONGEST_NAME)
    second_post = forms.CharField(label="Jabatan saksi kedua", max_length=LONGEST_NAME)
    sure = forms.BooleanField(label="Saya tahu bahwa berkas-berkas ini tidak dapat dikembalikan")


@officer(ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def destruction(request: HttpRequest, actor: Actor, list_id: UUID) -> HttpResponse:
    """A list with what comes next for whoever looks at it."""
    row = destroying.list_of(actor, list_id)
    sent, deed = request.POST if request.method == "POST" else None, request.POST.get("deed", "")
    known = {name: getattr(row, name) for name in LettersForm.base_fields}
    bound = {
        "letters": LettersForm(sent if deed == "letters" else None, initial=known),
        "approve": Form(sent if deed == "approve" else None),
        "decline": DeclineForm(sent if deed == "decline" else None),
        "begin": BeginForm(sent if deed == "begin" else None),
    }
    if deed in bound:
        form = bound[deed]
        if form.is_valid() and attempt(form, lambda: _do(actor, list_id, deed, form)) is not None:
            messages.success(request, DONE[deed])
            return redirect("administration:destruction", list_id)
    failed = any(form.errors for form in bound.values())
    values = {"section": ROOM, "row": row, "bound": bound, "failed": failed, **_told(actor, list_id)}
    answer = show(request, actor, "destruction.html", values, status=422 if failed else 200, room=ROOM)
    if row.state == RUNS:
        answer["Refresh"] = str(REFRESH)
    return answer


DONE: Final = {
    "letters": "Surat-surat tersimpan. Sekarang kepala memutuskan.",
    "approve": "Daftar ini disetujui. Administrator melaksanakannya di hadapan dua saksi.",
    "decline": "Daftar ini tidak dilanjutkan. Berkasnya tetap ada.",
    "begin": "Pemusnahan berjalan.",
}


def _do(actor: Actor, list_id: UUID, deed: str, form: Form) -> str:
    given, now = form.cleaned_data, timezone.now()
    deeds: dict[str, Callable[[], None]] = {
        "letters": lambda: destroying.enter_letters(actor, list_id, Letters(**given), moment=now),
        "approve": lambda: destroying.approve(actor, list_id, moment=now),
        "decline": lambda: destroying.decline(actor, list_id, given["reason"], moment=now),
        "begin": lambda: destroying.begin(
            actor, list_id, [(given["first"], given["first_post"]), (given["second"], given["second_post"])], moment=now
        ),
    }
    deeds[deed]()
    return deed


def _told(actor: Actor, list_id: UUID) -> dict[str, Any]:
    """What the page says of the list, and what whoever looks may do."""
    row, names = destroying.list_of(actor, list_id), retention.names(actor.office)
    lines = list(row.lines.order_by("service", "register"))
    return {
        "state": STATES[row.state],
        "mark": mark_of(row),
        "lines": [(one, service_of(one, names), HOLDS.get(one.left_why, "")) for one in lines],
        "gone": sum(one.destroyed_at is not None for one in lines),
        "left": sum(one.left_at is not None for one in lines),
        "needs": APPROVERS[destroying.needs(row)],
        "approver": APPROVERS.get(row.approver, ""),
        "proposer": name_of(row.proposed_by),
        "decider": name_of(row.decided_by) if row.decided_by else "",
        "done": row.state == FINISHED,
        "runs": row.state == RUNS,
        "ready": row.state == READY,
        "may_enter": actor.administers and row.state in (PROPOSED, READY),
        "may_decide": actor.heads and row.state == READY and row.proposed_by != actor.user_id,
        "may_begin": actor.administers and row.state == APPROVED,
        "may_decline": row.state in (PROPOSED, READY, APPROVED),
    }


@officer(ADMINISTRATOR)
@require_safe
def paper(_: HttpRequest, actor: Actor, list_id: UUID) -> HttpResponse:
    """The minutes once there are any, else the list for the panel, as PDF."""
    row = destroying.list_of(actor, list_id)
    if row.vault_name:
        return shown(vault_bytes(row.vault_name), "application/pdf", "berita-acara-pemusnahan.pdf")
    if row.state == RUNS:
        raise NotVisible
    lines = row.lines.filter(left_at=None).order_by("service", "register")
    return shown(proposal_pdf(row, lines, timezone.now()), "application/pdf", "daftar-usul-musnah.pdf")


@officer(ADMINISTRATOR)
@require_safe
def sheet(_: HttpRequest, actor: Actor, list_id: UUID) -> HttpResponse:
    """The list as a table to carry away; it names nobody."""
    row, names = destroying.list_of(actor, list_id), retention.names(actor.office)
    headings = ("No.", "Nomor agenda", "Layanan", "Diterima", "Selesai", "Masa simpan (tahun)", "Habis", "Keterangan")
    rows = [
        (place, one.register, service_of(one, names), one.received_on, one.closed_on, one.years,
         one.ends_on, _remark(one.destroyed_at is not None, one.left_why))
        for place, one in enumerate(row.lines.order_by("service", "register"), 1)
    ]  # fmt: skip
    return xlsx_file("daftar-usul-musnah", Table("Usul musnah", headings, rows))


def _remark(gone: bool, why: str) -> str:  # noqa: FBT001  # a plain fact
    if gone:
        return "dimusnahkan"
    return f"dikeluarkan: {HOLDS.get(why, 'daftar tidak dilanjutkan')}" if why else ""
