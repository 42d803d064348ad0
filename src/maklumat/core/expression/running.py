"""The tree compiled to plain functions. Three-valued throughout: a value, or None for "not known".

Nothing here raises for any facts: what cannot be computed is unknown, and `explaining` says why. More knowledge never
turns true into false or back, because every operation gives None for None or is Kleene's `dan`, `atau`, `bukan`.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from .durations import completed_months, completed_years, elapsed_days
from .nodes import (
    MAX_NUMBER,
    NUMBER,
    AllOf,
    AnyOf,
    Arithmetic,
    Call,
    Compare,
    Facts,
    Literal,
    Member,
    Minus,
    Name,
    Node,
    Not,
    Reference,
    Value,
    children,
    kind_of,
)

Run = Callable[[Facts, date], Value | None]

_DURATIONS: Final[dict[str, Callable[[date, date], int | None]]] = {
    "usia": completed_years,
    "lama_tahun": completed_years,
    "lama_bulan": completed_months,
    "lama_hari": elapsed_days,
}
_ORDER: Final[dict[str, Callable[[Any, Any], bool]]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
_EQUALITY: Final[dict[str, Callable[[Any, Any], bool]]] = {"==": operator.eq, "!=": operator.ne}


@dataclass(frozen=True, slots=True)
class Part:
    """A node with the function that computes it and its own parts, so that an explanation can ask each of them."""

    node: Node
    run: Run
    parts: tuple[Part, ...]


def compiled(node: Node) -> Part:
    """`node` and everything under it, ready to run."""
    parts = tuple(compiled(child) for child in children(node))
    return Part(node, _runner(node, tuple(part.run for part in parts)), parts)


def _runner(node: Node, runs: tuple[Run, ...]) -> Run:
    match node:
        case Literal():
            fixed = node.value
            return lambda _facts, _reference: fixed
        case Reference():
            return lambda _facts, reference: reference
        case Name():
            return _fact(node.name)
        case AllOf():
            return _settled_by(runs, settling=False)
        case AnyOf():
            return _settled_by(runs, settling=True)
        case Not():
            return _opposite(runs[0])
        case Compare():
            return _comparison(node.operator, *runs)
        case Member():
            return _membership(runs[0], tuple(item.value for item in node.items))
        case Call():
            return _duration(_DURATIONS[node.function], runs[0])
        case Minus():
            return _negative(runs[0])
        case Arithmetic():
            return _arithmetic(node.operator, *runs)


def known_value(found: Any) -> Value | None:
    """A fact as the language sees it. Blank text, floating infinities, moments and lists are not known."""
    kind = type(found)
    if kind is str:
        return None if not found or found.isspace() else found
    if kind is bool or kind is date:
        return found  # type: ignore[no-any-return]
    if kind is int:
        return found if -MAX_NUMBER <= found <= MAX_NUMBER else None
    if kind is float or kind is Decimal or kind is Fraction:
        return _exact(found)
    return None


def _exact(found: float | Decimal | Fraction) -> Value | None:
    if not isinstance(found, Fraction):
        decimal = Decimal(repr(found)) if isinstance(found, float) else found
        # A tiny exponent would cost as much memory as a huge one.
        if not decimal.is_finite() or decimal.adjusted() > 20 or int(decimal.as_tuple().exponent) < -30:
            return None
        found = Fraction(decimal)
    return _bounded(found)


def _bounded(number: int | Fraction) -> int | Fraction | None:
    if not -MAX_NUMBER <= number <= MAX_NUMBER:
        return None
    return int(number) if number.denominator == 1 else number


def _fact(name: str) -> Run:
    def run(facts: Facts, _reference: date) -> Value | None:
        return known_value(facts.get(name))

    return run


def _settled_by(runs: tuple[Run, ...], *, settling: bool) -> Run:
    """Kleene's `dan` (settled by the first False) and `atau` (settled by the first True)."""

    def run(facts: Facts, reference: date) -> Value | None:
        result: bool | None = not settling
        for each in runs:
            value = each(facts, reference)
            if value is settling:
                return settling
            if value is not (not settling):  # unknown, or no yes-or-no at all
                result = None
        return result

    return run


def _opposite(inner: Run) -> Run:
    def run(facts: Facts, reference: date) -> Value | None:
        value = inner(facts, reference)
        return not value if isinstance(value, bool) else None

    return run


def _comparison(sign: str, left: Run, right: Run) -> Run:
    ordered = sign in _ORDER
    compare = _ORDER[sign] if ordered else _EQUALITY[sign]

    def run(facts: Facts, reference: date) -> Value | None:
        one, other = left(facts, reference), right(facts, reference)
        if one is None or other is None:
            return None
        kind = type(one)
        if kind is type(other):
            return None if ordered and (kind is str or kind is bool) else compare(one, other)
        return compare(one, other) if is_number(one) and is_number(other) else None

    return run


def _membership(inner: Run, items: tuple[Value, ...]) -> Run:
    kinds = {kind_of(item) for item in items}

    def run(facts: Facts, reference: date) -> Value | None:
        value = inner(facts, reference)
        if value is None or {kind_of(value)} != kinds:
            return None
        return value in items

    return run


def _duration(measure: Callable[[date, date], int | None], inner: Run) -> Run:
    def run(facts: Facts, reference: date) -> Value | None:
        value = inner(facts, reference)
        return measure(value, reference) if isinstance(value, date) else None

    return run


def _negative(inner: Run) -> Run:
    def run(facts: Facts, reference: date) -> Value | None:
        value = inner(facts, reference)
        return -value if isinstance(value, int | Fraction) and not isinstance(value, bool) else None

    return run


def is_number(value: Value | None) -> bool:
    """Whether `value` is a number of the language; yes and no are none."""
    return value is not None and kind_of(value) == NUMBER


def _arithmetic(sign: str, left: Run, right: Run) -> Run:
    def run(facts: Facts, reference: date) -> Value | None:
        one, other = left(facts, reference), right(facts, reference)
        if one is None or other is None:
            return None
        if isinstance(one, date):
            return _moved(sign, one, other)
        if isinstance(one, str | bool) or isinstance(other, str | bool | date):
            return None
        return _computed(sign, one, other)

    return run


def _computed(sign: str, one: int | Fraction, other: int | Fraction) -> Value | None:
    if sign == "+":
        return _bounded(one + other)
    if sign == "-":
        return _bounded(one - other)
    if sign == "*":
        return _bounded(one * other)
    return None if other == 0 else _bounded(Fraction(one) / other)


def _moved(sign: str, day: date, other: Value) -> Value | None:
    if sign == "-" and isinstance(other, date):
        return (day - other).days
    if sign not in "+-" or isinstance(other, bool) or not isinstance(other, int):
        return None
    try:
        return day + timedelta(days=other if sign == "+" else -other)
    except OverflowError:
        return None
