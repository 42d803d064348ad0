"""A plan of help: what was decided, who does it by when; from stock, from a third party, a visit or a referral."""

from __future__ import annotations

from maklumat.core.kinds import kind as kinds
from maklumat.core.kinds.kind import NOTE, REASON, REFUSE, Column, Field, Kind, Way

DECISIONS = Field(
    "decisions",
    "Keputusan",
    kinds.ROWS,
    columns=(
        Column("what", "Yang dilakukan", needed=True),
        Column("who", "Pelaksana"),
        Column("until", "Paling lambat", kinds.DATE),
    ),
)
_TALK = ("participants", "note")

KIND = Kind(
    code="plan",
    word="rencana",
    label="Rencana tindak lanjut",
    ways=(
        Way("agreed", "disepakati", "Rencana disepakati", needs=("summary",), asks=("decisions", *_TALK)),
        Way(
            "outside_help",
            "perlu_pihak_ketiga",
            "Perlu pihak ketiga",
            needs=("summary",),
            asks=("third_party", "decisions", *_TALK),
        ),
        Way(
            "home_visit", "kunjungan_rumah", "Kunjungan rumah",
            needs=("summary",), asks=("visit_on", "visit_place", *_TALK),
        ),
        Way(
            "school_visit", "kunjungan_sekolah", "Kunjungan sekolah",
            needs=("summary",), asks=("visit_on", "visit_place", *_TALK),
        ),
        Way("refer", "perlu_rujukan", "Perlu dirujuk", needs=("summary",), asks=("third_party", *_TALK)),
        Way("enough", "cukup", "Cukup, tidak perlu tindak lanjut", needs=("summary",), asks=_TALK),
        Way(
            "declined",
            "tidak_disetujui",
            "Tidak dapat dibantu",
            needs=("reason",),
            asks=("participants",),
            effects=(REFUSE,),
            onward=False,
        ),
    ),
    fields=(
        Field("participants", "Yang membahas", kinds.PEOPLE, help="Satu nama setiap baris."),
        Field("summary", "Hasil pembahasan", kinds.PARAGRAPH),
        DECISIONS,
        Field("third_party", "Lembaga atau pihak yang dituju", kinds.TEXT),
        Field("visit_on", "Rencana tanggal kunjungan", kinds.DATE),
        Field("visit_place", "Tempat yang dikunjungi", kinds.TEXT),
        REASON,
        NOTE,
    ),
    evidence=("summary", "decisions"),
)  # fmt: skip
