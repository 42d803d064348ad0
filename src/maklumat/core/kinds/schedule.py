"""An appointment is made with the person; every attempt that did not reach them is counted."""

from __future__ import annotations

from maklumat.core.kinds import kind as kinds
from maklumat.core.kinds.kind import BOOK_PLACE, CHANNELS, NOTE, REASON, Field, Kind, Way

MODES = (
    ("in_person", "Tatap muka"),
    ("hotline", "Telepon atau hotline"),
    ("video", "Panggilan video"),
    ("visit", "Petugas datang"),
)

KIND = Kind(
    code="schedule",
    word="jadwal",
    label="Penjadwalan",
    ways=(
        Way(
            "scheduled",
            "terjadwal",
            "Sudah dijadwalkan",
            needs=("meets_at",),
            expects=("meets_where",),
            asks=("meets_whom", "mode", "message", "reached_how", "note"),
            effects=(BOOK_PLACE,),
        ),
        Way(
            "unreachable",
            "tidak_terhubung",
            "Tidak dapat dihubungi",
            needs=("reason",),
            asks=("tried_at", "reached_how"),
            onward=False,
        ),
    ),
    fields=(
        Field("meets_at", "Waktu janji temu", kinds.MOMENT, told=True),
        Field("mode", "Cara bertemu", kinds.CHOICE, choices=MODES, told=True),
        Field("meets_where", "Tempat bertemu", kinds.TEXT, told=True, help="Atau nomor yang akan dihubungi."),
        Field("meets_whom", "Bertemu dengan", kinds.TEXT, told=True),
        Field("message", "Pesan bagi klien", kinds.PARAGRAPH, told=True, help="Tampil di halaman lacak klien."),
        Field("tried_at", "Dicoba pada", kinds.MOMENT, past=True),
        Field("reached_how", "Dihubungi lewat", kinds.CHOICE, choices=CHANNELS),
        REASON,
        NOTE,
    ),
    evidence=("meets_at",),
)
