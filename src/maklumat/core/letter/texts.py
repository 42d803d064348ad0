"""Texts with named holes: `{nama}`, `{tanggal_lahir}`, `{nilai:rupiah}`. Data, never code: a hole is a name and one
word of a closed list; a filled-in value is never looked at again, so a name with braces stays a name with braces."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from maklumat.core.letter.faults import LetterFault, nearest
from maklumat.core.terbilang import dates, numbers

Value = str | int | date | Sequence[Sequence[str]]
"""What fills a hole: text, a whole number, a local date; or the rows of a table."""

_HOLE: Final = re.compile(r"\{([a-z][a-z0-9_]*)(?::([a-z_]*))?\}")
_KEPT_CONTROLS: Final = frozenset("\u200c\u200d")


def _of_date(write: Callable[[date], str]) -> Callable[[Value], str | None]:
    return lambda value: write(value) if isinstance(value, date) else None


def _of_number(write: Callable[[int], str]) -> Callable[[Value], str | None]:
    return lambda value: write(value) if isinstance(value, int) and not isinstance(value, bool) else None


def _inside_a_sentence(text: str) -> str:
    """ "Sekolah atau kuliah" is "sekolah atau kuliah"; an abbreviation ("KIP") stays as it is."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


FORMATS: Final[Mapping[str, Callable[[Value], str | None]]] = {
    "tanggal": _of_date(dates.long_date),
    "hari": _of_date(dates.day_name),
    "tanggal_terbilang": _of_date(dates.date_in_words),
    "angka": _of_number(numbers.grouped),
    "terbilang": _of_number(numbers.in_words),
    "rupiah": _of_number(numbers.rupiah),
    "rupiah_terbilang": _of_number(numbers.rupiah_in_words),
    "kapital": lambda value: value.upper() if isinstance(value, str) else None,
    "awal_kecil": lambda value: _inside_a_sentence(value) if isinstance(value, str) else None,
}
"""The words after the colon of a hole; each writes one kind of value and answers None for another kind."""


@dataclass(frozen=True, slots=True)
class Hole:
    name: str
    format: str


@lru_cache(maxsize=4096)
def holes(text: str) -> tuple[Hole, ...]:
    """The holes of a text, in order. LetterFault SRT-015: a stray brace or an unknown word after the colon."""
    if re.search(r"[{}]", _HOLE.sub("", text)):
        raise LetterFault("SRT-015", "Kurung kurawal lepas atau nama isian salah tulis: {said}", said=text)
    found = tuple(Hole(hole[1], hole[2] or "") for hole in _HOLE.finditer(text))
    for hole in found:
        if hole.format and hole.format not in FORMATS:
            raise LetterFault(
                "SRT-015", "{{{name}:{format}}}: cara tulis {format} tidak dikenal.{hint}",
                name=hole.name, format=hole.format, hint=nearest(hole.format, FORMATS),
            )  # fmt: skip
    return found


def missing(text: str, values: Mapping[str, Value]) -> tuple[str, ...]:
    """Names of the holes that `values` leaves empty, each once."""
    return tuple(dict.fromkeys(hole.name for hole in holes(text) if is_empty(values.get(hole.name))))


def is_empty(value: Value | None) -> bool:
    """No value, only blanks, or a table without rows. The number 0 is a value."""
    return value is None or (isinstance(value, str) and not value.strip()) or (value == () or value == [])


def fill(text: str, values: Mapping[str, Value]) -> str:
    """The text with every hole filled.

    LetterFault: SRT-015 a bad hole, SRT-020 a hole without a value, SRT-021 a value the hole cannot write.
    """
    holes(text)
    absent = missing(text, values)
    if absent:
        raise LetterFault("SRT-020", "Isian surat belum lengkap: {names}.", names=", ".join(absent))
    return _HOLE.sub(lambda hole: _write(hole[1], hole[2] or "", values[hole[1]]), text)


def _write(name: str, format_: str, value: Value) -> str:
    written: str | None
    if format_:
        written = FORMATS[format_](value)
    elif isinstance(value, date):
        written = dates.long_date(value)
    else:
        written = str(value) if isinstance(value, (str, int)) else None
    if written is None:
        raise LetterFault(
            "SRT-021", "Isian {name} tidak dapat ditulis sebagai {format}.", name=name, format=format_ or "teks"
        )
    return clean(written)


def clean(text: str) -> str:
    """Text fit for print: composed letters, no control or direction marks, single blanks, line ends kept."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\t", " "))
    if composed.isprintable():  # one line without anything to take out, as nearly always
        return " ".join(composed.split())
    kept = "".join(
        char for char in composed if char == "\n" or char in _KEPT_CONTROLS or unicodedata.category(char)[0] != "C"
    )
    return "\n".join(" ".join(line.split()) for line in kept.split("\n")).strip()
