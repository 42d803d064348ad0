"""A post looks the person up in a register (SIKS-NG, e-Dabu) and records reference and result."""

from __future__ import annotations

from typing import Final

from maklumat.core.kinds.kind import (
    ANSWERED_HOW,
    ANSWERED_WHY,
    HOW_FIELD,
    NOTE,
    REASON,
    REFERENCE,
    REFUSE,
    WHY_FIELD,
    Kind,
    Way,
)

_BY_HAND: Final = (ANSWERED_HOW, ANSWERED_WHY)

KIND = Kind(
    code="data_check",
    word="cek_data",
    label="Pengecekan data",
    ways=(
        Way("found", "ditemukan", "Terdaftar", needs=("reference",), asks=("note", *_BY_HAND)),
        Way(
            "not_found",
            "tidak_ditemukan",
            "Tidak terdaftar",
            needs=("reason",),
            asks=("note", *_BY_HAND),
            effects=(REFUSE,),
            onward=False,
        ),
        Way(
            "mismatch",
            "tidak_padan",
            "Data tidak padan, pemohon perlu memperbaiki",
            needs=("reason",),
            asks=("note", *_BY_HAND),
            onward=False,
        ),
    ),
    fields=(
        REFERENCE,
        NOTE,
        REASON,
        HOW_FIELD,
        WHY_FIELD,
    ),
    evidence=("reference",),
    together=(_BY_HAND,),
)
