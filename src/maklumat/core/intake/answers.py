"""Reading one answer by the kind of its question."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from maklumat.core.standard.model import IntakeField

from .submission import ERROR, WARNING, Answer, Problem
from .texts import clean_line, clean_paragraph

LONGEST: Final = {"text": 200, "paragraph": 4000}
"""Characters of an answer, after cleaning."""

LONGEST_RAW: Final = 20_000
"""Characters that are looked at at all."""

EARLIEST: Final = date(1900, 1, 1)

_THOUSANDS: Final = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", re.ASCII)
_NUMBER: Final = re.compile(r"\d{1,15}(?:[.,]\d{1,6})?", re.ASCII)
_DATES: Final = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})", re.ASCII),
    re.compile(r"(?P<day>\d{1,2})[-/. ](?P<month>\d{1,2})[-/. ](?P<year>\d{4})", re.ASCII),
)
_YES: Final = frozenset({"ya", "y", "yes", "true", "on", "1"})
_NO: Final = frozenset({"tidak", "t", "no", "false", "off", "0"})


@dataclass(frozen=True, slots=True)
class Read:
    """A value (None: not answered or not readable) and what is to be said about it."""

    value: Answer | None
    problems: tuple[Problem, ...] = ()


def read_answer(question: IntakeField, raw: str, on: date) -> Read:
    """Read `raw` as the answer to `question` on the day `on`. Codes ISI-001 to ISI-010; never raises."""
    path = f"answers.{question.code}"
    if len(raw) > LONGEST_RAW:
        return _too_long(question, path, len(raw))
    cleaned = (clean_paragraph if question.kind == "paragraph" else clean_line)(raw)
    hidden = (_hidden(path, question.label),) if cleaned.hidden else ()
    if not cleaned.text:
        return Read(None, hidden)
    read = _READERS.get(question.kind, _text)(question, cleaned.text, on)
    return Read(read.value, (*hidden, *read.problems))


def read_day(text: str) -> date | None:
    """A day as people write it: 2026-11-21, 21-11-2026, 21/11/2026, 21.11.2026; None for anything else."""
    for pattern in _DATES:
        match = pattern.fullmatch(text)
        if match:
            try:
                return date(int(match["year"]), int(match["month"]), int(match["day"]))
            except ValueError:
                return None
    return None


def _hidden(path: str, label: str) -> Problem:
    removed = "Tanda yang tidak terlihat pada “{label}” dibuang; periksa kembali."
    return Problem("ISI-010", path, removed, WARNING, {"label": label})


def _too_long(question: IntakeField, path: str, length: int) -> Read:
    most = LONGEST.get(question.kind, LONGEST["text"])
    too_long = "“{label}” paling panjang {most} huruf; yang diisi {length} huruf."
    values = {"label": question.label, "most": most, "length": length}
    return Read(None, (Problem("ISI-002", path, too_long, ERROR, values),))


def _text(question: IntakeField, text: str, _on: date) -> Read:
    if len(text) > LONGEST.get(question.kind, LONGEST["text"]):
        return _too_long(question, f"answers.{question.code}", len(text))
    return Read(text)


def _number(question: IntakeField, text: str, _on: date) -> Read:
    """Dots that group three digits are thousands, as Indonesian writes them; a comma or single dot is decimal."""
    if text.startswith("-"):
        return _wrong(question, "ISI-004", "“{label}” tidak boleh kurang dari nol.")
    plain = text.removeprefix("Rp").removeprefix("rp").lstrip(". ")
    if _THOUSANDS.fullmatch(plain):
        plain = plain.replace(".", "")
    if not _NUMBER.fullmatch(plain):
        return _wrong(question, "ISI-003", "“{label}” harus berupa angka, misalnya 3 atau 1.500.000 atau 2,5.")
    number = Decimal(plain.replace(",", "."))
    return Read(int(number) if number == number.to_integral_value() else number)


def _date(question: IntakeField, text: str, on: date) -> Read:
    day = read_day(text)
    if day is None:
        return _wrong(question, "ISI-005", "“{label}” harus berupa tanggal, misalnya 21-11-2026.")
    if day < EARLIEST:
        return _wrong(question, "ISI-006", "“{label}” terlalu lama berlalu; tanggal paling awal 01-01-1900.")
    if day > on and not question.ahead:
        ahead = _wrong(question, "ISI-007", "“{label}” belum terjadi; pastikan tanggalnya benar.", WARNING)
        return Read(day, ahead.problems)
    return Read(day)


def _yes_no(question: IntakeField, text: str, _on: date) -> Read:
    word = text.lower()
    if word in _YES:
        return Read(value=True)
    if word in _NO:
        return Read(value=False)
    return _wrong(question, "ISI-008", "“{label}” harus dijawab ya atau tidak.")


def _choice(question: IntakeField, text: str, _on: date) -> Read:
    if text in {choice.code for choice in question.choices}:
        return Read(text)
    return _wrong(question, "ISI-009", "“{label}” harus dipilih dari daftar yang ada.")


def _wrong(question: IntakeField, code: str, complaint: str, grade: str = ERROR) -> Read:
    return Read(None, (Problem(code, f"answers.{question.code}", complaint, grade, {"label": question.label}),))


_READERS: Final[dict[str, Callable[[IntakeField, str, date], Read]]] = {
    "text": _text,
    "paragraph": _text,
    "number": _number,
    "date": _date,
    "yes_no": _yes_no,
    "choice": _choice,
}
