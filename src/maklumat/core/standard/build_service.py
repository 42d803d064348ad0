"""A service file, from a record without faults to a `ServiceStandard`."""

from __future__ import annotations

from datetime import date
from typing import Any

from maklumat.core.kinds.registry import KINDS
from maklumat.core.standard.build import (
    Part,
    Shared,
    channels,
    inherited,
    items,
    legal_bases,
    notes,
    parts,
    resolved,
    sentence,
    source_of,
)
from maklumat.core.standard.build_intake import alternatives, intake_field, rule
from maklumat.core.standard.build_product import build_product
from maklumat.core.standard.model import (
    ExtraComponent,
    Item,
    Outcome,
    Printing,
    Reporter,
    Requirement,
    ServiceStandard,
    Staffing,
    Step,
    TimeLimit,
)
from maklumat.core.standard.typed import Record
from maklumat.core.standard.words import APPLICANT_WORD, OUTSIDE_WORD, UNIT_KEYS

_LISTS = ("facilities", "competences", "guarantees", "safety")
_ACTORS = {APPLICANT_WORD: "applicant", OUTSIDE_WORD: "outside"}


def build_service(record: Record, office: str, decree_day: date, shared: Shared) -> ServiceStandard:
    """The service of a record without faults, in force from its own day or the decree's."""
    plain = record.only(
        "code", "seq", "name", "decree_title", "division", "summary", "search_words", "confidentiality",
        "person_in_need", "lapse_after_days", "remind_days_left", "family", "document_number", "format",
    )  # fmt: skip
    lists: dict[str, Any] = {code: items(record.get(code), code, shared) for code in _LISTS}
    fee = record.get("fee")
    evaluation = resolved(record.get("evaluation"), "evaluation", shared)
    return ServiceStandard(
        **plain,
        **lists,
        office=office,
        in_force_from=record.get("in_force_from", decree_day),
        source=source_of(record.get("source")),
        requirements=tuple(_requirement(part) for part in parts(record.get("requirements"), "requirements", shared)),
        steps=tuple(_step(part) for part in parts(record.get("steps"), "steps", shared)),
        time_limits=tuple(_time_limit(part) for part in parts(record.get("time_limits"), "time_limits", shared)),
        fee_rupiah=fee.get("rupiah"),
        fee_source=source_of(fee.get("source")),
        products=tuple(build_product(part, shared) for part in parts(record.get("products"), "products", shared)),
        complaint_channels=channels(record.get("complaint_channels"), shared),
        legal_basis=legal_bases(record.get("legal_basis")),
        supervision=sentence(record.get("supervision"), "supervision", shared),
        staffing=_staffing(record.get("staffing")),
        evaluation=sentence(record.get("evaluation"), "evaluation", shared),
        survey_every_months=evaluation.get("survey_every_months") if evaluation else None,
        reporter=_reporter(record.get("reporter")),
        intake=tuple(intake_field(item) for item in record.records("intake")),
        eligibility=tuple(rule(item) for item in record.records("eligibility")),
        extras=tuple(_extra(item) for item in record.records("extras")),
        printings=tuple(
            Printing(source=source_of(item.get("source")), **item.only("title", "document_number"))
            for item in record.records("printings")
        ),
        notes=notes(record),
    )


def _extra(record: Record) -> ExtraComponent:
    whole = source_of(record.get("source"))
    found = tuple(
        Item(item.get("text"), inherited(item.get("source"), whole, number))
        for number, item in enumerate(record.records("items"), start=1)
    )
    return ExtraComponent(items=found, source=whole, **record.only("code", "name"))


def _requirement(part: Part) -> Requirement:
    record = part.record
    return Requirement(
        source=part.source,
        one_of=alternatives(record.records("one_of")),
        **record.only(
            "code", "text", "kind", "form", "optional", "per_person", "when", "field", "help", "document",
            "max_age_days", "statement",
        ),
    )  # fmt: skip


def _step(part: Part) -> Step:
    record = part.record
    actors: tuple[str, ...] = record.get("actors")
    actor = _ACTORS.get(actors[0], "post")
    kind = KINDS[record.get("kind")]
    ways = {way.word: way.code for way in kind.ways}
    outcomes = tuple(
        Outcome(word if kind.is_open else ways[word], **outcome.only("to", "label", "when"))
        for word, outcome in record.get("outcomes").items()
    )
    return Step(
        actor=actor,
        posts=actors if actor == "post" else record.get("recorders", ()),
        outcomes=outcomes,
        source=part.source,
        limit=_step_limit(record.get("code"), record.get("limit")),
        **record.only("code", "text", "kind", "joint", "system", "product", "added", "help", "asks", "place"),
    )


def _step_limit(step: str, record: Record | None) -> TimeLimit | None:
    if record is None:
        return None
    unit = next(code for code in ("minutes", "hours", "working_days") if record.has(code))
    return TimeLimit(step, record.get(unit), unit, source_of(record.get("source")), starts="received")


def _time_limit(part: Part) -> TimeLimit:
    record = part.record
    unit = next(code for code in UNIT_KEYS.values() if record.has(code))
    value = record.get(unit)
    low, high = value if isinstance(value, tuple) else (None, value)
    return TimeLimit(
        code=record.get("code", "utama"),
        min=low,
        max=None if unit in ("none", "each_month") else high,
        unit=unit,
        source=part.source,
        lasting=record.get("nature") == "lasting",
        answer=record.get("nature") == "answer",
        **record.only(
            "condition", "when", "starts", "ends", "counted_as", "office_only", "round_the_clock", "any_day", "note",
            "starts_after", "depends_on",
        ),
    )  # fmt: skip


def _staffing(record: Record) -> Staffing:
    roles = tuple((role.get("name"), role.get("count")) for role in record.records("roles"))
    return Staffing(record.get("count"), roles, source_of(record.get("source")))


def _reporter(record: Record | None) -> Reporter | None:
    return Reporter(**record.only("when", "anonymous", "known_to")) if record else None
