"""Text into tokens. What looks like a date or a number but would be read differently by two people is refused."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from .nodes import MAX_LENGTH, ExpressionFault, Value

MAX_DIGITS: Final = 15

_PATTERN: Final = re.compile(
    r"(?P<space>[ \t\r\n]+)"
    r"|(?P<date>\d+[-/]\d+[-/]\d+)"
    r"|(?P<number>\d[\d.]*)"
    r"|(?P<word>[A-Za-z_][A-Za-z0-9_]*)"
    r"|(?P<text>'[^'\r\n]*')"
    r"|(?P<sign><=|>=|==|!=|[<>+\-*/(),])",
    re.ASCII,
)
_ISO_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_PLAIN_NUMBER: Final = re.compile(r"\d+(\.\d+)?", re.ASCII)
_THOUSANDS: Final = re.compile(r"\d{1,3}(\.\d{3})+", re.ASCII)
_INSTEAD: Final = {
    "=": "==", "≠": "!=", "≤": "<=", "≥": ">=", "×": "*", "÷": "/", "–": "-", "−": "-",
    '"': "'", "‘": "'", "’": "'", "“": "'", "”": "'", "&": "dan", "|": "atau", "!": "bukan",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """`kind`: "word", "sign", "literal" or "end"; `text` as written; `value` of a literal."""

    kind: str
    text: str
    column: int
    value: Value = ""


def tokens(text: str) -> tuple[Token, ...]:
    """All tokens of `text`, ending in one of kind "end". Raises ExpressionFault EKS-001 to EKS-004 and EKS-007."""
    if len(text) > MAX_LENGTH:
        raise ExpressionFault("EKS-007", "ungkapan lebih panjang dari {limit} huruf.", MAX_LENGTH, limit=MAX_LENGTH)
    found: list[Token] = []
    position = 0
    while position < len(text):
        match = _PATTERN.match(text, position)
        if match is None:
            raise _strange(text, position)
        if match.lastgroup != "space":
            found.append(_token(match.lastgroup or "", match.group(), position + 1))
        position = match.end()
    return (*found, Token("end", "", len(text) + 1))


def _token(kind: str, text: str, column: int) -> Token:
    if kind == "date":
        return Token("literal", text, column, _day(text, column))
    if kind == "number":
        return Token("literal", text, column, _number(text, column))
    if kind == "text":
        if not text[1:-1].strip():
            raise ExpressionFault(
                "EKS-002", "teks di antara tanda kutip kosong; jawaban kosong berarti belum diketahui.", column
            )
        return Token("literal", text, column, text[1:-1])
    if kind == "word" and text != text.lower():
        raise ExpressionFault("EKS-001", "nama “{word}” memakai huruf besar.", column, text.lower(), word=text)
    return Token(kind, text, column)


def _strange(text: str, position: int) -> ExpressionFault:
    character = text[position]
    if character == "'":
        return ExpressionFault("EKS-002", "teks tidak ditutup dengan tanda kutip tunggal (').", position + 1)
    return ExpressionFault(
        "EKS-001",
        "tanda “{character}” tidak dikenal.",
        position + 1,
        _INSTEAD.get(character, ""),
        character=character if character.isprintable() else f"U+{ord(character):04X}",
    )


def _day(text: str, column: int) -> date:
    if not _ISO_DAY.fullmatch(text):
        raise ExpressionFault(
            "EKS-003",
            "“{word}” bukan tanggal yang tegas; tulis tahun-bulan-hari, misalnya 2026-11-21 "
            "(beri spasi bila maksudnya hitungan).",
            column,
            word=text,
        )
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ExpressionFault("EKS-003", "tanggal {word} tidak ada dalam kalender.", column, word=text) from None


def _number(text: str, column: int) -> int | Fraction:
    if _THOUSANDS.fullmatch(text):  # 1.500 is one and a half to the parser and fifteen hundred to an official
        raise ExpressionFault(
            "EKS-004",
            "angka {word} dapat dibaca dua cara; tulis tanpa titik ribuan, dan pecahan tanpa tiga angka.",
            column,
            text.replace(".", ""),
            word=text,
        )
    if not _PLAIN_NUMBER.fullmatch(text) or len(text) > MAX_DIGITS:
        raise ExpressionFault(
            "EKS-004", "“{word}” bukan angka yang dapat dibaca (paling banyak {limit} angka).", column,
            word=text[:40], limit=MAX_DIGITS,
        )  # fmt: skip
    exact = Fraction(text)
    return exact.numerator if exact.denominator == 1 else exact
