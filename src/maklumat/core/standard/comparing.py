"""One kind of wish across offices: which requirements and which acts of their services are the same.

Offices call one paper by many names. Two requirements are the same when they name the same kind of paper
(`jenis_dokumen`), or were given the same code, or say the same in the same words; the words of each stay beside it, so
that whoever reads the comparison can judge. Acts are the same when they have the same code in the register of acts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from maklumat.core.standard.model import EligibilityRule, LegalBasis, Requirement, ServiceStandard, Step

T = TypeVar("T")

FORM_WORDS: Final = frozenset({"fotokopi", "fotocopy", "foto", "copy", "kopi", "fc", "asli", "scan", "dan", "atau"})
"""Words that say how a paper is brought, not which."""
_WORD: Final = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Row(Generic[T]):
    """What is the same in several services: for each service, in their order, its items; none where it has nothing."""

    cells: tuple[tuple[T, ...], ...]

    @property
    def held_by(self) -> int:
        """How many of the services have it."""
        return sum(bool(cell) for cell in self.cells)

    @property
    def items(self) -> tuple[T, ...]:
        return tuple(item for cell in self.cells for item in cell)


def align(sides: Sequence[Iterable[T]], keys: Callable[[T], Iterable[Hashable]]) -> tuple[Row[T], ...]:
    """The items of several services in rows: those that have a key in common, also by way of others, share one.

    Every item stands in one row, in the cell of its own service. What most services have comes first; of equals, what
    an earlier service says earlier.
    """
    placed = [(side, item) for side, items in enumerate(sides) for item in items]
    groups: list[tuple[set[Hashable], list[int]]] = []
    for number, (_, item) in enumerate(placed):
        known, members = set(keys(item)), [number]
        apart = []
        for group in groups:
            if group[0].isdisjoint(known):
                apart.append(group)
            else:
                known, members = known | group[0], group[1] + members
        groups = [*apart, (known, members)]
    rows = [(min(members), _row(len(sides), [placed[number] for number in sorted(members)])) for _, members in groups]
    return tuple(row for first, row in sorted(rows, key=lambda found: (-found[1].held_by, found[0])))


def _row(width: int, found: Sequence[tuple[int, T]]) -> Row[T]:
    return Row(tuple(tuple(item for at, item in found if at == side) for side in range(width)))


def requirement_keys(item: Requirement) -> tuple[Hashable, ...]:
    """By what a requirement is known again in another office: its kind of paper, else its code; and its words."""
    return (("paper", item.document or item.code), ("text", plain_words(item.text)))


def basis_keys(item: LegalBasis) -> tuple[Hashable, ...]:
    """By what a cited act is known again: its code, or its words where the register does not have it."""
    return (("act", item.act),) if item.act else (("text", plain_words(item.text)),)


def plain_words(text: str) -> str:
    """The words of a text without case, accents, punctuation, and the words that say in which form to bring it."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    words = _WORD.findall(plain)
    return " ".join([word for word in words if word not in FORM_WORDS] or words)


def printed_steps(service: ServiceStandard) -> tuple[Step, ...]:
    """The steps that the decree has."""
    return tuple(step for step in service.steps if not step.added)


def beside_the_law(service: ServiceStandard) -> tuple[EligibilityRule, ...]:
    """The rules of a service that differ from higher law."""
    return tuple(rule for rule in service.eligibility if rule.law is not None)
