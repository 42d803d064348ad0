"""A submission as JSON values and back, for the ledger: every answer keeps its kind beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from maklumat.core.identity import Person

from .submission import Answer, Claim, Submission


def to_json(submission: Submission) -> dict[str, Any]:
    """Only dicts, lists, strings, integers, booleans and None. As confidential as the submission."""
    return {
        "service": submission.service,
        "office": submission.office,
        "channel": submission.channel,
        "applicant": _person(submission.applicant),
        "beneficiary": _person(submission.beneficiary),
        "proxy": _person(submission.proxy),
        "collector": _person(submission.collector),
        "answers": {code: _answer(value) for code, value in submission.answers.items()},
        "claims": [asdict(claim) for claim in submission.requirement_claims],
    }


def from_json(data: Mapping[str, Any]) -> Submission:
    """The submission that `to_json` wrote. Raises KeyError, TypeError or ValueError for anything else."""
    applicant = _read_person(data["applicant"])
    if applicant is None:
        raise ValueError("a submission has an applicant")
    return Submission(
        service=data["service"],
        office=data["office"],
        applicant=applicant,
        beneficiary=_read_person(data["beneficiary"]),
        proxy=_read_person(data["proxy"]),
        answers={code: _read_answer(kind, value) for code, (kind, value) in data["answers"].items()},
        requirement_claims=tuple(Claim(**claim) for claim in data["claims"]),
        channel=data["channel"],
        collector=_read_person(data.get("collector")),
    )


def _person(person: Person | None) -> dict[str, Any] | None:
    if person is None:
        return None
    return {**asdict(person), "birth_date": person.birth_date.isoformat() if person.birth_date else None}


def _read_person(data: Mapping[str, Any] | None) -> Person | None:
    if data is None:
        return None
    born_on = data["birth_date"]
    return Person(**{**data, "birth_date": date.fromisoformat(born_on) if born_on else None})


def _answer(value: Answer) -> list[Any]:
    if isinstance(value, date):
        return ["date", value.isoformat()]
    if isinstance(value, Decimal):
        return ["decimal", str(value)]
    return ["plain", value]


def _read_answer(kind: str, value: Any) -> Answer:
    if kind == "date":
        return date.fromisoformat(value)
    if kind == "decimal":
        return Decimal(value)
    plain: Answer = value
    return plain
