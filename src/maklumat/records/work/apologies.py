"""The letter of apology: by whose authority it is signed, its number, its signature, what anybody may verify of it.

It is the head's letter and goes as any letter does: the number is taken and committed first, the letter is made outside
any transaction, then it is kept. Who signs it, and as what, is asked when the number is taken and again in the
transaction that keeps it. On paper it is the signer's, as they stood on the day they signed, whoever brings it back;
somebody else carries it by the head's written order alone (`records.work.wet`).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from maklumat.core.errors import NotVisible, Refusal
from maklumat.core.letter.base import CERTIFIED, ELECTRONIC, WET
from maklumat.core.organisation.authority import capacity
from maklumat.core.organisation.mandates import NAMED, OWN, Authority, able
from maklumat.ports.sealing import tidy_secret
from maklumat.ports.signing import SignerIdentity
from maklumat.records.applications.content import application_row, submission_of
from maklumat.records.applications.queries import vault_bytes
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.compensation import settling
from maklumat.records.compensation.models import Entitlement
from maklumat.records.compensation.settling import KeptLetter
from maklumat.records.outside import vault
from maklumat.records.people import access, mandates
from maklumat.records.people.access import Actor
from maklumat.records.products.queries import Verification, initials
from maklumat.records.products.signing_requests import certificate_of
from maklumat.records.work import wet
from maklumat.records.work.apology_content import NAME, TEMPLATE, content, rendered
from maklumat.records.work.facts import facts_of
from maklumat.records.work.owing import CAUSE, Opened, opened, opened_row
from maklumat.records.work.signers import Secret, Wish, mode_of, sealed
from maklumat.records.work.standing import NORMAL, mandate_data
from maklumat.records.work.wet import Paper

STRANGER: Final = "MDT-001"
"""Says that somebody has nothing to do with the post that signs: for them there is nothing to sign."""


@dataclass(frozen=True, slots=True)
class Printed:
    """For whose hand the letter was printed, and when."""

    signer_id: int
    printed_at: datetime


def authority_of(signer: Actor, found: Opened, on: date) -> Authority:
    """As what they sign this letter on that day. Refusal MDT-001 to MDT-013."""
    return mandates.sign_as(
        signer, found.law.office, post=found.head.code, service=found.position.service, product=TEMPLATE,
        confidential=found.position.confidentiality != NORMAL, on=on,
    )  # fmt: skip


def signs_as(actor: Actor, found: Opened, moment: datetime) -> str | Refusal:
    """As what the actor signs it now, in one line, or the refusal that says why they may not."""
    try:
        return capacity(found.law.office, authority_of(actor, found, _today(found, moment)))
    except Refusal as refusal:
        return refusal


def may_carry(actor: Actor, found: Opened) -> bool:
    """Whether the actor may print it for somebody else's hand: of its team, by the head's order. One query at most."""
    permitted = access.may(actor, access.CARRY_APOLOGY, facts_of(found.position))
    return permitted and bool(wet.order_of(actor))


def sign(
    actor: Actor, entitlement_id: UUID, *, cause: str, moment: datetime, proof: str = "", secret: Secret | None = None
) -> None:
    """The letter is signed electronically. The caller has authenticated afresh.

    Raises NotVisible for whoever has nothing to do with the head's post; Refusal MDT-002 to MDT-013, KMP-003, KMP-007
    (no cause given), and what `signers.sealed` raises. Signed already: nothing happens.
    """
    paper = wet.own_hand(actor, moment)
    found, authority = _numbered(paper, entitlement_id, cause, moment)
    if found.row.letter_at is not None:
        return
    office, mode = found.law.office, mode_of(actor.office)
    by = "" if authority.by == OWN else f".{authority.by}"
    title = capacity(office, authority)
    identity = SignerIdentity(f"{office.code}.{found.head.code}.{actor.user_id}{by}", title, office.name, actor.name)
    pdf = rendered(found, actor.name, mode, moment, authority)
    made = sealed(actor, Wish(pdf, found.row.id, identity, NAME, office.letter_place), mode, secret, moment)
    _keep(paper, found, made.pdf, mode, moment, proof)


def print_for_wet_signature(actor: Actor, entitlement_id: UUID, *, cause: str, moment: datetime) -> bytes:
    """The numbered letter as a PDF to print and sign by hand: for the actor's own, else for whoever signs it today.

    Raises NotVisible, Refusal MDT-002 to MDT-013, KMP-003, KMP-007, PRD-012, or PRD-014 without the head's order.
    """
    paper = _hand(actor, opened(actor, entitlement_id), moment)
    with wet.explained(paper):
        found, authority = _numbered(paper, entitlement_id, cause, moment, printed=True)
    if found.row.letter_at is not None:
        raise Refusal("KMP-008", "Surat permintaan maaf ini sudah ditandatangani; muat ulang halamannya.")
    return rendered(found, paper.signer.name, WET, moment, authority)


def take_in_scan(
    actor: Actor,
    entitlement_id: UUID,
    *,
    scan: bytes,
    moment: datetime,
    proof: str = "",
    signed_on: date | None = None,
) -> None:
    """The scan of the letter that was signed by hand, on that day (None: today), by whom it was printed for.

    Refusal KMP-006 before it was printed, PRD-012 to PRD-014, MDT-002 to MDT-013. Taken in already: nothing happens.
    """
    found = opened(actor, entitlement_id)
    row = found.row
    if row.letter_at is not None:
        return
    if row.letter_signer is None or row.letter_printed_at is None:
        raise Refusal("KMP-006", "Cetak dahulu suratnya: nomornya diambil waktu dicetak.")
    printed = Printed(row.letter_signer, row.letter_printed_at)
    paper = wet.paper_of(actor, found.position, printed, signed_on, moment)
    _may_carry(paper, found)
    with wet.explained(paper):
        authority_of(paper.signer, found, paper.on)
        _keep(paper, found, scan, WET, moment, proof)


def letter(actor: Actor, entitlement_id: UUID, moment: datetime) -> bytes:
    """The signed letter as PDF, or the draft as it stands, marked as one."""
    found = opened(actor, entitlement_id)
    if not found.is_letter:
        raise NotVisible
    if found.row.letter_name:
        return vault_bytes(found.row.letter_name)
    return rendered(found, "", ELECTRONIC, moment, draft=True)


def verify(code: str) -> Verification:
    """What the public verification page says of a letter of apology. Raises NotVisible for an unknown code."""
    row = Entitlement.objects.filter(letter_code=tidy_secret(code), letter_at__isnull=False).first()
    if row is None or row.letter_at is None:
        raise NotVisible
    application = application_row(row.application_id)
    law = catalogue.enacted(application.standard_id)
    normal = law.standard.confidentiality == NORMAL
    return Verification(
        code=row.letter_code or "",
        name=NAME,
        service=law.standard.name,
        office=law.office.name,
        time_zone=law.office.time_zone,
        number=row.letter_number,
        post=row.letter_signed_as or law.office.post(row.letter_post).name,
        initials=initials(submission_of(application).applicant.name) if normal else "",
        issued_at=row.letter_at,
        valid_until=None,
        state="valid",
        revoked_at=None,
        revoked_reason="",
        signature=row.letter_mode,
        made="here",
        sha256=row.letter_sha256,
        hashes=(row.letter_sha256,),
        certificate=certificate_of(row.id) if row.letter_mode == CERTIFIED else "",
    )


def _hand(actor: Actor, found: Opened, moment: datetime) -> Paper:
    """Whose hand a print is for: the actor's own where they sign today, else that of whoever does."""
    own = signs_as(actor, found, moment)
    if isinstance(own, str):
        return wet.own_hand(actor, moment)
    on, office = _today(found, moment), found.law.office
    arranged = mandates.arrangement(office.code, office.present(found.head.code, on))
    confidential = found.position.confidentiality != NORMAL
    able_today = able(
        office.present(found.head.code, on), found.position.service, TEMPLATE, arranged, on, confidential=confidential
    )
    signer = next((user for user, _ in sorted(able_today, key=lambda one: one[1].by in NAMED)), None)
    if signer is None:
        raise own
    paper = wet.paper_for(actor, signer, on, moment)
    if own.code != STRANGER and not may_carry(actor, found):
        raise own
    return paper


def _may_carry(paper: Paper, found: Opened) -> None:
    """The letter of another is carried by the team of its file, and only by the head's order: NotVisible, PRD-014."""
    if paper.own:
        return
    access.require(paper.by, access.CARRY_APOLOGY, facts_of(found.position))
    if not paper.order:
        raise wet.not_ordered()


def _numbered(
    paper: Paper, entitlement_id: UUID, cause: str, moment: datetime, *, printed: bool = False
) -> tuple[Opened, Authority]:
    """The letter with its cause and its number, committed, and as what it is to be signed."""
    with transaction.atomic():
        found = opened_row(paper.by, settling.locked(paper.by.office, entitlement_id))
        if not found.is_letter:
            raise NotVisible
        _may_carry(paper, found)
        authority = _authority_or_nothing(paper, found)
        if found.row.letter_at is not None:
            return found, authority
        settling.still_owed(found.row)
        if not cause.strip():
            raise Refusal("KMP-007", "Tulis sebab keterlambatan dalam kata-kata sehari-hari.")
        found.row.content = {CAUSE: cause.strip()}
        found.row.save(update_fields=["content"])
        # what is wrong with it is said before a number is taken
        content(found, paper.signer.name, ELECTRONIC, moment, authority)
        settling.number_letter(
            found.row, found.law.office, found.law.standard, found.position.register,
            on=_today(found, moment), moment=moment, by=paper.by.user_id,
        )  # fmt: skip
        if printed:
            settling.printed_for(found.row, paper.signer.user_id, moment)
    return found, authority


def _authority_or_nothing(paper: Paper, found: Opened) -> Authority:
    """For somebody who has nothing to do with the post there is nothing to sign: NotVisible."""
    try:
        return authority_of(paper.signer, found, paper.on)
    except Refusal as refusal:
        if paper.own and refusal.code == STRANGER:
            raise NotVisible from None
        raise


def _keep(paper: Paper, found: Opened, pdf: bytes, mode: str, moment: datetime, proof: str) -> None:
    """The signed letter is kept, with as what it was signed: asked once more, in this very transaction."""
    office = found.law.office
    name, sha256 = vault().put(pdf, office.code), hashlib.sha256(pdf).hexdigest()
    with transaction.atomic():
        row = settling.locked(office.code, found.row.id)
        if row.letter_at is not None:
            return
        settling.still_owed(row)
        authority = authority_of(paper.signer, found, paper.on)
        signed_as = "" if authority.by == OWN else capacity(office, authority)
        told = {**paper.told, "proof": proof}
        if signed_as:
            told |= {"signed_as": signed_as, "mandate": mandate_data(authority)}
        made = KeptLetter(name, sha256, mode, found.head.code, signed_as, paper.signer.user_id, paper.on)
        settling.keep_letter(row, paper.by, made, told={key: said for key, said in told.items() if said}, moment=moment)


def _today(found: Opened, moment: datetime) -> date:
    return catalogue.local_date(found.law.office, moment)
