"""Laws that hold for every expression: Kleene's tables, more knowledge never flips, no text breaks the parser."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maklumat.core.expression import ExpressionFault, check, decide, evaluate, names, parse

TODAY = date(2026, 11, 21)
TRUTHS = (True, False, None)


def kleene_and(one: bool | None, other: bool | None) -> bool | None:
    return min((one, other), key=(False, None, True).index)


def kleene_or(one: bool | None, other: bool | None) -> bool | None:
    return max((one, other), key=(False, None, True).index)


@pytest.mark.parametrize(("p", "q"), list(product(TRUTHS, TRUTHS)))
def test_kleene_tables(p: bool | None, q: bool | None) -> None:
    facts = {"p": p, "q": q}
    assert evaluate(parse("p dan q"), facts, TODAY).value is kleene_and(p, q)
    assert evaluate(parse("p atau q"), facts, TODAY).value is kleene_or(p, q)
    assert evaluate(parse("bukan p"), facts, TODAY).value is (None if p is None else not p)


@pytest.mark.parametrize(("p", "q", "r"), list(product(TRUTHS, TRUTHS, TRUTHS)))
def test_kleene_tables_of_three_and_de_morgan(p: bool | None, q: bool | None, r: bool | None) -> None:
    facts = {"p": p, "q": q, "r": r}
    assert decide(parse("p dan q dan r"), facts, TODAY) is kleene_and(kleene_and(p, q), r)
    assert decide(parse("p atau q atau r"), facts, TODAY) is kleene_or(kleene_or(p, q), r)
    assert decide(parse("p atau q dan r"), facts, TODAY) is kleene_or(p, kleene_and(q, r))
    assert decide(parse("bukan (p dan q)"), facts, TODAY) is decide(parse("bukan p atau bukan q"), facts, TODAY)


FACTS = st.one_of(
    st.none(), st.booleans(), st.integers(-3, 60), st.sampled_from(["x", "daratan", " "]),
    st.dates(date(1930, 1, 1), date(2030, 1, 1)), st.decimals(-5, 5, places=1), st.floats(), st.just([]),
)  # fmt: skip
NAMES = st.sampled_from(["p", "q", "d", "n", "w"])
ATOMS = st.one_of(
    NAMES, st.integers(-5, 5).map(str), st.sampled_from(["ya", "tidak", "'x'", "1990-02-28", "tanggal_acuan", "0.5"])
)
TERMS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["+", "-", "*", "/"]), inner).map(lambda part: f"({' '.join(part)})"),
        st.tuples(st.sampled_from(["usia", "lama_bulan", "lama_hari"]), inner).map(
            lambda part: f"{part[0]}({part[1]})"
        ),
        inner.map(lambda part: f"-({part})"),
    ),
    max_leaves=4,
)
COMPARISONS = st.one_of(
    st.tuples(TERMS, st.sampled_from(["<", "<=", ">", ">=", "==", "!="]), TERMS).map(" ".join),
    TERMS.map(lambda term: f"{term} dalam ('x', 'y')"),
    TERMS.map(lambda term: f"{term} dalam (1, 2, 3)"),
    NAMES,
)
EXPRESSIONS = st.recursive(
    COMPARISONS,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["dan", "atau"]), inner).map(lambda part: f"({' '.join(part)})"),
        inner.map(lambda part: f"bukan ({part})"),
    ),
    max_leaves=6,
)
WORLDS = st.fixed_dictionaries({}, optional=dict.fromkeys(["p", "q", "d", "n", "w"], FACTS))


@settings(max_examples=250, deadline=None)
@given(EXPRESSIONS, WORLDS, WORLDS)
def test_more_knowledge_never_turns_true_into_false_or_back(
    text: str, known: dict[str, Any], learnt: dict[str, Any]
) -> None:
    expression = parse(text)
    before = evaluate(expression, known, TODAY)
    missing = {name: fact for name, fact in learnt.items() if known.get(name) is None}
    after = evaluate(expression, {**known, **missing}, TODAY)
    if before.value is not None:
        assert after.value is before.value
    assert decide(expression, known, TODAY) is before.value


@settings(max_examples=150, deadline=None)
@given(EXPRESSIONS, WORLDS)
def test_a_result_rests_on_what_it_says_it_used(text: str, known: dict[str, Any]) -> None:
    expression = parse(text)
    result = evaluate(expression, known, TODAY)
    assert result.explanation
    assert set(result.missing) <= set(names(expression))
    if result.value is not None:
        used = {fact.name: fact.value for fact in result.used}
        assert evaluate(expression, used, TODAY).value is result.value


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=60), EXPRESSIONS, st.text("ab()'<>=+-*/., 0129danu", max_size=60)))
def test_any_text_is_an_expression_or_a_fault_with_a_place(text: str) -> None:
    column, code, expression = 1, "EKS-0", None
    try:
        expression = parse(text)
    except ExpressionFault as fault:
        column, code = fault.column, fault.code
    assert 1 <= column <= len(text) + 1
    assert code.startswith("EKS-0")
    if expression is not None:
        assert isinstance(check(expression, {"p": "yes_no", "d": "date"}), list)
        assert evaluate(expression, {}, TODAY).value in TRUTHS
