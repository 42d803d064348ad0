"""The signing folder: print letters for a hand that never logs in, scan them back, say which are signed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from maklumat.core.errors import NotVisible, Refusal
from maklumat.records.people.access import Actor
from maklumat.records.work import batch, folder_scans, folders, wet
from maklumat.records.work.folder_scans import DONE, MOVED, PARTLY, READY, WAITING, Carried, Opened, Taken, Unplaced
from maklumat.records.work.folders import Waits
from maklumat.web.desk.folder_cover import cover
from maklumat.web.desk.forms_folder import FinishForm, FolderForm, PlaceForm, value_of
from maklumat.web.shared.entering import MEMBER, TEAM, here, officer, show
from maklumat.web.shared.errors import TooMany, say
from maklumat.web.shared.uploading import ACCEPT, MAX_BYTES, received_all, shown

SCAN, FINISH, LAY = "scan", "finish", "lay"
SECTION: Final = "worklist"
PDF: Final = "application/pdf"
NOT_YOURS: Final = "Surat ini tidak lagi menunggu tanda tangan, atau bukan tugas Anda."
NOT_NOW: Final = "Belum berhasil karena gangguan; coba lagi."
STATES: Final = {
    READY: ("Semua halaman ada", "good"),
    PARTLY: ("Belum lengkap", "wait"),
    WAITING: ("Belum dipindai", ""),
    DONE: ("Selesai", "good"),
    MOVED: ("Berkasnya sudah berubah; kertas ini tidak dipakai", "late"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A letter that waits. `value`: what its box sends, "" where it has none."""

    letter: Waits
    value: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A letter of a folder in words."""

    letter: Carried
    state: str
    tag: str
    ready: bool
    ticked: bool


@dataclass(frozen=True, slots=True)
class Loose:
    """A page that is of no letter yet, with the form that says where it belongs."""

    scan: Unplaced
    form: PlaceForm


@officer(MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def folders_page(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What waits for a signature and can be carried; the chosen ones into one folder."""
    now, order = timezone.now(), wet.order_of(actor)
    waiting = folders.letters(actor, now)
    signers = folders.signers(here(request), [one for one in waiting if not one.blocked], now)
    form = FolderForm(signers, data=request.POST if request.method == "POST" else None, auto_id="folder_%s")
    try:
        if form.is_bound and form.is_valid():
            made, told = folders.print_folder(actor, form.cleaned_data["signer"], form.wanted(), now)
            registers = {one.line.application_id: one.line.register for one in waiting}
            _tell(request, ((registers.get(one.application_id, ""), result) for one, result in told))
            return redirect("desk:folder", made.pk) if made else redirect("desk:folders")
    except Refusal as refusal:
        form.add_error(None, f"{say(refusal)} ({refusal.code})")
    ticked = set(request.POST.getlist("letters"))
    values = {
        "section": SECTION,
        "order": order,
        "form": form,
        "lines": [_line(one, order, ticked) for one in waiting],
        "printable": bool(order) and any(not one.blocked for one in waiting),
        "newest": folder_scans.newest(actor),
        "most": folders.MOST,
    }
    return show(request, actor, "folders.html", values, status=422 if form.is_bound else 200)


def _line(one: Waits, order: str, ticked: set[str]) -> Line:
    value = value_of(one) if order and not one.blocked else ""
    return Line(one, value, value in ticked)


def _tell(request: HttpRequest, told: Iterable[tuple[str, batch.Result]]) -> None:
    """Why each of those that did not succeed did not; by the register of its file."""
    for register, result in told:
        if result.status != batch.DONE:
            why = f"{say(result.fault)} ({result.fault.code})" if result.fault else ""
            why = why or (NOT_NOW if result.status == batch.FAILED else NOT_YOURS)
            messages.warning(request, f"Berkas {register}: {why}" if register else why)


@officer(TEAM)
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def folder(request: HttpRequest, actor: Actor, folder_id: UUID) -> HttpResponse:
    """One folder: what came back, what is missing, what is of no letter yet."""
    opened = folder_scans.opened(actor, folder_id)
    way = request.POST.get("way", "") if request.method == "POST" else ""
    finish = FinishForm(opened.letters, data=request.POST if way == FINISH else None, auto_id="finish_%s")
    place = PlaceForm(opened.letters, data=request.POST if way == LAY else None, auto_id="place_%s")
    fault = ""
    try:
        if way == SCAN:
            _tell_taken(request, folder_scans.take_in(actor, folder_id, received_all(request, "scan"), timezone.now()))
            return redirect("desk:folder", folder_id)
        if way == LAY and place.is_valid():
            _lay(actor, folder_id, place)
            return redirect("desk:folder", folder_id)
        if way == FINISH and finish.proven(request):
            _finish(request, actor, folder_id, finish)
            return redirect("desk:folder", folder_id)
    except TooMany:
        raise
    except Refusal as refusal:
        fault = f"{say(refusal)} ({refusal.code})"
    return _draw(request, actor, opened, finish, place, fault)


def _lay(actor: Actor, folder_id: UUID, form: PlaceForm) -> None:
    chosen, scan = form.chosen(), form.cleaned_data["scan"]
    if chosen is None:
        folder_scans.drop(actor, folder_id, scan)
    else:
        folder_scans.assign(actor, folder_id, scan, *chosen)


def _finish(request: HttpRequest, actor: Actor, folder_id: UUID, form: FinishForm) -> None:
    found = form.cleaned_data
    told = folder_scans.finish(
        actor, folder_id, found["letters"], signed_on=found["signed_on"], proof=form.proof, moment=timezone.now()
    )
    done = sum(result.status == batch.DONE for _, result in told)
    if done:
        messages.success(request, f"{done} surat selesai, masing-masing tercatat sendiri.")
    _tell(request, ((one.register, result) for one, result in told))


def _tell_taken(request: HttpRequest, taken: Taken) -> None:
    said = [f"{taken.pages} halaman diterima, {taken.placed} dikenali."]
    if taken.again:
        said.append(f"{taken.again} halaman pernah dipindai; yang terakhir dipakai.")
    if taken.late:
        said.append(f"{taken.late} halaman tidak diperlukan lagi: suratnya sudah selesai atau berubah.")
    if taken.unplaced:
        said.append(f"{taken.unplaced} halaman belum dikenali; lihat di bawah.")
    (messages.warning if taken.unplaced else messages.success)(request, " ".join(said))


def _draw(
    request: HttpRequest, actor: Actor, opened: Opened, finish: FinishForm, place: PlaceForm, fault: str
) -> HttpResponse:
    ticked = set(request.POST.getlist("letters")) if finish.is_bound else None
    told = [
        Told(one, *STATES[one.state], one.state == READY, ticked is None or str(one.printout.pk) in ticked)
        for one in opened.letters
    ]
    wrong = place.data.get("scan", "") if place.is_bound else ""
    loose = [
        Loose(one, place if str(one.id) == wrong else PlaceForm(
            opened.letters, initial={"scan": one.id}, auto_id=f"place_{one.id}_%s"
        ))
        for one in opened.unplaced
    ]  # fmt: skip
    values = {
        "section": SECTION,
        "opened": opened,
        "told": told,
        "ready": any(one.ready for one in told),
        "waits": any(one.letter.state in (READY, PARTLY, WAITING) for one in told),
        "loose": loose,
        "finish": finish,
        "fault": fault,
        "accept": ACCEPT,
        "max_bytes": MAX_BYTES,
    }
    return show(request, actor, "folder.html", values, status=422 if request.method == "POST" else 200)


@officer(TEAM)
@require_safe
def folder_print(request: HttpRequest, actor: Actor, folder_id: UUID) -> HttpResponse:
    """The folder as one PDF: its cover, and the letters that still wait."""
    opened = folder_scans.opened(actor, folder_id)
    kept = [one.printout for one in opened.letters if one.state in (READY, PARTLY, WAITING)]
    pages, refused = folders.printed_again(actor, kept, timezone.now())
    printed = [one for one in opened.letters if one.printout.pk in pages]
    if not printed:
        fault = next((result.fault for result in refused.values() if result.fault), None)
        raise fault or NotVisible
    sheet = cover(request, opened, printed)
    pdf = folders.bound(sheet, [pages[one.printout.pk] for one in printed])
    return shown(pdf, PDF, "map-tanda-tangan.pdf")


@officer(TEAM)
@require_safe
def folder_page(_: HttpRequest, actor: Actor, folder_id: UUID, scan_id: UUID) -> HttpResponse:
    """A scanned page by itself."""
    return shown(folder_scans.page_bytes(actor, folder_id, scan_id), PDF, "halaman.pdf")
