"""Aid is handed over with a record: what, how much, to whom."""

from __future__ import annotations

from maklumat.core.kinds.kind import GENERIC, Kind, Way

KIND = Kind(
    code="distribute",
    word="salurkan",
    label="Penyaluran bantuan",
    ways=(
        Way("distributed", "disalurkan", "Bantuan disalurkan", needs=("note",)),
        Way("unavailable", "tidak_tersedia", "Barang tidak tersedia", needs=("reason",)),
    ),
    fields=GENERIC,
    evidence=("note",),
    generic=True,
)
