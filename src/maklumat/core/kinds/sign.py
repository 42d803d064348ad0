"""The named post signs, after proving afresh who they are; or sends the draft back."""

from __future__ import annotations

from maklumat.core.kinds.kind import NOTE, REASON, REFUSE, SIGN_PRODUCT, Kind, Way

KIND = Kind(
    code="sign",
    word="tanda_tangan",
    label="Penandatanganan",
    ways=(
        Way("signed", "ditandatangani", "Tanda tangani", effects=(SIGN_PRODUCT,), asks=("note",)),
        Way(
            "returned",
            "dikembalikan",
            "Kembalikan konsep",
            needs=("reason",),
            asks=("note",),
            onward=False,
            puts_off=True,
        ),
        Way(
            "stepped_back",
            "dimundurkan",
            "Kembalikan satu langkah",
            needs=("reason",),
            asks=("note",),
            onward=False,
            puts_off=True,
        ),
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
