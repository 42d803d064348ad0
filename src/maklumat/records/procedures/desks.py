"""The first lines of several desks in one ordered list, however many files lie there.

A desk's files stand in its index in promise order, so each desk gives its first lines without looking at the rest;
asked for all desks at once, a database would read and sort every open file.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.db.models import Field
from django.db.models.expressions import RawSQL

from maklumat.records.procedures.models import WorkItem

NEVER: Final = datetime(9999, 12, 31, tzinfo=UTC)
"""Where nothing is due: after everything that is."""

_DESK: Final = (
    "SELECT application_id FROM (SELECT application_id FROM procedures_work_item"
    " WHERE office = %s AND desk = %s AND status = 'open'{after}"
    " ORDER BY order_at, application_id LIMIT %s) AS desk_{number}"
)
_AFTER: Final = " AND (order_at, application_id) > (%s, %s)"


def first_lines(office: str, desks: Sequence[str], limit: int, after: tuple[datetime, UUID] | None) -> RawSQL:
    """The ids of each desk's first `limit` open files behind `after` (order moment and id), as a subquery."""
    beyond = [] if after is None else [_stored("order_at", after[0]), _stored("application_id", after[1])]
    parts, values = [], []
    for number, desk in enumerate(desks):
        parts.append(_DESK.format(after=_AFTER if beyond else "", number=number))
        values += [office, desk, *beyond, limit]
    return RawSQL(" UNION ALL ".join(parts), values)  # noqa: S611  # constant text, every value a parameter


def _stored(column: str, value: Any) -> Any:
    """A value as this database stores it in that column."""
    field = WorkItem._meta.get_field(column)  # noqa: SLF001  # Django's documented way to a field
    assert isinstance(field, Field)  # noqa: S101  # a column of our own
    return field.get_db_prep_value(value, connection, prepared=False)
