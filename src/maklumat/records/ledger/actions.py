"""Writing the ledger: the last thing an action does before its commit."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from maklumat.core.errors import MaklumatError
from maklumat.core.events import Event
from maklumat.core.evidence.chain import SALT_SIZE, Entry, body_of, chain_hash, digest_of, plain_payload
from maklumat.records.ledger.statements import Draft, write_postgresql, write_sqlite
from maklumat.records.outside import keyring

SEAL: bytes = b"ledger_payload|"
"""A payload is bound to this and the body of its entry."""


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
    office: str, application: UUID, events: Iterable[Event], actor_id: int | None = None
) -> tuple[Entry, ...]:
    """Write the events of one application, in order; call it last, just before the commit."""
    return append_many(office, [Happening(event, application, actor_id) for event in events])


def append_many(office: str, happenings: Sequence[Happening]) -> tuple[Entry, ...]:
    """Write the events of one action, in order; call it last, just before the commit."""
    if not connection.in_atomic_block:
        raise OutsideTransaction
    drafts = [_draft(office, happening) for happening in happenings]
    if not drafts:
        return ()
    write = write_postgresql if connection.vendor == "postgresql" else write_sqlite
    head = write(connection, office, drafts)
    entries, seq, link = [], head.seq, head.hash
    for draft in drafts:
        seq, previous = seq + 1, link
        link = chain_hash(previous, seq, draft.body)
        entries.append(Entry(office, seq, *draft[:10], previous, link))
    return tuple(entries)


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
