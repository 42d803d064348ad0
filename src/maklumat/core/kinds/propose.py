"""A proposal goes into a register or to another government."""

from __future__ import annotations

from maklumat.core.kinds import kind as kinds
from maklumat.core.kinds.kind import NOTE, REFERENCE, SCAN, Field, Kind, Way

KIND = Kind(
    code="propose",
    word="usul",
    label="Pengusulan",
    elsewhere="Di sini dicatat usulan ini saja. Daftar usulan yang dikirim bersama masih disusun di luar aplikasi.",
    ways=(
        Way(
            "proposed",
            "diusulkan",
            "Sudah diusulkan",
            needs=("reference",),
            expects=("proposed_on",),
            asks=("proposed_to", "scan", "note"),
        ),
    ),
    fields=(
        Field("proposed_to", "Diusulkan ke", kinds.TEXT, told=True),
        REFERENCE,
        Field("proposed_on", "Tanggal usulan", kinds.DATE, told=True),
        SCAN,
        NOTE,
    ),
    evidence=("reference",),
)
