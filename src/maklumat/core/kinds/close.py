"""Help ends: why, and what remains agreed."""

from __future__ import annotations

from maklumat.core.kinds.kind import GENERIC, Kind, Way

KIND = Kind(
    code="close",
    word="terminasi",
    label="Terminasi",
    ways=(Way("closed", "diakhiri", "Layanan diakhiri", needs=("note",)),),
    fields=GENERIC,
    evidence=("note",),
    generic=True,
)
