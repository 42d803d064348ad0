"""A post looks the person up in a register (SIKS-NG, e-Dabu) and records reference and result."""

from __future__ import annotations

from maklumat.core.kinds.kind import NOTE, REASON, REFERENCE, REFUSE, Kind, Way

KIND = Kind(
    code="data_check",
    word="cek_data",
    label="Pengecekan data",
    ways=(
        Way("found", "ditemukan", "Terdaftar", needs=("reference",), asks=("note",)),
        Way(
            "not_found",
            "tidak_ditemukan",
            "Tidak terdaftar",
            needs=("reason",),
            asks=("note",),
            effects=(REFUSE,),
            onward=False,
        ),
        Way(
            "mismatch",
            "tidak_padan",
            "Data tidak padan, pemohon perlu memperbaiki",
            needs=("reason",),
            asks=("note",),
            onward=False,
        ),
    ),
    fields=(
        REFERENCE,
        NOTE,
        REASON,
    ),
    evidence=("reference",),
)
