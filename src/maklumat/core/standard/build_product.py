"""A product and its life after issue, from records to values."""

from __future__ import annotations

from maklumat.core.standard.build import Part, Shared, resolved, source_of
from maklumat.core.standard.build_intake import intake_field, rule
from maklumat.core.standard.model import Duty, Extension, Licensor, Product, Revocation, Validity
from maklumat.core.standard.typed import Record
from maklumat.core.standard.words import SINCE


def build_product(part: Part, shared: Shared) -> Product:
    """A product; one that is said once in kantor.yaml keeps the source of the place that refers to it."""
    record = resolved(part.record, "products", shared) or part.record
    own = part.record.get("source")
    source = part.source if record is part.record or own is not None else source_of(record.get("source"))
    return Product(
        source=source,
        validity=_validity(record.get("validity")),
        extension=_extension(record.get("extension")),
        revocation=_revocation(record.get("revocation")),
        duties=tuple(_duty(item) for item in record.records("duties")),
        licensors=tuple(Licensor(item.get("when", ""), item.get("name")) for item in record.records("licensors")),
        **record.only(
            "code", "name", "kind", "made", "template", "signature", "signed_by", "number_format", "classification",
            "validity_days", "system", "note", "outside_signer", "remind_days",
        ),
    )  # fmt: skip


def _validity(record: Record | None) -> Validity | None:
    if record is None:
        return None
    unit = next(unit for unit in ("days", "months", "years") if record.has(unit))
    return Validity(record.get(unit), unit)


def _extension(record: Record | None) -> Extension | None:
    if record is None:
        return None
    return Extension(source=source_of(record.get("source")), **record.only("legal_basis", "times", "months", "service"))


def _revocation(record: Record | None) -> Revocation | None:
    if record is None:
        return None
    return Revocation(source=source_of(record.get("source")), **record.only("post", "reasons", "legal_basis"))


def _duty(record: Record) -> Duty:
    term = record.get("term")
    since = term.get("since")
    return Duty(
        days=term.get("days"),
        since=SINCE.code(since) or since,
        source=source_of(record.get("source")),
        fields=tuple(intake_field(item) for item in record.records("fields")),
        rules=tuple(rule(item) for item in record.records("rules")),
        **record.only("code", "text", "legal_basis"),
    )
