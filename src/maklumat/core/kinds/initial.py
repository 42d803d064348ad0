"""A superior initials the draft before it is signed."""

from __future__ import annotations

from maklumat.core.kinds.kind import INITIAL_PRODUCT, NOTE, REASON, Kind, Way

KIND = Kind(
    code="initial",
    word="paraf",
    label="Paraf",
    ways=(
        Way("initialled", "diparaf", "Paraf", effects=(INITIAL_PRODUCT,), asks=("note",)),
        Way(
            "returned",
            "dikembalikan",
            "Kembalikan konsep",
            needs=("reason",),
            asks=("note",),
            onward=False,
            puts_off=True,
        ),
        Way(
            "stepped_back",
            "dimundurkan",
            "Kembalikan satu langkah",
            needs=("reason",),
            asks=("note",),
            onward=False,
            puts_off=True,
        ),
    ),
    fields=(
        NOTE,
        REASON,
    ),
    own=True,
)
