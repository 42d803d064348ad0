"""Who is to be served first, as a compensation that nobody used yet."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from maklumat.core.compensation.entitlements import PRIORITY
from maklumat.records.compensation.following import OWED
from maklumat.records.compensation.models import Entitlement


@dataclass(frozen=True, slots=True)
class Unused:
    """A priority, the file that made it owed, and the person (None: only the code of that file tells)."""

    application_id: UUID
    nik_index: bytes | None
    valid_until: date


@dataclass(frozen=True, slots=True)
class Priority:
    """A priority that may still be used. `application_id`: the file whose promise was broken."""

    id: UUID
    application_id: UUID
    valid_until: date


def entitled(office: str, nik_index: bytes | None, on: date) -> Priority | None:
    """The priority that the person with this blind index may use on that day, the one that ends first. One query."""
    if nik_index is None:
        return None
    rows = Entitlement.objects.filter(
        office=office, form=PRIORITY, status=OWED, nik_index=nik_index, valid_until__gte=on
    )  # fmt: skip
    found = rows.order_by("valid_until", "number").values_list("id", "application_id", "valid_until").first()
    return Priority(found[0], found[1], found[2] or on) if found else None


def unused(office: str, applications: Collection[UUID], nik_indexes: Collection[bytes], on: date) -> list[Unused]:
    """The priorities that these people, or whoever made these applications, may still use on that day. One query."""
    rows = Entitlement.objects.filter(office=office, form=PRIORITY, status=OWED, valid_until__gte=on)
    rows = rows.filter(Q(nik_index__in=list(nik_indexes)) | Q(application_id__in=list(applications)))
    columns = rows.order_by("valid_until", "number").values_list("application_id", "nik_index", "valid_until")
    return [
        Unused(application_id, None if index is None else bytes(index), until or on)
        for application_id, index, until in columns
    ]


def by_file(office: str, applications: Collection[UUID], on: date) -> Entitlement | None:
    """The unused priority of one of these files."""
    rows = Entitlement.objects.filter(
        office=office, form=PRIORITY, status=OWED, application_id__in=list(applications), valid_until__gte=on
    )
    return rows.order_by("valid_until", "number").first()
