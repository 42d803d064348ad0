"""Whether the ledger can be written: an entry of an office that does not exist, taken back at once."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import transaction

from maklumat.core.events import RECEIVED, Event
from maklumat.records.ledger.actions import append


def writable() -> bool:
    """True when an entry goes through up to its commit. Nothing stays. Raises what the database or the keys raise."""
    moment = datetime.now(UTC)
    with transaction.atomic():
        append("_siap", None, Event(seq=0, kind=RECEIVED, occurred_at=moment, recorded_at=moment))
        transaction.set_rollback(True)
    return True
