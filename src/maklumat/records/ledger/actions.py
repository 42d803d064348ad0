"""Writing the ledger: the last thing an action does before its commit."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections

from maklumat.core.errors import MaklumatError
from maklumat.core.events import Event
from maklumat.core.evidence.chain import PAYLOAD_ERASED, SALT_SIZE, Entry, body_of, chain_hash, digest_of, plain_payload
from maklumat.core.evidence.heads import SignedHead
from maklumat.records.ledger.driver import Write
from maklumat.records.ledger.models import LedgerPayload
from maklumat.records.ledger.queries import SEAL, head_of
from maklumat.records.ledger.statements import Draft, write_postgresql, write_sqlite
from maklumat.records.outside import keyring, witness


class OutsideTransaction(MaklumatError):
    """The ledger was written outside the transaction of its action (BKT-001): a fault of the program."""

    def __init__(self) -> None:
        super().__init__("BKT-001", "Buku kejadian hanya ditulis di dalam transaksi tindakannya.")


@dataclass(frozen=True, slots=True)
class Happening:
    """An event and whom it is about: None for the office itself (then `event.seq` is 0). `actor_id` is a user's id."""

    event: Event
    application: UUID | None = None
    actor_id: int | None = None


def append(office: str, application: UUID | None, event: Event, actor_id: int | None = None) -> Entry:
    """Write one event at the end of the office's chain; call it last, just before the commit.

    `event.seq` is the number within the application (0 without one); a number that is taken raises IntegrityError.
    """
    return append_many(office, (Happening(event, application, actor_id),))[0]


def append_events(
    office: str, application: UUID, events: Iterable[Event], actor_id: int | None = None, along: Write | None = None
) -> tuple[Entry, ...]:
    """Write the events of one application, in order; call it last, just before the commit."""
    return append_many(office, [Happening(event, application, actor_id) for event in events], along)


def append_many(office: str, happenings: Sequence[Happening], along: Write | None = None) -> tuple[Entry, ...]:
    """Write the events of one action, in order; call it last, just before the commit.

    `along` is written with them, in the same turn of the database where it can: the row that the events moved. There
    must be an event for it to go with.
    """
    connection = connections[DEFAULT_DB_ALIAS]  # once: the proxy looks itself up at every touch
    if not connection.in_atomic_block:
        raise OutsideTransaction
    drafts = [_draft(office, happening) for happening in happenings]
    if not drafts:
        assert along is None  # noqa: S101  # nothing moves without an event
        return ()
    write = write_postgresql if connection.vendor == "postgresql" else write_sqlite
    head = write(connection, office, drafts, along)
    entries, seq, link = [], head.seq, head.hash
    for draft in drafts:
        seq, previous = seq + 1, link
        link = chain_hash(previous, seq, draft.body)
        entries.append(Entry(office, seq, *draft[:10], previous, link))
    return tuple(entries)


def erase(
    office: str, office_seqs: Sequence[int], *, reason: str, moment: datetime, post: str, actor_id: int | None
) -> Entry:
    """Blank the payloads of these entries because the law asks it. The chain stays whole and says that it was done.

    `reason`: the legal basis, at most 200 letters, without personal data: it stays readable. What is blank already or
    tells of an erasure itself stays as it is. Call it in a transaction; the entry that was written for it returns.
    """
    wanted = LedgerPayload.objects.filter(
        entry__office=office, entry__office_seq__in=office_seqs, erased_at__isnull=True
    ).exclude(entry__kind=PAYLOAD_ERASED)
    rows = dict(wanted.values_list("entry__office_seq", "pk"))
    data = {"entries": sorted(rows), "reason": reason}
    event = Event(0, PAYLOAD_ERASED, moment, moment, post=post, data=data)
    entry = append(office, None, event, actor_id)
    LedgerPayload.objects.filter(pk__in=rows.values()).update(
        sealed=b"", erased_at=moment, erased_by=entry.office_seq, erased_reason=reason
    )
    return entry


def sign_head(office: str, moment: datetime) -> SignedHead | None:
    """Sign the office's head as it is now and keep it outside the database; None when nothing was written yet.

    Once a day is enough; outside any transaction.
    """
    head = head_of(office)
    return None if head is None else witness().sign(head, moment)


def _draft(office: str, happening: Happening) -> Draft:
    event, application = happening.event, happening.application
    plain = plain_payload(os.urandom(SALT_SIZE), event.data)
    fields = (
        application,
        None if application is None else event.seq,
        event.kind,
        event.step,
        event.outcome,
        event.post,
        happening.actor_id,
        event.occurred_at,
        event.recorded_at,
        digest_of(plain),
    )
    body = body_of(office, *fields)
    return Draft(*fields, body, keyring().seal(plain, SEAL + body))
