"""What an office prints besides letters, as PDF: banner, leaflet, register books. Nothing of them is kept."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from maklumat.ports import rendering
from maklumat.records.outside import renderer


@dataclass(frozen=True, slots=True)
class Kind:
    """A way to lay them out. `sizes` of type in points, from the smallest that is still read at its distance; `sides`
    of a sheet."""

    layout: str
    sizes: tuple[float, ...]
    sides: int


BANNER: Final = Kind(rendering.BANNER, tuple(half / 2 for half in range(44, 121)), 1)
"""60 x 160 cm, read from an arm's length: never below 22 points."""
LEAFLET: Final = Kind(rendering.LEAFLET, tuple(half / 2 for half in range(16, 25)), 2)
"""A4 on both sides, folded twice: never below 8 points."""


def printed(kind: Kind, values: Mapping[str, Any]) -> bytes:
    """The PDF for plain JSON `values`. The same values give the same bytes."""
    return _printed(kind, json.dumps(values, ensure_ascii=False, sort_keys=True))


@lru_cache(maxsize=16)
def _printed(kind: Kind, values: str) -> bytes:
    return renderer().fill(json.loads(values), kind.layout, kind.sizes, kind.sides)


def printed_book(values: Mapping[str, Any]) -> bytes:
    """A register book as PDF."""
    return renderer().render(values, rendering.BOOK)
