"""Backups and archive in one look, each with what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from maklumat.core.events import Event
from maklumat.records.archive import destroying
from maklumat.records.archive.keeping import Kept, kept
from maklumat.records.ledger.aside import DamagedFile
from maklumat.records.people.access import Actor
from maklumat.web.administration.home import ROOM
from maklumat.web.shared.entering import ADMINISTRATOR, officer, show

BACKUP_EVERY: Final = timedelta(days=2)
"""A day, and a night that somebody missed."""
REHEARSED_EVERY: Final = timedelta(days=31)
NAMED: Final = 10
GOOD, WAIT, LATE = "good", "wait", "late"
MARKS: Final = {GOOD: "Beres", WAIT: "Perlu dikerjakan", LATE: "Segera"}


@dataclass(frozen=True, slots=True)
class Look:
    """One line: how it stands, and what to do next. `route`: where that is done, "" on the machine. `at`: when."""

    title: str
    grade: str
    state: str
    following: str
    route: str = ""
    at: datetime | None = None

    @property
    def mark(self) -> str:
        return MARKS[self.grade]


@officer(ADMINISTRATOR)
@require_safe
def keeping(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Whether there are backups, whether they can be restored, which years are open, which files are due."""
    now = timezone.now()
    looks = list(_looks(kept(actor, now), now))
    values = {"section": ROOM, "looks": looks, "fine": all(one.grade == GOOD for one in looks)}
    return show(request, actor, "keeping.html", values, room=ROOM)


def _looks(found: Kept, now: datetime) -> Iterator[Look]:
    yield _backup(found.backup, now)
    yield _rehearsal(found.rehearsal, now)
    yield _whole(found.damaged)
    yield _years(found.open_years)
    yield _schedule(found.undecided)
    yield _due(found)
    if any(state not in (destroying.FINISHED, destroying.DECLINED) for state in found.lists):
        yield _lists(found.lists)


def _backup(made: Event | None, now: datetime) -> Look:
    title, way = "Cadangan terakhir", "Minta penjaga mesin menjalankan maklumat backup setiap malam."
    if made is None:
        return Look(title, LATE, "Belum pernah ada cadangan yang tercatat.", way)
    said = f"{made.data['files']} berkas, {made.data['bytes'] // 1_000_000} MB, dibuat dari mesin peladen."
    if now - made.occurred_at > BACKUP_EVERY:
        return Look(title, LATE, f"Sudah terlalu lama. {said}", way, at=made.occurred_at)
    return Look(title, GOOD, said, "Salinannya keluar dari komputer ini.", at=made.occurred_at)


def _rehearsal(tried: Event | None, now: datetime) -> Look:
    title, way = (
        "Latihan pemulihan terakhir",
        "Minta penjaga mesin menjalankan maklumat rehearse dengan cadangan terbaru.",
    )
    if tried is None:
        return Look(title, WAIT, "Belum pernah dicoba. Cadangan yang tidak pernah dicoba bukan cadangan.", way)
    data = tried.data
    said = f"{data['applications']} berkas dan {data['attachments']} lampiran pulih dalam {data['seconds']} detik."
    if not data["fine"]:
        return Look(
            title, LATE, f"Cadangannya TIDAK utuh: {data['broken']} berkas gagal dibuka.", way, at=tried.occurred_at
        )
    grade = WAIT if now - tried.occurred_at > REHEARSED_EVERY else GOOD
    return Look(title, grade, said, "Ulangi setiap bulan.", at=tried.occurred_at)


def _whole(damaged: tuple[DamagedFile, ...]) -> Look:
    title, way = "Keutuhan data", "Minta penjaga mesin menjalankan maklumat ledger verify setiap malam."
    if not damaged:
        return Look(title, GOOD, "Tidak ada berkas rusak yang diketahui.", way)
    named = [f"{one.number or 'tanpa nomor'} ({', '.join(one.codes)})" for one in damaged[:NAMED]]
    more = f" dan {len(damaged) - NAMED} lagi" if len(damaged) > NAMED else ""
    said = f"{len(damaged)} berkas rusak: {', '.join(named)}{more}. Berkas itu tidak dapat dikerjakan."
    way = "Minta penjaga mesin menjalankan maklumat examine, lalu memulihkan berkas itu dari cadangan."
    return Look(title, LATE, said, way, at=damaged[0].met_at)


def _years(years: tuple[int, ...]) -> Look:
    title, route = "Buku tahun lalu", "administration:closings"
    if not years:
        return Look(title, GOOD, "Semua buku tahun yang lewat sudah ditutup.", "Lihat halamannya.", route)
    said = ", ".join(map(str, years))
    return Look(title, WAIT, f"Belum ditutup: {said}.", "Cocokkan dengan buku di kantor, lalu tutup.", route)


def _schedule(undecided: int) -> Look:
    title, route = "Jadwal retensi", "administration:retention"
    if not undecided:
        return Look(title, GOOD, "Setiap layanan memakai jadwal retensi daerah.", "Lihat halamannya.", route)
    return Look(title, WAIT, f"{undecided} layanan masih memakai angka bawaan.", "Isi dari JRA daerah.", route)


def _due(found: Kept) -> Look:
    title, route = "Berkas yang habis masa simpan", "administration:retention_due"
    review = f" {found.review} berkas perlu dinilai kembali." if found.review else ""
    if not found.due:
        grade = WAIT if review else GOOD
        return Look(title, grade, f"Tidak ada yang dapat diusulkan musnah.{review}", "Lihat halamannya.", route)
    return Look(title, WAIT, f"{found.due} berkas habis masa simpannya.{review}", "Usulkan yang tidak ditahan.", route)


def _lists(lists: dict[str, int]) -> Look:
    steps = {
        destroying.PROPOSED: "menunggu surat panitia dan persetujuan",
        destroying.READY: "menunggu keputusan kepala",
        destroying.APPROVED: "menunggu dilaksanakan",
        destroying.RUNS: "sedang dimusnahkan",
    }
    said = "; ".join(f"{lists[state]} daftar {words}" for state, words in steps.items() if state in lists)
    return Look("Daftar usul musnah", WAIT, f"{said}.", "Lanjutkan daftarnya.", "administration:retention")
