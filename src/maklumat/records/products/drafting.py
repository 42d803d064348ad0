"""What a letter says: the values of its template, from the application, the standard and the officer's form."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from django.conf import settings

from maklumat.core.eligibility import judge
from maklumat.core.eligibility.refusal import grounds, proposal, reason_of
from maklumat.core.events import ACTED
from maklumat.core.expression import evaluate, parse
from maklumat.core.identity import mask_nik
from maklumat.core.intake import Submission
from maklumat.core.kinds.kind import MOMENT, PLACE
from maklumat.core.kinds.registry import KINDS
from maklumat.core.letter.base import CERTIFIED, ELECTRONIC, OUTSIDE, Base, parse_base
from maklumat.core.letter.compose import compose, unanswered
from maklumat.core.letter.content import Frame, LetterContent, Signatory, letterhead_of
from maklumat.core.letter.names import ASKED_NAMES, DATE_NAMES, KNOWN_NAMES, RECORDED_NAMES
from maklumat.core.letter.template import Template, TemplateField, parse_template
from maklumat.core.letter.texts import Value, fill
from maklumat.core.standard.model import Product as ProductStandard
from maklumat.core.standard.model import ServiceStandard
from maklumat.records.applications import statements as applications
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue.queries import Enacted
from maklumat.records.ledger import damage
from maklumat.records.ledger.history import events_of
from maklumat.records.procedures.queries import Position
from maklumat.records.products import actions as products
from maklumat.records.products.models import Product

BASE: Final = "dasar"
GROUNDS: Final = frozenset({"aturan", "keadaan", "dasar", "batas_keberatan", "dasar_keberatan", "catatan_batas"})
"""The names of a refusal's grounds; only a letter that has one of them asks for the file's history."""
_UNSETTLED: Final = (
    "Tanggal tersebut dihitung sebelum hari libur tahun {years} ditetapkan; setiap hari libur yang jatuh sebelumnya "
    "memundurkannya satu hari kerja."
)
SEX_WORDS: Final = {"female": "Perempuan", "male": "Laki-laki"}


def template_of(office: str, product: ProductStandard) -> Template:
    """The template of a letter as enacted for this office."""
    return parse_template(catalogue.letter_body(office, product.template), f"{product.template}.yaml")


def base_of(office: str) -> Base:
    """What all letters of this office share."""
    return parse_base(catalogue.letter_body(office, BASE), f"{BASE}.yaml")


def draft(position: Position, product: ProductStandard, typed: Mapping[str, Any], *, moment: datetime) -> Product:
    """Draft the letter with what is known and what the officer typed. LetterFault SRT-020 names what is missing."""
    template = template_of(position.office, product)
    before = products.recalled(position.application_id, product.code)
    earlier = from_json(before.content.get("values", {})) if before else {}
    values = {**earlier, **file_values(position, product, moment), **typed_values(template, typed)}
    wanted = _wanted(template)
    kept = {name: value for name, value in values.items() if name in wanted}
    row = products.draft(
        position.application_id, position.office, position.service, product, {"values": to_json(kept)}, moment=moment
    )
    content(position, product, row, "", product.signature, moment)  # said while the drafter is still there
    return row


def at_signing(position: Position, product: ProductStandard, typed: Mapping[str, Any], *, moment: datetime) -> Product:
    """The letter of a signing step that no earlier step drafted, or whose last one was recalled: begun again."""
    before = products.recalled(position.application_id, product.code)
    if before is None or before.made == products.HERE:
        return draft(position, product, typed, moment=moment)
    return products.take_in(
        position.application_id,
        position.office,
        position.service,
        product,
        **before.content["document"],
        outside_number=before.outside_number,
        moment=moment,
    )


def _wanted(template: Template) -> frozenset[str]:
    return template.names | {field.name for field in template.fields}


def open_questions(position: Position, product: ProductStandard, moment: datetime) -> tuple[TemplateField, ...]:
    """The fields the officer fills in when drafting this letter: those the template declares, and what it uses beyond
    them that the file does not say."""
    template = template_of(position.office, product)
    needed = unanswered(template, file_values(position, product, moment))
    asked = {*needed, *(field.name for field in template.fields), *(ASKED_NAMES & template.names)}
    return tuple(template.field(name) or _known_field(name, required=name in needed) for name in sorted(asked))


def _known_field(name: str, *, required: bool) -> TemplateField:
    """A question for something every letter may use but this file does not say (the place of birth)."""
    words = KNOWN_NAMES.get(name, name)
    kind = "date" if name in DATE_NAMES else "text"
    return TemplateField(name, words[:1].upper() + words[1:], kind, required=required)


def file_values(position: Position, product: ProductStandard, moment: datetime) -> dict[str, Value]:
    """What the application and the standard already know, by the names letters use (core.letter.names)."""
    found = applications.said(position.application_id)
    if found is None:
        raise damage.row_missing().of(application=position.application_id, number=position.register)
    law = catalogue.enacted(position.standard_id)
    submission, received_at = found
    person = submission.beneficiary or submission.applicant
    on = catalogue.local_date(law.office, moment)
    values: dict[str, Value | None] = {
        "nama": person.name,
        "nik": person.nik,
        "nik_tersamar": mask_nik(person.nik) if person.nik else None,
        "nomor_kk": person.kk,
        "tempat_lahir": person.birth_place,
        "tanggal_lahir": person.birth_date,
        "jenis_kelamin": SEX_WORDS.get(person.sex),
        "alamat": person.address,
        "nama_pemohon": submission.applicant.name,
        "alamat_pemohon": submission.applicant.address,
        "layanan": law.standard.name,
        "nomor_permohonan": position.register,
        "tanggal_permohonan": catalogue.local_date(law.office, received_at),
        "standar_nomor": law.office.decree.number,
        "standar_tanggal": law.office.decree.enacted_on,
        "berlaku_sampai": product.last_day(on),
        "pemberi_izin": _licensor(product, submission, on),
    }
    wanted = _wanted(template_of(position.office, product))
    if wanted & GROUNDS:
        values |= _grounds(position, law, product, submission, moment)
    said = {**_recorded(position, law, wanted), **answers_said(law.standard, submission)}
    return {**said, **{name: value for name, value in values.items() if value}}


def _licensor(product: ProductStandard, submission: Submission, on: date) -> str | None:
    """Who grants the permit in this case: the first whose condition holds; None while the answers do not tell."""
    found = (one for one in product.licensors if not one.when or evaluate(parse(one.when), submission.facts, on).value)
    return next((one.name for one in found), None)


def _recorded(position: Position, law: Enacted, wanted: frozenset[str]) -> dict[str, Value]:
    """What the steps of this file recorded and this letter repeats; of several such steps, the last."""
    repeated = {name: RECORDED_NAMES[name] for name in wanted & RECORDED_NAMES.keys()}
    if not repeated:
        return {}
    found: dict[str, Value] = {}
    for event in events_of(position.application_id):
        if event.kind != ACTED:
            continue
        kind = KINDS[law.standard.step(event.step).kind]
        for name, places in repeated.items():
            fields = (field for code, outcome, field in places if (code, outcome) == (kind.code, event.outcome))
            for field in fields:
                if told := _told(law, kind.field(field).kind, event.data.get(field)):
                    found[name] = told
    return found


def _told(law: Enacted, kind: str, recorded: Any) -> Value | None:
    """What a step recorded, as a letter says it; None where the officer left it empty or did not know."""
    if not recorded or (isinstance(recorded, Mapping) and kind != PLACE):
        return None
    if kind == MOMENT:
        return catalogue.local_date(law.office, datetime.fromisoformat(recorded))
    return str(recorded["text"] if kind == PLACE else recorded) or None


def answers_said(standard: ServiceStandard, submission: Submission) -> dict[str, Value]:
    """The intake's answers as a letter says them: a choice by its text, not its code."""
    said: dict[str, Value] = {}
    for question in standard.intake:
        value = submission.answers.get(question.code)
        choices = {choice.code: choice.text for choice in question.choices}
        if isinstance(value, str):
            said[question.code] = choices.get(value, value)
        elif isinstance(value, int | date) and not isinstance(value, bool):
            said[question.code] = value
    return said


def _grounds(
    position: Position, law: Enacted, product: ProductStandard, submission: Submission, moment: datetime
) -> dict[str, Value | None]:
    """What a refusal letter says, when a step gave a ground for one."""
    acts = [event for event in events_of(position.application_id) if event.kind == ACTED]
    act = proposal(law.standard, acts, product.code)
    if act is None:
        return {}
    calendar = catalogue.calendar(law.office)
    state = position.state
    complete_on = calendar.local(state.complete_at).date() if state.complete_at else None
    judgement = judge(law.standard.eligibility, submission.facts, calendar.local(state.received_at).date(), complete_on)
    found = grounds(
        judgement,
        step_text=law.standard.step(act.step).text,
        reason=reason_of(act),
        standard_basis=f"Keputusan Nomor {law.office.decree.number} tentang {law.office.decree.title}",
        decided_at=moment,
        calendar=calendar,
        objection=law.office.objection,
        answers=_lines(law.standard, submission),
    )
    return {
        "aturan": found.rule,
        "keadaan": found.state,
        "dasar": found.basis,
        "batas_keberatan": found.object_until,
        "dasar_keberatan": found.object_by,
        "catatan_batas": _UNSETTLED.format(years=" dan ".join(map(str, found.unsettled))) if found.unsettled else None,
    }


def _lines(standard: ServiceStandard, submission: Submission) -> dict[str, str]:
    """What the application says of each of the intake's questions, in a line of a letter; nothing confidential."""
    said: dict[str, str] = {}
    answers = answers_said(standard, submission)
    for question in standard.intake:
        if question.confidential:
            continue
        value = submission.answers.get(question.code)
        if isinstance(value, bool):
            words = "ya" if value else "tidak"
        elif question.code in answers:
            words = fill("{it}", {"it": answers[question.code]})
        else:
            continue
        said[question.code] = f"{question.label}{'' if question.label.endswith('?') else ':'} {words}"
    return said


def typed_values(template: Template, typed: Mapping[str, Any]) -> dict[str, Value]:
    """The officer's form as values of the kinds the template declares; empty answers are left out."""
    values: dict[str, Value] = {}
    for name, raw in typed.items():
        field = template.field(name)
        value = _value(field.kind if field else "text", raw)
        if value is not None:
            values[name] = value
    return values


def _value(kind: str, raw: Any) -> Value | None:
    if raw in (None, "", []):
        return None
    if kind == "date":
        return _day(raw)
    if kind == "number":
        return int(raw)
    if kind == "table":
        return tuple(tuple(str(cell) for cell in row) for row in raw)
    return str(raw)


def _day(raw: Any) -> date | None:
    if isinstance(raw, date) or not raw:
        return raw or None
    return date.fromisoformat(raw)


def content(
    position: Position,
    product: ProductStandard,
    row: Product,
    signer_name: str,
    mode: str,
    moment: datetime,
    *,
    finished: bool = False,
    heading: tuple[str, ...] = (),
) -> LetterContent:
    """The whole letter as values. LetterFault SRT-020 names what it lacks, SRT-021 what is of the wrong kind.

    `finished`: it is on its way to somebody above the office who signs and numbers it, and so no draft any more.
    `heading`: the lines above the name, () for the post that the standard names.
    """
    office = catalogue.enacted(position.standard_id).office
    outside = product.outside_signer
    *above, post = heading or (outside or office.post(product.signed_by).name,)
    frame = Frame(
        letterhead=letterhead_of(office),
        place=office.letter_place,
        on=catalogue.local_date(office, moment),
        signatory=Signatory(post, name="" if outside else signer_name, above=tuple(above)),
        mode=OUTSIDE if outside else ELECTRONIC if mode == CERTIFIED else mode,
        built_in_signer=mode != CERTIFIED,
        certified=mode == CERTIFIED,
        for_outside=bool(outside) and finished,
        number=row.number,
        classification=product.classification,
        verify_url=f"{settings.BASE_ADDRESS}/v/{row.code}/",
        verify_code=row.code,
        is_demo=settings.DEMO,
    )
    values = from_json(row.content.get("values", {}))
    return compose(template_of(office.code, product), base_of(office.code), frame, values)


def to_json(values: Mapping[str, Value]) -> dict[str, Any]:
    """Values as JSON; a date is {"date": "2026-11-21"}."""
    return {name: {"date": value.isoformat()} if isinstance(value, date) else value for name, value in values.items()}


def from_json(stored: Mapping[str, Any]) -> dict[str, Value]:
    """The inverse of `to_json`."""
    values: dict[str, Value] = {}
    for name, value in stored.items():
        if isinstance(value, dict):
            values[name] = date.fromisoformat(value["date"])
        elif isinstance(value, list):
            values[name] = tuple(tuple(row) for row in value)
        else:
            values[name] = value
    return values
