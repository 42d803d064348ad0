"""A sheet that the office prints for itself, as values for its layout: a title, facts, one table, notes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from maklumat.core.letter.base import PAPERS
from maklumat.core.letter.template import Column
from maklumat.core.letter.texts import clean


@dataclass(frozen=True, slots=True)
class Sheet:
    """`code`: what its QR code says, "" for none. `foot`: what stands at the foot of each page. `watermark`: or "".

    `paper`: what the office prints its letters on (see `base`).
    """

    office: str
    title: str
    on: date
    intro: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    notes: tuple[str, ...] = ()
    foot: str = ""
    code: str = ""
    watermark: str = ""
    paper: str = "f4"

    def to_values(self) -> dict[str, Any]:
        """Plain JSON values; the same sheet always gives the same."""
        width, height = PAPERS[self.paper]
        return {
            "width_mm": width,
            "height_mm": height,
            "document_title": self.title,
            "date": [self.on.year, self.on.month, self.on.day],
            "office": clean(self.office),
            "title": clean(self.title),
            "intro": [clean(text) for text in self.intro],
            "facts": [[clean(label), clean(text)] for label, text in self.facts],
            "columns": [{"title": one.title, "align": one.align, "share": one.share} for one in self.columns],
            "rows": [[clean(cell) for cell in row] for row in self.rows],
            "notes": [clean(text) for text in self.notes],
            "foot": clean(self.foot),
            "verification": {"url": self.code, "code": ""},
            "watermark": self.watermark,
        }
