"""What was told about a file, and by which way its people want to be told from now on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods

from maklumat.core.messages import table
from maklumat.core.messages.table import APPLICANT, PROXY
from maklumat.records.messages import rows
from maklumat.records.messages.people import Told, file_of
from maklumat.records.messages.queries import MessageView, of_file
from maklumat.records.outside import live_ways
from maklumat.records.work import told
from maklumat.web.public.grants import own_file
from maklumat.web.shared.spoken import followed
from maklumat.web.shared.told import WAY_WORDS, ChoiceForm, masked, masked_addresses

ROLES: Final = {APPLICANT: gettext_noop("Pemohon"), PROXY: gettext_noop("Penerima kuasa")}
ABOUT: Final = {
    table.RECEIVED: gettext_noop("Permohonan diterima"),
    table.RETURNED: gettext_noop("Berkas perlu dilengkapi"),
    table.REMINDER: gettext_noop("Pengingat untuk melengkapi"),
    table.LAPSED: gettext_noop("Permohonan gugur"),
    table.APPOINTMENT: gettext_noop("Janji temu"),
    table.READY: gettext_noop("Hasil siap diambil"),
    table.DONE: gettext_noop("Permohonan selesai"),
    table.REFUSED: gettext_noop("Keputusan permohonan"),
    table.CLOSED: gettext_noop("Permohonan ditutup"),
    table.BREACH: gettext_noop("Permintaan maaf karena terlambat"),
    table.BREACH_OWED: gettext_noop("Permintaan maaf karena terlambat"),
    table.WITHDRAWN: gettext_noop("Permohonan ditarik"),
    table.REVOKED: gettext_noop("Surat dicabut"),
    table.EXPIRING: gettext_noop("Surat hampir habis masa berlakunya"),
    table.DUTY: gettext_noop("Pengingat laporan"),
    table.DUTY_RETURNED: gettext_noop("Laporan perlu diperbaiki"),
}
STATES: Final = {
    rows.WAITING: gettext_noop("menunggu dikirim"),
    rows.SENT: gettext_noop("diterima penyedia"),
    rows.WRITTEN: gettext_noop("ditulis di kantor, belum dikirim"),
    rows.DEAD: gettext_noop("tidak sampai"),
    rows.SKIPPED: gettext_noop("tidak dikirim"),
    rows.CALLED: gettext_noop("disampaikan lewat telepon"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A message as its receiver sees it: what about, in which state, by which way and to where."""

    about: str
    state: str
    way: str
    address: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Chooser:
    """Somebody of the file with the form of their choice. `addresses`: what they gave, masked."""

    role: str
    title: str
    addresses: list[tuple[str, str]]
    form: ChoiceForm


@own_file
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """The messages of the file, and the choice of each of its people. To stop is one choice among them."""
    people = people_of(application_id)
    role = request.POST.get("role", "") if request.method == "POST" else ""
    choosers = [_chooser(one, request if one.role == role else None) for one in people]
    sent = next((one for one in choosers if one.role == role), None)
    if sent is not None and sent.form.is_valid():
        chosen = sent.form.cleaned_data
        told.choose(
            application_id, role=role, wish=chosen["told_by"], use=chosen.get("phone_use", ""), moment=timezone.now()
        )
        messages.success(request, _("Pilihan Anda tersimpan."))
        return redirect("public:told")
    file = followed(application_id)
    values = {
        "section": "follow",
        "file": file,
        "office": file.law.office,
        "choosers": choosers,
        "lines": list(lines(people, of_file(application_id))),
        "live": bool(live_ways()),
    }
    return render(request, "public/told.html", values, status=422 if request.method == "POST" else 200)


def people_of(application_id: UUID) -> tuple[Told, ...]:
    """Who of the file is told."""
    found = file_of(application_id)
    return found.people if found else ()


def lines(people: tuple[Told, ...], found: tuple[MessageView, ...]) -> Iterator[Line]:
    """Messages in the words of whoever they are for, newest first."""
    persons = {one.role: one.person for one in people}
    for one in found:
        if one.kind in ABOUT:
            way = one.way if one.state in (rows.SENT, rows.WRITTEN) else ""
            yield Line(
                about=_(ABOUT[one.kind]),
                state=_(STATES[one.state]),
                way=_(WAY_WORDS[way]) if way else "",
                address=masked(persons.get(one.recipient), way),
                at=one.settled_at or one.happened_at,
            )


def _chooser(one: Told, request: HttpRequest | None) -> Chooser:
    data = {"data": request.POST} if request else {}
    form = ChoiceForm(one.person, auto_id=f"{one.role}_%s", **data)
    return Chooser(one.role, _(ROLES[one.role]), masked_addresses(one.person), form)
