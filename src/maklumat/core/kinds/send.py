"""A document is sent to another body: to whom, how, under which reference."""

from __future__ import annotations

from maklumat.core.kinds.kind import NOTE, REFERENCE, Kind, Way

KIND = Kind(
    code="send",
    word="kirim",
    label="Pengiriman",
    ways=(Way("sent", "terkirim", "Sudah dikirim", needs=("note",)),),
    fields=(
        REFERENCE,
        NOTE,
    ),
    evidence=("reference",),
)
