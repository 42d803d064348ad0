"""Watching until the person has recovered: when, in what condition, when again."""

from __future__ import annotations

from maklumat.core.kinds import kind as kinds
from maklumat.core.kinds.kind import NOTE, PHOTOS_FIELD, Field, Kind, Way

_SEEN = ("place", "met", "photos", "note")

KIND = Kind(
    code="monitor",
    word="pantau",
    label="Pemantauan",
    ways=(
        Way(
            "continue",
            "berlanjut",
            "Masih perlu dipantau",
            needs=("progress",),
            expects=("seen_at",),
            asks=("next_on", *_SEEN),
            onward=False,
        ),
        Way("recovered", "pulih", "Sudah pulih", needs=("progress",), expects=("seen_at",), asks=_SEEN),
    ),
    fields=(
        Field("seen_at", "Waktu pemantauan", kinds.MOMENT, past=True),
        Field("place", "Tempat", kinds.PLACE),
        Field("met", "Yang ditemui", kinds.PEOPLE, help="Satu nama setiap baris."),
        Field("progress", "Keadaan dan perkembangannya", kinds.PARAGRAPH),
        Field("next_on", "Dipantau lagi pada", kinds.DATE, told=True),
        PHOTOS_FIELD,
        NOTE,
    ),
    evidence=("progress",),
)
