"""Following an office's ledger: whoever makes something of what happened reads on from where they stopped.

An entry is the event itself, written in the transaction of its action and never lost, so no action writes a second row
to say that there is something to do. A follower's place moves in the same transaction as what it made of the entries:
killed at any moment, run twice at once, it makes everything exactly once. The numbers of an office have no gaps and are
given in the order of commit, so nothing is overlooked.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction

from maklumat.core.events import Event
from maklumat.core.evidence.chain import Entry
from maklumat.records.ledger.history import ENTRY_COLUMNS, entry_of, event_of
from maklumat.records.ledger.models import LedgerEntry, LedgerFollower
from maklumat.records.ledger.queries import head_of

BATCH: Final = 500


@dataclass(frozen=True, slots=True)
class Followed:
    """An entry as a follower meets it. What it says in detail is opened on demand: most entries are passed over."""

    entry: Entry
    sealed: bytes

    @property
    def event(self) -> Event:
        """The event; an erased payload gives empty data."""
        return event_of(self.entry, self.sealed)


def follow(
    name: str,
    office: str,
    handle: Callable[[Sequence[Followed]], Any],
    *,
    kinds: Collection[str],
    batch: int = BATCH,
) -> int:
    """Hand `handle` the next entries of these kinds, in order, and move on behind the last `batch` entries.

    Returns how many entries of any kind lie behind the follower now that did not before: repeat until 0. `handle` runs
    in the transaction that moves the follower, so it must neither render, send nor sleep; what it raises undoes both.
    """
    with transaction.atomic():
        LedgerFollower.objects.get_or_create(name=name, office=office, defaults={"seq": 0})
        place = LedgerFollower.objects.select_for_update().get(name=name, office=office)
        head = head_of(office)
        until = min(place.seq + batch, head.seq if head else 0)
        if until <= place.seq:
            return 0
        rows = LedgerEntry.objects.filter(
            office=office, office_seq__gt=place.seq, office_seq__lte=until, kind__in=sorted(kinds)
        ).order_by("office_seq")
        found = [
            Followed(entry_of(columns), bytes(columns[-1] or b""))
            for columns in rows.values_list(*ENTRY_COLUMNS, "payload__sealed")
        ]
        if found:
            handle(found)
        passed, place.seq = until - place.seq, until
        place.save(update_fields=["seq"])
        return passed


def place_of(name: str, office: str) -> int:
    """The number of the last entry that this follower has behind it; 0 before it began."""
    found = LedgerFollower.objects.filter(name=name, office=office).values_list("seq", flat=True).first()
    return found or 0


def begin_at_head(name: str, office: str) -> None:
    """Let a follower that has not begun pass over everything that has happened so far."""
    head = head_of(office)
    LedgerFollower.objects.get_or_create(name=name, office=office, defaults={"seq": head.seq if head else 0})


def begin_again(name: str, office: str) -> None:
    """Let a follower read everything anew, in the transaction that throws away what it made."""
    place, _ = LedgerFollower.objects.select_for_update().get_or_create(name=name, office=office, defaults={"seq": 0})
    place.seq = 0
    place.save(update_fields=["seq"])
