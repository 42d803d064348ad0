"""The applicant (or a reporter) hands in a request, a report or papers, and a post takes it in."""

from __future__ import annotations

from maklumat.core.kinds.kind import NOTE, Kind, Way

KIND = Kind(
    code="submit",
    word="serah",
    label="Penyerahan",
    ways=(Way("submitted", "diserahkan", "Sudah diserahkan", asks=("note",)),),
    fields=(NOTE,),
)
