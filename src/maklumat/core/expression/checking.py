"""Reading an expression before it ever runs: names that nobody answers and kinds that do not fit."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from .nodes import (
    DATE,
    NUMBER,
    TEXT,
    YES_NO,
    AllOf,
    AnyOf,
    Arithmetic,
    Call,
    Compare,
    Literal,
    Member,
    Minus,
    Name,
    Node,
    Not,
    Reference,
    fact_names,
    kind_of,
    nearest,
)

_AS_KIND: Final = {
    "number": NUMBER, "date": DATE, "yes_no": YES_NO, "text": TEXT, "paragraph": TEXT, "choice": TEXT,
}  # fmt: skip
_WORDS: Final = {NUMBER: "angka", TEXT: "teks", DATE: "tanggal", YES_NO: "ya atau tidak"}


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault that parsing cannot see. `column` is 1-based; `near` the nearest valid word, or ""."""

    code: str
    text: str
    column: int
    near: str = ""


@dataclass(slots=True)
class _Check:
    known: Mapping[str, str]
    choices: Mapping[str, Collection[str]]
    problems: list[Problem] = field(default_factory=list)

    def add(self, code: str, node: Node, text: str, near: str = "") -> None:
        hint = f" Mungkin maksudnya “{near}”." if near else ""
        self.problems.append(Problem(code, f"Kolom {node.column}: {text}{hint}", node.column, near))

    def kind(self, node: Node) -> str | None:
        """The kind of `node`'s value; None where a fault was found below, so that one fault is told once."""
        match node:
            case Literal():
                return kind_of(node.value)
            case Reference():
                return DATE
            case Name():
                return self._name(node)
            case Call():
                self._need(node.argument, DATE, f"fungsi {node.function}")
                return NUMBER
            case Minus():
                self._need(node.part, NUMBER, "tanda minus")
                return NUMBER
            case Arithmetic():
                return self._arithmetic(node)
            case Compare():
                self._compare(node)
            case Member():
                self._member(node)
            case Not():
                self._need(node.part, YES_NO, "“bukan”")
            case AllOf() | AnyOf():
                for part in node.parts:
                    self._need(part, YES_NO, "“dan”" if isinstance(node, AllOf) else "“atau”")
        return YES_NO

    def _name(self, node: Name) -> str | None:
        if node.name not in self.known:
            near = nearest(node.name, self.known)
            self.add("EKS-101", node, f"“{node.name}” tidak ditanyakan dalam isian layanan ini.", near)
            return None
        return _AS_KIND.get(self.known[node.name])

    def _need(self, node: Node, wanted: str, who: str) -> None:
        kind = self.kind(node)
        if kind not in (None, wanted):
            self.add("EKS-102", node, f"{who} perlu {_WORDS[wanted]}, bukan {_WORDS[kind or TEXT]}.")

    def _arithmetic(self, node: Arithmetic) -> str | None:
        left, right = self.kind(node.left), self.kind(node.right)
        if left is None or right is None:
            return None
        if node.operator == "/" and isinstance(node.right, Literal) and node.right.value == 0:
            self.add("EKS-104", node, "pembagian dengan nol tidak pernah ada hasilnya.")
        if (left, right) == (NUMBER, NUMBER):
            return NUMBER
        if left == DATE and node.operator in "+-" and right in (NUMBER, DATE) and (node.operator, right) != ("+", DATE):
            return DATE if right == NUMBER else NUMBER
        self.add("EKS-102", node, f"{_WORDS[left]} {node.operator} {_WORDS[right]} tidak dapat dihitung.")
        return None

    def _compare(self, node: Compare) -> None:
        left, right = self.kind(node.left), self.kind(node.right)
        if left is None or right is None:
            return
        if left != right:
            self.add("EKS-102", node, f"{_WORDS[left]} tidak dapat dibandingkan dengan {_WORDS[right]}.")
        elif node.operator not in ("==", "!=") and left not in (NUMBER, DATE):
            self.add("EKS-102", node, f"{_WORDS[left]} hanya dapat dibandingkan dengan == atau !=.")
        self._chosen(node.left, node.right)
        self._chosen(node.right, node.left)

    def _member(self, node: Member) -> None:
        kind = self.kind(node.part)
        for item in node.items:
            other = kind_of(item.value)
            if kind is not None and other != kind:
                self.add("EKS-102", item, f"{_WORDS[kind]} tidak dapat dicari di antara {_WORDS[other]}.")
            self._chosen(node.part, item)

    def _chosen(self, name: Node, value: Node) -> None:
        """A choice compared with a word that is none of its choices can never be true."""
        if not isinstance(name, Name) or not isinstance(value, Literal) or not isinstance(value.value, str):
            return
        allowed = self.choices.get(name.name)
        if allowed is not None and value.value not in allowed:
            near = nearest(value.value, allowed)
            self.add("EKS-105", value, f"“{value.value}” bukan salah satu pilihan {name.name}.", near)


def problems_of(root: Node, known: Mapping[str, str], choices: Mapping[str, Collection[str]]) -> list[Problem]:
    """All problems of a tree, in the order they are written. Codes EKS-101 to EKS-106."""
    check = _Check(known, choices)
    kind = check.kind(root)
    if kind not in (None, YES_NO):
        check.add("EKS-103", root, f"hasilnya {_WORDS[kind or TEXT]}, padahal aturan harus ya atau tidak.")
    if not fact_names(root):
        check.add("EKS-106", root, "ungkapan ini tidak memakai satu jawaban pun, jadi hasilnya selalu sama.")
    return sorted(check.problems, key=_place)


def _place(problem: Problem) -> Any:
    return (problem.column, problem.code)
