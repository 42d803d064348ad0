"""A post compares the file with the facts: valid, invalid (a refusal is proposed), or to be mended by the applicant."""

from __future__ import annotations

from maklumat.core.kinds.kind import NOTE, REASON, REFUSE, Kind, Way

KIND = Kind(
    code="verify",
    word="verifikasi",
    label="Verifikasi",
    ways=(
        Way("valid", "sesuai", "Sesuai, teruskan", asks=("note",)),
        Way("unclear", "perlu_perbaikan", "Perlu diperbaiki pemohon", needs=("reason",), asks=("note",), onward=False),
        Way(
            "invalid",
            "tidak_sesuai",
            "Tidak memenuhi syarat",
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
    evidence=("note",),
)
