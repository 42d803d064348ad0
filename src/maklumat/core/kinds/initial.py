"""A superior initials the draft before it is signed."""

from __future__ import annotations

from maklumat.core.kinds.kind import DRAFT_BACK, INITIAL_PRODUCT, NOTE, REASON, Kind, Way

KIND = Kind(
    code="initial",
    word="paraf",
    label="Paraf",
    ways=(
        Way("initialled", "diparaf", "Paraf", effects=(INITIAL_PRODUCT,), asks=("note",)),
        *DRAFT_BACK,
    ),
    fields=(
        NOTE,
        REASON,
    ),
    own=True,
)
