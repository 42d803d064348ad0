"""Reading the projection."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from maklumat.core.procedure.state import State, from_json
from maklumat.records.procedures.models import WorkItem
from maklumat.records.procedures.statements import read_locked


@dataclass(frozen=True, slots=True)
class Position:
    """A file's place: the identifying columns of its work item beside its state."""

    application_id: UUID
    office: str
    service: str
    standard_id: int
    confidentiality: str
    register: str
    state: State


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a worklist."""

    application_id: UUID
    register: str
    service: str
    step: str
    desk: str
    since: datetime
    due_at: datetime | None
    due_provisional: bool
    seq: int
    standard_id: int
    state: State


def locked_position(application_id: UUID) -> tuple[Position, int] | None:
    """Where a file stands, held until the transaction ends, and the calendar revision that holds; None for none."""
    row = read_locked(application_id)
    if row is None:
        return None
    state = from_json(row.state)
    place = Position(
        application_id, row.office, row.service, row.standard_id, row.confidentiality, row.register, state
    )  # fmt: skip
    return place, row.calendar_revision


def position(application_id: UUID) -> Position | None:
    """Where a file stands; None when there is no such file."""
    row = WorkItem.objects.filter(pk=application_id).values_list(
        "application_id", "office", "service", "standard_id", "confidentiality", "register", "state"
    ).first()  # fmt: skip
    if row is None:
        return None
    application, office, service, standard_id, confidentiality, register, state = row
    return Position(
        application, office, service, standard_id, confidentiality, register, from_json(json.loads(state))
    )  # fmt: skip


def worklist(
    office: str, desks: Iterable[str], *, limit: int, after: tuple[datetime | None, UUID] | None = None
) -> list[Line]:
    """The open files of these desks in promise order: earliest due first, files without a due date last.

    A file whose promise is broken keeps the moment it was due, so it stays ahead of those that are still in time.

    One indexed query; `limit` lines at most, so that no page grows with the table.
    """
    rows = WorkItem.objects.filter(office=office, desk__in=list(desks), status="open")
    return [Line(*row[:10], from_json(json.loads(row[10]))) for row in _ordered(rows, limit, after)]


def _ordered(
    rows: QuerySet[WorkItem], limit: int, after: tuple[datetime | None, UUID] | None
) -> QuerySet[WorkItem, tuple[Any, ...]]:
    if after is not None:
        due_at, application_id = after
        later = Q(due_at__gt=due_at) | Q(due_at=None) if due_at else Q()
        rows = rows.filter(Q(due_at=due_at, application_id__gt=application_id) | later)
    return rows.order_by(F("due_at").asc(nulls_last=True), "application_id").values_list(
        "application_id", "register", "service", "step", "desk", "since", "due_at", "due_provisional", "seq",
        "standard_id", "state",
    )[:limit]  # fmt: skip


def to_look_at(moment: datetime, *, limit: int) -> list[UUID]:
    """Files whose promise or waiting time is over: the clock worker's next batch, earliest first."""
    rows = WorkItem.objects.filter(look_at__lte=moment).order_by("look_at")
    return list(rows.values_list("application_id", flat=True)[:limit])


def open_files(office: str | None = None) -> list[UUID]:
    """Every file that has not ended, for recomputation after a calendar was loaded."""
    rows = WorkItem.objects.filter(status__in=("open", "with_applicant"))
    if office is not None:
        rows = rows.filter(office=office)
    return list(rows.order_by("application_id").values_list("application_id", flat=True))
