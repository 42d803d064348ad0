"""What a letter of apology says: the promises that were broken, the cause, what is given beside it, and who signs."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.conf import settings

from maklumat.core.compensation.entitlements import APOLOGY, DECREE, PRIORITY
from maklumat.core.compensation.wording import done_at, moment_words, promise_words
from maklumat.core.letter.base import CERTIFIED, ELECTRONIC
from maklumat.core.letter.compose import compose
from maklumat.core.letter.content import Frame, LetterContent, Signatory, letterhead_of
from maklumat.core.letter.template import parse_template
from maklumat.core.letter.texts import Value
from maklumat.core.organisation.authority import lines
from maklumat.core.organisation.mandates import Authority
from maklumat.core.terbilang.dates import long_date
from maklumat.records.applications.content import application_row, submission_of
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue.queries import Enacted
from maklumat.records.compensation import settling
from maklumat.records.compensation.models import Entitlement
from maklumat.records.compensation.settling import Broken
from maklumat.records.ledger.history import events_of
from maklumat.records.outside import renderer
from maklumat.records.procedures.queries import Position
from maklumat.records.products import drafting
from maklumat.records.work.owing import Opened

TEMPLATE: Final = "surat-permintaan-maaf"
NAME: Final = "Surat permintaan maaf"
UNFINISHED: Final = "belum selesai"


def rendered(
    found: Opened, signer: str, mode: str, moment: datetime, authority: Authority | None = None, *, draft: bool = False
) -> bytes:
    """The letter as PDF, without a signature. `authority`: as what `signer` signs, None for the head's own post."""
    return renderer().render(content(found, signer, mode, moment, authority, draft=draft).to_values())


def content(
    found: Opened, signer: str, mode: str, moment: datetime, authority: Authority | None = None, *, draft: bool = False
) -> LetterContent:
    """The whole letter as values; LetterFault says what it lacks."""
    office, row = found.law.office, found.row
    *above, post = lines(office, authority) if authority else (found.head.name,)
    code = row.letter_code or ""
    frame = Frame(
        letterhead=letterhead_of(office),
        place=office.letter_place,
        on=catalogue.local_date(office, moment),
        signatory=Signatory(post, name=signer, above=tuple(above)),
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
