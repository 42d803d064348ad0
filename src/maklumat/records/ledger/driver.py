"""Constant statements spoken to the driver itself, for the few that every action sends.

Django's query builder costs several times what the database does for a row by its key, and its `connection` looks
itself up at every touch. A statement is written once, with %s for each value, and prepared on PostgreSQL. It runs in
whatever transaction is open and raises Django's database errors.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections


class Statement(NamedTuple):
    """One text per database."""

    sqlite: str
    postgresql: str


class Write(NamedTuple):
    """A statement with its values, kept for the action's last word: see `ledger.actions.append_many`."""

    what: Statement
    values: Sequence[object]


def statement(text: str, *, postgresql: str = "") -> Statement:
    """`text` for both databases; `postgresql` is added to its end there alone (a row lock)."""
    return Statement(text.replace("%s", "?"), text + postgresql)


def insert(table: str, names: Sequence[str]) -> Statement:
    """INSERT of one row with these columns."""
    holes = ", ".join(["%s"] * len(names))
    return statement(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({holes})")  # noqa: S608  # names of our own


def run(what: Statement, values: Sequence[object]) -> None:
    """Send it; nothing comes back."""
    connection = connections[DEFAULT_DB_ALIAS]
    connection.ensure_connection()
    with connection.wrap_database_errors:
        if connection.vendor == "postgresql":
            with psycopg.Cursor(connection.connection) as cursor:
                cursor.execute(what.postgresql, values, prepare=True)
        else:
            connection.connection.execute(what.sqlite, on_sqlite(values))


def fetch(what: Statement, values: Sequence[object]) -> tuple[Any, ...] | None:
    """Send it; the first row, None when there is none. On SQLite ids come as text and moments without a zone (UTC)."""
    connection = connections[DEFAULT_DB_ALIAS]
    connection.ensure_connection()
    found: tuple[Any, ...] | None
    with connection.wrap_database_errors:
        if connection.vendor == "postgresql":
            with psycopg.Cursor(connection.connection) as cursor:
                found = cursor.execute(what.postgresql, values, prepare=True).fetchone()
        else:
            found = connection.connection.execute(what.sqlite, on_sqlite(values)).fetchone()
    return found


def aware(moment: datetime) -> datetime:
    """A moment as read from either database."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


_SPELT: Final[dict[type, Any]] = {
    UUID: lambda value: value.hex,
    datetime: lambda value: str(value.astimezone(UTC).replace(tzinfo=None)),
    date: date.isoformat,
}
_spelling: Final = _SPELT.get


def on_sqlite(values: Sequence[object]) -> list[object]:
    """Values as Django spells them on SQLite: ids as 32 digits, moments as naive UTC text."""
    return [value if (spell := _spelling(type(value))) is None else spell(value) for value in values]


def fetch_all(what: Statement, values: Sequence[object]) -> list[tuple[Any, ...]]:
    """As `fetch`, every row at once: for a batch of known size."""
    connection = connections[DEFAULT_DB_ALIAS]
    connection.ensure_connection()
    with connection.wrap_database_errors:
        if connection.vendor == "postgresql":
            with psycopg.Cursor(connection.connection) as cursor:
                return cursor.execute(what.postgresql, values, prepare=True).fetchall()
        found: list[tuple[Any, ...]] = connection.connection.execute(what.sqlite, on_sqlite(values)).fetchall()
        return found
