"""A counselling session; its notes are confidential."""

from __future__ import annotations

from maklumat.core.kinds.kind import GENERIC, Kind, Way

KIND = Kind(
    code="counsel",
    word="konseling",
    label="Konseling",
    ways=(
        Way("done", "selesai", "Sesi selesai", needs=("note",)),
        Way("absent", "tidak_hadir", "Klien tidak hadir", needs=("reason",), onward=False),
    ),
    fields=GENERIC,
    evidence=("note",),
    generic=True,
)
