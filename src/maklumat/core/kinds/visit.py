"""A field visit: when, where, who was met, what was found, photographs."""

from __future__ import annotations

from maklumat.core.kinds import kind as kinds
from maklumat.core.kinds.kind import NOTE, PHOTOS_FIELD, REASON, REFUSE, Column, Field, Kind, Way

HOUSEHOLD = Field(
    "household",
    "Anggota keluarga serumah",
    kinds.ROWS,
    columns=(
        Column("name", "Nama", needed=True),
        Column("relation", "Hubungan"),
        Column("age", "Umur (tahun)", kinds.NUMBER),
        Column("about", "Pekerjaan atau keadaan"),
    ),
    group="household",
)
VICTIMS = Field(
    "victims",
    "Yang terdampak",
    kinds.ROWS,
    columns=(
        Column("group", "Kelompok (misalnya bayi, lansia, ibu hamil)", needed=True),
        Column("count", "Jumlah orang", kinds.NUMBER),
        Column("needs", "Kebutuhan khusus"),
    ),
    group="victims",
)
DWELLING = Field(
    "dwelling", "Keadaan rumah dan lingkungan", kinds.PARAGRAPH, group="dwelling",
    help="Misalnya lantai, dinding, air, listrik, tempat tidur, keamanan.",
)  # fmt: skip
MEANS = Field(
    "means", "Pekerjaan, penghasilan, dan kesiapan keluarga", kinds.PARAGRAPH, group="means",
    help="Misalnya penghasilan, kesehatan, alasan mengangkat anak, pendapat keluarga besar.",
)  # fmt: skip
CARE = Field(
    "care", "Perkembangan anak selama pengasuhan", kinds.PARAGRAPH, group="care",
    help="Misalnya kesehatan, kedekatan dengan orang tua asuh, tumbuh kembang, sekolah.",
)  # fmt: skip

KIND = Kind(
    code="visit",
    word="kunjungan",
    label="Kunjungan",
    ways=(
        Way(
            "done",
            "terlaksana",
            "Kunjungan terlaksana",
            needs=("observed",),
            expects=("visited_at", "place"),
            asks=("met", "household", "victims", "dwelling", "means", "care", "urgent_needs", "photos", "note"),
        ),
        Way(
            "not_met",
            "tidak_bertemu",
            "Tidak bertemu, jadwalkan lagi",
            needs=("reason",),
            asks=("visited_at", "place", "photos", "next_on"),
            onward=False,
        ),
        Way(
            "unsuitable",
            "tidak_layak",
            "Tidak layak",
            needs=("reason",),
            expects=("visited_at",),
            asks=("place", "met", "household", "dwelling", "means", "care", "photos"),
            effects=(REFUSE,),
            onward=False,
        ),
    ),
    fields=(
        Field("visited_at", "Waktu kunjungan", kinds.MOMENT, past=True, told=True),
        Field("place", "Alamat atau patokan", kinds.PLACE, help="Alamat, atau patokan yang mudah ditemukan lagi."),
        Field("met", "Yang ditemui", kinds.PEOPLE, help="Satu nama setiap baris, boleh dengan hubungannya."),
        HOUSEHOLD,
        VICTIMS,
        DWELLING,
        MEANS,
        CARE,
        Field("observed", "Temuan di lapangan", kinds.PARAGRAPH),
        Field("urgent_needs", "Yang paling dibutuhkan", kinds.PARAGRAPH),
        REASON,
        PHOTOS_FIELD,
        Field("next_on", "Rencana datang lagi", kinds.DATE, told=True),
        NOTE,
    ),
    evidence=("observed", "photos"),
)
