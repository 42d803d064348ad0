"""Reading the books of the years before."""

from __future__ import annotations

from uuid import UUID

from django.db.models import F
from django.db.models.fields.tuple_lookups import Tuple, TupleLessThan  # type: ignore[import-untyped]

from maklumat.core.identity.persons import name_key
from maklumat.records.archive.models import PastEntry
from maklumat.records.outside import keyring
from maklumat.records.people import access
from maklumat.records.people.access import Actor, Facts

NIK_DIGITS = 16
Mark = tuple[int, int, UUID]
"""Where a page begins: behind the entry with this year, place and id."""


def entries(
    actor: Actor, *, book: str, year: int | None, person: str = "", after: Mark | None = None, limit: int
) -> list[PastEntry]:
    """Lines of an old book of the actor's office, last first; those of one person by their NIK or whole name.

    One query off an index. Names come in full: it is for the page to mask them.
    """
    access.require(actor, access.REGISTERS, Facts(actor.office))
    rows = PastEntry.objects.filter(office=actor.office, book=book)
    if year is not None:
        rows = rows.filter(year=year)
    if person:
        digits = "".join(letter for letter in person if letter.isdigit())
        rows = (
            rows.filter(nik_index=keyring().blind_index(digits, "nik"))
            if len(digits) == NIK_DIGITS
            else rows.filter(name_index=keyring().blind_index(name_key(person), "name"))
        )
    if after is not None:
        rows = rows.filter(TupleLessThan(Tuple(F("year"), F("place"), F("id")), after))
    return list(rows.order_by("-year", "-place", "-id")[:limit])
