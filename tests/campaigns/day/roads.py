"""The roads of the five services, as far as one day goes: who leaves which step by which outcome, and what is typed.

The first step follows so many minutes after the receipt, each next one after the one before, in working time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from tests.campaigns.day.cast import CLERK, HEAD, KABID, OPERATOR, PRINTER, VERIFIER, WORKER, ZONE
from tests.campaigns.day.guests import CHILD, FOOD, GUIDANCE, INSURANCE, LETTER

Typed = Callable[[str, datetime], Mapping[str, Any]]
"""What is typed, given the file's agenda number and the moment."""
SIGNED: Final = "signed"
INITIALLED: Final = "initialled"


def nothing(_register: str, _now: datetime) -> dict[str, Any]:
    return {}


def plain(**typed: str) -> Typed:
    """The same for every file; "__" stands for "-", and {} for the agenda number."""
    return lambda register, _: {name.replace("__", "-"): text.format(register) for name, text in typed.items()}


@dataclass(frozen=True, slots=True)
class Deed:
    """`minutes` after the one before. `evening`: waits for the head's sitting; `morrow`: for the next morning."""

    step: str
    post: str
    outcome: str
    typed: Typed = nothing
    minutes: int = 3
    waits: str = ""


SITTING, MORROW = "sitting", "morrow"
SYSTEM: Final = "SIKS-NG"
BY_HAND: Final = {"answered_how": "phone_centre", "answered_why": "SIKS-NG tidak terbuka sejak pukul 13.05"}


def _letter(_register: str, now: datetime) -> dict[str, Any]:
    return {"letter-tanggal_periksa_data": now.astimezone(ZONE).date()}


def _proposal(register: str, now: datetime) -> dict[str, Any]:
    return {"reference": f"U-{register}", "proposed_to": "Dinas Kesehatan", "proposed_on": now.astimezone(ZONE).date()}


def _sent(_register: str, now: datetime) -> dict[str, Any]:
    return {"sent_to": "Kepala Bidang", "sent_on": now.astimezone(ZONE).date(), "sent_how": "hand"}


_ASSESSED: Final = plain(
    sources="Orangnya sendiri", condition="Sehat, tinggal sendiri.", needs="Makanan tiga kali sehari",
    conclusion="Perlu dibantu.", advice="Permakanan tujuh hari", urgency="this_week",
)  # fmt: skip
_RECORD: Final = plain(
    letter__tempat_asesmen="Rumah klien", letter__keadaan_klien="Sehat, tinggal sendiri.",
    letter__identitas_klien="Ada", letter__bantuan_disarankan="Permakanan tujuh hari",
)  # fmt: skip
_GOODS: Final = plain(
    goods__0__item="Paket makanan", goods__0__quantity="7", goods__0__unit="hari", receiver="Pemohon sendiri",
    proof="thumbprint", place="Rumah penerima",
)  # fmt: skip

ROADS: Final[Mapping[str, tuple[Deed, ...]]] = {
    LETTER: (
        Deed("penyerahan-berkas", CLERK, "complete", minutes=1),
        Deed("cek-data", OPERATOR, "found", plain(reference="SIKS-{}"), 9),
        Deed("konsep", OPERATOR, "drafted", _letter, 4),
        Deed("paraf", "kabid-perlindungan-jaminan-sosial", INITIALLED, minutes=20),
        Deed("tanda-tangan", HEAD, SIGNED, waits=SITTING),
        Deed("cetak", PRINTER, "done", plain(note="Dicetak satu lembar"), 2, MORROW),
        Deed("penyerahan-surat", CLERK, "delivered",
             plain(collector="Pemohon sendiri", collector_is="applicant", proof="signed_paper"), 4),
    ),
    INSURANCE: (
        Deed("penyerahan-berkas", CLERK, "complete", minutes=1),
        Deed("cek-edabu", OPERATOR, "found", plain(reference="EDABU-{}"), 6),
        Deed("jalur-usulan", OPERATOR, "reguler", plain(grounds="Tidak sedang dirawat"), 3),
        Deed("usul-reguler", OPERATOR, "proposed", _proposal, 4),
        Deed("kabari-pemohon", CLERK, "done", plain(note="Diberi tahu nomor usulannya"), 5),
    ),
    GUIDANCE: (
        Deed("pengajuan", CLERK, "submitted", minutes=1),
        Deed("penerimaan", CLERK, "complete", minutes=2),
        Deed("verifikasi", VERIFIER, "valid", minutes=25),
        Deed("asesmen", WORKER, "done", _ASSESSED, 60),
        Deed("prioritas", WORKER, "agreed", plain(summary="Bimbingan sekali seminggu"), 15, MORROW),
        Deed("bimbingan", WORKER, "done", plain(matter="Pengasuhan dalam keluarga", attended="3"), 40),
    ),
    FOOD: (
        Deed("permohonan", CLERK, "permohonan_sendiri", plain(grounds="Datang sendiri"), 1),
        Deed("pendataan", WORKER, "done", _ASSESSED, 20),
        Deed("identitas", WORKER, "punya_identitas", plain(grounds="KTP diperlihatkan"), 4),
        Deed("berita-acara", WORKER, "drafted", _RECORD, 6),
        Deed("tanda-tangan-berita-acara", WORKER, SIGNED, minutes=4),
        Deed("laporan", WORKER, "sent", _sent, 3),
        Deed("rencana-bantuan", KABID, "agreed", plain(summary="Diberi permakanan tujuh hari"), 12),
        Deed("penyaluran", WORKER, "distributed", _GOODS, 25),
    ),
    CHILD: (
        Deed("penyerahan", CLERK, "submitted", minutes=1),
        Deed("registrasi", CLERK, "complete", minutes=2),
        Deed("lapor-kabid", CLERK, "submitted", minutes=2),
        Deed("kunjungan-rumah", WORKER, "done", plain(observed="Rumah bersih, anak sehat.", place="Jalan Rekaan"), 50),
        Deed("asesmen", WORKER, "done", _ASSESSED, 15, MORROW),
    ),
}  # fmt: skip
ANSWERS: Final[Mapping[str, Mapping[str, str]]] = {
    LETTER: {"answers-keperluan": "pendidikan"},
    INSURANCE: {"answers-jalur": "reguler", "answers-penduduk_kutim": "ya"},
    GUIDANCE: {"answers-pemohon_sebagai": "sendiri", "answers-kategori": "lansia", "answers-keadaan": "Sering sakit",
               "answers-keberadaan": "Jalan Rekaan"},
    FOOD: {"answers-diajukan_oleh": "sendiri", "answers-kelompok": "lansia", "answers-keadaan": "Tidak bekerja",
           "answers-keberadaan": "Jalan Rekaan", "answers-keluarga_miskin": "ya"},
    CHILD: {"answers-pelapor_sebagai": "keluarga", "answers-keberadaan": "Jalan Rekaan",
            "answers-keadaan": "Perlu seragam dan berobat"},
}  # fmt: skip
