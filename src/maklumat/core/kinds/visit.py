"""A field visit: place, day, what was found, photographs."""

from __future__ import annotations

from maklumat.core.kinds.kind import GENERIC, REFUSE, Kind, Way

KIND = Kind(
    code="visit",
    word="kunjungan",
    label="Kunjungan",
    ways=(
        Way("done", "terlaksana", "Kunjungan terlaksana", needs=("note",)),
        Way("not_met", "tidak_bertemu", "Tidak bertemu, jadwalkan lagi", needs=("reason",), onward=False),
        Way("unsuitable", "tidak_layak", "Tidak layak", needs=("reason",), effects=(REFUSE,), onward=False),
    ),
    fields=GENERIC,
    evidence=("note",),
    generic=True,
)
