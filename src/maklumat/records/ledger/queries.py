"""Reading the ledger."""

from __future__ import annotations
