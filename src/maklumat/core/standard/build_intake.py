"""Questions and the rules over their answers, from records to values."""

from __future__ import annotations

from maklumat.core.standard.build import source_of
from maklumat.core.standard.model import Alternative, EligibilityRule, IntakeField, LawRule
from maklumat.core.standard.typed import Record


def alternatives(records: tuple[Record, ...]) -> tuple[Alternative, ...]:
    return tuple(Alternative(item.get("code"), item.get("text"), item.get("document", "")) for item in records)


def intake_field(record: Record) -> IntakeField:
    return IntakeField(
        source=source_of(record.get("source")),
        choices=alternatives(record.records("choices")),
        **record.only("code", "label", "kind", "required", "help", "confidential", "ahead"),
    )


def rule(record: Record) -> EligibilityRule:
    return EligibilityRule(
        source=source_of(record.get("source")),
        law=_law(record.get("law")),
        **record.only("code", "text", "expression", "legal_basis", "refusal", "reference", "advisory"),
    )


def _law(record: Record | None) -> LawRule | None:
    return LawRule(**record.only("text", "expression", "legal_basis")) if record else None
