"""Who reports and for whom: services where somebody else may report, by name or without one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from maklumat.core.expression import Facts, decide, parse
from maklumat.core.identity import Person
from maklumat.core.standard.model import ServiceStandard

from .submission import Submission

NOBODY_NAMED = Person(name="")
"""A person of whom nothing is known, or is to be shown."""


def reports(standard: ServiceStandard, facts: Facts, on: date) -> bool | None:
    """Whether the applicant reports for another person. None while the answers do not tell; False where nobody may."""
    if standard.reporter is None:
        return False
    return decide(parse(standard.reporter.when), facts, on)


def may_be_nameless(standard: ServiceStandard, submission: Submission, on: date) -> bool:
    """Whether the applicant need not give a name: a reporter who may stay anonymous, as far as the answers tell."""
    reporter = standard.reporter
    return reporter is not None and reporter.anonymous and reports(standard, submission.facts, on) is not False


def with_unknown_beneficiary(standard: ServiceStandard, submission: Submission, on: date) -> Submission:
    """A report about a person whom nobody named: the service is for them all the same, not for the reporter."""
    if submission.beneficiary is None and reports(standard, submission.facts, on):
        return replace(submission, beneficiary=NOBODY_NAMED)
    return submission


def is_report(standard: ServiceStandard, submission: Submission, on: date) -> bool:
    """Whether a file was reported by somebody else than the person it is for."""
    return submission.beneficiary is not None and reports(standard, submission.facts, on) is not False


def for_readers(standard: ServiceStandard, submission: Submission, on: date, posts: tuple[str, ...]) -> Submission:
    """The submission as these posts may see it: who reported is for those the standard names."""
    reporter = standard.reporter
    if reporter is None or not reporter.known_to or not is_report(standard, submission, on):
        return submission
    if set(posts) & set(reporter.known_to):
        return submission
    return replace(submission, applicant=NOBODY_NAMED)
