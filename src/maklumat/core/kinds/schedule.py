"""An appointment is made with the person."""

from __future__ import annotations

from maklumat.core.kinds.kind import GENERIC, Kind, Way

KIND = Kind(
    code="schedule",
    word="jadwal",
    label="Penjadwalan",
    ways=(
        Way("scheduled", "terjadwal", "Sudah dijadwalkan", needs=("note",)),
        Way("unreachable", "tidak_terhubung", "Tidak dapat dihubungi", needs=("reason",), onward=False),
    ),
    fields=GENERIC,
    evidence=("note",),
    generic=True,
)
