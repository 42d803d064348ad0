"""The statements of products that ordinary actions send. Everything rarer goes through the models."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from maklumat.records.ledger.driver import fetch, insert, run, statement
from maklumat.records.ledger.fields import sealed_for
from maklumat.records.products.models import Delivery, Product

_EVER_BEGUN: Final = statement("SELECT 1 FROM products_product WHERE application_id = %s AND product = %s LIMIT 1")
_UNISSUED: Final = statement(
    "SELECT 1 FROM products_product WHERE application_id = %s AND status IN ('drafted', 'numbered') LIMIT 1"
)
_HAND_OVER: Final = statement(
    "UPDATE products_product SET status = 'delivered', delivered_at = %s"
    " WHERE application_id = %s AND product = %s AND status = 'issued'"
)
_PRODUCT: Final = (
    "id", "application_id", "office", "service", "product", "status", "made", "signature", "code", "number",
    "vault_name", "sha256", "outside_number", "signed_by_post", "signed_as", "drafted_at", "revoked_reason",
    "extended_times",
)  # fmt: skip
_BEGIN: Final = insert("products_product", (*_PRODUCT, "content"))
_DELIVERY: Final = (
    "id", "application_id", "office", "service", "product", "channel", "post", "delivered_at", "seq", "proof",
    "identity", "scanned_at",
)  # fmt: skip
_ENTER: Final = insert("products_delivery", (*_DELIVERY, "collector"))


def ever_begun(application_id: UUID, product: str) -> bool:
    """Whether this product of the file has any row, live or not."""
    return fetch(_EVER_BEGUN, (application_id, product)) is not None


def has_unissued(application_id: UUID) -> bool:
    """Whether a letter of the file was drafted or numbered and not issued."""
    return fetch(_UNISSUED, (application_id,)) is not None


def hand_over(application_id: UUID, product: str, moment: datetime) -> None:
    """The issued product becomes a delivered one; nothing happens when none is issued."""
    run(_HAND_OVER, (moment, application_id, product))


def begin(row: Product) -> None:
    """Write a new draft, its content sealed to its row."""
    sealed = sealed_for(Product, row.id, "content", row.content)
    run(_BEGIN, [*(getattr(row, name) for name in _PRODUCT), bytes(sealed)])


def enter(row: Delivery) -> None:
    """Write a line of the book of deliveries, the collector sealed to it."""
    sealed = sealed_for(Delivery, row.id, "collector", row.collector)
    run(_ENTER, [*(getattr(row, name) for name in _DELIVERY), bytes(sealed)])
