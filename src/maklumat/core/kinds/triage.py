"""A branch that the decree names: an officer judges which of its ways fits. The standard itself names the ways."""

from __future__ import annotations

from maklumat.core.kinds import kind as kinds
from maklumat.core.kinds.kind import NOTE, Field, Kind

KIND = Kind(
    code="triage",
    word="pilah",
    label="Penentuan jalur",
    ways=(),
    fields=(
        Field("grounds", "Dasar pertimbangan", kinds.PARAGRAPH),
        NOTE,
    ),
    evidence=("grounds",),
    open_expects=("grounds",),
    open_asks=("note",),
)
