"""The parafs on a letter: what each was given to, whether that still stands, and what has changed since.

Who signs is stopped by a paraf that was given to another text (Refusal PRD-011): asked when the number is taken, for
every way of signing alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final, Generic

from maklumat.core import events
from maklumat.core.errors import NotVisible, Refusal
from maklumat.core.kinds.kind import INITIAL_PRODUCT
from maklumat.core.kinds.registry import KINDS
from maklumat.core.letter.changing import Change, changes
from maklumat.core.procedure.actions import Act
from maklumat.core.procedure.initialling import TEXT, VOID, H, Initial, Text, digest, initialling, initials
from maklumat.core.standard.model import Product as ProductStandard
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.ledger import history
from maklumat.records.procedures.queries import Position
from maklumat.records.products import actions as products
from maklumat.records.products import drafting
from maklumat.records.products.models import Product

LASTS: Final = "berlaku_sampai"
"""The value that the standard itself counts from the day of the draft."""


@dataclass(frozen=True, slots=True)
class Shown(Generic[H]):
    """The paraf of one post, and what has changed in the letter since: () where nothing has, or nobody knows what."""

    initial: Initial[H]
    changes: tuple[Change, ...]


def marked(position: Position, action: Act) -> Act:
    """The act, a paraf with what the letter says that it is given to. One query for a paraf, none for anything else."""
    if action.step != position.state.step or not _initials(position.standard_id, action.step, action.outcome):
        return action
    product = _product_at(position.standard_id, action.step)
    return replace(action, data={**action.data, TEXT: _kept(position, product)}) if product else action


@lru_cache(maxsize=16384)
def _initials(standard_id: int, step: str, outcome: str) -> bool:
    ways = KINDS[catalogue.standard(standard_id).step(step).kind].ways
    return any(way.code == outcome and INITIAL_PRODUCT in way.effects for way in ways)


def _product_at(standard_id: int, step: str) -> ProductStandard | None:
    standard = catalogue.standard(standard_id)
    code = standard.step(step).product
    product = standard.product(code) if code else None
    return product if product is not None and product.kind == "letter" else None


def _kept(position: Position, product: ProductStandard | None) -> dict[str, Any]:
    row = _live(position, product.code) if product else None
    if product is None or row is None:
        return {"sha256": ""}
    return {"sha256": sha256_of(position, product, row), "values": row.content.get("values", {})}


def _live(position: Position, product: str) -> Product | None:
    rows = Product.objects.filter(application_id=position.application_id, product=product)
    return rows.exclude(status__in=(products.VOID, products.REVOKED)).first()


def sha256_of(position: Position, product: ProductStandard, row: Product) -> str:
    """The digest of what a letter says, or of the document that it is.

    Until when it holds is left out where the standard alone says so: that is counted anew whenever it is drafted.
    """
    if row.made == products.IMPORTED:
        return digest({}, "", row.sha256)
    values = dict(row.content.get("values", {}))
    on = catalogue.local_date(catalogue.enacted(position.standard_id).office, row.drafted_at)
    last = product.last_day(on)
    if last is not None and values.get(LASTS) == {"date": last.isoformat()}:
        del values[LASTS]
    return digest(values, catalogue.letter_body(position.office, product.template))


def require_unchanged(position: Position, product: ProductStandard, row: Product) -> None:
    """Refusal PRD-011 when the letter says something else than what one of its parafs was given to."""
    refusal = changed_since(position, product, row)
    if refusal is not None:
        raise refusal


def changed_since(position: Position, product: ProductStandard, row: Product) -> Refusal | None:
    """Why the letter may not be signed as it stands: it was changed after a paraf. None where it may.

    Costs one query of the ledger, and nothing for a letter that nobody initials.
    """
    standard = catalogue.standard(position.standard_id)
    if not initialling(standard, product.code):
        return None
    known = history.happened(position.application_id, (events.ACTED, events.RECALLED))
    void = [one.event for one in _initials_of(position, product, row, known) if one.state == VOID]
    if not void:
        return None
    names = {post.code: post.name for post in catalogue.enacted(position.standard_id).office.posts}
    return Refusal(
        "PRD-011",
        "Surat ini berubah sesudah diparaf oleh {who}, jadi paraf itu tidak berlaku lagi. Kembalikan konsepnya "
        "supaya diparaf lagi.",
        who=", ".join(names.get(post, post) for event in void for post in event.post.split("+")),
    )


def _initials_of(
    position: Position, product: ProductStandard, row: Product, known: Iterable[H]
) -> tuple[Initial[H], ...]:
    now = Text(sha256_of(position, product, row), row.drafted_at)
    return initials(catalogue.standard(position.standard_id), product.code, known, now)


def shown(position: Position, product: ProductStandard, known: Iterable[H]) -> tuple[Shown[H], ...]:
    """The parafs on the letter as it stands, first things first. `known`: the file's history. One query where the
    letter has any paraf, none for a letter that nobody initials."""
    if product.kind != "letter" or not initialling(catalogue.standard(position.standard_id), product.code):
        return ()
    row = _live(position, product.code)
    if row is None:
        return ()
    found = _initials_of(position, product, row, known)
    return tuple(Shown(one, _changes(position, product, row, one.event.data)) for one in found)


def _changes(position: Position, product: ProductStandard, row: Product, data: Mapping[str, Any]) -> tuple[Change, ...]:
    before = data.get(TEXT, {}).get("values")
    if before is None or row.made != products.HERE:
        return ()
    try:
        template = drafting.template_of(position.office, product)
    except NotVisible:
        return ()
    now = row.content.get("values", {})
    return changes(template, drafting.from_json(before), drafting.from_json(now))
