"""A person comes, or is brought, and is received: who brought them, in what condition, what helped at once."""

from __future__ import annotations

from maklumat.core.kinds import kind as kinds
from maklumat.core.kinds.kind import NOTE, PHOTOS_FIELD, REASON, Field, Kind, Way

KIND = Kind(
    code="arrive",
    word="kedatangan",
    label="Penerimaan orang",
    ways=(
        Way(
            "arrived",
            "datang",
            "Orangnya diterima",
            expects=("arrived_at",),
            asks=("came", "brought_by", "condition", "belongings", "first_help", "photos", "note"),
        ),
        Way("not_arrived", "belum_datang", "Belum datang", needs=("reason",), asks=("searched",), onward=False),
    ),
    fields=(
        Field("arrived_at", "Waktu diterima", kinds.MOMENT, past=True, told=True),
        Field(
            "came",
            "Datang",
            kinds.CHOICE,
            choices=(
                ("alone", "Sendiri"),
                ("official", "Diantar aparat"),
                ("public", "Diantar masyarakat"),
                ("fetched", "Dijemput petugas"),
            ),
        ),
        Field("brought_by", "Diantar oleh", kinds.TEXT, help="Nama, lembaga, dan nomor telepon bila ada."),
        Field("condition", "Keadaannya saat datang", kinds.PARAGRAPH, help="Kesehatan, luka, lapar, ketakutan."),
        Field("belongings", "Barang bawaan", kinds.PARAGRAPH),
        Field("first_help", "Pertolongan pertama yang diberikan", kinds.PARAGRAPH),
        Field("searched", "Sudah dicari di mana", kinds.PARAGRAPH),
        REASON,
        PHOTOS_FIELD,
        NOTE,
    ),
    evidence=("arrived_at", "condition"),
)
