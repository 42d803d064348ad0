"""A step that no other kind describes."""

from __future__ import annotations

from maklumat.core.kinds.kind import GENERIC, RECALL_PRODUCT, Kind, Way

KIND = Kind(
    code="general",
    word="umum",
    label="Langkah umum",
    ways=(
        Way("done", "selesai", "Selesai", needs=("note",)),
        Way("returned", "dikembalikan", "Kembalikan", needs=("reason",), effects=(RECALL_PRODUCT,), onward=False),
    ),
    fields=GENERIC,
    evidence=("note",),
    generic=True,
)
