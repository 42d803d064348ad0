"""Values and sub-expressions in plain Indonesian."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Final

from .nodes import Arithmetic, Call, Literal, Minus, Name, Node, Reference, Value

Labels = Mapping[str, str]

_MONTHS: Final = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
_MEASURES: Final = {
    "usia": "usia (tahun) menurut {of}",
    "lama_tahun": "lama (tahun) sejak {of}",
    "lama_bulan": "lama (bulan) sejak {of}",
    "lama_hari": "lama (hari) sejak {of}",
}
_LONGEST_TEXT: Final = 60


def said(value: Value) -> str:
    """A value as an official writes it: 21 November 2026, 1.500.000, 2,5, ya, “daratan”."""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, date):
        return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"
    if isinstance(value, int):
        return f"{value:,}".replace(",", ".")
    if isinstance(value, Fraction):
        return _decimal(value)
    clean = "".join(character for character in value if character.isprintable()).strip()
    short = clean if len(clean) <= _LONGEST_TEXT else clean[: _LONGEST_TEXT - 1] + "…"
    return f"“{short}”"


def _decimal(value: Fraction) -> str:
    """Four decimals at most; a figure that is rounded says so, or 30 and 29,99999 would look alike."""
    scaled = round(value * 10_000)
    whole, rest = divmod(abs(scaled), 10_000)
    digits = f"{rest:04}".rstrip("0")
    sign = "-" if scaled < 0 else ""
    about = "" if Fraction(scaled, 10_000) == value else "kira-kira "
    return f"{about}{sign}{whole:,}".replace(",", ".") + (f",{digits}" if digits else "")


def label(name: str, labels: Labels) -> str:
    """What people call the fact `name`."""
    return labels.get(name) or name.replace("_", " ")


def phrase(node: Node, labels: Labels) -> str:
    """A sub-expression in words: usia (tahun) menurut tanggal lahir."""
    match node:
        case Name():
            return label(node.name, labels)
        case Literal():
            return said(node.value)
        case Reference():
            return "tanggal acuan"
        case Call():
            return _MEASURES[node.function].format(of=phrase(node.argument, labels))
        case Minus():
            return f"-{phrase(node.part, labels)}"
        case Arithmetic():
            return f"({phrase(node.left, labels)} {node.operator} {phrase(node.right, labels)})"
        case _:
            return "pernyataan"
