"""What outcomes set in motion: one row per effect of `core.kinds`. Runs inside the action's transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from maklumat.core import events
from maklumat.core.errors import Refusal
from maklumat.core.events import Event
from maklumat.core.kinds import kind
from maklumat.core.kinds.registry import KINDS
from maklumat.core.procedure.actions import Act, Action
from maklumat.core.procedure.writing import Decision
from maklumat.core.standard.model import Product as ProductStandard
from maklumat.records.applications import statements as applications
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.procedures import bookings
from maklumat.records.procedures.queries import Position
from maklumat.records.products import actions as products
from maklumat.records.products import afterlife, deliveries, drafting
from maklumat.records.products.actions import SignedLetter


@dataclass(frozen=True, slots=True)
class Work:
    """One decided action on one file, with the letter that was made for it outside the transaction (or None)."""

    position: Position
    decision: Decision
    action: Action
    signed: SignedLetter | None

    @property
    def data(self) -> Mapping[str, Any]:
        return self.action.data if isinstance(self.action, Act) else {}

    @property
    def acted(self) -> Event:
        """The event that left the step."""
        return next(event for event in self.decision.events if event.kind == events.ACTED)

    @property
    def product(self) -> ProductStandard | None:
        """The product of the step that was left."""
        standard = catalogue.standard(self.position.standard_id)
        code = standard.step(self.acted.step).product
        return standard.product(code) if code else None


def carry_out(work: Work) -> None:
    """Every effect of the decision, in order."""
    for effect in work.decision.effects:
        EFFECTS[effect](work)


def _draft(work: Work) -> None:
    product = work.product
    if product is None or product.kind != "letter":
        return
    drafting.draft(work.position, product, work.data.get("letter", {}), moment=work.decision.state.at)


def _take_in(work: Work) -> None:
    product = work.product
    if product is None:
        return
    document = work.data.get("document")
    if not document:
        raise Refusal("PRD-008", "Lampirkan dokumen yang diunduh dari aplikasi lain (PDF).")
    position = work.position
    products.take_in(
        position.application_id,
        position.office,
        position.service,
        product,
        vault_name=document["vault_name"],
        sha256=document["sha256"],
        outside_number=str(work.data.get("reference", ""))[:80],
        moment=work.decision.state.at,
    )


def _sign(work: Work) -> None:
    product = work.product
    if product is None or product.kind != "letter":
        return
    if work.signed is None:
        raise Refusal("PRD-009", "Surat ini ditandatangani melalui halaman tanda tangan.")
    on = catalogue.local_date(catalogue.enacted(work.position.standard_id).office, work.signed.at)
    row = products.issue(work.position.application_id, product, work.signed, on=on, moment=work.signed.at)
    if product.duties:
        afterlife.begin_duties(row, product, _answers(work.position), on)


def _deliver(work: Work) -> None:
    position, product = work.position, work.product
    if product is not None:
        if not _signed_here(work, product.code):
            at = work.decision.state.at
            on = catalogue.local_date(catalogue.enacted(position.standard_id).office, at)
            row = products.let_out(position.application_id, product, on=on, moment=at)
            if row is not None and product.duties:
                afterlife.begin_duties(row, product, _answers(position), on)
        products.deliver(position.application_id, product.code, moment=work.decision.state.at)
    deliveries.enter(
        position.application_id,
        position.office,
        position.service,
        product.code if product else "",
        collector=str(work.data.get("collector", "")),
        channel=str(work.data.get("channel", "")),
        post=work.acted.post,
        moment=work.acted.occurred_at,
        shown=deliveries.Shown.of(work.acted.seq, work.data),
    )


def _answers(position: Position) -> Mapping[str, Any]:
    """What the applicant answered: duties may count from a day that stands there."""
    found = applications.said(position.application_id)
    return found[0].answers if found else {}


def _signed_here(work: Work, product: str) -> bool:
    """Whether a step of this standard signs the product; if none does, it comes signed from elsewhere."""
    steps = catalogue.standard(work.position.standard_id).steps
    signing = (step for step in steps if any(kind.SIGN_PRODUCT in way.effects for way in KINDS[step.kind].ways))
    return any(step.product == product for step in signing)


def _hand_out(work: Work) -> None:
    """Goods that were handed out, also when some are still missing, are entered as what they are a part of."""
    position, product, data = work.position, work.product, work.data
    if not data.get("goods"):
        return
    said = data.get("handed_at")
    deliveries.enter(
        position.application_id,
        position.office,
        position.service,
        product.code if product else "",
        collector=str(data.get("receiver", "")),
        channel="",
        post=work.acted.post,
        moment=datetime.fromisoformat(said) if said else work.acted.occurred_at,
        shown=deliveries.Shown.of(work.acted.seq, data),
    )


def _book(work: Work) -> None:
    """A place that takes one group at a time is booked for the appointment; nothing to do where none is named."""
    law = catalogue.enacted(work.position.standard_id)
    code = law.standard.step(work.acted.step).place
    place = next((one for one in law.office.places if one.code == code), None)
    if place is not None:
        starts_at = datetime.fromisoformat(str(work.data["meets_at"]))
        bookings.book(
            work.position.application_id, law.office, place, starts_at=starts_at, moment=work.decision.state.at
        )


def _recall(work: Work) -> None:
    if work.product is not None:
        products.recall(work.position.application_id, work.product.code, moment=work.decision.state.at)


def _event_is_enough(_: Work) -> None:
    """The ledger entry itself is the evidence; nothing else changes."""


EFFECTS: Final[dict[str, Callable[[Work], None]]] = {
    kind.DRAFT_PRODUCT: _draft,
    kind.IMPORT_PRODUCT: _take_in,
    kind.INITIAL_PRODUCT: _event_is_enough,
    kind.SIGN_PRODUCT: _sign,
    kind.DELIVER_PRODUCT: _deliver,
    kind.HAND_OUT_GOODS: _hand_out,
    kind.RECALL_PRODUCT: _recall,
    kind.BOOK_PLACE: _book,
    kind.REFUSE: _event_is_enough,
}
