"""The statements of every action on the projection. Everything else about work items goes through the model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple
from uuid import UUID

from maklumat.records.ledger.driver import Statement, Write, fetch, insert, statement


class Row(NamedTuple):
    """A work item as an action needs it, the calendar revision that holds (see `catalogue.calendar_at`), the target
    that the office has set for every desk (0: none), and whether somebody met damage in its file."""

    office: str
    service: str
    standard_id: int
    confidentiality: str
    register: str
    state: str
    calendar_revision: int
    desk_hours: int
    damaged: bool


_IDENTITY: Final = ("office", "service", "standard_id", "confidentiality", "register")
_PLACE: Final = ("status", "step", "desk", "since", "seq", "state")
_TIMES: Final = ("due_at", "order_at", "due_provisional", "look_at", "caller", "call_by", "attention", "delegate")
_COLUMNS: Final = (*_PLACE, *_TIMES)
_OPEN: Final = insert("procedures_work_item", (*_IDENTITY, *_COLUMNS, "application_id"))
_ROW: Final = (
    "SELECT item.office, service, standard_id, confidentiality, register, state,"
    " (SELECT COALESCE(MAX(id), 0) FROM catalogue_calendar_version),"
    " (SELECT value FROM catalogue_office_setting WHERE office = item.office AND code = 'desk_hours'"
    " ORDER BY id DESC LIMIT 1),"
    " EXISTS (SELECT 1 FROM ledger_damage WHERE application = item.application_id AND mended_at IS NULL)"
    " FROM procedures_work_item item WHERE application_id = %s"
)
_READ: Final = statement(_ROW, postgresql=" FOR UPDATE OF item")
_CLAIM: Final = statement(f"{_ROW} AND seq = %s", postgresql=" FOR UPDATE OF item SKIP LOCKED")


def _update(names: Sequence[str]) -> Statement:
    columns = ", ".join(f"{name} = %s" for name in names)
    return statement(f"UPDATE procedures_work_item SET {columns} WHERE application_id = %s")  # noqa: S608  # our own


_MOVE: Final = _update(_COLUMNS)
_MOVE_IN_TIME: Final = _update(_PLACE)


def read_locked(application_id: UUID) -> Row | None:
    """The row of one file, held until the transaction ends (SQLite's transaction is the only writer already)."""
    return _row(fetch(_READ, (application_id,)))


def read_claimed(application_id: UUID, seq: int) -> Row | None:
    """The same, but None when the file has moved since `seq`, and when somebody else holds it: nobody waits."""
    return _row(fetch(_CLAIM, (application_id, seq)))


def _row(found: tuple[Any, ...] | None) -> Row | None:
    if found is None:
        return None
    return Row._make((*found[:7], int(found[7] or 0), bool(found[8])))


def open_(application_id: UUID, identity: Mapping[str, object], columns: Mapping[str, object]) -> Write:
    """A new row: what names the file, and the columns that follow from its state."""
    names = [identity[name] for name in _IDENTITY]
    return Write(_OPEN, [*names, *(columns[name] for name in _COLUMNS), application_id])


def move(application_id: UUID, columns: Mapping[str, object]) -> Write:
    """The columns that follow from a state (see `actions.place` and `actions.times`).

    Without the times, the index by which the clock finds files is left alone: less for the disk to write.
    """
    what, names = (_MOVE, _COLUMNS) if "look_at" in columns else (_MOVE_IN_TIME, _PLACE)
    return Write(what, [*(columns[name] for name in names), application_id])
