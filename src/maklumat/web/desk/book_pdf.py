"""A register book as PDF, to be signed and put away: the same lines and words as on the page, with its head on each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any, Final

from maklumat.core.letter.content import letterhead_of
from maklumat.core.standard.model import Office
from maklumat.records.products.handouts import printed_book

USUAL: Final = 0.9
"""The part of the cells that a column would like to hold on one line each: the longest few may break."""
WIDE: Final = 80
"""Letters of a cell beyond which it is no reason to widen its column."""
TRIED: Final = 12
"""So many of a column's longest words are measured: the widest is among them."""

MOMENT: Final = re.compile(r"(?<=\d-\d{4}) (?=\d{2}\.\d{2}\b)")
"""The gap between a day and its hour, which stay together where their column lets them."""
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
    shown = [[MOMENT.sub("\u00a0", printable(cell)) for cell in row] for row in rows]
    values: dict[str, Any] = {
        "document_title": f"{title}, {period}",
        "date": [on.year, on.month, on.day],
        "letterhead": asdict(head) | {"phones": list(head.phones)},
        "title": title,
        "period": period,
        "columns": [_column(label, [row[place] for row in shown]) for place, label in enumerate(columns)],
        "rows": shown,
        "foot": foot,
        "cut": cut,
        "verification": {"url": ""},
    }
    return printed_book(values)


def _column(label: str, cells: Sequence[str]) -> dict[str, Any]:
    """What the layout gives a column room by: `words` that must not break, and the `usual` cell."""
    lengths = sorted(cells, key=len)
    usual = lengths[int(len(lengths) * USUAL)] if lengths else ""
    words = {word for cell in cells for word in re.split("[ \n]", cell)}
    return {"label": label, "usual": usual[:WIDE], "words": sorted(words, key=_longest_first)[:TRIED]}


def _longest_first(word: str) -> tuple[int, str]:
    return -len(word), word
