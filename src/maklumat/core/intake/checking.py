"""From what was typed to a clean submission, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from maklumat.core.identity import Person
from maklumat.core.standard.model import ServiceStandard

from .answers import read_answer
from .persons import Terms, clean_person, required_of
from .reporting import may_be_nameless, with_unknown_beneficiary
from .requirements import asked, known_claims, papers_missing
from .residence import elsewhere
from .submission import ERROR, MISSING, WARNING, WEB, Answer, Problem, RawPerson, RawSubmission, Submission

SAME_PERSON: Final = "Penerima layanan sama dengan pemohon; cukup diisi sekali."
OWN_PROXY: Final = "Penerima kuasa harus orang lain, bukan pemohon sendiri; kosongkan bila pemohon datang sendiri."


def clean(
    standard: ServiceStandard, raw: RawSubmission, channel: str, terms: Terms
) -> tuple[Submission, tuple[Problem, ...]]:
    """The submission that `raw` means, and what could not be read in it; never raises for any text.

    Every value is normalised (see `texts`, `identity`); what cannot be read is left out and told as an error. Whether
    the result is complete is the question of `examine`.
    """
    applicant, problems = clean_person(raw.applicant, "applicant", terms)
    beneficiary, about_beneficiary = _other(raw.beneficiary, "beneficiary", terms)
    proxy, about_proxy = _other(raw.proxy, "proxy", terms)
    collector, about_collector = _other(raw.collector, "collector", terms)
    answers, about_answers = _answers(standard, raw, terms.on)
    if beneficiary is not None and beneficiary.nik and beneficiary.nik == applicant.nik:
        beneficiary = None
        about_beneficiary = (Problem("ISI-111", "beneficiary.nik", SAME_PERSON, WARNING),)
    submission = Submission(
        standard.code, standard.office, applicant, beneficiary, proxy, answers, (), channel, collector
    )
    if not about_beneficiary:
        submission = with_unknown_beneficiary(standard, submission, terms.on)
    slots = asked(standard, submission.facts, terms.on)
    return (
        replace(submission, requirement_claims=known_claims(slots, raw.claims)),
        (
            *problems,
            *about_beneficiary,
            *about_proxy,
            *about_collector,
            *about_answers,
            *_elsewhere(standard, submission, terms),
        ),
    )


def examine(
    standard: ServiceStandard, submission: Submission, on: date, told: Iterable[Problem] = ()
) -> tuple[Problem, ...]:
    """What a clean submission still lacks on the day `on`: answers, persons' data, papers.

    `told` are the problems of `clean`; a field with an error there is not called missing as well. They are not
    repeated in the result. Codes ISI-001, ISI-103, ISI-104, ISI-112, ISI-115, ISI-201 to ISI-204.
    """
    told = tuple(told)
    slots = asked(standard, submission.facts, on)
    in_need = standard.person_in_need
    return (
        *_persons_lacking(submission, told, in_need=in_need, nameless=may_be_nameless(standard, submission, on)),
        *_answers_lacking(standard, submission, told),
        *papers_missing(slots, submission.requirement_claims, in_need=in_need),
    )


def blocking(problems: Iterable[Problem], channel: str) -> tuple[Problem, ...]:
    """The problems that stop a submission: errors always, missing papers only on the web.

    At the counter, and for paper slips typed in later, the front office takes an incomplete file in and says on the
    receipt what is missing.
    """
    stopping = {ERROR, MISSING} if channel == WEB else {ERROR}
    return tuple(problem for problem in problems if problem.grade in stopping)


def _other(raw: RawPerson, role: str, terms: Terms) -> tuple[Person | None, tuple[Problem, ...]]:
    return (None, ()) if raw.blank else clean_person(raw, role, terms)


def _elsewhere(standard: ServiceStandard, submission: Submission, terms: Terms) -> Iterator[Problem]:
    if terms.gazetteer is not None:
        yield from elsewhere(submission, terms.region, terms.gazetteer, in_need=standard.person_in_need)


def _answers(standard: ServiceStandard, raw: RawSubmission, on: date) -> tuple[dict[str, Answer], tuple[Problem, ...]]:
    answers: dict[str, Answer] = {}
    problems: list[Problem] = []
    for question in standard.intake:
        read = read_answer(question, raw.answers.get(question.code, ""), on)
        if read.value is not None:
            answers[question.code] = read.value
        problems.extend(read.problems)
    return answers, tuple(problems)


def _persons_lacking(
    submission: Submission, told: tuple[Problem, ...], *, in_need: bool, nameless: bool
) -> Iterator[Problem]:
    yield from required_of(submission.applicant, "applicant", told, in_need=in_need, anonymous=nameless)
    if submission.beneficiary is not None:
        yield from required_of(submission.beneficiary, "beneficiary", told, in_need=in_need)
    if submission.collector is not None:
        yield from required_of(submission.collector, "collector", told, in_need=in_need)
    if submission.proxy is not None:
        yield from required_of(submission.proxy, "proxy", told, in_need=in_need)
        if submission.proxy.nik and submission.proxy.nik == submission.applicant.nik:
            yield Problem("ISI-112", "proxy.nik", OWN_PROXY)


def _answers_lacking(standard: ServiceStandard, submission: Submission, told: tuple[Problem, ...]) -> Iterator[Problem]:
    refused = {problem.field for problem in told if problem.grade == ERROR}
    for question in standard.intake:
        path = f"answers.{question.code}"
        if question.required and question.code not in submission.answers and path not in refused:
            grade = WARNING if standard.person_in_need else ERROR
            yield Problem("ISI-001", path, "“{label}” belum dijawab.", grade, {"label": question.label})
