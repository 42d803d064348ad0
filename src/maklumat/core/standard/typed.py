"""Nodes read by a shape: values of the right type under their English codes, each with its place.

Nothing stops at the first fault. A value that cannot be read is left out and found; the rest is read on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from maklumat.core import expression
from maklumat.core.expression import ExpressionFault
from maklumat.core.expression.nodes import nearest
from maklumat.core.standard.findings import Finding, Place
from maklumat.core.standard.reading import Group, Node, Scalar, Series, Spot
from maklumat.core.standard.sayings import finding
from maklumat.core.standard.shapes import (
    Choice,
    Code,
    Day,
    Formula,
    Key,
    Lines,
    Many,
    Nested,
    Number,
    Plain,
    Shape,
    Span,
    Table,
    Text,
    TimeOfDay,
    Type,
    YesNo,
)
from maklumat.core.standard.words import NUMBER_HOLES

_CODE: Final = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*")
_NAME: Final = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_NUMBER: Final = re.compile(r"-?\d{1,15}", re.ASCII)
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TIME: Final = re.compile(r"([01]\d|2[0-3]):([0-5]\d)", re.ASCII)
_LINES: Final = re.compile(r"([1-9]\d{0,6})(?:-([1-9]\d{0,6}))?", re.ASCII)
_HOLE: Final = re.compile(r"\{([^{}:]*)(:\d+)?\}")
_YES_WORDS: Final = {
    "true": "ya", "yes": "ya", "y": "ya", "benar": "ya", "false": "tidak", "no": "tidak", "salah": "tidak",
}  # fmt: skip


@dataclass(slots=True)
class Record:
    """A group that was read: values by English code, and where each value stands.

    `places` has where in the file each key's value stands, "key.0" for the items of lists and "key.word" for the keys
    of tables.
    """

    shape: Shape
    place: Place
    values: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Spot] = field(default_factory=dict)

    def get(self, code: str, default: Any = None) -> Any:
        return self.values.get(code, default)

    def has(self, code: str) -> bool:
        return code in self.values

    def records(self, code: str) -> tuple[Record, ...]:
        """The groups of a list; empty when it is not written."""
        return tuple(item for item in self.values.get(code, ()) if isinstance(item, Record))

    def at(self, code: str) -> Place:
        """Where the value of `code` stands; the group itself when it is not written."""
        spot = self.places.get(code)
        return self.place if spot is None else Place(self.place.file, *spot)

    def only(self, *codes: str) -> dict[str, Any]:
        """The written values among `codes`, to hand to a constructor."""
        return {code: self.values[code] for code in codes if code in self.values}


class _FlawedError(Exception):
    """A value that could not be read; its finding is already written down."""


class _BadValueError(Exception):
    """A value does not have the pattern of its type: the code of the finding and what may have been meant."""

    def __init__(self, code: str, nearest: str = "", example: str = "") -> None:
        super().__init__(code)
        self.code, self.nearest, self.example = code, nearest, example


class Reader:
    """Reads nodes by shapes and writes down what it finds."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def find(self, code: str, place: Place, key: str = "", nearest: str = "", **values: Any) -> None:
        self.findings.append(finding(code, place, key, nearest, **values))

    def record(self, node: Node, shape: Shape, bare: str = "") -> Record:
        """The group at `node`; what is faulty in it is found and left out."""
        if isinstance(node, Scalar) and bare and node.text:
            node = Group(((node._replace(text=shape.word(bare), plain=True), node),), node.file, node.at)
        if not isinstance(node, Group):
            raise self._wrong(node, f"kelompok kunci: nilai ({shape.name})")
        record = Record(shape, node.place)
        values, places, known = record.values, record.places, shape.by_word
        for word, value in node.entries:
            key = known.get(word.text)
            if key is None:
                self._unknown(shape, word, value)
                continue
            places[key.code] = value.at
            try:
                values[key.code] = self._value(value, key.type, key, record)
            except _FlawedError:
                values.pop(key.code, None)
        self._complete(record)
        return record

    def _unknown(self, shape: Shape, word: Scalar, value: Node) -> None:
        if isinstance(value, Scalar) and value.plain and not value.text:
            self.find("STD-226", word.place, word.text, shape=shape.name)
            return
        near = nearest(word.text, (key.word for key in shape.keys))
        self.find("STD-201", word.place, word.text, near, shape=shape.name)

    def _complete(self, record: Record) -> None:
        shape, written = record.shape, record.places  # every known key that is written, with or without a good value
        for key in shape.needed:
            if key.code not in written and (key.required or "refer" not in written):
                self.find("STD-202", record.place, key.word, shape=shape.name, help=key.help + ".")
        if shape.either:
            words = [key.word for key in shape.keys if key.code in shape.either]
            found = [key.word for key in shape.keys if key.code in shape.either and key.code in written]
            if len(found) != 1:
                self._not_one(record, words, found)

    def _not_one(self, record: Record, words: list[str], found: list[str]) -> None:
        if len(found) == 2 and found[0] == "rujuk":
            self.find("STD-219", record.place, found[0], other=found[1])
        else:
            self.find(
                "STD-215", record.place, ", ".join(found), words=", ".join(words), found=", ".join(found) or "tidak ada"
            )

    def _value(self, node: Node, kind: Type, key: Key, record: Record) -> Any:
        if type(kind) is Text and type(node) is Scalar and (text := " ".join(node.text.split())):
            return node.text.strip() if kind.lines else text  # two of three values
        if isinstance(kind, Nested):
            return self.record(node, kind.shape, kind.bare)
        if isinstance(kind, Many):
            return self._many(node, kind, key, record)
        if isinstance(kind, Table):
            return self._table(node, kind, key, record)
        if isinstance(kind, Span) and isinstance(node, Group):
            return self._span(node, kind, key)
        if not isinstance(node, Scalar):
            raise self._wrong(node, "satu nilai", key.word)
        if not node.text.strip():
            self.find("STD-204", node.place, key.word)
            raise _FlawedError
        return self._scalar(node, kind, key)

    def _many(self, node: Node, kind: Many, key: Key, record: Record) -> tuple[Any, ...]:
        if kind.single and isinstance(node, Scalar) and node.text:
            node = Series((node,), node.file, node.at)
        if not isinstance(node, Series):
            raise self._wrong(node, "daftar (setiap butir diawali -)", key.word)
        if not node.items and not kind.empty:
            self.find("STD-222", node.place, key.word)
        items: list[Any] = []
        for item in node.items:
            record.places[f"{key.code}.{len(items)}"] = item.at
            try:
                items.append(self._value(item, kind.of, key, record))
            except _FlawedError:
                continue
        return tuple(items)

    def _table(self, node: Node, kind: Table, key: Key, record: Record) -> dict[str, Any]:
        if not isinstance(node, Group):
            raise self._wrong(node, "kelompok kunci: nilai", key.word)
        table = {}
        for word, value in node.entries:
            if not _CODE.fullmatch(word.text):
                self.find("STD-210", word.place, key.word, text=word.text, example="nama-pendek")
                continue
            record.places[f"{key.code}.{word.text}"] = word.at
            try:
                table[word.text] = self._value(value, kind.of, key, record)
            except _FlawedError:
                continue
        return table

    def _span(self, node: Group, kind: Span, key: Key) -> tuple[int, int]:
        number = Number(kind.least, kind.most)
        low_key = Key("dari", "low", number, "paling cepat", required=True)
        high_key = Key("sampai", "high", number, "paling lambat", required=True)
        ends = Shape(f"rentang {key.word}", (low_key, high_key))
        record = self.record(node, ends)
        if len(record.values) != 2:
            raise _FlawedError
        low, high = record.values["low"], record.values["high"]
        if low > high:
            self.find("STD-218", node.place, key.word, low=low, high=high)
            raise _FlawedError
        return low, high

    def _scalar(self, node: Scalar, kind: Plain, key: Key) -> Any:
        if type(kind) in _PATTERNED:
            return self._patterned(node, kind, key)
        match kind:
            case Choice():
                return self._choice(node, kind, key)
            case Number():
                return self._number(node, kind, key)
            case Span():
                return (None, self._number(node, Number(kind.least, kind.most), key))
            case Formula():
                return self._formula(node, key)
            case _:
                return self._number_format(node, key)

    def _patterned(self, node: Scalar, kind: Plain, key: Key) -> Any:
        read: Callable[[Scalar, Plain, Key], Any] = _PATTERNED[type(kind)]
        try:
            return read(node, kind, key)
        except _BadValueError as bad:
            self.find(bad.code, node.place, key.word, bad.nearest, text=node.text, example=bad.example)
            raise _FlawedError from None

    def _choice(self, node: Scalar, kind: Choice, key: Key) -> str:
        code = kind.code(node.text)
        if code is None:
            words = [word for word, _ in kind.words]
            near = nearest(node.text, words)
            self.find("STD-209", node.place, key.word, near, text=node.text, words=", ".join(words))
            raise _FlawedError
        return code

    def _number(self, node: Scalar, kind: Number, key: Key) -> int:
        if not _NUMBER.fullmatch(node.text):
            self.find("STD-205", node.place, key.word, text=node.text)
            raise _FlawedError
        number = int(node.text)
        if not kind.least <= number <= kind.most:
            self.find("STD-206", node.place, key.word, number=number, least=kind.least, most=kind.most)
            raise _FlawedError
        return number

    def _formula(self, node: Scalar, key: Key) -> str:
        text = " ".join(node.text.split())
        try:
            expression.parse(text)
        except ExpressionFault as fault:
            self.find("STD-213", node.place, key.word, fault=fault.code, reason=str(fault.message))
            raise _FlawedError from None
        return text

    def _number_format(self, node: Scalar, key: Key) -> str:
        holes = _HOLE.findall(node.text)
        for hole, _ in holes:
            if hole not in NUMBER_HOLES:
                near, words = nearest(hole, NUMBER_HOLES), ", ".join(NUMBER_HOLES)
                self.find("STD-216", node.place, key.word, near, text=hole, words=words)
                raise _FlawedError
        rest = _HOLE.sub("", node.text)
        if "{" in rest or "}" in rest or "urut" not in dict(holes):
            self.find("STD-216", node.place, key.word, text=node.text, words=", ".join(NUMBER_HOLES))
            raise _FlawedError
        return _HOLE.sub(lambda found: "{" + NUMBER_HOLES[found[1]] + (found[2] or "") + "}", node.text)

    def _wrong(self, node: Node, wanted: str, key: str = "") -> _FlawedError:
        """Writes the finding down and gives back the error to raise."""
        if isinstance(node, Scalar) and not node.text:
            self.find("STD-204", node.place, key)
        else:
            found = {Scalar: "satu nilai", Series: "daftar", Group: "kelompok kunci: nilai"}[type(node)]
            self.find("STD-203", node.place, key, wanted=wanted, found=found)
        return _FlawedError()


def _code(node: Scalar, kind: Plain, _key: Key) -> str:
    named = isinstance(kind, Code) and kind.name
    if not (_NAME if named else _CODE).fullmatch(node.text) or len(node.text) > 60:
        near = re.sub(r"[^a-z0-9]+", "_" if named else "-", node.text.lower()).strip("-_")
        example = "tanggal_lahir" if named else "surat-keterangan"
        raise _BadValueError("STD-210", near if _CODE.fullmatch(near) else "", example)
    return node.text


def _day(node: Scalar, _kind: Plain, _key: Key) -> date:
    try:
        if _DAY.fullmatch(node.text):
            return date.fromisoformat(node.text)
    except ValueError:
        pass
    raise _BadValueError("STD-207")


def _yes_no(node: Scalar, _kind: Plain, _key: Key) -> bool:
    if node.text not in ("ya", "tidak"):
        raise _BadValueError("STD-208", _YES_WORDS.get(node.text.lower(), ""))
    return node.text == "ya"


def _time(node: Scalar, _kind: Plain, _key: Key) -> int:
    found = _TIME.fullmatch(node.text)
    if not found:
        raise _BadValueError("STD-211")
    return int(found[1]) * 60 + int(found[2])


def _lines(node: Scalar, _kind: Plain, _key: Key) -> str:
    found = _LINES.fullmatch(node.text)
    if not found or (found[2] and int(found[2]) <= int(found[1])):
        raise _BadValueError("STD-212")
    return node.text


_PATTERNED: Final[dict[type, Callable[[Scalar, Plain, Key], Any]]] = {
    Code: _code, Day: _day, YesNo: _yes_no, TimeOfDay: _time, Lines: _lines,
}  # fmt: skip


def twice(records: Iterable[Record], reader: Reader, code: str = "code") -> None:
    """Finds codes that siblings share."""
    first: dict[str, Place] = {}
    for record in records:
        value = record.get(code)
        if value in first:
            reader.find("STD-214", record.at(code), record.shape.word(code), text=value, line=first[value].line)
        elif value is not None:
            first[value] = record.at(code)
