"""An outside party acts (a province, a court, a carrier); a post records its decisions and letters."""

from __future__ import annotations

from maklumat.core.kinds import kind as kinds
from maklumat.core.kinds.kind import NOTE, REASON, REFUSE, SCAN, Column, Field, Kind, Way

LETTERS = Field(
    "letters",
    "Surat atau keputusan yang diterima",
    kinds.ROWS,
    columns=(
        Column("what", "Surat atau keputusan", needed=True),
        Column("number", "Nomor", needed=True),
        Column("on", "Tanggal", kinds.DATE, needed=True),
        Column("by", "Ditandatangani oleh"),
    ),
    help="Misalnya surat keputusan kepala dinas provinsi.",
    told=True,
)

KIND = Kind(
    code="wait",
    word="tunggu",
    label="Menunggu pihak lain",
    ways=(
        Way(
            "received",
            "diterima",
            "Jawaban diterima",
            expects=("letters",),
            asks=("answered_by", "answer", "holds_until", "scan", "note"),
        ),
        Way(
            "rejected",
            "ditolak",
            "Ditolak pihak lain",
            needs=("reason",),
            asks=("answered_by", "letters", "scan"),
            effects=(REFUSE,),
            onward=False,
        ),
    ),
    fields=(
        Field("answered_by", "Yang menjawab", kinds.TEXT, help="Lembaga, pengangkut, atau keluarga."),
        LETTERS,
        Field("answer", "Isi jawaban", kinds.PARAGRAPH),
        Field("holds_until", "Berlaku sampai", kinds.DATE),
        REASON,
        SCAN,
        NOTE,
    ),
    evidence=("letters",),
)
