"""A comparison of services as plain JSON values for other programs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from maklumat.core.standard.acts import LegalAct
from maklumat.core.standard.comparing import (
    Row,
    align,
    basis_keys,
    beside_the_law,
    printed_steps,
    requirement_keys,
)
from maklumat.core.standard.export import actor_of, exported
from maklumat.core.standard.families import Family
from maklumat.core.standard.load import Loaded
from maklumat.core.standard.model import LegalBasis, Office, Requirement, ServiceStandard

TOLD: Final = ("office", "code", "name", "in_force_from", "time_limits", "fee_rupiah", "products")
Side = tuple[Office, ServiceStandard]


def exported_comparison(family: Family, offices: Iterable[Loaded]) -> dict[str, Any]:
    """Every service of the family, side by side. Raises Faults when a file of an office has any fault.

    `services` are numbered from 0 by their place in the list; rows say which of them has what.
    """
    acts: dict[str, LegalAct] = {}
    sides: list[Side] = []
    for loaded in offices:
        office, services = loaded.required()
        acts |= loaded.acts
        sides += [(office, service) for service in services if service.family == family.code]
    standards = [service for _, service in sides]
    return {
        "family": {"code": family.code, "name": family.name, "wish": family.wish, "summary": family.summary},
        "services": [_service(office, service, acts) for office, service in sides],
        "requirements": [_requirement(row) for row in align([one.requirements for one in standards], requirement_keys)],
        "legal_basis": [_basis(row, acts) for row in align([one.legal_basis for one in standards], basis_keys)],
    }


def _service(office: Office, service: ServiceStandard, acts: Mapping[str, LegalAct]) -> dict[str, Any]:
    told = exported(service, office, acts)
    steps = printed_steps(service)
    return {
        **{key: told[key] for key in TOLD},
        "office_name": office.name,
        "steps": len(steps),
        "added_steps": len(service.steps) - len(steps),
        "actors": list(dict.fromkeys(actor_of(step, office) for step in steps)),
        "beside_the_law": [
            {"text": rule.text, "law": rule.law.text, "legal_basis": rule.law.legal_basis}
            for rule in beside_the_law(service)
            if rule.law is not None
        ],
    }


def _requirement(row: Row[Requirement]) -> dict[str, Any]:
    return {
        "services": _holders(row.cells),
        "items": [
            {"service": side, "text": item.text, "kind": item.kind, "form": item.form, "optional": item.optional}
            for side, cell in enumerate(row.cells)
            for item in cell
        ],
    }


def _basis(row: Row[LegalBasis], acts: Mapping[str, LegalAct]) -> dict[str, Any]:
    first = row.items[0]
    act = acts.get(first.act)
    return {
        "act": first.act or None,
        "name": act.name if act else first.text,
        "repealed_by": (act.repealed_by or None) if act else None,
        "repealed_on": act.repealed_on.isoformat() if act and act.repealed_on else None,
        "services": _holders(row.cells),
    }


def _holders(cells: Sequence[Sequence[object]]) -> list[int]:
    return [side for side, cell in enumerate(cells) if cell]
