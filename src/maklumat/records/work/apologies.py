"""The letter of apology, and everything else that is owed by hand: the list, the letter, its signature, its giving.

Signing goes as it does for any letter: the number is taken and committed first, the letter is made outside any
transaction, then it is kept. Whoever may see the file prepares and gives; the head signs.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import transaction

from maklumat.core.compensation.entitlements import APOLOGY, DECREE, PRIORITY
from maklumat.core.compensation.wording import done_at, moment_words, promise_words
from maklumat.core.errors import NotVisible, Refusal
from maklumat.core.identity import mask_name
from maklumat.core.letter.base import CERTIFIED, ELECTRONIC, WET
from maklumat.core.letter.compose import compose
from maklumat.core.letter.content import Frame, LetterContent, Signatory, letterhead_of
from maklumat.core.letter.template import parse_template
from maklumat.core.letter.texts import Value
from maklumat.core.standard.model import Post
from maklumat.core.terbilang.dates import long_date
from maklumat.ports.sealing import tidy_secret
from maklumat.ports.signing import SignerIdentity
from maklumat.records.applications.content import application_row, submission_of
from maklumat.records.applications.models import Application
from maklumat.records.applications.queries import vault_bytes
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue.queries import Enacted
from maklumat.records.compensation import settling
from maklumat.records.compensation.following import OWED
from maklumat.records.compensation.models import Entitlement
from maklumat.records.compensation.settling import Broken
from maklumat.records.ledger import damage
from maklumat.records.ledger.history import events_of
from maklumat.records.outside import renderer, vault
from maklumat.records.people import access
from maklumat.records.people.access import Actor, Facts
from maklumat.records.procedures import queries as procedures
from maklumat.records.procedures.queries import Position
from maklumat.records.products import drafting
from maklumat.records.products.queries import Verification, initials
from maklumat.records.work.facts import facts_of
from maklumat.records.work.queries import still_there
from maklumat.records.work.signers import Secret, Wish, mode_of, sealed

PAGE: Final = 50
TEMPLATE: Final = "surat-permintaan-maaf"
NAME: Final = "Surat permintaan maaf"
UNFINISHED: Final = "belum selesai"
CAUSE: Final = "cause"


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to give. `applicant` and `service` are "" where this officer may learn neither; `signed`: a letter of
    apology that only has to be handed over."""

    id: UUID
    number: str
    register: str
    form: str
    text: str
    service: str
    applicant: str
    due_on: date
    late: bool
    signed: bool
    visible: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """One entitlement as opened: the row, its file, the promises that were broken, and what the officer may do."""

    row: Entitlement
    position: Position
    law: Enacted
    applicant: str
    broken: tuple[Broken, ...]
    signs: bool

    @property
    def owed(self) -> bool:
        return self.row.status == OWED

    @property
    def is_letter(self) -> bool:
        return self.row.form == APOLOGY

    @property
    def due_on(self) -> date | None:
        """The last day to give it, while it is owed."""
        return self.row.due_on if self.owed else None

    @property
    def to_sign(self) -> bool:
        """A letter that nobody signed yet."""
        return self.owed and self.is_letter and self.row.letter_at is None

    @property
    def to_give(self) -> bool:
        """What is there and has to come into somebody's hands."""
        return self.owed and self.row.form != PRIORITY and not self.to_sign

    @property
    def cause(self) -> str:
        return str(self.row.content.get(CAUSE, ""))


def tasks(actor: Actor, *, now: datetime, limit: int = PAGE) -> tuple[Task, ...]:
    """What the office has still to give by hand, the most urgent first. Three queries."""
    access.require(actor, access.WORKLIST, Facts(actor.office))
    rows = list(
        Entitlement.objects.filter(office=actor.office, status=OWED)
        .exclude(form=PRIORITY)
        .order_by("due_on", "id")[:limit]
    )
    ids = [row.application_id for row in rows]
    places, people = procedures.positions(ids), Application.objects.in_bulk(ids)

    def read(row: Entitlement) -> Task:
        place = places[row.application_id]
        with damage.about(number=place.register, office=place.office, application=row.application_id):
            if row.application_id not in people:
                raise damage.row_missing()
            return _task(actor, row, place, people[row.application_id], now)

    return tuple(damage.readable(read, (row for row in rows if row.application_id in places)))


def _task(actor: Actor, row: Entitlement, position: Position, application: Application, now: datetime) -> Task:
    visible = access.may(actor, access.SEE, facts_of(position))
    secret = not visible and position.confidentiality != "normal"
    law = catalogue.enacted(position.standard_id)
    on = catalogue.local_date(law.office, now)
    due_on = row.due_on or on
    return Task(
        id=row.id,
        number=f"{row.number}/{row.year}",
        register=position.register,
        form=row.form,
        text=row.text,
        service="" if secret else law.standard.name,
        applicant="" if secret else mask_name(submission_of(application).applicant.name),
        due_on=due_on,
        late=due_on < on,
        signed=row.letter_at is not None,
        visible=visible,
    )


def opened(actor: Actor, entitlement_id: UUID) -> Opened:
    """One entitlement, for whoever may see its file. Raises NotVisible."""
    row = Entitlement.objects.filter(pk=entitlement_id, office=actor.office).first()
    if row is None:
        raise NotVisible
    return _opened(actor, row)


def _opened(actor: Actor, row: Entitlement) -> Opened:
    position = procedures.position(row.application_id)
    if position is None:
        raise NotVisible
    access.require(actor, access.SEE, facts_of(position))
    application = application_row(row.application_id)
    law = catalogue.enacted(position.standard_id)
    still_there(application, law.office)
    return Opened(
        row=row,
        position=position,
        law=law,
        applicant=submission_of(application).applicant.name,
        broken=settling.broken_of(row.application_id),
        signs=access.may(actor, access.APOLOGISE, Facts(actor.office)),
    )


def sign(
    actor: Actor, entitlement_id: UUID, *, cause: str, moment: datetime, proof: str = "", secret: Secret | None = None
) -> None:
    """The head signs the letter electronically. The caller has authenticated afresh.

    Refusal KMP-003, KMP-007 (no cause given), and what `signers.sealed` raises. Signed already: nothing happens.
    """
    access.require(actor, access.APOLOGISE, Facts(actor.office))
    found = _numbered(actor, entitlement_id, cause, moment)
    if found.row.letter_at is not None:
        return
    post, office = _head(found), found.law.office
    identity = SignerIdentity(f"{office.code}.{post.code}.{actor.user_id}", post.name, office.name, actor.name)
    mode = mode_of(actor.office)
    wish = Wish(_render(found, actor.name, mode, moment), found.row.id, identity, NAME, office.letter_place)
    _keep(actor, found, sealed(actor, wish, mode, secret, moment).pdf, mode, moment, proof)


def print_for_wet_signature(actor: Actor, entitlement_id: UUID, *, cause: str, moment: datetime) -> bytes:
    """The numbered letter as a PDF to print and sign by hand."""
    found = _numbered(actor, entitlement_id, cause, moment)
    return _render(found, actor.name if found.signs else "", WET, moment)


def take_in_scan(actor: Actor, entitlement_id: UUID, *, scan: bytes, moment: datetime, proof: str = "") -> None:
    """The scan of the letter that was signed by hand. Taken in already: nothing happens."""
    found = opened(actor, entitlement_id)
    if found.row.letter_at is not None:
        return
    if not found.row.letter_number:
        raise Refusal("KMP-006", "Cetak dahulu suratnya: nomornya diambil waktu dicetak.")
    _keep(actor, found, scan, WET, moment, proof)


def give(actor: Actor, entitlement_id: UUID, *, how: str, note: str, proof: bytes, moment: datetime) -> None:
    """It was handed over, sent or read out; `proof` a scan or photo, b"" for none. Refusal KMP-003 to KMP-005."""
    opened(actor, entitlement_id)
    name = vault().put(proof, actor.office) if proof else ""
    with transaction.atomic():
        row = settling.locked(actor.office, entitlement_id)
        settling.settle(row, actor, how=how, note=note, proof=name, moment=moment)


def decline(actor: Actor, entitlement_id: UUID, *, reason: str, moment: datetime) -> None:
    """Whoever is owed it does not want it, and said so. Refusal KMP-003."""
    opened(actor, entitlement_id)
    with transaction.atomic():
        settling.decline(settling.locked(actor.office, entitlement_id), actor, reason=reason, moment=moment)


def letter(actor: Actor, entitlement_id: UUID, moment: datetime) -> bytes:
    """The signed letter as PDF, or the draft as it stands, marked as one."""
    found = opened(actor, entitlement_id)
    if not found.is_letter:
        raise NotVisible
    if found.row.letter_name:
        return vault_bytes(found.row.letter_name)
    return renderer().render(_content(found, "", ELECTRONIC, moment, draft=True).to_values())


def verify(code: str) -> Verification:
    """What the public verification page says of a letter of apology. Raises NotVisible for an unknown code."""
    row = Entitlement.objects.filter(letter_code=tidy_secret(code), letter_at__isnull=False).first()
    if row is None or row.letter_at is None:
        raise NotVisible
    application = application_row(row.application_id)
    law = catalogue.enacted(application.standard_id)
    normal = law.standard.confidentiality == "normal"
    return Verification(
        code=row.letter_code or "",
        name=NAME,
        service=law.standard.name,
        office=law.office.name,
        time_zone=law.office.time_zone,
        number=row.letter_number,
        post=law.office.post(row.letter_post).name,
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
    )


def _numbered(actor: Actor, entitlement_id: UUID, cause: str, moment: datetime) -> Opened:
    """The letter with its cause and its number, committed. Refusal KMP-003, or NotVisible for what is no letter."""
    with transaction.atomic():
        found = _opened(actor, settling.locked(actor.office, entitlement_id))
        if not found.is_letter:
            raise NotVisible
        if found.row.letter_at is not None:
            return found
        settling.still_owed(found.row)
        if not cause.strip():
            raise Refusal("KMP-007", "Tulis sebab keterlambatan dalam kata-kata sehari-hari.")
        found.row.content = {CAUSE: cause.strip()}
        found.row.save(update_fields=["content"])
        _content(found, actor.name, ELECTRONIC, moment)  # what is wrong with it is said before a number is taken
        settling.number_letter(
            found.row, found.law.office, found.law.standard, found.position.register,
            on=catalogue.local_date(found.law.office, moment), moment=moment, by=actor.user_id,
        )  # fmt: skip
    return found


def _keep(actor: Actor, found: Opened, pdf: bytes, mode: str, moment: datetime, proof: str) -> None:
    name, sha256 = vault().put(pdf, actor.office), hashlib.sha256(pdf).hexdigest()
    with transaction.atomic():
        row = settling.locked(actor.office, found.row.id)
        if row.letter_at is None:
            settling.keep_letter(
                row, actor, _head(found).code, name=name, sha256=sha256, mode=mode, moment=moment, proof=proof
            )


def _head(found: Opened) -> Post:
    return next(post for post in found.law.office.posts if post.head)


def _render(found: Opened, signer: str, mode: str, moment: datetime) -> bytes:
    return renderer().render(_content(found, signer, mode, moment).to_values())


def _content(found: Opened, signer: str, mode: str, moment: datetime, *, draft: bool = False) -> LetterContent:
    office, row = found.law.office, found.row
    code = row.letter_code or ""
    frame = Frame(
        letterhead=letterhead_of(office),
        place=office.letter_place,
        on=catalogue.local_date(office, moment),
        signatory=Signatory(post=_head(found).name, name=signer),
        mode=ELECTRONIC if mode == CERTIFIED else mode,
        built_in_signer=mode != CERTIFIED,
        certified=mode == CERTIFIED,
        number="" if draft else row.letter_number,
        verify_url=f"{settings.BASE_ADDRESS}/v/{code}/" if code else "",
        verify_code=code,
        is_demo=settings.DEMO,
    )
    template = parse_template(catalogue.letter_body(office.code, TEMPLATE), f"{TEMPLATE}.yaml")
    return compose(template, drafting.base_of(office.code), frame, _values(found))


def _values(found: Opened) -> dict[str, Value]:
    application = application_row(found.row.application_id)
    submission, office = submission_of(application), found.law.office
    values: dict[str, Value] = {
        "nama_pemohon": submission.applicant.name,
        "alamat_pemohon": submission.applicant.address,
        "layanan": found.law.standard.name,
        "nomor_permohonan": found.position.register,
        "tanggal_permohonan": catalogue.local_date(office, application.received_at),
        "janji": promises_said(found.law, found.position, found.broken),
        "sebab": found.cause or "(belum ditulis)",
        "diberikan": given_said(settling.owed_of(found.row.application_id)),
        "dasar_kompensasi": _ground(found),
    }
    return {name: value for name, value in values.items() if value}


def promises_said(law: Enacted, position: Position, broken: tuple[Broken, ...]) -> tuple[tuple[str, ...], ...]:
    """Each broken promise: what it was, until when, when it was done."""
    limits = {limit.code: limit for limit in law.standard.time_limits}
    history, zone = events_of(position.application_id), law.office.time_zone
    rows = []
    for one in broken:
        limit = limits[one.limit]
        done = done_at(limit, one.due_at, history, ended=position.state.ended)
        rows.append(
            (promise_words(limit), moment_words(one.due_at, zone), moment_words(done, zone) if done else UNFINISHED)
        )
    return tuple(rows)


def given_said(owed: tuple[Entitlement, ...]) -> str:
    """What is given beside the apology, in sentences."""
    said = []
    for row in owed:
        if row.form == PRIORITY and row.valid_until is not None:
            said.append(f"Permohonan Saudara berikutnya kami dahulukan, sampai {long_date(row.valid_until)}.")
        elif row.form not in (PRIORITY, APOLOGY):
            said.append(f"{row.text.rstrip('.')}.")
    return " ".join(said)


def _ground(found: Opened) -> str:
    decree = found.law.office.decree
    if found.row.ground == DECREE:
        return f"Keputusan Nomor {decree.number} tentang {decree.title}."
    return "Keputusan kepala kantor ini tentang kompensasi, sesuai maklumat pelayanan kami."
