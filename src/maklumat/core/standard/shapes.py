"""How a file of the standard is described: shapes of keys, each key with the type of its value.

`keys` writes the whole format with these; `typed` reads YAML by them. A shape knows the Indonesian word and the English
code of each key, so that no other module needs both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Text:
    """Words. Line breaks and repeated spaces are made single spaces unless `lines`."""

    lines: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """A lower-case code; `name` for the codes that expressions use (underscores only)."""

    name: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number within limits."""

    least: int = 0
    most: int = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Span:
    """A number, or `{dari: a, sampai: b}`: read as a pair (a or None, b)."""

    least: int = 1
    most: int = 100_000


@dataclass(frozen=True, slots=True)
class Day:
    """A date, written 2023-05-19."""


@dataclass(frozen=True, slots=True)
class YesNo:
    """`ya` or `tidak`."""


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """An hour of the day, written 07:30; read as minutes after midnight."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Line numbers of the decree's text: 230 or 226-248."""


@dataclass(frozen=True, slots=True)
class Formula:
    """An expression over the intake answers."""


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """The pattern of a letter's number, with Indonesian holes such as {urut:03}; read with English ones."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One word of a closed list: pairs of Indonesian word and stored English code."""

    words: tuple[tuple[str, str], ...]

    def code(self, word: str) -> str | None:
        return dict(self.words).get(word)


@dataclass(frozen=True, slots=True)
class Many:
    """A list of values. `single`: one value may stand without a list. `empty`: the list may be empty."""

    of: Type
    single: bool = False
    empty: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A group whose keys are codes chosen by the writer, each leading to a value."""

    of: Type


@dataclass(frozen=True, slots=True)
class Nested:
    """A group of known keys. `bare`: a single word stands for the value of this key (English code)."""

    shape: Shape
    bare: str = ""


Plain = Text | Code | Number | Span | Day | YesNo | TimeOfDay | Lines | Formula | NumberFormat | Choice
Type = Plain | Many | Table | Nested


@dataclass(frozen=True, slots=True)
class Key:
    """A key: the Indonesian word written, the English code stored, the type of the value, one sentence of help."""

    word: str
    code: str
    type: Type
    help: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """A group of keys. `name` is how messages and docs/standard.md call it.

    `either`: exactly one of these keys (English codes) must be written. `alone`: these must be written where the group
    does not refer to another.
    """

    name: str
    keys: tuple[Key, ...]
    either: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    by_word: Mapping[str, Key] = field(init=False, repr=False, compare=False)
    needed: tuple[Key, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """The same keys by their words, and those that must or may have to be written: asked for every group."""
        object.__setattr__(self, "by_word", {key.word: key for key in reversed(self.keys)})
        needed = tuple(key for key in self.keys if key.required or key.code in self.alone)
        object.__setattr__(self, "needed", needed)

    def key(self, word: str) -> Key | None:
        """The key written as `word`, or None."""
        return self.by_word.get(word)

    def word(self, code: str) -> str:
        """The Indonesian word of an English code; KeyError when there is none."""
        for key in self.keys:
            if key.code == code:
                return key.word
        raise KeyError(code)
