"""All tables, gathered for Django. Each stage keeps its own in `<stage>/models.py`."""

from __future__ import annotations

from maklumat.records.ledger.models import LedgerEntry, LedgerHead, LedgerPayload
from maklumat.records.people.models import Membership, Tries, User

__all__ = ["LedgerEntry", "LedgerHead", "LedgerPayload", "Membership", "Tries", "User"]
