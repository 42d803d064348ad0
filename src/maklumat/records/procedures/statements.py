"""The statements of every action on the projection. Everything else about work items goes through the model."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final, NamedTuple
from uuid import UUID

from maklumat.records.ledger.driver import fetch, insert, run, statement


class Row(NamedTuple):
    """A work item as an action needs it, and the calendar revision that holds (see `catalogue.calendar_at`)."""

    office: str
    service: str
    standard_id: int
    confidentiality: str
    register: str
    state: Any
    calendar_revision: int


_IDENTITY: Final = ("office", "service", "standard_id", "confidentiality", "register")
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
_OPEN: Final = insert("procedures_work_item", (*_IDENTITY, *_COLUMNS, "application_id"))
_READ: Final = statement(
    "SELECT office, service, standard_id, confidentiality, register, state,"
    " (SELECT COALESCE(MAX(id), 0) FROM catalogue_calendar_version)"
    " FROM procedures_work_item WHERE application_id = %s",
    postgresql=" FOR UPDATE",
)
_MOVE: Final = statement(
    f"UPDATE procedures_work_item SET {', '.join(f'{name} = %s' for name in _COLUMNS)}"  # noqa: S608  # our own names
    " WHERE application_id = %s"
)


def read_locked(application_id: UUID) -> Row | None:
    """The row of one file, held until the transaction ends (SQLite's transaction is the only writer already)."""
    found = fetch(_READ, (application_id,))
    return None if found is None else Row._make((*found[:5], json.loads(found[5]), found[6]))


def open_(application_id: UUID, identity: Mapping[str, object], columns: Mapping[str, object]) -> None:
    """Write a new row: what names the file, and the columns that follow from its state."""
    names = [identity[name] for name in _IDENTITY]
    run(_OPEN, [*names, *(columns[name] for name in _COLUMNS), application_id])


def move(application_id: UUID, columns: Mapping[str, object]) -> None:
    """Write the columns that follow from a state (see `actions.columns`)."""
    run(_MOVE, [*(columns[name] for name in _COLUMNS), application_id])
