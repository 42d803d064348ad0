"""Letters that went out on paper while nothing could sign them: their electronic signature, put on the scan later.

The scan stays what it is, byte for byte, and the signature is appended to it, so that paper, scan and signature are one
letter with one number and one code. Prepared, made and recorded as in `signing`: nothing is signed in a transaction.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from maklumat.core.errors import NotVisible, Refusal
from maklumat.core.organisation.authority import lines
from maklumat.core.organisation.mandates import OWN, Authority
from maklumat.core.procedure.actions import Countersign
from maklumat.core.standard.model import Product as ProductStandard
from maklumat.core.standard.model import ServiceStandard
from maklumat.ports.signing import CannotSign, SignerIdentity
from maklumat.records.applications.queries import vault_bytes
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue.queries import Enacted
from maklumat.records.outside import vault
from maklumat.records.people import access, mandates
from maklumat.records.people.access import Actor, Facts
from maklumat.records.procedures import queries as procedures
from maklumat.records.procedures.queries import Position
from maklumat.records.products.actions import DELIVERED, ISSUED
from maklumat.records.products.models import Countersignature
from maklumat.records.products.queries import ProductView
from maklumat.records.work import actions
from maklumat.records.work.facts import facts_of
from maklumat.records.work.signers import Secret, Wish, mode_of, sealed
from maklumat.records.work.standing import NORMAL, mandate_data

PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class Due:
    """A letter that waits for its electronic signature."""

    product_id: UUID
    register: str
    service: str
    name: str
    number: str
    wet_at: datetime


@dataclass(frozen=True, slots=True)
class Opened:
    """One of them, for whoever may sign it. `refused`: why not today, None where they may."""

    row: Countersignature
    position: Position
    law: Enacted
    authority: Authority | None
    refused: Refusal | None

    @property
    def product(self) -> ProductStandard:
        return self.law.standard.product(self.row.product.product)


def due(actor: Actor) -> tuple[Due, ...]:
    """What waits for the actor's posts, the oldest first, PAGE at most. Two queries."""
    access.require(actor, access.WORKLIST, Facts(actor.office))
    rows = list(
        Countersignature.objects.filter(
            office=actor.office, post__in=actor.posts, signed_at=None, product__status__in=(ISSUED, DELIVERED)
        )
        .exclude(product__vault_name="")  # destroyed by the retention schedule
        .select_related("product")
        .order_by("wet_at", "pk")[:PAGE]
    )
    places = procedures.positions({row.product.application_id for row in rows}) if rows else {}
    return tuple(_due(actor, rows, places))


def _due(actor: Actor, rows: list[Countersignature], places: dict[UUID, Position]) -> Iterator[Due]:
    for row in rows:
        place = places.get(row.product.application_id)
        if place is None or not access.may(actor, access.SEE, facts_of(place)):
            continue
        standard = catalogue.standard(place.standard_id)
        name = standard.product(row.product.product).name
        yield Due(row.product_id, place.register, standard.name, name, row.product.number, row.wet_at)


def may_see(actor: Actor, standard: ServiceStandard, product: ProductView) -> bool:
    """Whether this product waits for the electronic signature of one of the actor's posts. No query."""
    waits = product.countersign_due and product.status in (ISSUED, DELIVERED)
    return waits and standard.product(product.product).signed_by in actor.posts


def opened(actor: Actor, product_id: UUID, moment: datetime) -> Opened:
    """One letter of the actor's posts that was signed by hand, countersigned or not. Raises NotVisible."""
    row = Countersignature.objects.filter(product=product_id, office=actor.office).select_related("product").first()
    position = procedures.position(row.product.application_id) if row else None
    if row is None or position is None or row.post not in actor.posts:
        raise NotVisible
    if row.product.revoked_at is not None or not row.product.vault_name:  # taken back, or destroyed with its file
        raise NotVisible
    access.require(actor, access.SEE, facts_of(position))
    law = catalogue.enacted(position.standard_id)
    try:
        found = mandates.sign_as(
            actor, law.office, post=row.post, service=position.service, product=row.product.product,
            confidential=position.confidentiality != NORMAL, on=catalogue.local_date(law.office, moment),
        )  # fmt: skip
    except Refusal as refusal:
        return Opened(row, position, law, None, refusal)
    return Opened(row, position, law, found, None)


def scan_of(actor: Actor, product_id: UUID, moment: datetime) -> bytes:
    """What was signed by hand, to be read before it is countersigned."""
    return vault_bytes(opened(actor, product_id, moment).row.product.vault_name)


def countersign(
    actor: Actor, product_id: UUID, *, moment: datetime, proof: str = "", secret: Secret | None = None
) -> None:
    """Put the electronic signature on the scan. The caller has authenticated afresh. Done already: nothing happens.

    Raises NotVisible, the Refusal that says why they may not sign today (MDT-...), and what `signers.sealed` raises.
    """
    found = opened(actor, product_id, moment)
    if found.row.signed_at is not None:
        return
    if found.authority is None:
        assert found.refused is not None  # noqa: S101  # one of the two
        raise found.refused
    mode = mode_of(actor.office)
    signed_as = "" if found.authority.by == OWN else ", ".join(lines(found.law.office, found.authority))
    try:
        made = sealed(actor, _wish(actor, found, found.authority, signed_as), mode, secret, moment)
    except CannotSign as fault:  # somebody's scanner made a PDF that takes no signature
        raise Refusal("TTD-022", "Pindaian surat ini tidak dapat ditandatangani secara elektronik.") from fault
    name, sha256 = vault().put(made.pdf, actor.office), hashlib.sha256(made.pdf).hexdigest()
    data: dict[str, Any] = {"sha256": sha256, "mode": mode, "file": name, **made.told}
    if proof:
        data["proof"] = proof
    if signed_as:
        data |= {"signed_as": signed_as, "mandate": mandate_data(found.authority)}
    _record(actor, found, data, moment)


def _wish(actor: Actor, found: Opened, authority: Authority, signed_as: str) -> Wish:
    office, product = found.law.office, found.product
    by = "" if authority.by == OWN else f".{authority.by}"
    title = signed_as or office.post(product.signed_by).name
    identity = SignerIdentity(f"{office.code}.{product.signed_by}.{actor.user_id}{by}", title, office.name, actor.name)
    pdf = vault_bytes(found.row.product.vault_name)
    return Wish(pdf, found.row.product_id, identity, f"{product.name} (susulan)", office.letter_place)


def _record(actor: Actor, found: Opened, data: dict[str, Any], moment: datetime) -> None:
    with transaction.atomic():
        position, revision = actions.held(found.position.application_id)
        row = Countersignature.objects.select_for_update().select_related("product").get(pk=found.row.pk)
        if row.signed_at is not None:
            return
        if row.product.revoked_at is not None:
            raise Refusal("TTD-023", "Surat ini sudah dicabut; tidak ada yang disusulkan.")
        data = {"number": row.product.number, "code": row.product.code, **data}
        wish = Countersign(row.product.product, (row.post,), moment, data)
        action, decision = actions.judged(position, revision, wish, moment)
        row.signed_at, row.mode, row.signed_as = decision.state.at, data["mode"], data.get("signed_as", "")
        row.vault_name, row.sha256 = data["file"], data["sha256"]
        row.save(update_fields=["signed_at", "mode", "signed_as", "vault_name", "sha256"])
        actions.write(position, decision, action, actor)
