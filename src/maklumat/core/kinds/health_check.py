"""A person's health is looked at: by whom, with what result, where they are treated."""

from __future__ import annotations

from maklumat.core.kinds import kind as kinds
from maklumat.core.kinds.kind import NOTE, PHOTOS_FIELD, SCAN, Field, Kind, Way

_SEEN = ("examined_by", "photos", "scan", "note")

KIND = Kind(
    code="health_check",
    word="cek_kesehatan",
    label="Pemeriksaan kesehatan",
    ways=(
        Way(
            "well", "sehat", "Sehat, dapat dilanjutkan", needs=("condition",), expects=("examined_at",), asks=_SEEN,
        ),
        Way(
            "treatment",
            "perlu_perawatan",
            "Perlu perawatan lebih dahulu",
            needs=("condition",),
            expects=("examined_at",),
            asks=("facility", "paid_by", *_SEEN),
            onward=False,
        ),
    ),
    fields=(
        Field("examined_at", "Waktu pemeriksaan", kinds.MOMENT, past=True),
        Field("examined_by", "Diperiksa oleh", kinds.TEXT, help="Nama dan jabatan atau fasilitas kesehatan."),
        Field("condition", "Keadaan kesehatan", kinds.PARAGRAPH),
        Field("facility", "Dirawat di", kinds.TEXT),
        Field("paid_by", "Biaya ditanggung oleh", kinds.TEXT, help="Misalnya: JKN, layanan keluarga miskin."),
        PHOTOS_FIELD,
        SCAN,
        NOTE,
    ),
    evidence=("condition",),
)  # fmt: skip
