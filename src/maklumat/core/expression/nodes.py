"""The tree of an expression: frozen values only, each with the column (1-based) where it was written."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Final

from maklumat.core.errors import MaklumatError

Value = bool | int | Fraction | str | date
"""What an expression can speak about. Numbers are exact; there is no floating point in a judgement."""

Facts = Mapping[str, Any]
"""Answers by name. None, a blank text and a name that is not there all mean: not known."""

MAX_LENGTH: Final = 1000
"""Characters of one expression."""

MAX_DEPTH: Final = 24
"""Levels of the tree, and of brackets within brackets."""

MAX_NUMBER: Final = 10**18
"""Largest number, on either side of nought, that an expression computes with; beyond it the result is unknown."""

NUMBER: Final = "number"
TEXT: Final = "text"
DATE: Final = "date"
YES_NO: Final = "yes_no"

REFERENCE_WORD: Final = "tanggal_acuan"
FUNCTIONS: Final = ("usia", "lama_tahun", "lama_bulan", "lama_hari")
KEYWORDS: Final = ("dan", "atau", "bukan", "dalam", "ya", "tidak", REFERENCE_WORD)


class ExpressionFault(MaklumatError):
    """The text is not an expression. `column` (1-based) is where reading stopped; `near` the word likely meant."""

    def __init__(self, code: str, text: str, column: int, near: str = "", **values: Any) -> None:
        hint = " Mungkin maksudnya “{near}”." if near else ""
        super().__init__(code, "Kolom {column}: " + text + hint, column=column, near=near, **values)
        self.column = column
        self.near = near


@dataclass(frozen=True, slots=True)
class Literal:
    column: int
    value: Value


@dataclass(frozen=True, slots=True)
class Name:
    column: int
    name: str


@dataclass(frozen=True, slots=True)
class Reference:
    """`tanggal_acuan`: the day that ages and durations are counted at."""

    column: int


@dataclass(frozen=True, slots=True)
class Call:
    column: int
    function: str
    argument: Node


@dataclass(frozen=True, slots=True)
class Minus:
    column: int
    part: Node


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """`operator` is one of + - * /. A date minus a date is a number of days; a date plus or minus days is a date."""

    column: int
    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Compare:
    """`operator` is one of < <= > >= == !=."""

    column: int
    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Member:
    """`part dalam (items)`."""

    column: int
    part: Node
    items: tuple[Literal, ...]


@dataclass(frozen=True, slots=True)
class Not:
    column: int
    part: Node


@dataclass(frozen=True, slots=True)
class AllOf:
    """Parts joined by `dan`."""

    column: int
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Parts joined by `atau`."""

    column: int
    parts: tuple[Node, ...]


Node = Literal | Name | Reference | Call | Minus | Arithmetic | Compare | Member | Not | AllOf | AnyOf


def children(node: Node) -> tuple[Node, ...]:
    """The parts that a node is built from, left to right."""
    match node:
        case AllOf() | AnyOf():
            return node.parts
        case Arithmetic() | Compare():
            return (node.left, node.right)
        case Minus() | Not() | Member():
            return (node.part,)
        case Call():
            return (node.argument,)
        case _:
            return ()


def fact_names(node: Node) -> tuple[str, ...]:
    """Names of the facts under `node`, each once, in the order they are written."""
    found: dict[str, None] = {}
    stack = [node]
    while stack:
        here = stack.pop()
        if isinstance(here, Name):
            found[here.name] = None
        stack.extend(reversed(children(here)))
    return tuple(found)


def speaks_of_reference(node: Node) -> bool:
    """Whether `node` asks for the reference day."""
    return isinstance(node, Call | Reference) or any(speaks_of_reference(child) for child in children(node))


def kind_of(value: Value) -> str:
    """The kind of a value. bool comes first: Python counts it as a number, the language does not."""
    if isinstance(value, bool):
        return YES_NO
    if isinstance(value, int | Fraction):
        return NUMBER
    return DATE if isinstance(value, date) else TEXT


def nearest(word: str, candidates: Iterable[str]) -> str:
    """The candidate most like `word`, or "" when none is like it."""
    found = difflib.get_close_matches(word.lower(), sorted(candidates), n=1, cutoff=0.6)
    return found[0] if found else ""
