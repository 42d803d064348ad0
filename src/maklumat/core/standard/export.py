"""Standards as plain JSON values for other programs: English names, units spelled out, every note kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from maklumat.core.standard.acts import LegalAct
from maklumat.core.standard.load import Loaded
from maklumat.core.standard.model import (
    LegalBasis,
    Note,
    Office,
    Product,
    Requirement,
    ServiceStandard,
    Source,
    Step,
    TimeLimit,
)
from maklumat.core.standard.words import UNIT_WORDS

ACTORS = {"applicant": "Pemohon", "outside": "Pihak luar"}


def export(loaded: Loaded) -> list[dict[str, Any]]:
    """Every service of a loaded office, in the order of its decree. Raises Faults when a file has any fault."""
    office, services = loaded.required()
    return [exported(service, office, loaded.acts) for service in services]


def exported(service: ServiceStandard, office: Office, acts: Mapping[str, LegalAct]) -> dict[str, Any]:
    """One service. `steps` and `products` are what the decree prints; what was added stands apart with its reason."""
    divisions = {division.code: division.name for division in office.divisions}
    return {
        "office": office.code,
        "seq": service.seq,
        "code": service.code,
        "name": service.name,
        "title": service.decree_title,
        "division": divisions[service.division],
        "family": service.family,
        "document_number": service.document_number,
        "in_force_from": service.in_force_from.isoformat(),
        "time_limits": [_time_limit(limit) for limit in service.time_limits],
        "fee_rupiah": service.fee_rupiah,
        "products": [_product(product) for product in service.products if _printed(product.source)],
        "added_products": [_product(product) for product in service.products if not _printed(product.source)],
        "requirements": [_requirement(item) for item in service.requirements],
        "steps": [_step(step, office) for step in service.steps if not step.added],
        "added_steps": [
            {**_step(step, office), "reason": step.source.reason} for step in service.steps if step.added
        ],
        "roles": [{"name": name, "count": count} for name, count in service.staffing.roles],
        "complaint_channels": [
            {"kind": channel.kind, "text": channel.text, "address": channel.address}
            for channel in service.complaint_channels
        ],
        "legal_basis": [_basis(basis, acts) for basis in service.legal_basis],
        "facilities": [item.text for item in service.facilities],
        "competences": [item.text for item in service.competences],
        "supervision": service.supervision.text,
        "staff_count": service.staffing.count,
        "guarantees": [item.text for item in service.guarantees],
        "safety": [item.text for item in service.safety],
        "evaluation": service.evaluation.text,
        "survey_every_months": service.survey_every_months,
        "eligibility": [
            {
                "code": rule.code, "text": rule.text, "expression": rule.expression, "legal_basis": rule.legal_basis,
                "refusal": rule.refusal, "advisory": rule.advisory,
            }
            for rule in service.eligibility
        ],
        "source": {"document": office.decree.document, "lines": service.source.lines},
        "notes": [_note(note) for note in service.notes],
    }  # fmt: skip


def _printed(source: Source) -> bool:
    return bool(source.lines)


def _time_limit(limit: TimeLimit) -> dict[str, Any]:
    note = limit.note
    if limit.unit == "days":
        counted = f"Dihitung sebagai {UNIT_WORDS.get(limit.counted_as, 'hari kerja')}."
        note = f"{counted} {note}".strip()
    return {
        "min": limit.min,
        "max": limit.max,
        "unit": limit.unit,
        "condition": limit.condition or None,
        "starts": limit.starts,
        "note": note or None,
    }


def _product(product: Product) -> dict[str, Any]:
    return {
        "code": product.code,
        "name": product.name,
        "kind": product.kind,
        "made": product.made,
        "signature": product.signature or None,
        "system": product.system or None,
        "note": product.note or None,
    }


def _requirement(item: Requirement) -> dict[str, Any]:
    return {
        "code": item.code,
        "text": item.text,
        "kind": item.kind,
        "optional": item.optional,
        "one_of": [{"code": choice.code, "text": choice.text} for choice in item.one_of],
        "form": item.form,
        "per_person": list(item.per_person),
        "when": item.when or None,
        "lines": item.source.lines,
    }


def _step(step: Step, office: Office) -> dict[str, Any]:
    return {
        "code": step.code,
        "text": step.text,
        "actor": actor_of(step, office),
        "kind": step.kind,
        "outcomes": [{"code": way.code, "to": way.to} for way in step.outcomes],
    }


def actor_of(step: Step, office: Office) -> str:
    """Who acts, in words: post names joined by "dan" where all must act, by "atau" where any may."""
    if step.actor != "post":
        return ACTORS[step.actor]
    names = [office.post(post).name for post in step.posts]
    return (" dan " if step.joint else " atau ").join(names)


def _basis(basis: LegalBasis, acts: Mapping[str, LegalAct]) -> dict[str, Any]:
    act = acts.get(basis.act)
    return {
        "text": basis.text,
        "act": basis.act or None,
        "name": act.name if act else None,
        "amended_by": list(act.amended_by) if act else [],
        "repealed_by": (act.repealed_by or None) if act else None,
        "repealed_on": act.repealed_on.isoformat() if act and act.repealed_on else None,
    }


def _note(note: Note) -> dict[str, Any]:
    return {"code": note.code, "text": note.text, "choice": note.choice, "lines": note.source.lines or None}
