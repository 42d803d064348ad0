"""Tokens into a tree, by hand: one function for each line of the grammar.

expression = term  { "atau" term }
term       = factor { "dan" factor }
factor     = "bukan" factor | comparison
comparison = sum [ ("<" | "<=" | ">" | ">=" | "==" | "!=") sum | "dalam" "(" literal { "," literal } ")" ]
sum        = product { ("+" | "-") product }
product    = signed { ("*" | "/") signed }
signed     = "-" signed | atom
atom       = literal | "ya" | "tidak" | "tanggal_acuan" | name | function "(" expression ")" | "(" expression ")"
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from .nodes import (
    FUNCTIONS,
    KEYWORDS,
    MAX_DEPTH,
    REFERENCE_WORD,
    AllOf,
    AnyOf,
    Arithmetic,
    Call,
    Compare,
    ExpressionFault,
    Literal,
    Member,
    Minus,
    Name,
    Node,
    Not,
    Reference,
    children,
    nearest,
)
from .tokens import Token, tokens

COMPARISONS: Final = ("<", "<=", ">", ">=", "==", "!=")
_ENGLISH: Final = {
    "and": "dan", "or": "atau", "not": "bukan", "in": "dalam", "true": "ya", "false": "tidak",
    "yes": "ya", "no": "tidak", "age": "usia", "umur": "usia", "benar": "ya", "salah": "tidak", "serta": "dan",
}  # fmt: skip


def read(text: str) -> Node:
    """The tree of `text`. Raises ExpressionFault with column, code EKS-001 to EKS-011."""
    cursor = _Cursor(tokens(text))
    root = _expression(cursor, 0)
    if cursor.here.kind != "end":
        raise _unexpected(cursor.here, "tanda hitung, pembanding, “dan” atau “atau”")
    _refuse_deep(root)
    return root


@dataclass(slots=True)
class _Cursor:
    found: tuple[Token, ...]
    at: int = 0

    @property
    def here(self) -> Token:
        return self.found[self.at]

    def take(self, *texts: str) -> Token | None:
        """The present token when it is one of `texts` (a literal never is), moving past it."""
        token = self.here
        if token.kind in ("word", "sign") and token.text in texts:
            self.at += 1
            return token
        return None

    def need(self, text: str, meaning: str) -> Token:
        token = self.take(text)
        if token is None:
            raise _unexpected(self.here, meaning)
        return token


def _expression(cursor: _Cursor, depth: int) -> Node:
    if depth > MAX_DEPTH:
        raise _too_deep(cursor.here.column)
    parts = _joined(cursor, depth, "atau", _term)
    return parts[0] if len(parts) == 1 else AnyOf(parts[0].column, parts)


def _term(cursor: _Cursor, depth: int) -> Node:
    parts = _joined(cursor, depth, "dan", _factor)
    return parts[0] if len(parts) == 1 else AllOf(parts[0].column, parts)


def _joined(cursor: _Cursor, depth: int, word: str, part: Callable[[_Cursor, int], Node]) -> tuple[Node, ...]:
    parts = [part(cursor, depth)]
    while cursor.take(word):
        parts.append(part(cursor, depth))
    return tuple(parts)


def _factor(cursor: _Cursor, depth: int) -> Node:
    if depth > MAX_DEPTH:
        raise _too_deep(cursor.here.column)
    token = cursor.take("bukan")
    return Not(token.column, _factor(cursor, depth + 1)) if token else _comparison(cursor, depth)


def _comparison(cursor: _Cursor, depth: int) -> Node:
    left = _sum(cursor, depth)
    if cursor.take("dalam"):
        return Member(left.column, left, _items(cursor))
    token = cursor.take(*COMPARISONS)
    if token is None:
        return left
    compared = Compare(left.column, token.text, left, _sum(cursor, depth))
    if cursor.here.kind == "sign" and cursor.here.text in COMPARISONS:
        raise ExpressionFault(
            "EKS-011",
            "dua pembanding berturut-turut; pisahkan dengan “dan”, misalnya x >= 1 dan x <= 5.",
            cursor.here.column,
        )
    return compared


def _items(cursor: _Cursor) -> tuple[Literal, ...]:
    cursor.need("(", "daftar dalam kurung, misalnya dalam ('a', 'b')")
    items = [_item(cursor)]
    while cursor.take(","):
        items.append(_item(cursor))
    cursor.need(")", "koma atau kurung tutup")
    return tuple(items)


def _item(cursor: _Cursor) -> Literal:
    minus = cursor.take("-")
    literal = _literal(cursor)
    if literal is None:
        raise _unexpected(cursor.here, "nilai tetap (teks dalam kutip, angka, tanggal, ya atau tidak)")
    if minus is None:
        return literal
    if isinstance(literal.value, bool) or not isinstance(literal.value, int | Fraction):
        raise _unexpected(cursor.found[cursor.at - 1], "angka")
    return Literal(minus.column, -literal.value)


def _literal(cursor: _Cursor) -> Literal | None:
    token = cursor.here
    if token.kind == "literal":
        cursor.at += 1
        return Literal(token.column, token.value)
    yes = cursor.take("ya", "tidak")
    return Literal(yes.column, yes.text == "ya") if yes else None


def _sum(cursor: _Cursor, depth: int) -> Node:
    left = _product(cursor, depth)
    while token := cursor.take("+", "-"):
        left = Arithmetic(token.column, token.text, left, _product(cursor, depth))
    return left


def _product(cursor: _Cursor, depth: int) -> Node:
    left = _signed(cursor, depth)
    while token := cursor.take("*", "/"):
        left = Arithmetic(token.column, token.text, left, _signed(cursor, depth))
    return left


def _signed(cursor: _Cursor, depth: int) -> Node:
    if depth > MAX_DEPTH:
        raise _too_deep(cursor.here.column)
    token = cursor.take("-")
    return Minus(token.column, _signed(cursor, depth + 1)) if token else _atom(cursor, depth)


def _atom(cursor: _Cursor, depth: int) -> Node:
    literal = _literal(cursor)
    if literal is not None:
        return literal
    if cursor.take("("):
        inside = _expression(cursor, depth + 1)
        cursor.need(")", "kurung tutup")
        return inside
    token = cursor.here
    if token.kind != "word" or (token.text in KEYWORDS and token.text != REFERENCE_WORD):
        raise _unexpected(token, "nama jawaban, angka, tanggal, teks dalam kutip, ya, tidak atau kurung buka")
    cursor.at += 1
    if cursor.take("("):
        return _call(cursor, token, depth)
    if token.text == REFERENCE_WORD:
        return Reference(token.column)
    if token.text in FUNCTIONS:
        raise _unexpected(cursor.here, f"kurung buka sesudah {token.text}")
    return Name(token.column, token.text)


def _call(cursor: _Cursor, token: Token, depth: int) -> Node:
    if token.text not in FUNCTIONS:
        near = _ENGLISH.get(token.text) or nearest(token.text, FUNCTIONS)
        raise ExpressionFault("EKS-009", "fungsi “{word}” tidak dikenal.", token.column, near, word=token.text)
    if cursor.take(")"):
        raise ExpressionFault("EKS-010", "fungsi {word} perlu satu tanggal.", token.column, word=token.text)
    argument = _expression(cursor, depth + 1)
    if cursor.here.kind == "sign" and cursor.here.text == ",":
        raise ExpressionFault("EKS-010", "fungsi {word} hanya perlu satu tanggal.", token.column, word=token.text)
    cursor.need(")", "kurung tutup")
    return Call(token.column, token.text, argument)


def _unexpected(token: Token, wanted: str) -> ExpressionFault:
    if token.kind == "end":
        return ExpressionFault(
            "EKS-006", "ungkapan belum selesai; yang ditunggu {wanted}.", token.column, wanted=wanted
        )
    near = "." if token.text == "," and token.kind == "sign" else ""  # 1,5 is written 1.5
    if token.kind == "word":
        near = _ENGLISH.get(token.text) or nearest(token.text, KEYWORDS)
        near = "" if near == token.text else near
    return ExpressionFault(
        "EKS-005", "“{word}” tidak dapat berada di sini; yang ditunggu {wanted}.", token.column, near,
        word=token.text, wanted=wanted,
    )  # fmt: skip


def _too_deep(column: int) -> ExpressionFault:
    return ExpressionFault(
        "EKS-008", "ungkapan bertingkat lebih dari {limit}; pecah menjadi beberapa aturan.", column, limit=MAX_DEPTH
    )


def _refuse_deep(root: Node) -> None:
    """Long chains of + and * make deep trees without any bracket."""
    level: list[Node] = [root]
    for _ in range(MAX_DEPTH + 1):
        level = [child for node in level for child in children(node)]
        if not level:
            return
    raise _too_deep(level[0].column)
