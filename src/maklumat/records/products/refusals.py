"""What a refusal letter says, for its applicant to read without opening the letter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from maklumat.core.standard.model import Office
from maklumat.records.products import drafting
from maklumat.records.products.actions import DELIVERED, ISSUED
from maklumat.records.products.models import Product

RULE: Final = "aturan"
"""The name by which a refusal letter is known: only it says which rule was not met."""


@dataclass(frozen=True, slots=True)
class RefusalTold:
    """The grounds as they stand in the signed letter. `post` signed it and takes the objection; `object_until` is None
    where the letter names no day."""

    rule: str
    state: str
    basis: str
    object_until: date | None
    post: str
    other_way: str


def refusal_told(application_id: UUID, office: Office) -> RefusalTold | None:
    """The newest refusal letter of a file that is signed and holds; None for none. `office` as its law has it."""
    rows = Product.objects.filter(application_id=application_id, status__in=(ISSUED, DELIVERED))
    for row in rows.order_by("-issued_at"):
        values = drafting.from_json(row.content.get("values", {}))
        if RULE not in values:
            continue
        until = values.get("batas_keberatan")
        said = {name: str(values.get(name, "")) for name in (RULE, "keadaan", "dasar", "jalan_lain")}
        return RefusalTold(
            rule=said[RULE],
            state=said["keadaan"],
            basis=said["dasar"],
            object_until=until if isinstance(until, date) else None,
            post=office.post(row.signed_by_post).name if row.signed_by_post else "",
            other_way=said["jalan_lain"],
        )
    return None
