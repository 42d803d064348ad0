"""A register book as PDF, to be signed and put away: the same lines and words as on the page, with its head on each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any, Final

from maklumat.core.letter.content import letterhead_of
from maklumat.core.standard.model import Office
from maklumat.records.products.handouts import printed_book

NARROWEST, WIDEST = 7, 34
"""Letters that a column is given room for."""
BOLD: Final = 3
"""Letters that a heading needs more, for its weight and the room beside it."""
WIDTH_OF: Final = 0.9
"""The part of the cells whose length a column follows: the longest few may break."""

UNKNOWN: Final = "?"
_LETTERS: Final = ((0x20, 0x590), (0x1E00, 0x2070), (0x20A0, 0x20C0))
"""Latin with its marks, Greek, Cyrillic, punctuation, currencies: what the vendored typeface has."""


def printable(text: str) -> str:
    """The text with a mark for each letter that the typeface lacks: one strange name never stops a whole book."""
    return "".join(one if any(low <= ord(one) < high for low, high in _LETTERS) else UNKNOWN for one in text)


def book_pdf(
    office: Office, title: str, period: str, columns: Sequence[str], rows: Sequence[Sequence[str]], *, foot: str,
    cut: str, on: date,
) -> bytes:  # fmt: skip
    """The PDF. `foot`: who printed it and when; `cut`: what is said where not every line is here, "" where it is."""
    head = letterhead_of(office)
    values: dict[str, Any] = {
        "document_title": f"{title}, {period}",
        "date": [on.year, on.month, on.day],
        "letterhead": asdict(head) | {"phones": list(head.phones)},
        "title": title,
        "period": period,
        "columns": list(columns),
        "shares": [_share(label, [row[place] for row in rows]) for place, label in enumerate(columns)],
        "rows": [[printable(cell) for cell in row] for row in rows],
        "foot": foot,
        "cut": cut,
        "verification": {"url": ""},
    }
    return printed_book(values)


def _share(label: str, cells: Sequence[str]) -> int:
    longest_word = max(map(len, label.split()), default=0) + BOLD
    lengths = sorted(map(len, cells))
    usual = lengths[int(len(lengths) * WIDTH_OF)] if lengths else 0
    return max(NARROWEST, longest_word, min(WIDEST, usual))
