"""Reading the books of the years before: one register of everything that was brought along."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F
from django.db.models.fields.tuple_lookups import Tuple, TupleLessThan  # type: ignore[import-untyped]

from maklumat.core.identity import mask_name
from maklumat.core.identity.persons import name_key
from maklumat.core.standard.model import Office
from maklumat.core.takeover.past import BOOKS
from maklumat.records.archive.models import PastEntry
from maklumat.records.outside import keyring
from maklumat.records.people import access
from maklumat.records.people.access import Actor, Facts
from maklumat.records.work.registers import NIK_DIGITS, Wanted

Mark = tuple[date, UUID]
"""Where a page begins: behind the entry of this day with this id."""


@dataclass(frozen=True, slots=True)
class PastLine:
    """One line as a reader may see it. `name` is masked, but for the head who asked for names, and for whoever looked
    this very person up: they had the name already."""

    key: Mark
    book: str
    number: str
    on: date
    service: str
    name: str
    result: str
    letter: str
    note: str


def past_lines(
    actor: Actor, office: Office, wanted: Wanted, *, after: tuple[Any, ...] | None, limit: int
) -> list[PastLine]:
    """Lines of old books of the actor's office, last day first. One query off an index."""
    access.require(actor, access.REGISTERS, Facts(actor.office))
    rows = PastEntry.objects.filter(office=office.code)
    if wanted.from_on:
        rows = rows.filter(on__gte=wanted.from_on)
    if wanted.until_on:
        rows = rows.filter(on__lte=wanted.until_on)
    if wanted.number is not None:
        rows = rows.filter(place=wanted.number)
    if wanted.person:
        rows = rows.filter(**_person(wanted.person))
    if after is not None:
        rows = rows.filter(TupleLessThan(Tuple(F("on"), F("id")), after))
    named = bool(wanted.person) or (wanted.named and actor.heads)
    return [_line(row, named=named) for row in rows.order_by("-on", "-id")[:limit]]


def _person(person: str) -> dict[str, bytes]:
    digits = "".join(letter for letter in person if letter.isdigit())
    if len(digits) == NIK_DIGITS:
        return {"nik_index": keyring().blind_index(digits, "nik")}
    return {"name_index": keyring().blind_index(name_key(person), "name")}


def _line(row: PastEntry, *, named: bool) -> PastLine:
    name = row.name if named else mask_name(row.name)
    return PastLine(
        (row.on, row.id), BOOKS.get(row.book, row.book), row.number, row.on, row.service, name, row.result, row.letter,
        f"Dimusnahkan, berita acara {row.destroyed_by}" if row.destroyed_at else row.note if named else "",
    )  # fmt: skip
