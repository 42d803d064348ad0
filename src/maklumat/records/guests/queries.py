"""Reading the guest book: pages of lines, and what a day or a month adds up to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum
from django.db.models.fields.tuple_lookups import Tuple, TupleLessThan  # type: ignore[import-untyped]

from maklumat.core.errors import NotVisible
from maklumat.records.guests.models import GuestEntry
from maklumat.records.guests.visit import VOID
from maklumat.records.people import access
from maklumat.records.people.access import Actor, Facts
from maklumat.records.people.models import User

PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class GuestLine:
    """One line. `corrects`: the seq it replaces, None for none; `replaced`: a later line of that day replaces this one.

    `note` and `reason` are "" for none; `who` is the name of the officer.
    """

    id: UUID
    visited_on: date
    seq: int
    came_at: datetime
    recorded_at: datetime
    purpose: str
    question: str
    service: str
    result: str
    minutes: int
    note: str
    corrects: int | None
    reason: str
    replaced: bool
    post: str
    who: str

    @property
    def counts(self) -> bool:
        """Whether the line is part of the totals."""
        return not self.replaced and self.purpose != VOID


@dataclass(frozen=True, slots=True)
class Total:
    """How many visits of one purpose ended this way (for one question), and their minutes together."""

    purpose: str
    question: str
    result: str
    visits: int
    minutes: int


def entries(
    actor: Actor,
    first_on: date,
    last_on: date,
    *,
    limit: int = PAGE,
    after: tuple[date, int] | None = None,
    newest_first: bool = False,
) -> list[GuestLine]:
    """Lines of the actor's office from `first_on` to `last_on`, in the book's order.

    `after`: the day and number of the last line of the page before. At most `limit` lines, in two queries.
    """
    rows = _of(actor, first_on, last_on)
    if after is not None:
        day, seq = after
        rows = rows.filter(
            Q(visited_on__lt=day) | Q(visited_on=day, seq__lt=seq)
            if newest_first
            else Q(visited_on__gt=day) | Q(visited_on=day, seq__gt=seq)
        )
    order = ("-visited_on", "-seq") if newest_first else ("visited_on", "seq")
    return _lines(rows.annotate(replaced=_replaced()).order_by(*order)[:limit])


def line(actor: Actor, day: date, seq: int) -> GuestLine:
    """One line of the actor's office. Raises NotVisible when there is none."""
    found = _lines(_of(actor, day, day).filter(seq=seq).annotate(replaced=_replaced()))
    if not found:
        raise NotVisible
    return found[0]


def line_of(actor: Actor, entry_id: UUID) -> GuestLine | None:
    """The line that was written under this id in the actor's office; None for none."""
    rows = GuestEntry.objects.filter(office=actor.office, pk=entry_id)
    found = _lines(rows.annotate(replaced=_replaced()))
    return found[0] if found else None


def last_lines(
    actor: Actor,
    first_on: date | None,
    last_on: date | None,
    *,
    service: str = "",
    seq: int | None = None,
    after: tuple[Any, ...] | None = None,
    limit: int = PAGE,
) -> list[GuestLine]:
    """Lines of many days, last first, behind the one of that day and number; `seq` is a number within its day."""
    rows = _of(actor, first_on or date.min, last_on or date.max)
    rows = rows.filter(service=service) if service else rows
    rows = rows if seq is None else rows.filter(seq=seq)
    if after is not None:
        rows = rows.filter(TupleLessThan(Tuple(F("visited_on"), F("seq")), after))
    return _lines(rows.annotate(replaced=_replaced()).order_by("-visited_on", "-seq")[:limit])


def totals(actor: Actor, first_on: date, last_on: date) -> list[Total]:
    """What the lines add up to; those that were replaced or struck out are left out."""
    rows = _of(actor, first_on, last_on).exclude(purpose=VOID).exclude(_replaced())
    summed = rows.values_list("purpose", "question", "result").annotate(Count("pk"), Sum("minutes"))
    return [Total(*row) for row in summed.order_by("purpose", "question", "result")]


def _of(actor: Actor, first_on: date, last_on: date) -> QuerySet[GuestEntry]:
    access.require(actor, access.GUESTS, Facts(actor.office))
    return GuestEntry.objects.filter(office=actor.office, visited_on__range=(first_on, last_on))


def _replaced() -> Exists:
    later = GuestEntry.objects.filter(
        office=OuterRef("office"), visited_on=OuterRef("visited_on"), corrects=OuterRef("seq")
    )
    return Exists(later)


def _lines(rows: Iterable[GuestEntry]) -> list[GuestLine]:
    found = list(rows)
    names = dict(User.objects.filter(pk__in={row.entered_by for row in found}).values_list("pk", "full_name"))
    return [
        GuestLine(
            id=row.id,
            visited_on=row.visited_on,
            seq=row.seq,
            came_at=row.came_at,
            recorded_at=row.recorded_at,
            purpose=row.purpose,
            question=row.question,
            service=row.service,
            result=row.result,
            minutes=row.minutes,
            note=row.note,
            corrects=row.corrects,
            reason=row.reason,
            replaced=row.replaced,  # type: ignore[attr-defined]  # annotated by every caller
            post=row.post,
            who=names.get(row.entered_by, ""),
        )
        for row in found
    ]
