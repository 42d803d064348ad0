"""After a product was issued: it is extended, its holder reports, the office takes the report or gives it back."""

from __future__ import annotations

from typing import Final

from maklumat.core import events
from maklumat.core.errors import Refusal
from maklumat.core.procedure.actions import Afterwards
from maklumat.core.standard.model import Product, ServiceStandard

KINDS: Final = frozenset({events.EXTENDED, events.DUTY_REPORTED, events.DUTY_MET, events.DUTY_RETURNED})
BY_HOLDER: Final = frozenset({events.DUTY_REPORTED})


def keepers(standard: ServiceStandard, product: Product) -> tuple[str, ...]:
    """The posts that look after an issued product: whoever may revoke it, and whoever hands it over or sends it."""
    handing = (post for step in standard.steps if step.product == product.code and step.kind in ("deliver", "send")
               for post in step.posts)  # fmt: skip
    return tuple(dict.fromkeys(filter(None, (product.revoked_by, *handing)))) or standard.steps[0].posts


def acting_posts(standard: ServiceStandard, action: Afterwards) -> tuple[str, ...]:
    """Who of the actor's posts does it; () for the holder. Refusal PRO-007 for others, PRO-070 for what is no duty."""
    product = standard.product(action.product)
    if action.kind == events.EXTENDED and (product.extension is None or not product.extension.times):
        raise Refusal("PRO-070", "Menurut standar, {name} tidak dapat diperpanjang.", name=product.name)
    if action.kind != events.EXTENDED and all(duty.code != action.data.get("duty") for duty in product.duties):
        raise Refusal("PRO-071", "Kewajiban ini tidak ada pada standar.")
    if not action.posts and action.kind in BY_HOLDER:
        return ()
    able = (
        (product.revoked_by,) if action.kind == events.EXTENDED and product.revoked_by else keepers(standard, product)
    )
    acting = tuple(post for post in able if post in action.posts)
    if not acting:
        raise Refusal("PRO-007", "Langkah ini bukan tugas jabatan Anda.")
    if action.kind == events.DUTY_RETURNED and not str(action.data.get("reason", "")).strip():
        raise Refusal("PRO-072", "Tulis mengapa laporan dikembalikan.")
    return acting
