"""The criteria of the standard beside what the application says: what an officer checks, and what a refusal would cite.

A criterion that is not met only proposes a refusal; an advisory one proposes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from maklumat.core.eligibility import RuleResult
from maklumat.records.work.queries import FileView
from maklumat.web.desk import telling

VERDICT: Final = {True: ("Terpenuhi", "good"), False: ("Tidak terpenuhi", "wait"), None: ("Belum dapat dinilai", "")}
REMINDER: Final = "Hanya mengingatkan"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion: the verdict with its look, what the application says of it, what it does not say, and the law.

    `law`: what higher law says where the standard differs from it, with the verdict by that.
    """

    text: str
    verdict: str
    look: str
    said: tuple[tuple[str, str], ...]
    unsaid: tuple[str, ...]
    basis: str
    reminder: str
    law: str = ""
    law_verdict: str = ""
    law_look: str = ""


def criteria(opened: FileView) -> Iterator[Criterion]:
    """Every criterion in the standard's order."""
    labels = {question.code: question.label for question in opened.law.standard.intake}
    answers = dict(telling.answers(opened))
    for result in opened.judgement.results:
        verdict, look = VERDICT[result.value]
        law = result.rule.law
        law_verdict, law_look = VERDICT[result.by_law]
        yield Criterion(
            text=result.rule.text,
            verdict=verdict,
            look=look,
            said=tuple(_said(result, labels, answers)),
            unsaid=tuple(labels.get(name, name) for name in result.missing),
            basis=result.legal_basis,
            reminder=REMINDER if result.rule.advisory else "",
            law=f"{law.text} ({law.legal_basis})" if law else "",
            law_verdict=law_verdict if law else "",
            law_look=law_look if law else "",
        )


def _said(result: RuleResult, labels: dict[str, str], answers: dict[str, str]) -> Iterator[tuple[str, str]]:
    for name in dict.fromkeys(fact.name for fact in result.used):
        if name in labels:
            yield labels[name], answers[labels[name]]
