"""Papers that somebody sent before, and the places of a new application that they fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from maklumat.core.standard.model import Requirement

from .requirements import DOCUMENT, Slot

COPIED: Final = frozenset({"copy", "any"})
"""Forms of a paper for which a picture that is there already will do; an original or a stamped one is made anew."""


@dataclass(frozen=True, slots=True)
class Held:
    """One paper of an earlier application: `key` is its slot there, `document` its kind, `since` the day it came."""

    key: str
    document: str
    person: str
    since: date


@dataclass(frozen=True, slots=True)
class Offer:
    """A paper that fits a place. `alternative`: which of the place's alternatives it is, "" where there are none."""

    held: Held
    alternative: str


def document_of(requirement: Requirement, alternative: str) -> str:
    """The kind of document that was sent for a requirement; "" when the standard does not name it."""
    named = {one.code: one.document for one in requirement.one_of}
    return named.get(alternative, requirement.document)


def offers(slot: Slot, papers: Iterable[Held], on: date) -> Iterator[Offer]:
    """The earlier papers that fit this place on the day `on`: same kind, same person, not too old by the standard."""
    requirement = slot.requirement
    if requirement.kind != DOCUMENT or requirement.form not in COPIED:
        return
    kinds = {one.document: one.code for one in requirement.one_of} or {requirement.document: ""}
    for held in papers:
        fresh = requirement.max_age_days is None or (on - held.since).days <= requirement.max_age_days
        if held.document and held.document in kinds and held.person == slot.person and fresh:
            yield Offer(held, kinds[held.document])
