"""A head sends the file to the one who is to act, with an instruction."""

from __future__ import annotations

from maklumat.core.kinds.instruction import GIVEN
from maklumat.core.kinds.kind import REASON, REFUSE, Kind, Way

KIND = Kind(
    code="route",
    word="disposisi",
    label="Disposisi",
    ways=(
        Way("forwarded", "diteruskan", "Disposisikan", asks=tuple(field.code for field in GIVEN)),
        Way(
            "returned",
            "dikembalikan",
            "Kembalikan ke langkah sebelumnya",
            needs=("reason",),
            onward=False,
            puts_off=True,
        ),
        Way("declined", "ditolak", "Tidak dapat diterima", needs=("reason",), effects=(REFUSE,), onward=False),
    ),
    fields=(
        *GIVEN,
        REASON,
    ),
    evidence=("instruction",),
    own=True,
)
