"""How an entry is written, per database: as few statements as each one allows.

Every action of the house ends here, so this is SQL by hand. PostgreSQL takes the head's lock, places the entries,
stores their payloads and moves the head in ONE statement, so the lock lives from there to the commit and no longer;
the hash is that of `core.evidence.chain` in SQL (a test compares). What goes `along` (the row of the worklist) is part
of that statement and costs no turn of its own. SQLite's transaction is the only writer
already; it does the same in four small statements. Both speak to the driver itself: Django's cursor rewrites the text
of every statement, which costs more than SQLite's work and keeps PostgreSQL from preparing it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any, Final, NamedTuple
from uuid import UUID

import psycopg
from django.db.backends.base.base import BaseDatabaseWrapper

from maklumat.core.evidence.chain import GENESIS, chain_hash
from maklumat.core.evidence.heads import Head
from maklumat.records.ledger.driver import Write, on_sqlite


class Draft(NamedTuple):
    """An entry that has no place yet: its columns, its body, its sealed payload."""

    application: UUID | None
    application_seq: int | None
    kind: str
    step: str
    outcome: str
    post: str
    actor_id: int | None
    occurred_at: datetime
    recorded_at: datetime
    payload_digest: bytes
    body: bytes
    sealed: bytes


_COLUMNS: Final = (
    "office, office_seq, application, application_seq, kind, step, outcome, post, actor_id,"
    " occurred_at, recorded_at, payload_digest, previous_hash, hash"
)


def write_sqlite(
    connection: BaseDatabaseWrapper, office: str, drafts: Sequence[Draft], along: Write | None = None
) -> Head:
    """Place `drafts` at the end of the office's chain; the head as it was before. SQLite."""
    execute = connection.connection.execute
    with connection.wrap_database_errors:
        if along is not None:
            execute(along.what.sqlite, on_sqlite(along.values))
        seq, before = execute("SELECT seq, hash FROM ledger_head WHERE office = ?", (office,)).fetchone() or (
            0,
            GENESIS,
        )
        place, link = seq, before
        for draft in drafts:
            place += 1
            previous, link = link, chain_hash(link, place, draft.body)
            entry = execute(_SQLITE_ENTRY, _sqlite_values(office, place, draft, previous, link))
            execute(_SQLITE_PAYLOAD, (entry.lastrowid, draft.sealed))
        execute(_SQLITE_HEAD if seq else _SQLITE_NEW_HEAD, (place, link, office))
    return Head(office, seq, before)


_SQLITE_ENTRY: Final = f"INSERT INTO ledger_entry ({_COLUMNS}) VALUES ({', '.join('?' * 14)})"  # noqa: S608
_SQLITE_PAYLOAD: Final = "INSERT INTO ledger_payload (entry_id, sealed, erased_reason) VALUES (?, ?, '')"
_SQLITE_HEAD: Final = "UPDATE ledger_head SET seq = ?, hash = ? WHERE office = ?"
_SQLITE_NEW_HEAD: Final = "INSERT INTO ledger_head (seq, hash, office) VALUES (?, ?, ?)"


def _sqlite_values(office: str, place: int, draft: Draft, previous: bytes, link: bytes) -> tuple[Any, ...]:
    return (
        office,
        place,
        None if draft.application is None else draft.application.hex,
        *draft[1:7],
        str(draft.occurred_at.astimezone(UTC).replace(tzinfo=None)),  # as Django spells it
        str(draft.recorded_at.astimezone(UTC).replace(tzinfo=None)),
        draft.payload_digest,
        previous,
        link,
    )


def write_postgresql(
    connection: BaseDatabaseWrapper, office: str, drafts: Sequence[Draft], along: Write | None = None
) -> Head:
    """Place `drafts` at the end of the office's chain; the head as it was before. PostgreSQL."""
    values: list[Any] = [office]
    for draft in drafts:
        values += (office, *draft)
    values.append(office)
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        while True:
            text = _postgresql(len(drafts), along.what.postgresql if along else "")
            row = cursor.execute(text, [*along.values, *values] if along else values, prepare=True).fetchone()
            if row is not None:
                return Head(office, row[0], bytes(row[1]))
            along = None  # it was written, though there was no head to hang the entries on yet
            cursor.execute(_POSTGRESQL_NEW_HEAD, (office, GENESIS))


_POSTGRESQL_NEW_HEAD: Final = (
    "INSERT INTO ledger_head (office, seq, hash) VALUES (%s, 0, %s) ON CONFLICT (office) DO NOTHING"
)


@cache
def _postgresql(count: int, along: str) -> str:
    """The one statement for `count` entries: each hangs on the one before, the first on the locked head."""
    parts = [f"along AS ({along})"] if along else []
    parts += ["e0 AS (SELECT seq AS office_seq, hash FROM ledger_head WHERE office = %s FOR UPDATE)"]
    for number in range(1, count + 1):
        last = f"e{number - 1}"
        parts.append(
            f"v{number} AS (SELECT %s::varchar AS office, %s::uuid AS application, %s::int AS application_seq,"
            " %s::varchar AS kind, %s::varchar AS step, %s::varchar AS outcome, %s::varchar AS post,"
            " %s::bigint AS actor_id, %s::timestamptz AS occurred_at, %s::timestamptz AS recorded_at,"
            " %s::bytea AS payload_digest, %s::bytea AS body, %s::bytea AS sealed)"
        )
        parts.append(
            f"e{number} AS (INSERT INTO ledger_entry ({_COLUMNS})"  # noqa: S608
            " SELECT v.office, l.office_seq + 1, v.application, v.application_seq, v.kind, v.step, v.outcome, v.post,"
            " v.actor_id, v.occurred_at, v.recorded_at, v.payload_digest,"
            f" l.hash, sha256(l.hash || int8send(l.office_seq + 1) || v.body) FROM {last} l, v{number} v"
            " RETURNING id, office_seq, hash)"
        )
        parts.append(
            f"p{number} AS (INSERT INTO ledger_payload (entry_id, sealed, erased_reason)"  # noqa: S608
            f" SELECT e.id, v.sealed, '' FROM e{number} e, v{number} v)"
        )
    return (
        f"WITH {', '.join(parts)} UPDATE ledger_head SET seq = e.office_seq, hash = e.hash"  # noqa: S608
        f" FROM e{count} e, e0 WHERE ledger_head.office = %s RETURNING e0.office_seq, e0.hash"
    )
