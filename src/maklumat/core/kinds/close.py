"""Help ends: why, with what result, and what remains agreed."""

from __future__ import annotations

from maklumat.core.kinds import kind as kinds
from maklumat.core.kinds.kind import NOTE, SCAN, Field, Kind, Way

KIND = Kind(
    code="close",
    word="terminasi",
    label="Terminasi",
    ways=(Way("closed", "diakhiri", "Layanan diakhiri", needs=("why", "result"), asks=("agreement", "scan", "note")),),
    fields=(
        Field(
            "why",
            "Mengapa diakhiri",
            kinds.CHOICE,
            choices=(
                ("reached", "Tujuan tercapai"),
                ("referred", "Dilanjutkan lembaga lain"),
                ("moved", "Pindah"),
                ("declined", "Tidak bersedia lagi"),
                ("died", "Meninggal dunia"),
                ("other", "Lainnya"),
            ),
        ),
        Field("result", "Hasil", kinds.PARAGRAPH),
        Field("agreement", "Yang tetap disepakati", kinds.PARAGRAPH),
        SCAN,
        NOTE,
    ),
    evidence=("why", "result"),
)
