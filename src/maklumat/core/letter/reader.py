"""Reading the letters' YAML with positions, so that a fault can say where it is.

Every scalar is read as the text that stands there ("no" is no boolean, 400.9 no number). Anchors, aliases and tags
are refused: a letter's text is read by officials, not by programmers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, Protocol

import yaml

from maklumat.core.letter.faults import LetterFault, TemplateFault, nearest
from maklumat.core.letter.texts import holes

Fields = dict[str, yaml.Node]
_HIDING: Final = re.compile(r"[&*!]")
"""What anchors, aliases and tags begin with: a text without these has none."""


class _Mark(Protocol):
    """A place in a file; the C parser and the Python one have each their own class for it."""

    line: int
    column: int


class Reader:
    """Reads the nodes of one file; every method raises TemplateFault at the node that is wrong."""

    def __init__(self, file: str) -> None:
        self.file = file

    def root(self, text: str) -> yaml.Node:
        """The document's node. SRT-010: not YAML, empty, or with an anchor, alias or tag."""
        try:
            for event in yaml.parse(text, Loader=yaml.CSafeLoader) if _HIDING.search(text) else ():
                if getattr(event, "anchor", None) or getattr(event, "tag", None):
                    raise self._fault_at(
                        event.start_mark, "SRT-010", "jangkar, acuan, dan tag YAML tidak boleh dipakai."
                    )
            node = yaml.compose(text, Loader=yaml.CBaseLoader)
        except yaml.MarkedYAMLError as error:
            raise self._fault_at(error.problem_mark, "SRT-010", "bukan YAML yang sah ({problem}).",
                                 problem=error.problem) from error  # fmt: skip
        except yaml.YAMLError as error:
            raise self._fault_at(None, "SRT-010", "bukan YAML yang sah ({problem}).", problem=str(error)) from error
        if node is None:
            raise self._fault_at(None, "SRT-010", "berkas kosong.")
        return node

    def fields(self, node: yaml.Node, known: Iterable[str] = (), required: Sequence[str] = ()) -> Fields:
        """A mapping's values by key. SRT-011 unknown or repeated key, SRT-012 a required key is absent.

        An empty `known` lets every key through.
        """
        if not isinstance(node, yaml.MappingNode):
            raise self.fault(node, "SRT-013", "di sini harus ada pasangan kunci: nilai.")
        known = tuple(known)
        found: Fields = {}
        for key_node, value in node.value:
            key = self.text(key_node)
            if known and key not in known:
                raise self.fault(
                    key_node, "SRT-011", "kunci {key} tidak dikenal.{hint}", key=key, hint=nearest(key, known)
                )
            if key in found:
                raise self.fault(key_node, "SRT-011", "kunci {key} ditulis dua kali.", key=key)
            found[key] = value
        for key in required:
            if key not in found:
                raise self.fault(node, "SRT-012", "kunci {key} belum ada.", key=key)
        return found

    def items(self, node: yaml.Node) -> list[yaml.Node]:
        """A list's nodes. SRT-013 when it is no list."""
        if not isinstance(node, yaml.SequenceNode):
            raise self.fault(node, "SRT-013", "di sini harus ada daftar.")
        return list(node.value)

    def text(self, node: yaml.Node) -> str:
        """A scalar as it stands, trimmed. SRT-013 when it is no scalar."""
        if not isinstance(node, yaml.ScalarNode):
            raise self.fault(node, "SRT-013", "di sini harus ada teks.")
        return str(node.value).strip()

    def with_holes(self, node: yaml.Node, names: Iterable[str]) -> str:
        """A text whose holes are all well written (SRT-015) and named (SRT-014)."""
        text, names = self.text(node), tuple(names)
        try:
            found = holes(text)
        except LetterFault as error:
            raise self.fault(node, error.code, "{reason}", reason=str(error.message)) from error
        for hole in found:
            if hole.name not in names:
                raise self.fault(node, "SRT-014", "isian {{{name}}} tidak dikenal.{hint} Isian baru: daftarkan dulu.",
                                 name=hole.name, hint=nearest(hole.name, names))  # fmt: skip
        return text

    def word(self, node: yaml.Node, known: Iterable[str]) -> str:
        """One of the known words. SRT-016 otherwise."""
        word, known = self.text(node), tuple(known)
        if word not in known:
            raise self.fault(node, "SRT-016", "{word} tidak dikenal.{hint}", word=word, hint=nearest(word, known))
        return word

    def yes(self, node: yaml.Node) -> bool:
        """`ya` or `tidak`."""
        return self.word(node, ("ya", "tidak")) == "ya"

    def number(self, node: yaml.Node, low: float, high: float) -> float:
        """A number between `low` and `high`, both included. SRT-016 otherwise."""
        text = self.text(node)
        try:
            number = float(text)
        except ValueError:
            number = float("nan")
        if not low <= number <= high:
            raise self.fault(node, "SRT-016", "{word} harus angka antara {low:g} dan {high:g}.",
                             word=text, low=low, high=high)  # fmt: skip
        return number

    def day(self, node: yaml.Node) -> date:
        """A day as 2026-11-23. SRT-016 otherwise."""
        text = self.text(node)
        try:
            return date.fromisoformat(text)
        except ValueError as error:
            raise self.fault(node, "SRT-016", "{word} harus tanggal seperti 2026-11-23.", word=text) from error

    def fault(self, node: yaml.Node, code: str, text: str, **values: object) -> TemplateFault:
        """The fault at a node, to be raised."""
        return self._fault_at(node.start_mark, code, text, **values)

    def _fault_at(self, mark: _Mark | None, code: str, text: str, **values: object) -> TemplateFault:
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        return TemplateFault(code, text, file=self.file, line=line, column=column, **values)
