"""What can be said of a visit, and what cannot: the words of the guest book and their rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from maklumat.core.errors import Refusal

QUESTION: Final = "question"  # is somebody in a register, and active? looked up elsewhere, no file opened
OWN_FILE: Final = "own_file"  # where is my application?
CONSULTATION: Final = "consultation"
COLLECTION: Final = "collection"  # fetches a letter
GUEST: Final = "guest"
VOID: Final = "void"  # only as a correction: that line should not be there

ACTIVE: Final = "active"
INACTIVE: Final = "inactive"
UNREGISTERED: Final = "unregistered"
UNKNOWN: Final = "unknown"  # the register could not be asked
ANSWERED: Final = "answered"
REFERRED: Final = "referred"
UNRESOLVED: Final = "unresolved"

_ENDS: Final = (ANSWERED, REFERRED, UNRESOLVED)
RESULTS: Final[Mapping[str, tuple[str, ...]]] = {
    QUESTION: (ACTIVE, INACTIVE, UNREGISTERED, UNKNOWN),
    OWN_FILE: _ENDS,
    CONSULTATION: _ENDS,
    COLLECTION: _ENDS,
    GUEST: _ENDS,
    VOID: (UNRESOLVED,),
}
"""Every purpose and the ways it can end."""

MINUTES: Final[Mapping[str, int]] = {
    QUESTION: 1, OWN_FILE: 1, CONSULTATION: 10, COLLECTION: 3, GUEST: 15, VOID: 0,
}  # fmt: skip
"""How long a visit takes when nobody says otherwise."""

LONGEST_MINUTES: Final = 600
LONGEST_TEXT: Final = 300


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit. `question`: the code of one of the office's status questions (only for QUESTION). `service`: what it
    was about, or "". `minutes`: how long it took. `note`: an officer's words, kept sealed."""

    purpose: str
    result: str
    minutes: int
    question: str = ""
    service: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """This line replaces line `seq` of the same day, because of `reason`."""

    seq: int
    reason: str


def examine(visit: Visit, correction: Correction | None, *, came_at: datetime, moment: datetime, late: str) -> None:
    """Raise Refusal TMU-001 to TMU-004 for a line that the guest book does not take."""
    if visit.result not in RESULTS.get(visit.purpose, ()) or bool(visit.question) != (visit.purpose == QUESTION):
        raise Refusal("TMU-001", "Keperluan dan hasilnya tidak cocok; pilih keduanya dari daftar.")
    if correction is None and visit.purpose == VOID:
        raise Refusal("TMU-001", "Keperluan dan hasilnya tidak cocok; pilih keduanya dari daftar.")
    if not 0 <= visit.minutes <= LONGEST_MINUTES:
        raise Refusal("TMU-002", "Lama melayani antara 0 dan {most} menit.", most=LONGEST_MINUTES)
    if correction is not None and not correction.reason.strip():
        raise Refusal("TMU-003", "Baris buku tamu hanya diperbaiki dengan alasan tertulis.")
    if came_at > moment:
        raise Refusal("TMU-004", "Waktu kedatangan belum terjadi; periksa tanggal dan jamnya.")
    if came_at != moment and not late.strip():
        raise Refusal("TMU-005", "Kedatangan yang dicatat belakangan memerlukan alasan.")
