"""An officer stands by a person (a hearing, an examination, a school, a payment): when, where, with what result."""

from __future__ import annotations

from maklumat.core.kinds import kind as kinds
from maklumat.core.kinds.kind import NOTE, PHOTOS_FIELD, SCAN, Field, Kind, Way

_BESIDE = ("occasion", "place", "met", "companions", "photos", "scan", "note")

KIND = Kind(
    code="accompany",
    word="dampingi",
    label="Pendampingan",
    ways=(
        Way("done", "selesai", "Pendampingan selesai", needs=("result",), expects=("held_at",), asks=_BESIDE),
        Way(
            "continue",
            "berlanjut",
            "Pendampingan berlanjut",
            needs=("result",),
            expects=("held_at",),
            asks=("next_at", *_BESIDE),
            onward=False,
        ),
    ),
    fields=(
        Field("held_at", "Waktu pendampingan", kinds.MOMENT, past=True),
        Field("occasion", "Mendampingi dalam", kinds.TEXT, help="Misalnya: pemeriksaan polisi, sidang, penyaluran."),
        Field("place", "Tempat", kinds.PLACE),
        Field("companions", "Petugas pendamping", kinds.PEOPLE, help="Satu nama setiap baris."),
        Field("met", "Pihak yang ditemui", kinds.PEOPLE, help="Satu nama setiap baris."),
        Field("result", "Hasil pendampingan", kinds.PARAGRAPH),
        Field("next_at", "Didampingi lagi pada", kinds.MOMENT, told=True),
        PHOTOS_FIELD,
        SCAN,
        NOTE,
    ),
    evidence=("result",),
)
