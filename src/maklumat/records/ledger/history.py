"""The events of one application, read back from the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from maklumat.core.errors import Damaged
from maklumat.core.events import ACTED, KINDS, Event
from maklumat.core.evidence.chain import Entry, digest_of, read_payload
from maklumat.core.evidence.faults import CHANGED, PAYLOAD_CHANGED, PAYLOAD_MISSING, REMOVED
from maklumat.ports.sealing import NO_KEY, SealBroken
from maklumat.records.ledger import damage
from maklumat.records.ledger.models import LedgerEntry
from maklumat.records.ledger.queries import SEAL
from maklumat.records.outside import keyring

SIGNED: Final = "signed"
ENTRY_COLUMNS: Final = (
    "office", "office_seq", "application", "application_seq", "kind", "step", "outcome", "post", "actor_id",
    "occurred_at", "recorded_at", "payload_digest", "previous_hash", "hash",
)  # fmt: skip
SEALED_COLUMNS: Final = (*ENTRY_COLUMNS, "payload__sealed", "payload__erased_by")
"""An entry with what it says in detail, as `event_in` reads them."""


def history(application: UUID, after: int = 0) -> Iterator[tuple[Entry, Event]]:
    """Every entry about an application with its event, in order, those later than sequence number `after`.

    An erased payload gives empty data. Raises Damaged at the first that is missing or cannot be read.
    """
    rows = LedgerEntry.objects.filter(application=application, application_seq__gt=after).order_by("application_seq")
    place = after
    for entry, event in opened(rows):
        place += 1
        if entry.application_seq != place:
            raise missing_entry(application)
        if entry.kind not in KINDS:
            raise damage.entry_unknown(entry.office_seq, entry.kind).of(office=entry.office, application=application)
        yield entry, event


def missing_entry(application: UUID) -> Damaged:
    """Something that happened to this file is no longer in its ledger."""
    return damage.by_verification(REMOVED, 0).of(application=application)


def opened(rows: QuerySet[LedgerEntry], *, in_pieces: bool = False) -> Iterator[tuple[Entry, Event]]:
    """Entries with their events, as the rows are sieved and ordered. An erased payload gives empty data.

    `in_pieces`: for more rows than one holds in memory; costs a few statements more on PostgreSQL.
    """
    found = rows.values_list(*SEALED_COLUMNS)
    for columns in found.iterator() if in_pieces else found:
        yield event_in(columns)


def events_of(application: UUID) -> list[Event]:
    """The history as core folds it."""
    return [event for _, event in history(application)]


def happened(application: UUID, kinds: Iterable[str]) -> list[Event]:
    """The events of some kinds of one application, in order. One query."""
    rows = LedgerEntry.objects.filter(application=application, kind__in=list(kinds)).order_by("application_seq")
    return [event for _, event in opened(rows)]


def event_at(office: str, office_seq: int) -> Event | None:
    """The event of one entry of an office; None when there is none."""
    rows = LedgerEntry.objects.filter(office=office, office_seq=office_seq)
    return next((event for _, event in opened(rows)), None)


def newest(applications: Iterable[UUID], kind: str) -> dict[UUID, Event]:
    """The newest event of one kind of each of these applications. One query; for a page of them, not for all.

    What cannot be read is left out, see `damage.readable`.
    """
    rows = LedgerEntry.objects.filter(application__in=list(applications), kind=kind).order_by("application_seq")
    last = {columns[2]: columns for columns in rows.values_list(*SEALED_COLUMNS)}
    found = damage.readable(event_in, last.values())
    return {entry.application: event for entry, event in found if entry.application is not None}


def said_at(places: Iterable[tuple[UUID, int]]) -> dict[tuple[UUID, int], Mapping[str, Any]]:
    """What single events of several applications say, by application and sequence number. One query, none for none.

    What cannot be read is left out, see `damage.readable`.
    """
    wanted = set(places)
    if not wanted:
        return {}
    rows = LedgerEntry.objects.filter(
        application__in={file for file, _ in wanted}, application_seq__in={seq for _, seq in wanted}
    )
    columns = (one for one in rows.values_list(*SEALED_COLUMNS) if (one[2], one[3]) in wanted)
    return {
        (entry.application, event.seq): event.data
        for entry, event in damage.readable(event_in, columns)
        if entry.application is not None
    }


def acts_at(application: UUID, steps: Iterable[str]) -> list[tuple[str, str, str, int | None]]:
    """Who left these steps of a file, in order, as (step, outcome, post, user id).

    What was signed by hand was done by its signer, whoever has scanned it: no other payload is opened.
    """
    rows = LedgerEntry.objects.filter(application=application, kind=ACTED, step__in=list(steps))
    found = []
    for columns in rows.order_by("application_seq").values_list(*SEALED_COLUMNS):
        entry = entry_of(columns)
        data = event_in(columns)[1].data if entry.outcome == SIGNED else {}
        found.append((entry.step, entry.outcome, entry.post, data.get("signer", entry.actor_id)))
    return found


def entries_after(application: UUID, seq: int) -> list[Entry]:
    """The entries about an application with a higher sequence number, in order, without their payloads.

    Raises Damaged when one is missing between them.
    """
    rows = LedgerEntry.objects.filter(application=application, application_seq__gt=seq).order_by("application_seq")
    found = [entry_of(row) for row in rows.values_list(*ENTRY_COLUMNS)]
    if any(entry.application_seq != place for place, entry in enumerate(found, start=max(seq, 0) + 1)):
        raise missing_entry(application)
    return found


def entry_of(columns: Sequence[Any]) -> Entry:
    """The entry that these columns (see ENTRY_COLUMNS) hold."""
    return Entry(*columns[:11], *map(bytes, columns[11:14]))


def event_in(columns: Sequence[Any]) -> tuple[Entry, Event]:
    """The entry and the event of these columns (see SEALED_COLUMNS); see `event_of`.

    An erased payload is blank and names the entry that says why; whether that one exists, the verification asks.
    """
    entry, sealed, erased_by = entry_of(columns), columns[14], columns[15]
    if sealed is None:
        raise _damaged(entry, PAYLOAD_MISSING)
    if not sealed and erased_by is None:
        raise _damaged(entry, PAYLOAD_CHANGED)
    return entry, event_of(entry, bytes(sealed))


def event_of(entry: Entry, sealed: bytes) -> Event:
    """The event that an entry tells of, with its payload opened; empty data when that was erased (b"").

    Raises Damaged, by the code that the verification gives it too: the seal covers all the entry says, so what opens
    is what was written.
    """
    return Event(
        seq=entry.application_seq or 0,
        kind=entry.kind,
        occurred_at=entry.occurred_at,
        recorded_at=entry.recorded_at,
        post=entry.post,
        step=entry.step,
        outcome=entry.outcome,
        data=_payload(entry, sealed) if sealed else {},
    )


def _payload(entry: Entry, sealed: bytes) -> Mapping[str, Any]:
    try:
        plain = keyring().open_(sealed, SEAL + entry.body())
        if digest_of(plain) == entry.payload_digest:
            return read_payload(plain)
    except SealBroken as broken:
        if broken.code == NO_KEY:
            raise damage.key_missing(broken).of(office=entry.office, application=entry.application) from broken
        raise _damaged(entry, PAYLOAD_CHANGED if entry.holds_at(entry.office_seq) else CHANGED) from broken
    except damage.UNREADABLE as error:
        raise _damaged(entry, CHANGED) from error
    raise _damaged(entry, PAYLOAD_CHANGED)


def _damaged(entry: Entry, fault: str) -> Damaged:
    found = damage.by_verification(fault, entry.office_seq)
    return found.of(office=entry.office, application=entry.application)
