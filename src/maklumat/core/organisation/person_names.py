"""Whether two ways of writing a name mean the same person: titles, degrees and capital letters do not matter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

BEFORE: Final = frozenset(("dr", "drs", "dra", "ir", "h", "hj", "prof", "apt", "ns", "kh"))
"""Titles that stand before a name, also without their dot."""
AFTER: Final = frozenset(
    ("sh", "mh", "se", "mm", "me", "st", "mt", "sp", "mp", "skm", "mkm", "sip", "sos", "ssos", "msi", "spd", "mpd",
     "sap", "map", "msos", "sstp", "mkes", "msc", "ma", "ak", "ba", "bc", "amd", "ners", "phd", "skom", "mkom",
     "spsi", "stp")
)  # fmt: skip
"""Degrees that stand behind a name, also without their dots."""
_PARTS: Final = re.compile(r"[^\W\d_]+", re.UNICODE)


def same_person(one: str, other: str) -> bool:
    """Whether both may be the same name. An initial stands for any word that begins so, or for a title; a name that
    says nothing is nobody's."""
    first, second = _words(one), _words(other)
    return any(len(word) > 1 for word in first) and _alike(first, second)


def _words(name: str) -> list[str]:
    """The words of a name without its titles; single letters are initials."""
    flat = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    found: list[str] = []
    for piece in flat.partition(",")[0].replace("'", "").split():
        parts = _PARTS.findall(piece)
        if len(parts) > 1 and "." in piece and any(len(part) > 1 for part in parts) and _degree(parts):
            continue
        found += parts
    while len(found) > 1 and found[0] in BEFORE:
        del found[0]
    while len(found) > 1 and found[-1] in AFTER:
        del found[-1]
    return found


def _degree(parts: Sequence[str]) -> bool:
    """ "S.Sos", "M.Si.", "Dr.H": short pieces run together by dots."""
    return len(parts[0]) == 1 or all(part in BEFORE for part in parts)


def _alike(first: Sequence[str], second: Sequence[str]) -> bool:
    if not first and not second:
        return True
    if first and second and _means(first[0], second[0]) and _alike(first[1:], second[1:]):
        return True
    return (bool(first) and len(first[0]) == 1 and _alike(first[1:], second)) or (
        bool(second) and len(second[0]) == 1 and _alike(first, second[1:])
    )


def _means(one: str, other: str) -> bool:
    """The same word, or its initial."""
    return one == other or (1 in (len(one), len(other)) and one[0] == other[0])
