"""Signing a letter: the number is taken and committed first, the letter is made outside any transaction, then issued.

    1. prepare   one transaction: may this person sign now? draft if there is none, take the number (once per letter)
    2. make      render with the number, sign, write to the vault: no transaction, may be tried again at any time
    3. act       one transaction: the file moves on, the letter is issued, the ledger says so

A crash between the steps leaves a numbered letter that the next attempt finishes with the same number. A file that
ends without its letter makes the number void, and it stays in the register.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from maklumat.core.errors import NotVisible, Refusal
from maklumat.core.letter.base import ELECTRONIC, OUTSIDE, WET
from maklumat.core.letter.marks import codes
from maklumat.core.organisation.authority import lines
from maklumat.core.organisation.mandates import OWN, Authority
from maklumat.core.procedure.actions import Act
from maklumat.core.procedure.decide import decide_from
from maklumat.core.procedure.state import State
from maklumat.core.standard.model import Product as ProductStandard
from maklumat.core.standard.model import ServiceStandard
from maklumat.ports.pages import page_count
from maklumat.ports.signing import SignerIdentity
from maklumat.records.applications.queries import vault_bytes
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.outside import authority, renderer, vault
from maklumat.records.people import access
from maklumat.records.people.access import Actor
from maklumat.records.procedures import queries as procedure_queries
from maklumat.records.procedures.queries import Position
from maklumat.records.products import actions as products
from maklumat.records.products import drafting, printouts
from maklumat.records.products.actions import SignedLetter
from maklumat.records.products.models import Printout, Product
from maklumat.records.products.printouts import Print
from maklumat.records.work import actions, wet
from maklumat.records.work.facts import facts_of
from maklumat.records.work.initialling import require_unchanged
from maklumat.records.work.signers import Sealed, Secret, Wish, mode_of, sealed
from maklumat.records.work.standing import authority_at, judged_before, mandate_data, posts_at, visible_or_explained
from maklumat.records.work.wet import Paper

SIGNED = wet.SIGNED
FEW = 2
"""Pages that a letter is first tried with."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A numbered letter, ready to be made, with who signs it."""

    position: Position
    product: ProductStandard
    row: Product
    signer: Actor
    authority: Authority

    @property
    def heading(self) -> tuple[str, ...]:
        """The lines above the name."""
        return lines(catalogue.enacted(self.position.standard_id).office, self.authority)

    @property
    def signed_as(self) -> str:
        """As what it is signed, "" for the holder of the post."""
        return "" if self.authority.by == OWN else ", ".join(self.heading)


def sign(
    actor: Actor,
    application_id: UUID,
    *,
    step: str,
    seen_seq: int,
    moment: datetime,
    letter: Mapping[str, Any] | None = None,
    proof: str = "",
    secret: Secret | None = None,
) -> State:
    """Sign the letter of this step electronically and move the file on. The caller has authenticated afresh.

    `proof`: how ("password", "code" of the app), for the evidence. `letter` are fields typed on the signing page, for
    a letter that no earlier step drafted (a refusal). `secret`: for an office that signs with BSrE. Raises what `act`
    and `signers.sealed` raise; then the number, if one was taken, waits for the next attempt. A repeat is answered like
    the first.
    """
    prepared = _prepare(actor, application_id, step, seen_seq, moment, letter)
    if prepared is None:
        return actions.act(actor, application_id, step=step, outcome=SIGNED, seen_seq=seen_seq, data={}, moment=moment)
    mode = _mode(prepared)
    made = Sealed(_unsigned(prepared, mode, moment), {})
    if mode != OUTSIDE:
        made = _signed(prepared, actor, made.pdf, mode, secret, moment)
    letter_made, data = _kept(prepared, made, mode, moment, proof)
    return actions.act(
        actor, application_id, step=step, outcome=SIGNED, seen_seq=seen_seq, data=data, moment=moment,
        signed=letter_made,
    )  # fmt: skip


def print_for_wet_signature(
    actor: Actor,
    application_id: UUID,
    *,
    step: str,
    seen_seq: int,
    moment: datetime,
    letter: Mapping[str, Any] | None = None,
) -> bytes:
    """The numbered letter as a PDF to print, sign by hand and stamp. The file stays where it is.

    `letter`: see `sign`.
    """
    paper = wet.own_hand(actor, moment)
    made = for_hand(paper, application_id, step=step, seen_seq=seen_seq, moment=moment, letter=letter)
    printouts.keep(made.print, moment=moment, by=actor.user_id)
    return made.pdf


@dataclass(frozen=True, slots=True)
class ForHand:
    """A numbered letter as it is to be printed."""

    print: Print
    pdf: bytes


def for_hand(
    paper: Paper,
    application_id: UUID,
    *,
    step: str,
    seen_seq: int,
    moment: datetime,
    letter: Mapping[str, Any] | None = None,
    mark: str = "",
) -> ForHand:
    """The numbered letter for the hand of `paper.signer`; nothing is noted yet. `mark`: of an earlier print of it."""
    with wet.explained(paper):
        prepared = _prepare(paper.by, application_id, step, seen_seq, moment, letter, paper)
    if prepared is None:
        raise Refusal("PRD-009", "Surat ini sudah ditandatangani; muat ulang halaman berkas.")
    row = prepared.row
    if row.made == products.IMPORTED:
        mark, pdf, pages = "", vault_bytes(row.vault_name), 0
    else:
        mark = mark or printouts.new_mark()
        pdf, pages = _marked(prepared, mark, moment)
    return ForHand(Print(row, step, seen_seq, paper.signer.user_id, prepared.signed_as, mark, pages), pdf)


def _marked(prepared: Prepared, mark: str, moment: datetime) -> tuple[bytes, int]:
    """The letter to be printed, its mark on every page, and how many pages those are."""
    content = drafting.content(
        prepared.position, prepared.product, prepared.row, prepared.signer.name, WET, moment, heading=prepared.heading
    )
    values = content.to_values()
    address, count = values["verification"]["url"], 0
    pdf, found = b"", FEW
    while found > count:  # nearly every letter has no more than FEW
        count = found
        pdf = renderer().render(
            {**values, "verification": {**values["verification"], "codes": codes(address, mark, count)}}
        )
        found = page_count(pdf)
    return pdf, found


def take_in_scan(
    actor: Actor,
    application_id: UUID,
    *,
    step: str,
    seen_seq: int,
    scan: bytes,
    moment: datetime,
    proof: str = "",
    signed_on: date | None = None,
    printed: Printout | None = None,
) -> State:
    """The scan of the letter signed by hand and stamped: the file moves on, the verification page says so.

    It is signed by whom it was printed for, whoever has scanned it, as they stood on `signed_on` (None: today).
    `printed`: which print it is, where that is known; else the last. Raises what `act` and `wet.paper_of` raise, and
    Refusal PRD-012.
    """
    position = procedure_queries.position(application_id)
    if position is None:
        raise NotVisible
    if not access.may(actor, access.SEE, facts_of(position)):
        visible_or_explained(actor, application_id, moment)
    if position.state.step != step:
        return actions.act(actor, application_id, step=step, outcome=SIGNED, seen_seq=seen_seq, data={}, moment=moment)
    printed = printed or printouts.newest(application_id, step)
    paper = wet.paper_of(actor, position, printed, signed_on, moment)
    with wet.explained(paper):
        prepared = _prepare(actor, application_id, step, seen_seq, moment, None, paper)
    if prepared is None:
        return actions.act(actor, application_id, step=step, outcome=SIGNED, seen_seq=seen_seq, data={}, moment=moment)
    letter, data = _kept(prepared, Sealed(scan, {}), WET, moment, proof)
    return wet.record(paper, application_id, step=step, seen_seq=seen_seq, data=data, moment=moment, signed=letter)


def keep_document(pdf: bytes, office: str) -> dict[str, str]:
    """A document made elsewhere, kept untouched in the vault: the `document` that an import outcome needs."""
    return {"vault_name": vault().put(pdf, office), "sha256": hashlib.sha256(pdf).hexdigest()}


def _prepare(
    actor: Actor,
    application_id: UUID,
    step_code: str,
    seen_seq: int,
    moment: datetime,
    letter: Mapping[str, Any] | None,
    paper: Paper | None = None,
) -> Prepared | None:
    """Would signing be allowed? Then the numbered letter. None when the file has moved since: `act` says by whom.

    `paper`: it is signed by that hand, on that day.
    """
    signer, on = (paper.signer, paper.on) if paper else (actor, None)
    with transaction.atomic():
        position, revision = actions.held(application_id)
        if not access.may(actor, access.SEE, facts_of(position)):
            visible_or_explained(actor, application_id, moment)
        seen_seq = actions.seen_as_of(position, seen_seq)
        if position.state.seq != seen_seq:
            return None
        law = catalogue.enacted(position.standard_id)
        at = max(moment, position.state.at)
        if paper is not None:
            wet.may_bring(paper, position)
        intent = Act(step_code, SIGNED, posts_at(signer, facts_of(position)), seen_seq, at)
        decide_from(law.standard, position.state, intent, at, catalogue.calendar_at(law.office, revision))
        product = _letter_of(law.standard, step_code)
        authority = authority_at(signer, position, law.standard.step(step_code), moment, on)
        judged_before(signer, position, moment)
        assert authority is not None  # noqa: S101  # `decide` has found a post of theirs at the step
        row = products.live(application_id, product.code)
        if row is None:
            row = drafting.at_signing(position, product, letter or {}, moment=moment)
        elif letter is not None and row.made == products.HERE:
            row = drafting.draft(position, product, letter, moment=moment)
        require_unchanged(position, product, row)
        if row.made == products.HERE:  # whatever is wrong with the letter is said before a number is taken
            heading = lines(law.office, authority)
            drafting.content(position, product, row, signer.name, ELECTRONIC, moment, heading=heading)
        today = catalogue.local_date(law.office, moment)
        row = products.number(row, product, law.office, on=today, moment=moment, user_id=actor.user_id)
    return Prepared(position, product, row, signer, authority)


def _letter_of(standard: ServiceStandard, step_code: str) -> ProductStandard:
    code = standard.step(step_code).product
    if not code:
        raise Refusal("PRD-010", "Langkah ini tidak menandatangani surat.")
    return standard.product(code)


def _mode(prepared: Prepared) -> str:
    """An imported document that was signed elsewhere is left untouched; everything else is signed here."""
    if prepared.row.made == products.IMPORTED and authority().verify(vault_bytes(prepared.row.vault_name)):
        return OUTSIDE
    return mode_of(prepared.position.office)


def _unsigned(prepared: Prepared, mode: str, moment: datetime) -> bytes:
    row = prepared.row
    if row.made == products.IMPORTED:
        return vault_bytes(row.vault_name)
    return render(prepared.position, prepared.product, row, prepared.signer, mode, moment, heading=prepared.heading)


def render(
    position: Position,
    product: ProductStandard,
    row: Product,
    actor: Actor | None,
    mode: str,
    moment: datetime,
    *,
    finished: bool = False,
    heading: tuple[str, ...] = (),
) -> bytes:
    """The letter as PDF, without a signature. A draft has no number yet and says so; for the others see `content`."""
    name = actor.name if actor else ""
    content = drafting.content(position, product, row, name, mode, moment, finished=finished, heading=heading)
    return renderer().render(content.to_values())


def draw(position: Position, product: ProductStandard, row: Product, moment: datetime) -> bytes:
    """The draft of a letter as a picture; b"" where none can be drawn now."""
    return renderer().picture(drafting.content(position, product, row, "", ELECTRONIC, moment).to_values())


def _signed(prepared: Prepared, actor: Actor, pdf: bytes, mode: str, secret: Secret | None, moment: datetime) -> Sealed:
    """The PDF with the signature of this person in this post."""
    product, office = prepared.product, catalogue.enacted(prepared.position.standard_id).office
    post = office.post(product.signed_by)
    by = "" if prepared.authority.by == OWN else f".{prepared.authority.by}"
    title = prepared.signed_as or post.name
    identity = SignerIdentity(f"{office.code}.{post.code}.{actor.user_id}{by}", title, office.name, actor.name)
    wish = Wish(pdf, prepared.row.id, identity, product.name, office.letter_place)
    return sealed(actor, wish, mode, secret, moment)


def _kept(
    prepared: Prepared, made: Sealed, mode: str, moment: datetime, proof: str
) -> tuple[SignedLetter, dict[str, Any]]:
    """The signed letter, kept in the vault, and what its event says of it."""
    name = vault().put(made.pdf, prepared.position.office)
    sha256 = hashlib.sha256(made.pdf).hexdigest()
    data: dict[str, Any] = {
        "product": prepared.product.code,
        "number": prepared.row.number or prepared.row.outside_number,
        "code": prepared.row.code,
        "sha256": sha256,
        "mode": mode,
        "file": name,
        **made.told,
    }
    if proof:
        data["proof"] = proof
    if prepared.signed_as:
        data |= {"signed_as": prepared.signed_as, "mandate": mandate_data(prepared.authority)}
    return SignedLetter(prepared.row.id, name, sha256, mode, moment, prepared.signed_as), data
