"""The product is drafted from its template, or fetched from the application the decree names."""

from __future__ import annotations

from maklumat.core.kinds.kind import DRAFT_PRODUCT, IMPORT_PRODUCT, NOTE, REASON, REFERENCE, Kind, Way

KIND = Kind(
    code="draft",
    word="konsep",
    label="Pembuatan konsep",
    ways=(
        Way("drafted", "dikonsep", "Konsep siap", effects=(DRAFT_PRODUCT,), asks=("note",)),
        Way(
            "imported",
            "diunduh",
            "Dokumen diunduh dari aplikasi lain",
            needs=("reference",),
            effects=(IMPORT_PRODUCT,),
            asks=("note",),
        ),
        Way(
            "returned",
            "dikembalikan",
            "Kembalikan ke langkah sebelumnya",
            needs=("reason",),
            asks=("note",),
            onward=False,
            puts_off=True,
        ),
    ),
    fields=(
        REFERENCE,
        NOTE,
        REASON,
    ),
    evidence=("note",),
)
