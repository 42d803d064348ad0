"""What a letter says: the values of its template, from the application, the standard and the officer's form."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from maklumat.core.identity.masking import mask_nik
from maklumat.core.letter.base import Base, parse_base
from maklumat.core.letter.compose import unanswered
from maklumat.core.letter.template import Template, TemplateField, parse_template
from maklumat.core.letter.texts import Value
from maklumat.core.standard.model import Product as ProductStandard
from maklumat.records.applications.models import Application
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.procedures.queries import Position
from maklumat.records.products import actions as products
from maklumat.records.products.models import Product

BASE = "dasar"


@lru_cache(maxsize=256)
def _template(text: str, file: str) -> Template:
    return parse_template(text, file)


@lru_cache(maxsize=16)
def _base(text: str) -> Base:
    return parse_base(text, "dasar.yaml")


def template_of(office: str, product: ProductStandard) -> Template:
    """The template of a letter as enacted for this office."""
    return _template(catalogue.letter_body(office, product.template), f"{product.template}.yaml")


def base_of(office: str) -> Base:
    """What all letters of this office share."""
    return _base(catalogue.letter_body(office, BASE))


def draft(position: Position, product: ProductStandard, typed: Mapping[str, Any], *, moment: datetime) -> Product:
    """Draft the letter with what is known and what the officer typed. LetterFault SRT-020 names what is missing."""
    template = template_of(position.office, product)
    values = {**case_values(position, product, moment), **typed_values(template, typed)}
    return products.draft(
        position.application_id,
        position.office,
        position.service,
        product,
        {"values": to_json({name: value for name, value in values.items() if name in _wanted(template)})},
        moment=moment,
    )


def _wanted(template: Template) -> frozenset[str]:
    return template.names | {field.name for field in template.fields}


def open_questions(position: Position, product: ProductStandard, moment: datetime) -> tuple[TemplateField, ...]:
    """The fields the officer fills in when drafting this letter: those the template declares."""
    template = template_of(position.office, product)
    known = case_values(position, product, moment)
    asked = {*unanswered(template, known), *(field.name for field in template.fields)}
    return tuple(template.field(name) or TemplateField(name, name, "text", required=True) for name in sorted(asked))


def case_values(position: Position, product: ProductStandard, moment: datetime) -> dict[str, Value]:
    """What the application and the standard already know, by the names letters use (core.letter.names)."""
    application = Application.objects.get(pk=position.application_id)
    law = catalogue.enacted(position.standard_id)
    content = application.content
    applicant = content.get("applicant", {})
    person = content.get("beneficiary") or applicant
    on = catalogue.local_date(law.office, moment)
    values: dict[str, Value | None] = {
        "nama": person.get("name"),
        "nik": person.get("nik"),
        "nik_tersamar": mask_nik(person["nik"]) if person.get("nik") else None,
        "nomor_kk": person.get("kk"),
        "tempat_lahir": person.get("birth_place"),
        "tanggal_lahir": _day(person.get("birth_date")),
        "jenis_kelamin": {"female": "Perempuan", "male": "Laki-laki"}.get(person.get("sex", "")),
        "pekerjaan": person.get("occupation"),
        "alamat": person.get("address"),
        "nama_pemohon": applicant.get("name"),
        "hubungan_pemohon": content.get("relation"),
        "layanan": law.standard.name,
        "nomor_permohonan": position.register,
        "tanggal_permohonan": catalogue.local_date(law.office, application.received_at),
        "standar_nomor": law.office.decree.number,
        "standar_tanggal": law.office.decree.enacted_on,
        "berlaku_sampai": on + timedelta(days=product.validity_days) if product.validity_days else None,
    }
    answers = {name: value for name, value in content.get("answers", {}).items() if isinstance(value, str | int)}
    return {**answers, **{name: value for name, value in values.items() if value is not None}}


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
