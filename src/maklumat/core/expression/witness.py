"""Facts for which a rule holds and facts for which it does not: both sides of a rule, by example.

Candidates are taken from the rule itself: a limit and its neighbours, the days that lie so many days, months or years
from the reference, every choice. Whoever reads a rule would try the same; a side that none of them shows is rare, and
a rule that has only one side says nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from itertools import islice, product
from typing import Final

from . import Expression, Value, decide, names
from .durations import months_later
from .nodes import Literal, Member, Node, children

MOST: Final = 250_000
"""Combinations of candidates that are tried before a side counts as not found."""
_ELSE: Final = "lainnya"
_CENTURY: Final = 120


def both_sides(
    expression: Expression, known: Mapping[str, str], choices: Mapping[str, Collection[str]], on: date
) -> dict[bool, dict[str, Value]]:
    """For True and for False, facts that give the expression this value on the day `on`; a side not found is absent.

    `known` and `choices` as for `check`: kinds of the names, and the codes of each choice.
    """
    literals = tuple(_literals(expression.root))
    wanted = names(expression)
    candidates = [tuple(_candidates(known.get(name, "text"), choices.get(name, ()), literals, on)) for name in wanted]
    found: dict[bool, dict[str, Value]] = {}
    for values in islice(product(*candidates), MOST):
        facts = dict(zip(wanted, values, strict=True))
        side = decide(expression, facts, on)
        if side is not None and side not in found:
            found[side] = facts
            if len(found) == 2:
                break
    return found


def _literals(node: Node) -> Iterator[Value]:
    if isinstance(node, Literal):
        yield node.value
    if isinstance(node, Member):
        yield from (item.value for item in node.items)
    for child in children(node):
        yield from _literals(child)


def _candidates(kind: str, codes: Collection[str], literals: tuple[Value, ...], on: date) -> Iterator[Value]:
    numbers = [int(one) for one in literals if not isinstance(one, bool | str | date)]
    match kind:
        case "yes_no":
            yield from (True, False)
        case "choice":
            yield from codes
        case "number":
            yield from dict.fromkeys([1, 0, *(limit + step for limit in numbers for step in (-1, 0, 1))])
        case "date":
            yield from dict.fromkeys(_days(numbers, [one for one in literals if isinstance(one, date)], on))
        case _:
            yield from (one for one in literals if isinstance(one, str))
            yield _ELSE


def _days(numbers: list[int], literals: list[date], on: date) -> Iterator[date]:
    """Days about the limits, each with the day before and after it."""
    yield on
    about = list(literals)
    for number in numbers:
        about += [months_later(on, -months) for months in (12 * number, number) if 0 < months <= 12 * _CENTURY]
        if abs(number) <= 366 * _CENTURY:
            about += [on - timedelta(days=number), on + timedelta(days=number)]
    for day in about:
        yield from (day - timedelta(days=1), day, day + timedelta(days=1))
