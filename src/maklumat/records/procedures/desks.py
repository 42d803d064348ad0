"""The first lines of several desks in one ordered list, however many files lie there.

A desk's files stand in its index in promise order, so each desk gives its first lines without looking at the rest;
asked for all desks at once, a database would read and sort every open file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.db.models import Field
from django.db.models.expressions import RawSQL

from maklumat.records.procedures.models import WorkItem

NEVER: Final = datetime(9999, 12, 31, tzinfo=UTC)
"""Where nothing is due: after everything that is."""

ORDINARY: Final = datetime(2000, 1, 1, tzinfo=UTC)
AHEAD: Final = timedelta(days=146_097)
"""Four hundred years: what has priority stands so much earlier in the same index, in promise order among its like."""


MINUTES_TOLD: Final = 900_000
"""Receipts that lie further apart than so many minutes (625 days) may change places among files due at one moment."""


def in_turn(due_at: datetime | None, received_at: datetime, *, ahead: bool) -> datetime:
    """Where a file stands among those of its desk: by its promise, the ones that have priority before all others.

    Most promises are due at a closing, many files at the same one: of these whoever came first goes first. The minute
    of receipt is the fraction of the second of the place, so that one index tells both, and no file changes its place
    by it against one due a second later.
    """
    at = (due_at or NEVER) if not ahead else due_at - AHEAD if due_at else ORDINARY - timedelta(days=1)
    minutes = (received_at - ORDINARY) // timedelta(minutes=1) % MINUTES_TOLD
    return at.replace(microsecond=0) + timedelta(microseconds=minutes)


MOST_COUNTED: Final = 500
"""A desk with more open files than this is said to have more: counting them all would take as long as they are many."""


@dataclass(frozen=True, slots=True)
class Sieve:
    """Which lines are wanted. `service` "": of any.

    `register` "": any; else those whose agenda number holds it, or whose service is one of `named`.
    """

    service: str = ""
    register: str = ""
    named: tuple[str, ...] = ()

    def clause(self) -> tuple[str, list[str]]:
        """As a condition and its values."""
        parts, values = [], []
        if self.service:
            parts.append(" AND service = %s")
            values.append(self.service)
        if self.register:
            either = ["register LIKE %s ESCAPE '!'", *["service = %s"] * len(self.named)]
            parts.append(f" AND ({' OR '.join(either)})")
            values += [f"%{_literal(self.register)}%", *self.named]
        return "".join(parts), values


def _literal(text: str) -> str:
    """The text as LIKE compares it, its own signs without their meaning."""
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")


Places = Mapping[str, Sequence[tuple[str, str]]]
"""By desk, the services and steps whose files alone are wanted there; a desk that is not named is wanted whole."""


def _at_places(places: Sequence[tuple[str, str]] | None) -> tuple[str, list[str]]:
    """As a condition and its values."""
    if places is None:
        return "", []
    either = " OR ".join(["(service = %s AND step = %s)"] * len(places))
    return f" AND ({either or '1 = 0'})", [word for place in places for word in place]


_DESK: Final = (
    "SELECT application_id FROM (SELECT application_id FROM procedures_work_item"
    " WHERE office = %s AND {whose} AND status = 'open'{after}{sieve}{at}"
    " ORDER BY order_at, application_id LIMIT %s) AS desk_{number}"
)
_WHOSE: Final = {"desk": "desk = %s", "delegate": "delegate = %s AND NOT delegate = ''"}
"""The condition of each list, as its index has it."""
_AFTER: Final = " AND (order_at, application_id) > (%s, %s)"


def first_lines(
    office: str,
    lists: Sequence[tuple[str, str]],
    limit: int,
    after: tuple[datetime, UUID] | None,
    sieve: Sieve,
    places: Places = MappingProxyType({}),
) -> RawSQL:
    """The ids of the first `limit` open files of each list ("desk" or "delegate", and whose), as a subquery.

    They lie behind `after` (order moment and id).
    """
    wanted, sought = sieve.clause()
    beyond = [] if after is None else [stored("order_at", after[0]), stored("application_id", after[1])]
    parts, values = [], []
    for number, (column, whose) in enumerate(lists):
        at, named = _at_places(places.get(whose) if column == "desk" else None)
        where, later = _WHOSE[column], _AFTER if beyond else ""
        parts.append(_DESK.format(whose=where, after=later, sieve=wanted, at=at, number=number))
        values += [office, whose, *beyond, *sought, *named, limit]
    return RawSQL(" UNION ALL ".join(parts), values)  # noqa: S611  # constant text, every value a parameter


_COUNT: Final = (
    "SELECT COUNT(*) FROM (SELECT 1 FROM procedures_work_item"
    " WHERE office = %s AND desk = %s AND status = 'open'{at} LIMIT %s) AS open_{number}"
)
_LATE: Final = (
    "SELECT COUNT(*) FROM (SELECT 1 FROM procedures_work_item"
    " WHERE office = %s AND desk = %s AND status = 'open'{at} AND order_at >= %s AND order_at < %s"
    " UNION ALL SELECT 1 FROM procedures_work_item"
    " WHERE office = %s AND desk = %s AND status = 'open'{at} AND order_at < %s LIMIT %s) AS late_{number}"
)
"""Those in their turn, then those ahead of it (see `in_turn`)."""


def counted(
    office: str, desks: Sequence[str], now: datetime, places: Places = MappingProxyType({})
) -> dict[str, tuple[int, int]]:
    """How many open files lie with each desk that has any, and how many of them are late: (open, late).

    One statement off the desk's index; neither number goes beyond MOST_COUNTED.
    """
    if not desks:
        return {}
    bounds = [stored("order_at", ORDINARY), stored("order_at", now)]
    ahead = stored("order_at", now - AHEAD)
    parts: list[str] = []
    values: list[Any] = []
    for number, desk in enumerate(desks):
        at, named = _at_places(places.get(desk))
        open_, late = _COUNT.format(at=at, number=number), _LATE.format(at=at, number=number)
        parts.append(f"SELECT {number} AS place, ({open_}) AS files, ({late}) AS late")
        values += [office, desk, *named, MOST_COUNTED]
        values += [office, desk, *named, *bounds, office, desk, *named, ahead, MOST_COUNTED]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        return {desks[place]: (files, late) for place, files, late in cursor.fetchall() if files}


def stored(column: str, value: Any) -> Any:
    """A value as this database stores it in that column."""
    field = WorkItem._meta.get_field(column)  # noqa: SLF001  # Django's documented way to a field
    assert isinstance(field, Field)  # noqa: S101  # a column of our own
    return field.get_db_prep_value(value, connection, prepared=False)
