"""A person is taken somewhere by an officer."""

from __future__ import annotations

from maklumat.core.kinds.kind import GENERIC, Kind, Way

KIND = Kind(
    code="escort",
    word="antar",
    label="Pengantaran",
    ways=(
        Way("done", "terlaksana", "Pengantaran terlaksana", needs=("note",)),
        Way("postponed", "ditunda", "Ditunda", needs=("reason",), onward=False),
    ),
    fields=GENERIC,
    evidence=("note",),
    generic=True,
)
