"""Parties are brought together (mediation, restorative justice, diversion): who came and what they agreed."""

from __future__ import annotations

from maklumat.core.kinds import kind as kinds
from maklumat.core.kinds.kind import NOTE, REASON, SCAN, Field, Kind, Way

_MET = ("held_at", "place", "participants", "led_by")

KIND = Kind(
    code="mediate",
    word="mediasi",
    label="Mediasi",
    ways=(
        Way(
            "agreed",
            "sepakat",
            "Tercapai kesepakatan",
            needs=("agreement",),
            expects=("held_at", "participants"),
            asks=("place", "led_by", "until_on", "scan", "note"),
        ),
        Way(
            "not_agreed",
            "tidak_sepakat",
            "Tidak tercapai kesepakatan",
            needs=("reason",),
            asks=(*_MET, "scan", "note"),
            onward=False,
        ),
        Way(
            "postponed", "ditunda", "Ditunda", needs=("reason",), asks=("next_at", "note"), onward=False, puts_off=True
        ),
    ),
    fields=(
        Field("held_at", "Waktu pertemuan", kinds.MOMENT, past=True),
        Field("place", "Tempat", kinds.PLACE),
        Field("participants", "Yang hadir", kinds.PEOPLE, help="Satu nama setiap baris, boleh dengan perannya."),
        Field("led_by", "Dipimpin oleh", kinds.TEXT),
        Field("agreement", "Isi kesepakatan", kinds.PARAGRAPH),
        Field("until_on", "Dilaksanakan paling lambat", kinds.DATE),
        REASON,
        Field("next_at", "Dilanjutkan pada", kinds.MOMENT, told=True),
        SCAN,
        NOTE,
    ),
    evidence=("agreement", "participants"),
)
