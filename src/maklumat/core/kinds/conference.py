"""A case conference or a hearing decides together: when, who took part, what was decided."""

from __future__ import annotations

from maklumat.core.kinds import kind as kinds
from maklumat.core.kinds.kind import NOTE, REASON, REFUSE, SCAN, Field, Kind, Way
from maklumat.core.kinds.plan import DECISIONS

KIND = Kind(
    code="conference",
    word="konferensi",
    label="Pembahasan kasus",
    elsewhere="Di sini dicatat hasil pembahasan ini saja. Undangan dan daftar hadirnya masih dibuat di luar aplikasi.",
    ways=(
        Way(
            "agreed",
            "disepakati",
            "Disepakati",
            needs=("summary",),
            expects=("held_at", "participants"),
            asks=("place", "decisions", "scan", "note"),
        ),
        Way(
            "postponed", "ditunda", "Ditunda", needs=("reason",), asks=("next_at", "note"), onward=False, puts_off=True
        ),
        Way(
            "declined",
            "tidak_disetujui",
            "Tidak disetujui",
            needs=("reason",),
            asks=("held_at", "place", "participants", "scan"),
            effects=(REFUSE,),
            onward=False,
        ),
    ),
    fields=(
        Field("held_at", "Waktu pembahasan", kinds.MOMENT, past=True),
        Field("place", "Tempat", kinds.PLACE),
        Field("participants", "Yang hadir", kinds.PEOPLE, help="Satu nama setiap baris, boleh dengan lembaganya."),
        Field("summary", "Hasil pembahasan", kinds.PARAGRAPH),
        DECISIONS,
        REASON,
        Field("next_at", "Dilanjutkan pada", kinds.MOMENT, told=True),
        SCAN,
        NOTE,
    ),
    evidence=("summary", "participants"),
)
