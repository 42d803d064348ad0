"""What may come in after a step was left: a paper that was signed later. No step of a standard has this kind."""

from __future__ import annotations

from typing import Final

from maklumat.core.kinds import kind as kinds
from maklumat.core.kinds.kind import NOTE, Field, Kind, Way

SUPPLEMENT: Final = Kind(
    code="supplement",
    word="susulan",
    label="Berkas susulan",
    ways=(Way("added", "ditambahkan", "Berkas susulan disimpan", needs=("scan",), asks=("note",)),),
    fields=(Field("scan", "Pindaian atau foto surat yang sudah ditandatangani", kinds.DOCUMENT), NOTE),
    evidence=("scan",),
)
