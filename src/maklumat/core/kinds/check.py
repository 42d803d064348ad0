"""A post checks the file item by item: complete goes on, incomplete returns to the applicant with a reason per item."""

from __future__ import annotations

from maklumat.core.kinds.kind import NOTE, Field, Kind, Way

KIND = Kind(
    code="check",
    word="periksa",
    label="Pemeriksaan kelengkapan",
    ways=(
        Way("complete", "lengkap", "Lengkap, teruskan", asks=("note",)),
        Way(
            "incomplete",
            "tidak_lengkap",
            "Belum lengkap, kembalikan",
            needs=("findings",),
            asks=("note",),
            onward=False,
        ),
    ),
    fields=(
        Field("findings", "Temuan per persyaratan", "per_requirement"),
        NOTE,
    ),
    evidence=("findings",),
)
