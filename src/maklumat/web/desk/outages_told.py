"""Outages of outside systems as pages tell them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from maklumat.core.clock.words import long_length
from maklumat.records.outages.queries import Down


@dataclass(frozen=True, slots=True)
class Told:
    """An outage as a page tells it. `lasted` in words."""

    down: Down
    lasted: str


def told(found: Iterable[Down]) -> list[Told]:
    """Outages with their lengths in words."""
    return [Told(one, str(long_length(one.lasted))) for one in found]
