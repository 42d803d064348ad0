"""A proposal goes into a register or to another government."""

from __future__ import annotations

from maklumat.core.kinds.kind import NOTE, REASON, REFERENCE, Kind, Way

KIND = Kind(
    code="propose",
    word="usul",
    label="Pengusulan",
    ways=(Way("proposed", "diusulkan", "Sudah diusulkan", needs=("reference",)),),
    fields=(
        REFERENCE,
        NOTE,
        REASON,
    ),
    evidence=("reference",),
)
