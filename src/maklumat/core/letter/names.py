"""The names a letter's text may use without declaring them, each with what it stands for.

`nama` and its neighbours are the person the letter is about; where somebody else applied, `nama_pemohon` is that one.
Whoever composes a letter passes those a template uses and no others.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

OFFICE_NAMES: Final[Mapping[str, str]] = {
    "kantor": "nama perangkat daerah",
    "pemerintah": "nama pemerintah daerah",
    "daerah": "nama daerah",
    "tempat": "tempat penetapan surat",
    "tanggal_surat": "tanggal surat",
    "nomor_surat": "nomor surat",
    "jabatan_penanda_tangan": "jabatan yang menandatangani",
    "nama_penanda_tangan": "nama yang menandatangani",
    "alamat_periksa": "alamat halaman pemeriksaan surat",
    "kode_periksa": "kode pemeriksaan surat",
}
"""Filled from the letter's frame."""

APPLICATION_NAMES: Final[Mapping[str, str]] = {
    "nama": "nama orang yang diterangkan",
    "nik": "NIK lengkap orang yang diterangkan",
    "nik_tersamar": "NIK dengan angka tengah disamarkan",
    "nomor_kk": "nomor kartu keluarga",
    "tempat_lahir": "tempat lahir",
    "tanggal_lahir": "tanggal lahir",
    "jenis_kelamin": "jenis kelamin",
    "pekerjaan": "pekerjaan",
    "alamat": "alamat orang yang diterangkan",
    "nama_pemohon": "nama pemohon",
    "alamat_pemohon": "alamat pemohon",
    "hubungan_pemohon": "hubungan pemohon dengan orang yang diterangkan",
    "layanan": "nama layanan",
    "nomor_permohonan": "nomor permohonan",
    "tanggal_permohonan": "tanggal permohonan diterima",
    "standar_nomor": "nomor keputusan standar pelayanan",
    "standar_tanggal": "tanggal keputusan standar pelayanan",
    "berlaku_sampai": "tanggal akhir masa berlaku surat",
    "pemberi_izin": "pejabat yang memberi izin menurut cakupannya",
}
"""Filled by whoever composes the letter, from the person, the application and the standard."""

RECORDED_NAMES: Final[Mapping[str, tuple[tuple[str, str, str], ...]]] = {
    "tanggal_kunjungan": (("visit", "done", "visited_at"),),
    "tanggal_verifikasi_lapangan": (("visit", "done", "visited_at"),),
    "tanggal_asesmen": (("assess", "done", "assessed_at"), ("assess", "refer", "assessed_at")),
    "kebutuhan": (
        ("visit", "done", "urgent_needs"),
        ("assess", "done", "needs"),
        ("assess", "refer", "needs"),
    ),
    "kesimpulan_asesmen": (("assess", "done", "conclusion"), ("assess", "refer", "conclusion")),
    "pihak_tujuan": (("plan", "outside_help", "third_party"), ("assess", "refer", "institution")),
    "lembaga_tujuan": (("plan", "outside_help", "third_party"), ("assess", "refer", "institution")),
    "nama_keluarga": (("trace", "found", "relative"),),
    "hubungan_keluarga": (("trace", "found", "relation"),),
    "alamat_keluarga": (("trace", "found", "place"),),
    "daerah_asal": (("trace", "found", "origin"),),
    "daerah_tujuan": (("trace", "found", "origin"),),
}
"""Fields of letters that begin with what a step recorded: each place where it may stand, as the kind of step, how it
ended and the field of its record. The last that was recorded counts.

Nobody types twice; whoever drafts the letter may still change it."""

DATE_NAMES: Final = frozenset({"tanggal_lahir"})
"""Those of APPLICATION_NAMES that are days: asked for as a day where the application does not say them."""

ASKED_NAMES: Final = frozenset({"tempat_lahir", "pekerjaan", "hubungan_pemohon"})
"""Those of them that no application says: whoever drafts a letter that uses one is asked for it."""

KNOWN_NAMES: Final[Mapping[str, str]] = {**OFFICE_NAMES, **APPLICATION_NAMES}
