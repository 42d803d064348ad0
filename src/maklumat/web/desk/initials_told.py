"""The parafs on a letter, put into words: who, when, as what, and whether they still stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from maklumat.core import events
from maklumat.core.kinds.kind import SENT_BACK
from maklumat.core.letter.changing import Change
from maklumat.core.procedure.initialling import BLANK, HOLDS, LAPSED, VOID
from maklumat.core.standard.model import Product
from maklumat.records.work import initialling
from maklumat.records.work.queries import FileView, Happened
from maklumat.web.desk.telling import by_whom

WORTH: Final = {
    HOLDS: ("berlaku", "good"),
    VOID: ("tidak berlaku: surat berubah sesudahnya", "late"),
    LAPSED: ("gugur: surat dikembalikan lalu diubah", "wait"),
    BLANK: ("untuk berkasnya; surat belum ada", ""),
}


@dataclass(frozen=True, slots=True)
class Initialled:
    """One paraf. `worth` in words with its colour. `unexplained`: the letter changed, and nobody knows any more how."""

    by: str
    at: datetime
    worth: str
    tag: str
    changes: tuple[Change, ...]
    unexplained: bool


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter with its parafs, those that stopped it counted, and how often its draft was sent back."""

    product: Product
    initials: tuple[Initialled, ...]
    void: int
    returns: int


def letter_of(file: FileView, product: Product) -> Letter | None:
    """The parafs on a letter; None where it has none and was never sent back."""
    found = tuple(_told(file, one) for one in initialling.shown(file.position, product, file.history))
    returns = _returns(file, product)
    if not found and not returns:
        return None
    return Letter(product, found, sum(one.tag == "late" for one in found), returns)


def letters_of(file: FileView) -> Iterator[Letter]:
    """Every letter of a file that somebody has initialled or sent back."""
    begun = {one.product for one in file.products}
    for product in file.law.standard.products:
        letter = letter_of(file, product) if product.code in begun else None
        if letter is not None:
            yield letter


def _told(file: FileView, one: initialling.Shown[Happened]) -> Initialled:
    event, state = one.initial
    worth, tag = WORTH[state]
    return Initialled(
        by=by_whom(file.law.office, event),
        at=event.occurred_at,
        worth=worth,
        tag=tag,
        changes=one.changes if state in (VOID, LAPSED) else (),
        unexplained=state in (VOID, LAPSED) and not one.changes,
    )


def _returns(file: FileView, product: Product) -> int:
    """How often the draft of a letter was sent back to be mended; what was taken back before it was read is none."""
    undone = {event.data.get("of") for event in file.history if event.kind == events.RECALLED}
    return sum(
        event.kind == events.ACTED
        and event.outcome in SENT_BACK
        and event.seq not in undone
        and file.law.standard.step(event.step).product == product.code
        for event in file.history
    )
