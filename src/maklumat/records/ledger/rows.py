"""Rows of the ledger as they lie in the database, read without trusting them.

Django's columns would raise on a value that was tampered with; here it becomes an empty one, so that the entry's hash
no longer holds and the verification names it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from django.db import connection

from maklumat.core.evidence.chain import Entry

PAGE: Final = 500
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_TEXTS: Final = ("application", "kind", "step", "outcome", "post", "occurred_at", "recorded_at")
_PLAIN: Final = ("application_seq", "actor_id", "payload_digest", "previous_hash", "hash")


@dataclass(frozen=True, slots=True)
class Row:
    """An entry and its payload: `sealed` None when there is no payload row; `erased_by` an office_seq."""

    id: int
    entry: Entry
    sealed: bytes | None
    erased_by: int | None


def rows_of(office: str, after_seq: int) -> Iterator[Row]:
    """The entries of an office from behind `after_seq` on (0: all there are), in order, a page at a time."""
    seq, last_id = (after_seq, 2**63 - 1) if after_seq else (-(2**63), 0)
    condition = "e.office = %s AND e.office_seq >= %s AND (e.office_seq > %s OR e.id > %s)"
    while True:
        page = _read(f"{condition} ORDER BY e.office_seq, e.id LIMIT {PAGE}", office, [office, seq, seq, last_id])
        yield from page
        if len(page) < PAGE or page[-1].entry.office_seq < seq:  # less: not even a number
            return
        seq, last_id = page[-1].entry.office_seq, page[-1].id


def row_at(office: str, office_seq: int) -> Row | None:
    """The entry with this number."""
    found = _read("e.office = %s AND e.office_seq = %s", office, [office, office_seq])
    return found[0] if found else None


def _read(condition: str, office: str, values: Sequence[Any]) -> list[Row]:
    sqlite = connection.vendor == "sqlite"
    # As bytes: SQLite holds any value in any column, and its text need not be text.
    texts = ", ".join(f"CAST(e.{name} AS BLOB)" if sqlite else f"e.{name}" for name in _TEXTS)
    plain = ", ".join(f"e.{name}" for name in _PLAIN)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT e.id, e.office_seq, p.sealed, p.erased_by, {texts}, {plain}"  # noqa: S608  # names of our own
            f" FROM ledger_entry e LEFT JOIN ledger_payload p ON p.entry_id = e.id WHERE {condition}",
            values,
        )
        found = cursor.fetchall()
    return [_row(office, row, _SQLITE if sqlite else _POSTGRESQL) for row in found]


def _row(office: str, row: tuple[Any, ...], read: tuple[Reader, Reader, Reader]) -> Row:
    id_, seq, sealed, erased_by, application, kind, step, outcome, post, occurred_at, recorded_at, *plain = row
    application_seq, actor_id, digest, previous_hash, link = plain
    text, uuid, moment = read
    entry = Entry(
        office,
        _or(seq, int, 0),
        None if application is None else uuid(application),
        _or(application_seq, int, None),
        text(kind),
        text(step),
        text(outcome),
        text(post),
        _or(actor_id, int, None),
        moment(occurred_at),
        moment(recorded_at),
        _bytes(digest),
        _bytes(previous_hash),
        _bytes(link),
    )
    return Row(id_, entry, None if sealed is None else _bytes(sealed), _or(erased_by, int, None))


Reader = Callable[[Any], Any]


def _same(value: Any) -> Any:
    return value


def _text(value: bytes) -> str:
    return value.decode(errors="replace")


def _uuid(value: bytes) -> UUID | None:
    """Only the one spelling that is written: another one would be a changed byte too."""
    try:
        read = UUID(hex=value.decode())
    except ValueError:
        return UUID(int=0)
    return read if read.hex.encode() == value else UUID(int=0)


def _moment(value: bytes) -> datetime:
    try:
        read = datetime.fromisoformat(value.decode())
    except ValueError:
        return _EPOCH
    return read.replace(tzinfo=UTC) if str(read).encode() == value else _EPOCH


def _or(value: Any, kind: type, otherwise: Any) -> Any:
    return value if isinstance(value, kind) else otherwise


def _bytes(value: Any) -> bytes:
    return bytes(value) if isinstance(value, (bytes, memoryview)) else b""


_SQLITE: Final = (_text, _uuid, _moment)
_POSTGRESQL: Final = (_same, _same, _same)
