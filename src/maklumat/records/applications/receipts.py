"""Codes and secrets of a receipt. Both follow from the submission id alone, so a repeat shows the same ones."""

from __future__ import annotations

from uuid import UUID

from maklumat.records.outside import keyring


def code_of(application_id: UUID) -> str:
    """The public code of a receipt: eight letters and digits without look-alikes, in two groups."""
    return keyring().derive_secret("receipt code", str(application_id), length=8)


def secret_of(application_id: UUID, issue: int = 0) -> str:
    """The secret that goes with the code. `issue` rises each time it is reissued at the counter."""
    return keyring().derive_secret("receipt secret", str(application_id), str(issue), length=8)


def product_code_of(product_id: UUID) -> str:
    """The permanent public code of a product's verification page."""
    return keyring().derive_secret("product code", str(product_id), length=8)
