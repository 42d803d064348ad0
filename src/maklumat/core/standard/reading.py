"""YAML text into nodes that know their place. Values stay text: what they mean is decided by the key, never by YAML.

So `no`, `12:30`, `1_000` and `2023-05-19` are the words that were written. Duplicate keys, tags, anchors and aliases
are faults, because an official reading the file would not see what they do.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import partial
from typing import Any, Final, NamedTuple

import yaml
from yaml import AliasEvent, MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from maklumat.core.standard.findings import Faults, Finding, Place
from maklumat.core.standard.sayings import finding

MAX_DEPTH: Final = 16
MAX_SIZE: Final = 2_000_000

_REASONS: Final = {
    "found a tab character": "ada tanda tab; menjorok hanya dengan spasi",
    "found character '\\t'": "ada tanda tab; menjorok hanya dengan spasi",
    "could not find expected ':'": "tanda titik dua tidak ditemukan sesudah kunci",
    "mapping values are not allowed": "titik dua di tengah nilai; beri tanda kutip pada nilainya",
    "did not find expected key": "jarak menjorok tidak sama, atau tanda kutip belum ditutup",
    "did not find expected '-' indicator": "butir daftar harus diawali tanda - pada jarak yang sama",
    "did not find expected ',' or ']'": "kurung siku belum ditutup",
    "did not find expected ',' or '}'": "kurung kurawal belum ditutup",
    "found unexpected end of stream": "tanda kutip belum ditutup",
    "control characters": "ada huruf kendali yang tidak terlihat",
    "found undefined alias": "ada tanda * di awal nilai; beri tanda kutip pada nilainya",
    "found character that cannot start": "ada tanda di awal nilai yang harus diberi tanda kutip",
}  # fmt: skip


Spot = tuple[int, int]
"""Line and column, counted from 1. A whole `Place` is made of it when somebody asks; of most parts nobody does."""


class Scalar(NamedTuple):
    """A written value: always text, in Unicode NFC. `plain` tells that it stood without quotes."""

    text: str
    plain: bool
    file: str
    at: Spot

    @property
    def place(self) -> Place:
        return Place(self.file, *self.at)


class Group(NamedTuple):
    """A mapping: its keys in the order they were written, each key once."""

    entries: tuple[tuple[Scalar, Node], ...]
    file: str
    at: Spot

    @property
    def place(self) -> Place:
        return Place(self.file, *self.at)


class Series(NamedTuple):
    """A list."""

    items: tuple[Node, ...]
    file: str
    at: Spot

    @property
    def place(self) -> Place:
        return Place(self.file, *self.at)


Node = Scalar | Group | Series


def parse(text: str, path: str) -> tuple[Group | None, tuple[Finding, ...]]:
    """The top mapping of `text` with every fault found. None where the text cannot be read at all."""
    start = Place(path, 1, 1)
    if len(text) > MAX_SIZE:
        return None, (finding("STD-109", start, size=len(text), limit=MAX_SIZE),)
    composer = _Composer(path)
    try:
        node = composer.document(yaml.CSafeLoader(text).get_event)
    except yaml.MarkedYAMLError as error:
        composer.findings.append(_syntax(text, path, error))
        return None, tuple(composer.findings)
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        composer.findings.append(finding("STD-101", start, reason=_reason(str(error))))
        return None, tuple(composer.findings)
    except _TooDeepError as error:
        composer.findings.append(finding("STD-108", error.place, limit=MAX_DEPTH))
        return None, tuple(composer.findings)
    if any(found.code == "STD-105" for found in composer.findings):
        return None, tuple(composer.findings)
    if not isinstance(node, Group) or not node.entries:
        composer.findings.append(finding("STD-106", start))
        return None, tuple(composer.findings)
    return node, tuple(composer.findings)


def plain(text: str, path: str) -> dict[str, Any]:
    """`text` as ordinary dicts, lists and strings, for readers with a format of their own.

    Every value is a string, exactly as written. Raises Faults when the text has any fault.
    """
    node, findings = parse(text, path)
    if findings or node is None:
        raise Faults(findings)
    return {key.text: _plain(value) for key, value in node.entries}


def _plain(node: Node) -> Any:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Series):
        return [_plain(item) for item in node.items]
    return {key.text: _plain(value) for key, value in node.entries}


class _TooDeepError(Exception):
    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place


class _Composer:
    """Builds nodes from libyaml's events, one level of Python for one level of the file.

    Half the time that a standard takes is spent here, once for each written value: hence exact types, no generator,
    and one test for all that is rare.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.findings: list[Finding] = []

    def document(self, event_after: Callable[[], Any]) -> Node | None:
        self._next = event_after
        top: Node | None = None
        documents = 0
        while (event := event_after()) is not None:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents == 2:
                    self.findings.append(finding("STD-105", self._place(event)))
            elif isinstance(event, yaml.NodeEvent):
                node = self._node(event, 1)
                top = node if documents == 1 else top
        return top

    def _node(self, event: Any, depth: int) -> Node:
        kind, mark = type(event), event.start_mark
        at = (mark.line + 1, mark.column + 1)
        if depth > MAX_DEPTH:
            raise _TooDeepError(Place(self.path, *at))
        if event.anchor is not None or (kind is not AliasEvent and event.tag is not None):
            self._hidden(event, kind)
        if kind is ScalarEvent:
            text = event.value
            return Scalar(text if text.isascii() else _nfc(text), not event.style, self.path, at)
        if kind is MappingStartEvent:
            return self._group(at, depth + 1)
        if kind is SequenceStartEvent:
            items = []
            while type(event := self._next()) is not SequenceEndEvent:
                items.append(self._node(event, depth + 1))
            return Series(tuple(items), self.path, at)
        return Scalar("", plain=True, file=self.path, at=at)

    def _hidden(self, event: Any, kind: type) -> None:
        """What an official who reads the file would not see the effect of."""
        place = self._place(event)
        if event.anchor is not None:
            self.findings.append(finding("STD-103", place))
        if kind is not AliasEvent and event.tag is not None:
            self.findings.append(finding("STD-104", place, tag=event.tag.replace("tag:yaml.org,2002:", "!!")))

    def _group(self, at: Spot, depth: int) -> Group:
        entries: dict[str, tuple[Scalar, Node]] = {}
        following, node = self._next, self._node
        while type(event := following()) is not MappingEndEvent:
            key = node(event, depth)
            value = node(following(), depth)
            if type(key) is not Scalar or not key.text:
                self.findings.append(finding("STD-107", key.place))
            elif key.text in entries:
                first, _ = entries[key.text][0].at
                self.findings.append(finding("STD-102", key.place, key.text, line=first))
            else:
                entries[key.text] = (key, value)
        return Group(tuple(entries.values()), self.path, at)

    def _place(self, event: Any) -> Place:
        return Place(self.path, event.start_mark.line + 1, event.start_mark.column + 1)


_nfc: Final = partial(unicodedata.normalize, "NFC")


def _syntax(text: str, path: str, error: yaml.MarkedYAMLError) -> Finding:
    quoted = "quoted scalar" in (error.context or "")  # it began where the quote was opened, not where the file ended
    mark = (error.context_mark if quoted else None) or error.problem_mark or error.context_mark
    place = Place(path, mark.line + 1, mark.column + 1) if mark is not None else Place(path, 1, 1)
    line = text.splitlines()[place.line - 1 : place.line]
    tab = any("\t" in one[: place.column + 1] for one in line)
    problem = "found a tab character" if tab else f"{error.context or ''} {error.problem or ''}"
    return finding("STD-101", place, reason=_reason(problem))


def _reason(problem: str) -> str:
    for part, reason in _REASONS.items():
        if part in problem:
            return reason
    return problem.strip().replace("\n", " ") or "susunannya tidak dapat dibaca"
