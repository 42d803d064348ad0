"""A case conference decides together; who took part and what was agreed."""

from __future__ import annotations

from maklumat.core.kinds.kind import GENERIC, REFUSE, Kind, Way

KIND = Kind(
    code="conference",
    word="konferensi",
    label="Pembahasan kasus",
    ways=(
        Way("agreed", "disepakati", "Disepakati", needs=("note",)),
        Way("postponed", "ditunda", "Ditunda", needs=("reason",), onward=False),
        Way("declined", "tidak_disetujui", "Tidak disetujui", needs=("reason",), effects=(REFUSE,), onward=False),
    ),
    fields=GENERIC,
    evidence=("note",),
    generic=True,
)
