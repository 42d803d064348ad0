"""Letters that were printed to be signed by hand: for whom, as what, and how each print is told from every other."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from maklumat.records.products.models import Printout, Product


def keep(row: Product, *, step: str, seq: int, signer: int, signed_as: str, moment: datetime, by: int) -> Printout:
    """Note that this letter was printed as it stands, for the hand of `signer`."""
    return Printout.objects.create(
        product=row, application_id=row.application_id, office=row.office, step=step, seq=seq, signer_id=signer,
        signed_as=signed_as, printed_at=moment, printed_by=by,
    )  # fmt: skip


def newest(application_id: UUID, step: str) -> Printout | None:
    """The last print of the letter that is signed at this step; None where it never was."""
    live = ("drafted", "numbered")
    rows = Printout.objects.filter(application_id=application_id, step=step, product__status__in=live)
    return rows.order_by("-pk").first()
