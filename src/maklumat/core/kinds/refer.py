"""A person is referred to another body: which, when, accepted by whom."""

from __future__ import annotations

from maklumat.core.kinds.kind import GENERIC, Kind, Way

KIND = Kind(
    code="refer",
    word="rujuk",
    label="Rujukan",
    ways=(
        Way("accepted", "diterima", "Rujukan diterima", needs=("note",)),
        Way("rejected", "ditolak", "Rujukan ditolak", needs=("reason",), onward=False),
    ),
    fields=GENERIC,
    evidence=("note",),
    generic=True,
)
