"""Letters that were printed to be signed by hand: for whom, as what, and how each print is told from every other."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from maklumat.core.letter.marks import ALPHABET, LENGTH
from maklumat.records.products.actions import DRAFTED, NUMBERED
from maklumat.records.products.models import Printout, Product, SigningFolder


@dataclass(frozen=True, slots=True)
class Print:
    """A letter on paper: for the hand of user `signer`, as what ("" for the post's holder), when its file stood at
    `seq`. `mark` and `pages`: see core.letter.marks; "" and 0 for a document that was made elsewhere."""

    row: Product
    step: str
    seq: int
    signer: int
    signed_as: str
    mark: str
    pages: int


def new_mark() -> str:
    """A mark that no print has: 40 bits, and the table refuses a second one."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def keep(made: Print, *, moment: datetime, by: int, folder: SigningFolder | None = None) -> Printout:
    """Note that this letter was printed as it stands."""
    row = made.row
    return Printout.objects.create(
        product=row, application_id=row.application_id, office=row.office, step=made.step, seq=made.seq,
        signer_id=made.signer, signed_as=made.signed_as, mark=made.mark, pages=made.pages, printed_at=moment,
        printed_by=by, folder=folder,
    )  # fmt: skip


def newest(application_id: UUID, step: str) -> Printout | None:
    """The last print of the letter that is signed at this step; None where it never was."""
    live = (DRAFTED, NUMBERED)
    rows = Printout.objects.filter(application_id=application_id, step=step, product__status__in=live)
    return rows.order_by("-pk").first()
