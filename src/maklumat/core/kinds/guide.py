"""Guidance is given (social, mental, skills, to a family): what, by whom, to whom."""

from __future__ import annotations

from maklumat.core.kinds import kind as kinds
from maklumat.core.kinds.kind import NOTE, PHOTOS_FIELD, REASON, Field, Kind, Way

KIND = Kind(
    code="guide",
    word="bimbing",
    label="Bimbingan",
    ways=(
        Way(
            "done",
            "terlaksana",
            "Bimbingan terlaksana",
            needs=("matter",),
            expects=("held_at",),
            asks=("place", "mentors", "attended", "result", "next_at", "photos", "note"),
        ),
        Way("postponed", "ditunda", "Ditunda", needs=("reason",), asks=("next_at",), onward=False, puts_off=True),
    ),
    fields=(
        Field("held_at", "Waktu bimbingan", kinds.MOMENT, past=True),
        Field("place", "Tempat", kinds.PLACE),
        Field("matter", "Materi bimbingan", kinds.PARAGRAPH),
        Field("mentors", "Pembimbing", kinds.PEOPLE, help="Satu nama setiap baris."),
        Field("attended", "Jumlah peserta", kinds.NUMBER),
        Field("result", "Hasil", kinds.PARAGRAPH),
        REASON,
        Field("next_at", "Bimbingan berikutnya", kinds.MOMENT, told=True),
        PHOTOS_FIELD,
        NOTE,
    ),
    evidence=("matter", "attended"),
)
