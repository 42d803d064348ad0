"""A report is taken or passed on."""

from __future__ import annotations

from maklumat.core.kinds.kind import GENERIC, REFUSE, Kind, Way

KIND = Kind(
    code="report",
    word="lapor",
    label="Pelaporan",
    ways=(
        Way("reported", "dilaporkan", "Laporan diteruskan", needs=("note",)),
        Way(
            "unfounded", "tidak_terbukti", "Laporan tidak terbukti", needs=("reason",), effects=(REFUSE,), onward=False
        ),
    ),
    fields=GENERIC,
    evidence=("note",),
    generic=True,
)
