"""Watching until the person has recovered."""

from __future__ import annotations

from maklumat.core.kinds.kind import GENERIC, Kind, Way

KIND = Kind(
    code="monitor",
    word="pantau",
    label="Pemantauan",
    ways=(
        Way("continue", "berlanjut", "Masih perlu dipantau", needs=("note",), onward=False),
        Way("recovered", "pulih", "Sudah pulih", needs=("note",)),
    ),
    fields=GENERIC,
    evidence=("note",),
    generic=True,
)
