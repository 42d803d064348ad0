"""An assessment of needs and strengths of a person or family."""

from __future__ import annotations

from maklumat.core.kinds.kind import GENERIC, REFUSE, Kind, Way

KIND = Kind(
    code="assess",
    word="asesmen",
    label="Asesmen",
    ways=(
        Way("done", "selesai", "Asesmen selesai", needs=("note",)),
        Way("refer", "perlu_rujukan", "Perlu dirujuk", needs=("note",)),
        Way(
            "not_needed", "tidak_perlu", "Tidak memerlukan layanan", needs=("reason",), effects=(REFUSE,), onward=False
        ),
    ),
    fields=GENERIC,
    evidence=("note",),
    generic=True,
)
