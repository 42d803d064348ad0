"""An outside party acts (a province, a court, a carrier); a post records the answer."""

from __future__ import annotations

from maklumat.core.kinds.kind import NOTE, REASON, REFERENCE, REFUSE, Kind, Way

KIND = Kind(
    code="wait",
    word="tunggu",
    label="Menunggu pihak lain",
    ways=(
        Way("received", "diterima", "Jawaban diterima"),
        Way("rejected", "ditolak", "Ditolak pihak lain", needs=("reason",), effects=(REFUSE,), onward=False),
    ),
    fields=(
        REFERENCE,
        NOTE,
        REASON,
    ),
    evidence=("reference",),
)
