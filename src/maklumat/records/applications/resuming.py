"""A draft found again by its code and secret: the ones that its receipt will have."""

from __future__ import annotations

from datetime import datetime, timedelta
from hmac import compare_digest
from typing import Final
from uuid import UUID

from maklumat.ports.sealing import tidy_secret
from maklumat.records.applications.models import Draft
from maklumat.records.applications.receipts import secret_of

KEPT: Final = timedelta(days=30)
"""How long a draft waits for its next change before it is swept."""


def draft_opened_by(code: str, secret: str, moment: datetime) -> UUID | None:
    """The draft that this code and secret open; None when there is none, it was sent, or its time is over.

    A wrong code and a wrong secret cost the same work.
    """
    row = Draft.objects.filter(
        code=tidy_secret(code), submitted_at__isnull=True, changed_at__gte=moment - KEPT
    ).first()  # fmt: skip
    expected = secret_of(row.id if row else UUID(int=0))
    return row.id if compare_digest(expected, tidy_secret(secret)) and row else None
