"""A person is taken somewhere by an officer: when, where to, by what, handed to whom."""

from __future__ import annotations

from maklumat.core.kinds import kind as kinds
from maklumat.core.kinds.kind import NOTE, PHOTOS_FIELD, REASON, TRANSPORT, Field, Kind, Way

KIND = Kind(
    code="escort",
    word="antar",
    label="Pengantaran",
    ways=(
        Way(
            "done",
            "terlaksana",
            "Pengantaran terlaksana",
            needs=("destination",),
            expects=("departed_at",),
            asks=("arrived_at", "escorts", "transport", "received_by", "condition", "proof", "photos", "note"),
        ),
        Way("postponed", "ditunda", "Ditunda", needs=("reason",), asks=("expected_on",), onward=False, puts_off=True),
    ),
    fields=(
        Field("departed_at", "Waktu berangkat", kinds.MOMENT, past=True, told=True),
        Field("arrived_at", "Waktu tiba", kinds.MOMENT, past=True),
        Field("destination", "Diantar ke", kinds.TEXT, told=True),
        Field("escorts", "Petugas yang mengantar", kinds.PEOPLE, help="Satu nama setiap baris."),
        Field("transport", "Angkutan", kinds.CHOICE, choices=TRANSPORT),
        Field("received_by", "Diterima oleh", kinds.TEXT),
        Field("condition", "Keadaan orangnya", kinds.PARAGRAPH),
        Field("proof", "Bukti penyerahan", kinds.PROOF),
        REASON,
        Field("expected_on", "Rencana mengantar", kinds.DATE, told=True),
        PHOTOS_FIELD,
        NOTE,
    ),
    evidence=("destination", "received_by"),
)
