"""The statements of every action on the projection, spoken to the driver itself.

Django's query builder costs several times what the database does for them; opening, reading and moving one row by its
key is worth three constant texts. Everything else about work items goes through the model. Django's `connection` looks
itself up at every touch, so each function takes the connection behind it once.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections


class Row(NamedTuple):
    """A work item as an action needs it, and the calendar revision that holds (see `catalogue.calendar_at`)."""

    office: str
    service: str
    standard_id: int
    confidentiality: str
    register: str
    state: Any
    calendar_revision: int


_COLUMNS: Final = (
    "status",
    "step",
    "desk",
    "since",
    "due_at",
    "order_at",
    "due_provisional",
    "look_at",
    "seq",
    "state",
)
_IDENTITY: Final = ("office", "service", "standard_id", "confidentiality", "register")
_READ: Final = (
    "SELECT office, service, standard_id, confidentiality, register, state,"
    " (SELECT COALESCE(MAX(id), 0) FROM catalogue_calendar_version)"
    " FROM procedures_work_item WHERE application_id = {hole}"
)
_MOVE: Final = "UPDATE procedures_work_item SET {sets} WHERE application_id = {hole}"
_OPEN: Final = "INSERT INTO procedures_work_item ({names}) VALUES ({holes})"
_NAMES: Final = ", ".join((*_IDENTITY, *_COLUMNS, "application_id"))
_OPEN_SQLITE: Final = _OPEN.format(names=_NAMES, holes=", ".join("?" * 16))
_OPEN_POSTGRESQL: Final = _OPEN.format(names=_NAMES, holes=", ".join(["%s"] * 16))
_READ_SQLITE: Final = _READ.format(hole="?")
_READ_POSTGRESQL: Final = _READ.format(hole="%s") + " FOR UPDATE"
_MOVE_SQLITE: Final = _MOVE.format(sets=", ".join(f"{name} = ?" for name in _COLUMNS), hole="?")
_MOVE_POSTGRESQL: Final = _MOVE.format(sets=", ".join(f"{name} = %s" for name in _COLUMNS), hole="%s")


def read_locked(application_id: UUID) -> Row | None:
    """The row of one file, held until the transaction ends (SQLite's transaction is the only writer already)."""
    connection = connections[DEFAULT_DB_ALIAS]
    with connection.wrap_database_errors:
        if connection.vendor == "postgresql":
            with psycopg.Cursor(connection.connection) as cursor:
                found = cursor.execute(_READ_POSTGRESQL, (application_id,), prepare=True).fetchone()
        else:
            found = connection.connection.execute(_READ_SQLITE, (application_id.hex,)).fetchone()
    if found is None:
        return None
    return Row._make((*found[:5], json.loads(found[5]), found[6]))


def open_(application_id: UUID, identity: Mapping[str, object], columns: Mapping[str, object]) -> None:
    """Write a new row: what names the file, and the columns that follow from its state."""
    names = [identity[name] for name in _IDENTITY]
    _write(_OPEN_SQLITE, _OPEN_POSTGRESQL, application_id, [*names, *(columns[name] for name in _COLUMNS)])


def move(application_id: UUID, columns: Mapping[str, object]) -> None:
    """Write the columns that follow from a state (see `actions.columns`)."""
    _write(_MOVE_SQLITE, _MOVE_POSTGRESQL, application_id, [columns[name] for name in _COLUMNS])


def _write(sqlite: str, postgresql: str, application_id: UUID, values: Sequence[object]) -> None:
    """The statement of this database with these values and, last, the file's id."""
    connection = connections[DEFAULT_DB_ALIAS]
    with connection.wrap_database_errors:
        if connection.vendor == "postgresql":
            with psycopg.Cursor(connection.connection) as cursor:
                cursor.execute(postgresql, (*values, application_id), prepare=True)
        else:
            connection.connection.execute(sqlite, (*map(_sqlite, values), application_id.hex))


def _sqlite(value: object) -> object:
    """A value as Django spells it on SQLite: moments as naive UTC text."""
    return str(value.astimezone(UTC).replace(tzinfo=None)) if isinstance(value, datetime) else value
