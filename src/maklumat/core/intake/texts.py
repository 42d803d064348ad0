"""Text as people typed it, made safe to store, show and print.

Marks that nobody sees but that change what is read (control characters, right-to-left overrides, zero-width marks,
private and unassigned characters) are taken out; accents are composed; blanks are single.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

_REMOVED_CATEGORIES: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_LINES: Final = re.compile(r"\r\n?|[\u0085\u2028\u2029]")
_BLANKS: Final = re.compile(r"[^\S\n]+")
_EMPTY_LINES: Final = re.compile(r"\n{3,}")
_MOST_MARKS: Final = 2
"""Combining marks on one letter; more is a drawing that covers the lines around it."""


@dataclass(frozen=True, slots=True)
class CleanText:
    """`hidden` tells whether marks that cannot be seen were taken out."""

    text: str
    hidden: bool


def clean_line(text: str) -> CleanText:
    """One line: line ends become blanks."""
    cleaned = clean_paragraph(text)
    return CleanText(" ".join(cleaned.text.split()), cleaned.hidden)


def clean_paragraph(text: str) -> CleanText:
    """Several lines, at most one empty line between them."""
    kept: list[str] = []
    marks, hidden = 0, False
    for character in unicodedata.normalize("NFC", _LINES.sub("\n", text).replace("\t", " ")):
        if character != "\n" and unicodedata.category(character) in _REMOVED_CATEGORIES:
            hidden = True
            continue
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks > _MOST_MARKS:
            hidden = True
            continue
        kept.append(character)
    composed = unicodedata.normalize("NFC", "".join(kept))  # again: what was taken out may have parted an accent
    lines = [_BLANKS.sub(" ", line).strip() for line in composed.split("\n")]
    return CleanText(_EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip(), hidden)
