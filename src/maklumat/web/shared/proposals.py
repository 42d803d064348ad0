"""What waits for the head of an office to bring it into force, as the pages where the head arrives tell it."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from maklumat.records.catalogue import enacting
from maklumat.records.people.access import Actor


@dataclass(frozen=True, slots=True)
class Proposed:
    """`address`: the page of the only one, or the list of all standards."""

    count: int
    address: str


def proposed(actor: Actor) -> Proposed | None:
    """The standards that wait for this head; None for nothing, and for anybody else. One query for a head alone."""
    waits = enacting.waiting(actor)
    if not waits:
        return None
    first, *more = waits.values()
    alone = reverse("administration:draft_enact", args=[first])
    return Proposed(len(waits), reverse("administration:standards") if more else alone)
