"""Checking an office's chain from its first entry to its head, in one pass and constant memory.

The first entry that does not fit is named, with the kind of fault. What kind it is shows in the rest of the chain:
the entry that rightly belongs at the place may stand further on, and an entry's own hash says where it belongs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID

from maklumat.core.evidence.chain import GENESIS, Entry, chain_hash, digest_of
from maklumat.core.evidence.faults import (
    CHANGED,
    CUT_TAIL,
    HEAD_CHANGED,
    INSERTED,
    KEY_MISSING,
    PAYLOAD_CHANGED,
    PAYLOAD_MISSING,
    REMOVED,
    REWRITTEN,
    SWAPPED,
)
from maklumat.core.evidence.heads import Head, SignedHead

OPENED: Final = "opened"
ERASED: Final = "erased"
BROKEN: Final = "broken"
MISSING: Final = "missing"
KEYLESS: Final = "keyless"
SEARCH_BEYOND: Final = 1000
"""How far past the known end an entry's own place is looked for."""


@dataclass(frozen=True, slots=True)
class Stored:
    """An entry as read back. `body` is `entry.body()`, computed once.

    `payload`: OPENED (then `plain` is the salt and JSON), ERASED (blank, and a ledger entry says why), BROKEN (its
    seal does not open, or it is blank and no entry says why), KEYLESS (no key of ours has sealed it) or MISSING.
    """

    entry: Entry
    body: bytes
    payload: str
    plain: bytes = b""


@dataclass(frozen=True, slots=True)
class Suspect:
    """The entry a fault is about. None is what cannot be known (of a removed entry only the number remains)."""

    office: str
    office_seq: int
    application: UUID | None = None
    application_seq: int | None = None
    kind: str | None = None
    occurred_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """The result for one office: `entries` are sound from the first on; `fault` is "" when all of them are.

    `erased`: how many of them have lawfully lost their payload. `heads`: how many signed heads agreed, the newest of
    `signed_at`. `after` is the last sound entry before the fault.
    """

    office: str
    entries: int
    erased: int
    heads: int
    signed_at: datetime | None
    fault: str = ""
    suspect: Suspect | None = None
    after: Suspect | None = None

    @property
    def sound(self) -> bool:
        return not self.fault


@dataclass(slots=True)
class _Walk:
    office: str
    known_end: int  # by the head before the walk and by the signed heads
    head_seq: int  # by the head alone
    seq: int = 0
    link: bytes = GENESIS
    last: Entry | None = None
    beyond: Entry | None = None  # the first entry after the head of before the walk
    erased: int = 0
    heads: int = 0
    signed_at: datetime | None = None

    def fits(self, stored: Stored) -> bool:
        entry, place = stored.entry, self.seq + 1
        return (
            entry.office_seq == place
            and entry.previous_hash == self.link
            and entry.hash == chain_hash(self.link, place, stored.body)
        )

    def advance(self, stored: Stored) -> None:
        self.seq, self.link, self.last = stored.entry.office_seq, stored.entry.hash, stored.entry
        self.erased += stored.payload == ERASED
        if self.seq == self.head_seq + 1:
            self.beyond = stored.entry

    def report(self, fault: str = "", suspect: Suspect | None = None) -> Report:
        after = suspect_of(self.last) if fault and self.last else None
        return Report(self.office, self.seq, self.erased, self.heads, self.signed_at, fault, suspect, after)


def verify(
    office: str,
    entries: Iterable[Stored],
    before: Head | None,
    after: Callable[[], Head | None],
    signed: Sequence[SignedHead],
) -> Report:
    """Check `entries` (in order of office_seq) against each other, the head and the signed heads (in order of seq).

    `before` is the head as it was before the first entry was read, `after` gives the one that was read behind the
    last: entries may be added meanwhile.
    """
    head_seq = before.seq if before else 0
    walk = _Walk(office, max(head_seq, signed[-1].head.seq if signed else 0), head_seq)
    witnesses = iter(signed)
    witness = next(witnesses, None)
    stream = iter(entries)
    for stored in stream:
        if not walk.fits(stored):
            fault, suspect = _misfit(walk, stored, stream)
            return walk.report(fault, suspect)
        fault = _payload_fault(stored)
        if fault:
            stranger = stored.entry.office_seq > walk.head_seq or _rightful(walk, stream) is not None
            return walk.report(INSERTED if stranger else fault, suspect_of(stored.entry))
        while witness is not None and witness.head.seq <= stored.entry.office_seq:
            if witness.head != Head(office, stored.entry.office_seq, stored.entry.hash):
                return walk.report(REWRITTEN, suspect_of(stored.entry))
            walk.heads, walk.signed_at = walk.heads + 1, witness.signed_at
            witness = next(witnesses, None)
        walk.advance(stored)
    if witness is not None:
        return walk.report(CUT_TAIL, Suspect(office, walk.seq + 1))
    return _end(walk, after())


def suspect_of(entry: Entry) -> Suspect:
    """The entry, named."""
    return Suspect(
        entry.office, entry.office_seq, entry.application, entry.application_seq, entry.kind, entry.occurred_at
    )


def _payload_fault(stored: Stored) -> str:
    if stored.payload == ERASED:
        return ""
    if stored.payload == MISSING:
        return PAYLOAD_MISSING
    if stored.payload == KEYLESS:
        return KEY_MISSING
    sound = stored.payload == OPENED and digest_of(stored.plain) == stored.entry.payload_digest
    return "" if sound else PAYLOAD_CHANGED


def _misfit(walk: _Walk, stored: Stored, rest: Iterator[Stored]) -> tuple[str, Suspect]:
    """Which fault it is that `stored` does not fit as the next entry, and which entry to name."""
    entry, place = stored.entry, walk.seq + 1
    named = suspect_of(entry)
    if entry.office_seq < place:
        return INSERTED, named
    if entry.office_seq > place:
        moved = entry if _is_rightful(walk, stored) else _rightful(walk, rest)
        if moved is None:
            return REMOVED, Suspect(walk.office, place)
        return CHANGED, replace(suspect_of(moved), office_seq=place)
    rightful = _rightful(walk, rest)
    own = _own_place(walk, stored)
    if rightful is not None:
        return (SWAPPED if own not in (None, place) else INSERTED), named
    if own is None:
        return (INSERTED if place > walk.head_seq else CHANGED), named
    if own > place:
        return REMOVED, Suspect(walk.office, place)
    if walk.last is None:
        return CHANGED, named
    # The entry holds by its own word, so it is the one before it that is false.
    return (CHANGED if own == place else INSERTED), suspect_of(walk.last)


def _is_rightful(walk: _Walk, stored: Stored) -> bool:
    entry = stored.entry
    return entry.previous_hash == walk.link and entry.hash == chain_hash(walk.link, walk.seq + 1, stored.body)


def _rightful(walk: _Walk, rest: Iterator[Stored]) -> Entry | None:
    """The entry further on that belongs at the place where the walk stopped."""
    return next((stored.entry for stored in rest if _is_rightful(walk, stored)), None)


def _own_place(walk: _Walk, stored: Stored) -> int | None:
    """The number under which the entry's hash holds by its own `previous_hash`; None when it was changed."""
    entry = stored.entry
    places = range(1, max(walk.known_end, entry.office_seq) + SEARCH_BEYOND)
    return next((at for at in places if entry.hash == chain_hash(entry.previous_hash, at, stored.body)), None)


def _end(walk: _Walk, head: Head | None) -> Report:
    if head is None:
        return walk.report() if walk.last is None else walk.report(HEAD_CHANGED, suspect_of(walk.last))
    if head.seq > walk.seq:
        return walk.report(CUT_TAIL, Suspect(walk.office, walk.seq + 1))
    if head.seq < walk.seq:
        at_head = walk.beyond if walk.beyond and walk.beyond.office_seq == head.seq + 1 else None
        stranger = suspect_of(at_head) if at_head else Suspect(walk.office, head.seq + 1)
        report = walk.report(INSERTED, stranger)
        return replace(report, entries=head.seq, after=None)
    if walk.last is not None and head.hash != walk.link:
        return walk.report(HEAD_CHANGED, suspect_of(walk.last))
    return walk.report()
