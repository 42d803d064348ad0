"""Moving in, in the browser: take the template, send it filled in, read what is wrong in which cell, let it in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from maklumat.core.errors import NotVisible, Refusal
from maklumat.core.takeover import past, running, staff
from maklumat.core.takeover.reading import Column
from maklumat.ports.spreadsheets import MOST_BYTES
from maklumat.ports.workbooks import Table
from maklumat.records.archive import moving
from maklumat.records.archive.moving import Contents, MovingBatch, MovingRefusal
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.people.access import Actor
from maklumat.web.administration.home import ROOM
from maklumat.web.shared.entering import ADMINISTRATOR, here, officer, show, today
from maklumat.web.shared.errors import say
from maklumat.web.shared.spreadsheets import xlsx_file

SHOWN: Final = 200
"""Problems on the page; all of them are in the table to carry away."""
REFRESH: Final = 5
"""Seconds until the page looks again while rows come in."""


COLUMNS: Final = {
    "PND-014": "Nomor agenda", "PND-015": "Langkah sekarang", "ORG-001": "Nama pengguna", "ORG-003": "Jabatan",
    "ORG-012": "Jabatan", "PRD-004": "Nomor berikutnya",
}  # fmt: skip
"""In which column the reason for a refusal is to be mended."""
LOOK, MEND, TURNED_DOWN = "perhatikan", "perbaiki", "ditolak"


@dataclass(frozen=True, slots=True)
class Wrong:
    """A problem as the page tells it. `row` is 0 for a whole sheet; `what`: LOOK, MEND or TURNED_DOWN."""

    sheet: str
    row: int
    column: str
    code: str
    text: str
    what: str

    @property
    def place(self) -> str:
        return self.column or ("seluruh baris" if self.row else "seluruh lembar")


@officer(ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def batches(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What came in so far, and the way to send more."""
    error = ""
    if request.method == "POST":
        try:
            sent = moving.send(actor, _batch_id(request), _data(request), moment=timezone.now())
            return redirect("administration:moving_batch", sent.pk)
        except Refusal as refusal:
            error = f"{say(refusal)} ({refusal.code})"
    values = {
        "section": ROOM,
        "error": error,
        "batch_id": uuid4(),
        "batches": moving.batches(actor),
        "theirs": actor.administers,
        "most": MOST_BYTES // 1024 // 1024,
    }
    return show(request, actor, "moving.html", values, status=422 if error else 200, room=ROOM)


def _batch_id(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("batch_id", ""))
    except ValueError:
        raise NotVisible from None


def _data(request: HttpRequest) -> bytes:
    upload = request.FILES.get("sheet")
    return upload.read(MOST_BYTES + 1) if isinstance(upload, UploadedFile) else b""


@officer(ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def batch(request: HttpRequest, actor: Actor, batch_id: UUID) -> HttpResponse:
    """One sheet: what of it can come in and what is wrong with the rest; then how far it is."""
    error = ""
    if request.method == "POST":
        try:
            return _decided(request, actor, batch_id)
        except Refusal as refusal:
            error = f"{say(refusal)} ({refusal.code})"
    found = moving.batch_of(actor, batch_id)
    contents = moving.contents(found)
    refusals = moving.refusals(found, contents, timezone.now())
    wrong = list(_wrong(found, contents, refusals))
    clashing = Counter(one.sheet for one in refusals if found.confirmed_at is None)
    values = {
        "section": ROOM,
        "error": error,
        "batch": found,
        "contents": contents,
        "rows": contents.rows or found.done,
        "counts": _counts(contents, clashing),
        "fit": contents.rows - clashing.total(),
        "faulty": contents.faulty + clashing.total(),
        "wrong": wrong[:SHOWN],
        "more": len(wrong) - SHOWN if len(wrong) > SHOWN else 0,
        "decides": actor.administers and found.confirmed_at is None and found.dropped_at is None,
        "runs": found.confirmed_at is not None and found.finished_at is None,
    }
    answer = show(request, actor, "moving_batch.html", values, status=422 if error else 200, room=ROOM)
    if values["runs"]:
        answer["Refresh"] = str(REFRESH)
    return answer


def _decided(request: HttpRequest, actor: Actor, batch_id: UUID) -> HttpResponse:
    if request.POST.get("deed") == "drop":
        moving.drop(actor, batch_id, moment=timezone.now())
        messages.success(request, "Lembar ini dibuang. Tidak ada yang dipindahkan.")
        return redirect("administration:moving")
    moving.confirm(actor, batch_id, moment=timezone.now())
    return redirect("administration:moving_batch", batch_id)


def _counts(contents: Contents, clashing: Mapping[str, int]) -> list[tuple[str, int]]:
    """How many rows of each kind can come in."""
    rows: tuple[tuple[str, Sequence[object]], ...] = (
        (running.SHEET, contents.files),
        (past.SHEET, contents.lines),
        (past.NUMBERS_SHEET, contents.numbers),
        (staff.SHEET, contents.people),
    )
    return [(name, len(found) - clashing.get(name, 0)) for name, found in rows]


def _wrong(batch: MovingBatch, contents: Contents, refusals: Sequence[MovingRefusal]) -> Iterator[Wrong]:
    """Rows that were, or would be, refused as they come in; then what is wrong in the cells of the sheet."""
    for row in refusals:
        what = TURNED_DOWN if batch.confirmed_at else MEND
        yield Wrong(row.sheet, row.row, COLUMNS.get(row.code, ""), row.code, row.text, what)
    for sheet, problems in contents.problems.items():
        for one in problems:
            what = MEND if one.grade == "error" else LOOK
            yield Wrong(sheet, one.row, one.column, one.code, str(one.message), what)


@officer(ADMINISTRATOR)
@require_safe
def corrections(_: HttpRequest, actor: Actor, batch_id: UUID) -> HttpResponse:
    """Every problem of a sheet as a table to carry away and work off. No cell is repeated: the sheet has them."""
    found = moving.batch_of(actor, batch_id)
    contents = moving.contents(found)
    wrong = _wrong(found, contents, moving.refusals(found, contents, timezone.now()))
    rows = [(one.sheet, one.row or None, one.column, one.code, one.text, one.what) for one in wrong]
    table = Table("Perbaikan", ("Lembar", "Baris", "Kolom", "Kode", "Apa yang salah", "Yang dilakukan"), rows)
    return xlsx_file("perbaikan", table)


@officer(ADMINISTRATOR)
@require_safe
def template(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The empty sheets, with the services and steps of this office to choose from."""
    laws = catalogue.services(actor.office, timezone.now())
    services = [law.standard.name for law in laws]
    steps = list(dict.fromkeys(step.text for law in laws for step in law.standard.steps))
    posts, _heads = moving.posts_of(here(request), today(here(request), timezone.now()))
    choices = {"Layanan": services, "Langkah sekarang": steps, "Di tangan": ["kantor", "pemohon"]}
    tables = (
        _empty(running.SHEET, running.COLUMNS, choices, ("Nomor agenda", "NIK", "Nomor KK", "Telepon")),
        _empty(past.SHEET, past.COLUMNS, {"Buku": list(past.BOOKS.values())}, ("Nomor", "NIK")),
        _empty(past.NUMBERS_SHEET, past.NUMBER_COLUMNS, {"Buku": list(past.NUMBERED.values())}, ()),
        _empty(staff.SHEET, staff.COLUMNS, {"Jabatan": list(posts.values())}, ("Nama pengguna",)),
    )
    return xlsx_file("pindahan", *tables)


def _empty(name: str, columns: Sequence[Column], choices: Mapping[str, Sequence[str]], texts: Sequence[str]) -> Table:
    notes = {one.heading: (one.help + " Wajib diisi." if one.required else one.help).strip() for one in columns}
    return Table(
        name,
        [one.heading for one in columns],
        notes={heading: text for heading, text in notes.items() if text},
        choices=choices,
        texts=texts,
    )
