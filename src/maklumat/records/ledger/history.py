"""The events of one application, read back from the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from maklumat.core.events import ACTED, Event
from maklumat.core.evidence.chain import Entry, read_payload
from maklumat.records.ledger.models import LedgerEntry
from maklumat.records.ledger.queries import SEAL
from maklumat.records.outside import keyring

SIGNED: Final = "signed"
ENTRY_COLUMNS: Final = (
    "office", "office_seq", "application", "application_seq", "kind", "step", "outcome", "post", "actor_id",
    "occurred_at", "recorded_at", "payload_digest", "previous_hash", "hash",
)  # fmt: skip


def history(application: UUID, after: int = 0) -> Iterator[tuple[Entry, Event]]:
    """Every entry about an application with its event, in order, those later than sequence number `after`.

    An erased payload gives empty data.
    """
    rows = LedgerEntry.objects.filter(application=application, application_seq__gt=after).order_by("application_seq")
    return opened(rows)


def opened(rows: QuerySet[LedgerEntry], *, in_pieces: bool = False) -> Iterator[tuple[Entry, Event]]:
    """Entries with their events, as the rows are sieved and ordered. An erased payload gives empty data.

    `in_pieces`: for more rows than one holds in memory; costs a few statements more on PostgreSQL.
    """
    found = rows.values_list(*ENTRY_COLUMNS, "payload__sealed")
    for columns in found.iterator() if in_pieces else found:
        entry = entry_of(columns)
        yield entry, event_of(entry, bytes(columns[14] or b""))


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
    """The newest event of one kind of each of these applications. One query; for a page of them, not for all."""
    rows = LedgerEntry.objects.filter(application__in=list(applications), kind=kind).order_by("application_seq")
    last = {columns[2]: columns for columns in rows.values_list(*ENTRY_COLUMNS, "payload__sealed")}
    return {
        application: event_of(entry_of(columns), bytes(columns[14] or b"")) for application, columns in last.items()
    }


def said_at(places: Iterable[tuple[UUID, int]]) -> dict[tuple[UUID, int], Mapping[str, Any]]:
    """What single events of several applications say, by application and sequence number. One query, none for none."""
    wanted = set(places)
    if not wanted:
        return {}
    rows = LedgerEntry.objects.filter(
        application__in={file for file, _ in wanted}, application_seq__in={seq for _, seq in wanted}
    )
    return {
        (columns[2], columns[3]): event_of(entry_of(columns), bytes(columns[14] or b"")).data
        for columns in rows.values_list(*ENTRY_COLUMNS, "payload__sealed")
        if (columns[2], columns[3]) in wanted
    }


def acts_at(application: UUID, steps: Iterable[str]) -> list[tuple[str, str, str, int | None]]:
    """Who left these steps of a file, in order, as (step, outcome, post, user id).

    What was signed by hand was done by its signer, whoever has scanned it: no other payload is opened.
    """
    rows = LedgerEntry.objects.filter(application=application, kind=ACTED, step__in=list(steps))
    found = []
    for columns in rows.order_by("application_seq").values_list(*ENTRY_COLUMNS, "payload__sealed"):
        entry = entry_of(columns)
        sealed = bytes(columns[14] or b"") if entry.outcome == SIGNED else b""
        who = event_of(entry, sealed).data.get("signer", entry.actor_id)
        found.append((entry.step, entry.outcome, entry.post, who))
    return found


def last_entry(application: UUID) -> Entry:
    """The newest entry about an application that exists."""
    row = (
        LedgerEntry.objects.filter(application=application).order_by("-application_seq").values_list(*ENTRY_COLUMNS)[0]
    )
    return entry_of(row)


def entries_after(application: UUID, seq: int) -> list[Entry]:
    """The entries about an application with a higher sequence number, in order, without their payloads."""
    rows = LedgerEntry.objects.filter(application=application, application_seq__gt=seq).order_by("application_seq")
    return [entry_of(row) for row in rows.values_list(*ENTRY_COLUMNS)]


def entry_of(columns: Sequence[Any]) -> Entry:
    """The entry that these columns (see ENTRY_COLUMNS) hold."""
    return Entry(*columns[:11], *map(bytes, columns[11:14]))


def event_of(entry: Entry, sealed: bytes) -> Event:
    """The event that an entry tells of, with its payload opened; empty data when that was erased (b"")."""
    data = read_payload(keyring().open_(sealed, SEAL + entry.body())) if sealed else {}
    return Event(
        seq=entry.application_seq or 0,
        kind=entry.kind,
        occurred_at=entry.occurred_at,
        recorded_at=entry.recorded_at,
        post=entry.post,
        step=entry.step,
        outcome=entry.outcome,
        data=data,
    )
