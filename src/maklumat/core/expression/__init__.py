"""The small safe language of rules: `usia(tanggal_lahir) >= 30 dan wilayah dalam ('daratan', 'kepulauan')`.

Facts are answers; what is not answered is unknown, and unknown is never true. Nothing here executes Python: text
becomes frozen nodes (`parsing`), nodes become functions (`running`), and the parts that decided a result are told in
plain Indonesian (`explaining`).

    ya tidak                 yes and no
    12  0.5                  exact numbers; 1.500 is refused because it can be read two ways
    'daratan'                text in single quotes, compared letter by letter
    2026-11-21               a date; `tanggal_acuan` is the day that ages are counted at
    < <= > >= == !=          numbers and dates are ordered; text and yes/no are only equal or not
    x dalam ('a', 'b')       one of
    dan atau bukan           Kleene's three-valued logic, `bukan` binds first, then `dan`, then `atau`
    + - * /                  date - date = days, date + days = date
    usia(d) lama_tahun(d)    completed years since d (see `durations` for 29 February)
    lama_bulan(d)            completed months
    lama_hari(d)             elapsed days; all four are unknown for a day after the reference date
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache

from .checking import Problem, problems_of
from .explaining import Story
from .nodes import ExpressionFault, Facts, Node, Value, fact_names, speaks_of_reference
from .parsing import read
from .running import Part, compiled

__all__ = [
    "Expression",
    "ExpressionFault",
    "Fact",
    "Facts",
    "Problem",
    "Result",
    "Value",
    "check",
    "decide",
    "depends_on_day",
    "evaluate",
    "names",
    "parse",
]

_NOTHING: Mapping[str, Collection[str]] = {}


@dataclass(frozen=True, slots=True)
class Expression:
    """A parsed expression. Equal when written equally."""

    text: str
    root: Node = field(compare=False, repr=False)
    whole: Part = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that a result rests on. Numbers are int or Fraction."""

    name: str
    value: Value


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome of one evaluation.

    `value`: True, False, or None for unknown. `used`: the known facts that decided it. `missing`: the names whose
    answers could still decide it; empty when `value` is known. `explanation`: plain Indonesian, with the values
    compared (so as confidential as the facts themselves).
    """

    value: bool | None
    used: tuple[Fact, ...]
    missing: tuple[str, ...]
    explanation: str


@lru_cache(maxsize=2048)
def parse(text: str) -> Expression:
    """The expression written in `text`. Raises ExpressionFault (EKS-001 to EKS-011) with its column."""
    root = read(text)
    return Expression(text, root, compiled(root))


def names(expression: Expression) -> tuple[str, ...]:
    """The facts an expression asks for, each once, in the order they are written."""
    return fact_names(expression.root)


def depends_on_day(expression: Expression) -> bool:
    """Whether the result can change with the reference day alone (ages, durations, `tanggal_acuan`)."""
    return speaks_of_reference(expression.root)


def check(
    expression: Expression, known: Mapping[str, str], choices: Mapping[str, Collection[str]] = _NOTHING
) -> list[Problem]:
    """Problems seen without any facts, ordered by column.

    `known` maps each name to its kind: number, date, yes_no, text, paragraph or choice; any other kind is not checked.
    `choices` maps a choice to its allowed codes, so that a misspelt code is found.
    """
    return problems_of(expression.root, known, choices)


def decide(expression: Expression, facts: Facts, reference: date) -> bool | None:
    """Only the value of `evaluate`, without reasons: for conditions that are asked often."""
    value = expression.whole.run(facts, _day(reference))
    return value if isinstance(value, bool) else None


def evaluate(expression: Expression, facts: Facts, reference: date, labels: Mapping[str, str] | None = None) -> Result:
    """Judge `expression` over `facts` on the day `reference`; never raises for any facts.

    `labels` gives the words people use for the names; without one a name is shown with spaces for underscores.
    """
    story = Story(facts, _day(reference), labels or {})
    value = story.value(expression.whole)
    story.tell(expression.whole, want=True)
    judged = value if isinstance(value, bool) else None
    return Result(
        value=judged,
        used=tuple(Fact(name, fact) for name, fact in story.used.items()),
        missing=() if judged is not None else tuple(story.missing),
        explanation="; ".join(story.sentences),
    )


def _day(reference: date) -> date:
    """A moment has no day until somebody says in which time zone; refuse it early."""
    if isinstance(reference, datetime):
        raise TypeError("the reference is a day, not a moment: convert it in the office's time zone first")
    return reference
