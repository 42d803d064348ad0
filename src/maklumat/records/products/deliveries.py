"""The book of deliveries: one line for each thing handed over, written inside the action's transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from maklumat.records.products import statements
from maklumat.records.products.models import Delivery

LONGEST = 300


@dataclass(frozen=True, slots=True)
class Shown:
    """What shows that it was received: the event that tells it, how it was acknowledged, which card was seen, and
    whether the signed paper came with it."""

    seq: int
    proof: str = ""
    identity: str = ""
    scanned: bool = False

    @classmethod
    def of(cls, seq: int, data: Mapping[str, Any]) -> Shown:
        """As the record of event `seq` says it."""
        proof = (data.get("proof") or {}).get("how", "")
        return cls(seq, proof, str(data.get("identity", "")), bool(data.get("scan")))


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
    shown: Shown,
) -> None:
    """Write a line: what was handed to whom."""
    line = Delivery(
        id=uuid4(), application_id=application_id, office=office, service=service, product=product,
        collector=collector[:LONGEST], channel=channel[:20], post=post, delivered_at=moment,
        seq=shown.seq, proof=shown.proof[:20], identity=shown.identity[:20],
        scanned_at=moment if shown.scanned else None,
    )  # fmt: skip
    statements.enter(line)


def scanned(application_id: UUID, seq: int, moment: datetime) -> None:
    """The signed paper of what event `seq` handed over came back as a scan; the first one counts."""
    lines = Delivery.objects.filter(application_id=application_id, seq=seq, scanned_at=None)
    lines.update(scanned_at=moment)
