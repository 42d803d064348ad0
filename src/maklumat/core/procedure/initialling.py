"""Who has initialled a letter, and whether the letter still says what they initialled.

The event of a paraf keeps what the letter said (TEXT): a digest, and the values that the digest is of. A letter that
says something else by now was initialled by nobody: it is not signed until the paraf is given again, or the letter is
sent back. Once it was sent back, the standard's own way says who initials it next.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final, Generic, NamedTuple, Protocol, TypeVar

from maklumat.core import events
from maklumat.core.kinds.kind import INITIAL_PRODUCT, SENT_BACK
from maklumat.core.kinds.registry import KINDS
from maklumat.core.standard.model import ServiceStandard

TEXT: Final = "text"
"""In the data of a paraf: {"sha256": "" where there was no letter yet, "values": what the letter said}."""
HOLDS: Final = "holds"
VOID: Final = "void"  # the letter was changed afterwards, and nobody sent it back
LAPSED: Final = "lapsed"  # the letter was sent back and changed afterwards
BLANK: Final = "blank"  # there was no letter to initial; the paraf was for the file


class Happening(Protocol):
    """An event, as the ledger and as a page know it."""

    @property
    def seq(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def step(self) -> str: ...
    @property
    def outcome(self) -> str: ...
    @property
    def post(self) -> str: ...
    @property
    def recorded_at(self) -> datetime: ...
    @property
    def data(self) -> Mapping[str, Any]: ...


H = TypeVar("H", bound=Happening)


class Initial(NamedTuple, Generic[H]):
    """The paraf of one post: the event, and what it is worth now."""

    event: H
    state: str


class Text(NamedTuple):
    """What a letter says: see `digest`. `drafted_at`: since when."""

    sha256: str
    drafted_at: datetime


def digest(values: Mapping[str, Any], wording: str, document: str = "") -> str:
    """Of what a letter says: the values in its template as JSON, the template itself, or a document made elsewhere."""
    said = json.dumps([values, wording, document], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()


def initialling(standard: ServiceStandard, product: str) -> frozenset[str]:
    """The steps at which this product's draft is initialled."""
    return frozenset(
        step.code
        for step in standard.steps
        if product and step.product == product and any(INITIAL_PRODUCT in way.effects for way in KINDS[step.kind].ways)
    )


def initials(standard: ServiceStandard, product: str, history: Iterable[H], now: Text) -> tuple[Initial[H], ...]:
    """The parafs on a letter, in the order they were given: of each post at each step the last that was not undone."""
    steps = initialling(standard, product)
    known = [event for event in history if event.kind in (events.ACTED, events.RECALLED)]
    undone = {event.data.get("of") for event in known if event.kind == events.RECALLED}
    acts = [event for event in known if event.kind == events.ACTED and event.seq not in undone]
    last: dict[tuple[str, str], H] = {}
    for event in acts:
        if event.step in steps:
            for post in event.post.split("+"):
                last.pop((event.step, post), None)  # in the order of the newest
                last[event.step, post] = event
    back = max((event.seq for event in acts if event.outcome in SENT_BACK), default=0)
    given = {event.seq: event for event in last.values() if _initials(standard, event)}
    return tuple(Initial(event, _worth(event, now, back)) for _, event in sorted(given.items()))


def _initials(standard: ServiceStandard, event: Happening) -> bool:
    return INITIAL_PRODUCT in KINDS[standard.step(event.step).kind].way(event.outcome).effects


def _worth(event: Happening, now: Text, back: int) -> str:
    text = event.data.get(TEXT)
    if text is None:  # from before parafs kept what they were given to, or erased by law
        same = now.drafted_at <= event.recorded_at
    elif not text["sha256"]:
        return BLANK
    else:
        same = text["sha256"] == now.sha256
    if same:
        return HOLDS
    return LAPSED if back > event.seq else VOID
