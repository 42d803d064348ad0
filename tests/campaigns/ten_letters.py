"""The letters that Belitung's decree promises, each with a fictitious person and the way through the office to it.

Two of its services end in a deed and one in a conversation: their decree names no letter (services 7, 8 and 10). In
their place stand the refusals that the law asks for, one of them for a rule that was not met.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from maklumat.core.identity import Person

REFUSAL: Final = "surat-penolakan"
THAT_DAY: Final = "hari itu"
"""In a letter's fields: the day on which it is drafted."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One letter: of which service and product, about whom, and what is said on the way.

    `turns`: the outcome (the standard's word) taken at a step where it is not the first one. `typed`: the letter's
    fields as the officer types them. `said`: what else is recorded, by step.
    """

    service: str
    product: str
    person: Person
    answers: Mapping[str, Any] = field(default_factory=dict)
    typed: Mapping[str, Any] = field(default_factory=dict)
    turns: Mapping[str, str] = field(default_factory=dict)
    said: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    beneficiary: Person | None = None


def _person(number: int, name: str, sex: str, born: date, address: str) -> Person:
    return Person(
        name=name,
        nik=f"999999{born.day + (40 if sex == 'female' else 0):02}{born.month:02}{born.year % 100:02}{number:04}",
        kk=f"99999901011{number:05}",
        birth_date=born,
        sex=sex,
        address=address,
    )


SITI = _person(1, "Siti Contoh", "female", date(1990, 5, 5), "Jalan Rekaan Nomor 1, Desa Contoh, Kecamatan Contoh")
LONG = _person(
    2,
    "Raden Ayu Nurʿaini Ḥalīmah Kusumaningrat Contoh binti Haji Abdurrahman Rekaan, S.Tr.Keb., M.Kes.",
    "female",
    date(1984, 12, 31),
    "Perumahan Griya Rekaan Sejahtera Blok C-12 Nomor 17A, RT 003 RW 011, Dusun Air Contoh Jaya, Desa Rekaan Baru, "
    "Kecamatan Contoh Utara, Kabupaten Contoh, Provinsi Contoh 99999",
)
ANDI = _person(3, "Andi Contoh", "male", date(1978, 8, 17), "Dusun Rekaan RT 002, Desa Contoh, Kecamatan Contoh")
BUDI = _person(4, "Budi Rekaan", "male", date(1955, 3, 2), "Gang Contoh 4, Kelurahan Rekaan, Kecamatan Contoh")
STRANDED = Person(name="Contoh Perantau")

_NEEDS = [["Terpal ukuran 4 x 6 meter", "12", "lembar"], ["Beras", "150", "kilogram"], ["Selimut", "46", "lembar"]]

LETTERS: Final = (
    Wanted(
        "rekomendasi-jkn",
        "surat-rekomendasi-jkn",
        LONG,
        {
            "penduduk_belitung": True,
            "kelas_jkn": "kelas_2",
            "menunggak": True,
            "nomor_jkn": "0009999999999",
            "tunggakan_rupiah": 3_725_000,
            "jumlah_anggota": 4,
        },
        {"tempat_lahir": "Tanjungpandan"},
    ),
    Wanted(
        "sk-dtks",
        "surat-keterangan-dtks",
        SITI,
        {"keperluan": "pendidikan"},
        {"tempat_lahir": "Tanjungpandan", "tanggal_periksa_data": THAT_DAY},
        {"unduh": "dikonsep"},
    ),
    Wanted(
        "rekomendasi-pub",
        "surat-rekomendasi-pub",
        ANDI,
        {
            "nama_organisasi": "Panitia Peduli Korban Puting Beliung Contoh",
            "alamat_organisasi": "Jalan Rekaan Nomor 12, Kelurahan Contoh, Kecamatan Contoh",
            "ketua_organisasi": "Andi Contoh",
            "nomor_surat_pemohon": "012/PPKPB/X/2026",
            "tujuan_pengumpulan": "Membantu 23 keluarga korban puting beliung di Desa Contoh memperbaiki atap rumah "
            "dan membeli perlengkapan sekolah anak.",
            "cara_pengumpulan": "Kotak sumbangan di toko dan satu kali bazar",
            "cakupan_wilayah": "kabupaten",
            "wilayah_pengumpulan": "Kecamatan Contoh dan Kecamatan Contoh Utara",
            "mulai_pengumpulan": date(2026, 10, 19),
            "selesai_pengumpulan": date(2026, 12, 19),
        },
        {"tanggal_verifikasi_lapangan": THAT_DAY},
    ),
    Wanted(
        "keterangan-pbi",
        "surat-keterangan-pbi",
        BUDI,
        {"fasilitas_kesehatan": "Puskesmas Contoh"},
        {"tempat_lahir": "Membalong", "status_pbi": "tidak aktif", "tanggal_periksa_data": THAT_DAY},
    ),
    Wanted(
        "rehabilitasi-sosial",
        "surat-rekomendasi-rehabilitasi",
        SITI,
        {},
        {
            "tempat_lahir": "Manggar",
            "tanggal_kunjungan": THAT_DAY,
            "kebutuhan": "Kursi roda ukuran dewasa dan latihan kemandirian selama enam bulan; keluarga mendampingi.",
            "lembaga_tujuan": "Sentra Rehabilitasi Contoh",
        },
        {"pembahasan": "perlu_pihak_ketiga"},
        beneficiary=BUDI,
    ),
    Wanted(
        "bantuan-kebencanaan",
        "surat-rekomendasi-bencana",
        ANDI,
        {
            "jenis_bencana": "angin",
            "tanggal_kejadian": date(2026, 10, 3),
            "lokasi": "Dusun Rekaan, Desa Contoh, Kecamatan Contoh",
            "jumlah_korban": 83,
        },
        {
            "tanggal_kunjungan": THAT_DAY,
            "pihak_tujuan": "Dinas Sosial Provinsi Kepulauan Bangka Belitung",
            "kebutuhan_bantuan": _NEEDS,
        },
        {"pembahasan": "perlu_pihak_ketiga"},
    ),
    Wanted(
        "pemulangan-pekerja-migran",
        REFUSAL,
        SITI,
        typed={"jalan_lain": "melapor kepada kepolisian terdekat bila orang tersebut terlihat lagi."},
        turns={"asesmen": "tidak_perlu"},
        said={"asesmen": {"reason": "Yang bersangkutan sudah dijemput keluarganya dan tidak memerlukan bantuan."}},
        beneficiary=STRANDED,
    ),
    Wanted(
        "orang-terlantar",
        REFUSAL,
        ANDI,
        typed={"jalan_lain": "menghubungi kami kembali melalui nomor telepon pada kepala surat ini."},
        turns={"laporan": "tidak_terbukti"},
        said={"laporan": {"reason": "Orang yang dilaporkan tidak ditemukan di tempat itu pada dua kali pencarian."}},
        beneficiary=STRANDED,
    ),
    Wanted(
        "pengangkatan-anak",
        "surat-rekomendasi-pengangkatan-anak",
        LONG,
        {
            "tanggal_lahir_suami": date(1982, 4, 4),
            "tanggal_lahir_istri": date(1984, 12, 31),
            "tanggal_nikah": date(2012, 6, 6),
            "jumlah_anak": 0,
        },
        {
            "pekerjaan": "Bidan",
            "nama_pasangan": "Contoh Suami",
            "inisial_anak": "N. C.",
            "tanggal_lahir_anak": "2025-12-01",
            "tanggal_kunjungan": THAT_DAY,
        },
    ),
    Wanted(
        "rekomendasi-jkn",
        REFUSAL,
        BUDI,
        {"penduduk_belitung": True, "kelas_jkn": "kelas_3", "menunggak": True, "tunggakan_rupiah": 420_000},
        {"jalan_lain": "mengusulkan diri sebagai peserta penerima bantuan iuran melalui kantor desa atau kelurahan."},
        {"verifikasi": "tidak_sesuai"},
        {"verifikasi": {"reason": "Struk tagihan menyebut kepesertaan mandiri kelas 3."}},
    ),
)

RECORD: Final = Wanted(
    "bantuan-kebencanaan",
    "bantuan-logistik",
    LONG,
    {"jenis_bencana": "banjir", "tanggal_kejadian": date(2026, 10, 17), "jumlah_korban": 6},
    said={
        "penyerahan-bantuan": {
            "goods": [
                {"item": "Beras", "quantity": 50, "unit": "kilogram", "value_rupiah": 725_000},
                {"item": "Selimut", "quantity": 6, "unit": "lembar", "value_rupiah": 540_000, "about": "baru"},
                {"item": "Paket kebersihan keluarga", "quantity": 1, "unit": "paket", "value_rupiah": 260_000},
            ],
            "place": {"text": "Posko Dusun Rekaan, Desa Contoh"},
            "receiver": "Contoh Penerima",
            "receiver_is": "family",
            "witnesses": ["Contoh Kepala Dusun"],
            "basis": "Disposisi Kepala Dinas tanggal 19 Oktober 2026",
            "record_number": "",
        }
    },
)
"""Aid in kind is handed over with a berita acara, on paper, by hand: no product with a number or a page of its own."""
