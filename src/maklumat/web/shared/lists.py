"""The lists of files behind the figures: what each is called, in its address and in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from maklumat.core.clock.causes import CAUSES
from maklumat.records.figures import branches, measures

STATES: Final[Mapping[str, tuple[str, str]]] = {
    "menunggu": (branches.WAITING, "Di meja kantor"),
    "hari-ini": (branches.TODAY, "Batas waktunya hari ini"),
    "terlambat": (branches.LATE, "Terlambat"),
    "di-luar": (branches.OUTSIDE_NOW, "Menunggu pihak luar"),
    "di-pemohon": (branches.RETURNED_NOW, "Sedang dilengkapi pemohon"),
    "diputus": (branches.DECIDED, "Diputus"),
    "selesai": (measures.FINISHED, "Selesai"),
    "ditolak": (measures.REFUSED, "Ditolak"),
    "ditutup": (measures.CLOSED, "Ditutup"),
    "ditarik": (measures.WITHDRAWN, "Ditarik pemohon"),
    "gugur": (measures.LAPSED, "Gugur"),
    "lewat-janji": (branches.BROKEN, "Diputus sesudah janjinya lewat"),
    "janji-terlewati": (branches.BREACHED, "Janjinya terlewati"),
    "dikembalikan": (branches.RETURNED, "Dikembalikan kepada pemohon"),
}
"""The word of a list in its address: what it lists, and its name."""

BY_STATE: Final = {state: word for word, (state, _) in STATES.items()}
UNKNOWN_CAUSE: Final = "Baru saja lewat"


def cause_words(code: str) -> str:
    """A cause in words."""
    return str(CAUSES[code]) if code in CAUSES else UNKNOWN_CAUSE


def state_words(state: str) -> str:
    """The name of the list of what stands so."""
    return STATES[BY_STATE[state]][1] if state in BY_STATE else state
