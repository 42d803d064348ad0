"""Whether somebody meets a service's criteria, with the reasons a refusal letter needs.

Law is pure here: rules, facts and days come in, a judgement with reasons goes out. A judgement never refuses anybody:
"not_met" only proposes a refusal that a post of the office signs, and for a person in need not even that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from maklumat.core.expression import ExpressionFault, Fact, Facts, Result, depends_on_day, evaluate, parse
from maklumat.core.standard.model import EligibilityRule

MET: Final = "met"
NOT_MET: Final = "not_met"
UNKNOWN: Final = "unknown"

COMPLETE: Final = "complete"
"""The reference of rules that count ages and durations at the day the file was complete."""


@dataclass(frozen=True, slots=True)
class RuleResult:
    """One rule over the facts: `value` True, False or None (unknown), and what it rests on.

    `by_law`: what higher law says of the same facts, where the standard differs from it; None too where it does not.
    """

    rule: EligibilityRule
    value: bool | None
    used: tuple[Fact, ...]
    missing: tuple[str, ...]
    explanation: str
    legal_basis: str
    by_law: bool | None = None

    @property
    def sentence(self) -> str:
        """What a refusal letter says about this rule."""
        return self.rule.refusal or f"Syarat “{self.rule.text}” tidak terpenuhi."


@dataclass(frozen=True, slots=True)
class Judgement:
    """All rules of a service. `verdict` is "met", "not_met" or "unknown"; advisory rules never change it."""

    verdict: str
    results: tuple[RuleResult, ...]
    person_in_need: bool = False

    @property
    def grounds(self) -> tuple[RuleResult, ...]:
        """The binding rules that are not met: the grounds of a refusal, each with its legal basis."""
        return tuple(result for result in _binding(self.results) if result.value is False)

    @property
    def proposes_refusal(self) -> bool:
        """Whether a refusal is put before the post that may sign it; never for a person in need."""
        return self.verdict == NOT_MET and not self.person_in_need

    @property
    def missing(self) -> tuple[str, ...]:
        """Names of the answers that could still settle a rule, each once."""
        return tuple(dict.fromkeys(name for result in self.results for name in result.missing))


def judge(
    rules: Iterable[EligibilityRule],
    facts: Facts,
    received_on: date,
    complete_on: date | None,
    *,
    person_in_need: bool = False,
    labels: Mapping[str, str] | None = None,
) -> Judgement:
    """Judge `facts` by `rules`; never raises for any facts.

    `received_on` and `complete_on` are days in the office's time zone; `complete_on` is None while the file is not
    complete, and rules that count ages at that day are then unknown. `labels` words the names in explanations.
    """
    results = tuple(_result(rule, facts, received_on, complete_on, labels) for rule in rules)
    return Judgement(_verdict(results), results, person_in_need)


def _binding(results: Iterable[RuleResult]) -> list[RuleResult]:
    return [result for result in results if not result.rule.advisory]


def _verdict(results: Iterable[RuleResult]) -> str:
    values = [result.value for result in _binding(results)]
    if False in values:
        return NOT_MET
    return UNKNOWN if None in values else MET


def _result(
    rule: EligibilityRule,
    facts: Facts,
    received_on: date,
    complete_on: date | None,
    labels: Mapping[str, str] | None,
) -> RuleResult:
    on = complete_on if rule.reference == COMPLETE else received_on
    outcome = _evaluated(rule.expression, facts, on, labels)
    by_law = _evaluated(rule.law.expression, facts, on, labels).value if rule.law else None
    return RuleResult(rule, outcome.value, outcome.used, outcome.missing, outcome.explanation, rule.legal_basis, by_law)


def _evaluated(text: str, facts: Facts, on: date | None, labels: Mapping[str, str] | None) -> Result:
    try:
        expression = parse(text)
    except ExpressionFault as fault:  # a stored standard older than today's language: a post decides, nobody is blocked
        return Result(None, (), (), f"aturan tidak dapat dibaca: {fault.message}")
    if on is None:
        if depends_on_day(expression):
            return Result(None, (), (), "tanggal berkas lengkap belum ada")
        on = date.min  # any day: the expression does not ask for it
    return evaluate(expression, facts, on, labels)
