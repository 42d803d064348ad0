"""The smallest parts of a standard: a fact and where the decree says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

ADDED_LATER: Final[Mapping[str, bool]] = MappingProxyType({"added_later": True})
"""Metadata of a field that the stored form gained after standards had been enacted in it.

It is written only where it says something: what an office enacted before keeps its text, and so its hash.
"""


@dataclass(frozen=True, slots=True)
class Source:
    """Where the decree says it: `lines` of the seed text ("230" or "226-248", 1-based), `item` the printed number.

    `lines` is "" for what the decree does not say and the office or the system added; then `reason` says why.
    """

    lines: str
    item: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A gap, contradiction or misprint of the decree (`text`) and the choice made about it (`choice`)."""

    code: str
    text: str
    choice: str
    source: Source


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """A cited act: `text` as the decree cites it (misprints mended and noted), `act` the code in the shared list."""

    text: str
    source: Source
    act: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a plain list component (facilities, competences, guarantees, safety)."""

    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class ExtraComponent:
    """A printed component that is none of the 14 ("Prinsip")."""

    code: str
    name: str
    items: tuple[Item, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Printing:
    """Another printing of the same service in the decree, under its own title and document number."""

    title: str
    source: Source
    document_number: str = ""


@dataclass(frozen=True, slots=True)
class LawRule:
    """What higher law says about the same criterion, as an expression over the same answers."""

    text: str
    expression: str
    legal_basis: str


@dataclass(frozen=True, slots=True)
class StatusQuestion:
    """What people ask at the counter about a register ("aktif atau tidak?"), and the `system` that knows it."""

    code: str
    text: str
    system: str
    source: Source


@dataclass(frozen=True, slots=True)
class Reporter:
    """Services that somebody else may report: who the applicant then is, and who may know them.

    `when`: an expression over the answers; where it holds, the applicant reports for another person, whose name may be
    unknown. `anonymous`: the reporter need not give a name. `known_to`: the posts that may see who reported; to the
    others the reporter has no name.
    """

    when: str
    anonymous: bool = False
    known_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """A single-sentence component (supervision, evaluation)."""

    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class Staffing:
    """Component 11. `count` is the total the decree promises; `roles` its wording per role (may be empty)."""

    count: int
    roles: tuple[tuple[str, int], ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Channel:
    """A way to complain or suggest. `kind`: box, letter, phone, email, website, whatsapp, sms, in_person, other.

    `withheld`: why it is never published (a placeholder of the decree); "" for those that are.
    """

    code: str
    kind: str
    text: str
    address: str
    source: Source
    withheld: str = ""
