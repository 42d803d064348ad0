"""A person is referred to another body, or a third party fulfils a need: which, by what letter, accepted by whom."""

from __future__ import annotations

from maklumat.core.kinds import kind as kinds
from maklumat.core.kinds.distribute import GOODS
from maklumat.core.kinds.kind import NOTE, PHOTOS_FIELD, REASON, Field, Kind, Way

HELP = Field(
    "goods", "Bantuan yang diberikan pihak itu", kinds.ROWS, columns=GOODS.columns,
    help="Kosongkan bila bukan barang.",
)  # fmt: skip

KIND = Kind(
    code="refer",
    word="rujuk",
    label="Rujukan",
    ways=(
        Way(
            "accepted",
            "diterima",
            "Rujukan diterima",
            needs=("institution",),
            expects=("accepted_on",),
            asks=("letter_number", "letter_on", "accepted_by", "agreement", "goods", "photos", "scan", "note"),
        ),
        Way(
            "rejected",
            "ditolak",
            "Rujukan ditolak",
            needs=("reason",),
            asks=("institution", "letter_number", "letter_on", "scan"),
            onward=False,
        ),
    ),
    fields=(
        Field("institution", "Lembaga atau pihak yang dituju", kinds.TEXT, told=True),
        Field("letter_number", "Nomor surat rujukan atau rekomendasi", kinds.TEXT),
        Field("letter_on", "Tanggal surat", kinds.DATE),
        Field("accepted_by", "Diterima oleh", kinds.TEXT, help="Nama dan jabatan di lembaga itu."),
        Field("accepted_on", "Tanggal diterima", kinds.DATE, told=True),
        Field("agreement", "Yang disepakati", kinds.PARAGRAPH),
        HELP,
        REASON,
        PHOTOS_FIELD,
        Field("scan", "Pindaian surat jawaban", kinds.DOCUMENT),
        NOTE,
    ),
    evidence=("institution", "accepted_by"),
)
