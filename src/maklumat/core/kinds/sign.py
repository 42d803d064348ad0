"""The named post signs, after proving afresh who they are; or sends the draft back."""

from __future__ import annotations

from maklumat.core.kinds.kind import DRAFT_BACK, NOTE, REASON, REFUSE, SIGN_PRODUCT, Kind, Way

KIND = Kind(
    code="sign",
    word="tanda_tangan",
    label="Penandatanganan",
    ways=(
        Way("signed", "ditandatangani", "Tanda tangani", effects=(SIGN_PRODUCT,), asks=("note",)),
        *DRAFT_BACK,
        Way(
            "declined",
            "ditolak",
            "Tolak permohonan",
            needs=("reason",),
            asks=("note",),
            effects=(REFUSE,),
            onward=False,
        ),
    ),
    fields=(
        NOTE,
        REASON,
    ),
    own=True,
)
