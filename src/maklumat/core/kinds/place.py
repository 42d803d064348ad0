"""A person is placed in a shelter: where, from when."""

from __future__ import annotations

from maklumat.core.kinds.kind import GENERIC, Kind, Way

KIND = Kind(
    code="place",
    word="tempatkan",
    label="Penempatan sementara",
    ways=(
        Way("placed", "ditempatkan", "Sudah ditempatkan", needs=("note",)),
        Way("not_needed", "tidak_perlu", "Tidak perlu penempatan", needs=("reason",)),
    ),
    fields=GENERIC,
    evidence=("note",),
    generic=True,
)
