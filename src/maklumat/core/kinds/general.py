"""A step that no other kind describes: it is done, with a word about it."""

from __future__ import annotations

from maklumat.core.kinds import kind as kinds
from maklumat.core.kinds.kind import NOTE, REASON, RECALL_PRODUCT, Field, Kind, Way

KIND = Kind(
    code="general",
    word="umum",
    label="Langkah umum",
    ways=(
        Way("done", "selesai", "Selesai", needs=("note",), asks=("minutes",)),
        Way(
            "returned",
            "dikembalikan",
            "Kembalikan",
            needs=("reason",),
            effects=(RECALL_PRODUCT,),
            onward=False,
            puts_off=True,
        ),
    ),
    fields=(NOTE, REASON, Field("minutes", "Lama pengerjaan (menit)", kinds.NUMBER)),
    evidence=("note",),
)
