"""Reports about somebody else: a reporter without a name, a person whom nobody can name, and who may see what."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from maklumat.core.intake import (
    ERROR,
    WEB,
    RawPerson,
    RawSubmission,
    Submission,
    Terms,
    blocking,
    clean,
    examine,
    for_readers,
    is_report,
)
from maklumat.core.standard.model import Alternative, IntakeField, Reporter, ServiceStandard, Source
from tests.core.small_standard import STANDARD

ON = date(2026, 11, 23)
TERMS = Terms(ON, fictitious_allowed=True)
AS = IntakeField(
    "sebagai", "Melapor sebagai", "choice", Source("1"), choices=(Alternative("sendiri", "S"), Alternative("lain", "L"))
)
NEED: ServiceStandard = replace(
    STANDARD,
    intake=(AS,),
    requirements=(),
    person_in_need=True,
    reporter=Reporter("sebagai != 'sendiri'", anonymous=True, known_to=("loket",)),
)


def read(standard: ServiceStandard = NEED, **parts: Any) -> tuple[Submission, list[str]]:
    """The submission and the codes of what stops it."""
    raw = RawSubmission(parts.pop("applicant", RawPerson()), **parts)
    submission, told = clean(standard, raw, WEB, TERMS)
    problems = (*told, *examine(standard, submission, ON, told))
    return submission, [problem.code for problem in blocking(problems, WEB) if problem.grade == ERROR]


def test_a_reporter_may_stay_without_a_name_and_the_person_unknown() -> None:
    submission, stopping = read(answers={"sebagai": "lain"})
    assert stopping == []
    assert submission.beneficiary is not None
    assert submission.beneficiary.name == ""
    assert is_report(NEED, submission, ON)


def test_a_nameless_reporter_is_told_once_that_it_is_allowed() -> None:
    submission, told = clean(NEED, RawSubmission(RawPerson(), answers={"sebagai": "lain"}), WEB, TERMS)
    found = [one for one in (*told, *examine(NEED, submission, ON, told)) if one.field.startswith("applicant.")]
    assert [(one.code, one.grade) for one in found] == [("ISI-115", "warning")]


def test_whoever_asks_for_themselves_gives_a_name() -> None:
    submission, stopping = read(answers={"sebagai": "sendiri"})
    assert stopping == ["ISI-103"]
    assert submission.beneficiary is None


def test_without_the_rule_of_the_standard_nobody_is_nameless() -> None:
    assert read(replace(NEED, reporter=None), answers={"sebagai": "lain"})[1] == ["ISI-103"]
    named = replace(NEED, reporter=Reporter("sebagai != 'sendiri'"))
    assert read(named, answers={"sebagai": "lain"})[1] == ["ISI-103"]


def test_before_the_answer_is_known_a_name_is_not_demanded() -> None:
    submission, stopping = read()
    assert stopping == []
    assert submission.beneficiary is None


@pytest.mark.parametrize(("posts", "name"), [(("loket",), "Pelapor Contoh"), (("kepala",), ""), ((), "")])
def test_who_reported_is_for_the_posts_the_standard_names(posts: tuple[str, ...], name: str) -> None:
    reporter, person = RawPerson(name="Pelapor Contoh", phone="081200000001"), RawPerson(name="Orang Contoh")
    submission, _ = read(applicant=reporter, beneficiary=person, answers={"sebagai": "lain"})
    shown = for_readers(NEED, submission, ON, posts)
    assert shown.applicant.name == name
    assert bool(shown.applicant.phone) == bool(name)
    assert shown.beneficiary == submission.beneficiary
    own, _ = read(applicant=reporter, answers={"sebagai": "sendiri"})
    assert for_readers(NEED, own, ON, posts).applicant.name == "Pelapor Contoh"
