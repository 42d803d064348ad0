"""What was sent to an outside service to be signed: one at a time for each letter, and never again by itself."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction

from maklumat.core.errors import Refusal
from maklumat.records.products.models import SigningRequest

SIGNED, AGAIN = "signed", "again"
LONGEST_NAME: Final = 200
MARGIN: Final = timedelta(seconds=5)
"""A request that is older than it may take, and this, has no answer and gets none."""


def begin(
    letter: UUID, office: str, *, user_id: int, again: bool, takes: timedelta, moment: datetime
) -> SigningRequest:
    """The letter is about to be sent; committed before it is. `again`: the signer knows that an earlier answer is
    missing. Refusal TTD-020 while another waits for its answer (at most `takes`), TTD-021 when its answer never came.
    """
    try:
        with transaction.atomic():
            row = SigningRequest.objects.select_for_update().filter(letter=letter, answered_at=None).first()
            if row is not None:
                if moment - row.asked_at < takes + MARGIN:
                    raise _under_way()
                if not again:
                    raise Refusal(
                        "TTD-021",
                        "Surat ini pernah dikirim ke BSrE dan jawabannya tidak datang. Centang bahwa Anda mengirimnya"
                        " sekali lagi, atau cetak dan tanda tangani basah.",
                    )
                close(row, AGAIN, moment=moment)
            return SigningRequest.objects.create(letter=letter, office=office, asked_at=moment, asked_by=user_id)
    except IntegrityError:
        raise _under_way() from None


def close(row: SigningRequest, outcome: str, *, moment: datetime, service_id: str = "", certificate: str = "") -> None:
    """An answer came. `certificate`: the name in the one that signed."""
    row.answered_at, row.outcome, row.service_id = max(moment, row.asked_at), outcome, service_id
    row.certificate = certificate[:LONGEST_NAME]
    row.save(update_fields=["answered_at", "outcome", "service_id", "certificate"])


def certificate_of(letter: UUID) -> str:
    """The name in the certificate that signed the letter; "" where that is not known. One query."""
    rows = SigningRequest.objects.filter(letter=letter, outcome=SIGNED).order_by("-pk")
    return rows.values_list("certificate", flat=True).first() or ""


def unanswered(letter: UUID) -> datetime | None:
    """When the letter was sent without an answer since; None where nothing is open. One query."""
    return SigningRequest.objects.filter(letter=letter, answered_at=None).values_list("asked_at", flat=True).first()


def _under_way() -> Refusal:
    return Refusal("TTD-020", "Surat ini sedang dikirim ke BSrE. Tunggu satu menit, lalu muat ulang halaman ini.")
