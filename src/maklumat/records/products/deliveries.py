"""The book of deliveries: one line for each thing handed over, written inside the action's transaction."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from maklumat.records.products import statements
from maklumat.records.products.models import Delivery

LONGEST = 300


def enter(
    application_id: UUID,
    office: str,
    service: str,
    product: str,
    *,
    collector: str,
    channel: str,
    post: str,
    moment: datetime,
) -> None:
    """Write a line: what was handed to whom."""
    line = Delivery(
        id=uuid4(), application_id=application_id, office=office, service=service, product=product,
        collector=collector[:LONGEST], channel=channel[:20], post=post, delivered_at=moment,
    )  # fmt: skip
    statements.enter(line)
