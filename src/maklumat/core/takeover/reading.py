"""Reading rows of a spreadsheet by their headings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Any, Final

from maklumat.core.errors import Message
from maklumat.core.takeover.days import read_written_day

TEXT: Final = "text"
NUMBER: Final = "number"
EARLIEST: Final = date(1990, 1, 1)
LOOKED_AT: Final = 20
"""Rows in which the headings are looked for: a title and some lines often stand above them."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its code, the heading we print, other headings that offices use, and whether it must be filled in."""

    code: str
    heading: str
    also: tuple[str, ...] = ()
    required: bool = False
    help: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a row. `row` counts from 1 as the spreadsheet does; 0 for the sheet itself.

    `grade`: "error" (the row is left out until it is mended) or "warning" (it is taken, somebody should look).
    """

    row: int
    column: str
    message: Message
    grade: str = "error"

    @property
    def code(self) -> str:
        return self.message.code


@dataclass(frozen=True, slots=True)
class Given:
    """A cell as it came: its text, and whether it was stored as a number (digits may be lost then)."""

    text: str
    numeric: bool = False


@dataclass(slots=True)
class Line:
    """One row while it is read: cells by the code of their column, and what was found wrong."""

    row: int
    cells: Mapping[str, Given]
    headings: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)

    def text(self, code: str) -> str:
        return self.cells.get(code, Given("")).text

    def say(self, code: str, problem: str, template: str, grade: str = "error", **values: Any) -> None:
        self.problems.append(Problem(self.row, self.headings.get(code, ""), Message(problem, template, values), grade))

    @property
    def sound(self) -> bool:
        return all(problem.grade != "error" for problem in self.problems)

    def day(self, code: str, today: date) -> date | None:
        """The day in a cell; None where it is empty or wrong (PND-003, PND-004), which is said."""
        text = self.text(code)
        if not text:
            return None
        found = read_written_day(text)
        if found is None:
            self.say(code, "PND-003", "Tanggal ini tidak terbaca. Tulis hari, bulan, tahun, misalnya 27-03-2026.")
        elif not EARLIEST <= found <= today:
            self.say(code, "PND-004", "Tanggal ini belum terjadi, atau terlalu lama berlalu.")
            return None
        return found

    def one_of(self, code: str, known: Mapping[str, str], problem: str, template: str) -> str:
        """The code that a cell names by its code or its words; "" where it names none, which is said."""
        wanted = plain(self.text(code))
        for value, words in known.items():
            if wanted in (plain(value), plain(words)):
                return value
        near = get_close_matches(wanted, [plain(words) for words in known.values()], n=1)
        hint = next((words for words in known.values() if near and plain(words) == near[0]), "")
        self.say(code, problem, template + (" Mungkin maksudnya: {hint}." if hint else ""), hint=hint)
        return ""


def plain(text: str) -> str:
    """A text as it is compared: small letters and digits with single blanks between."""
    return " ".join("".join(letter if letter.isalnum() else " " for letter in text.casefold()).split())


def lines_of(columns: Sequence[Column], rows: Sequence[Sequence[Given]]) -> tuple[list[Line], list[Problem]]:
    """The rows below the headings, empty ones left out; or no row and what is wrong with the headings (PND-001)."""
    found = _headings(columns, rows)
    if found is None or (lacking := [one.heading for one in columns if one.required and one.code not in found[1]]):
        names = ", ".join(lacking if found else [one.heading for one in columns if one.required])
        message = Message("PND-001", "Kolom ini tidak ada di lembar: {names}.", {"names": names})
        return [], [Problem(0, "", message)]
    at, places = found
    return list(_lines(columns, rows, at, places)), []


def _headings(columns: Sequence[Column], rows: Sequence[Sequence[Given]]) -> tuple[int, dict[str, int]] | None:
    """In which row the headings stand, and the place of each column. The row that names most of them."""
    names = {plain(name): one.code for one in columns for name in (one.heading, one.code, *one.also)}
    best: tuple[int, dict[str, int]] | None = None
    for number, row in enumerate(rows[:LOOKED_AT]):
        places: dict[str, int] = {}
        for place, cell in enumerate(row):
            code = names.get(plain(cell.text.rstrip("* ")))
            if code is not None:
                places.setdefault(code, place)
        if places and (best is None or len(places) > len(best[1])):
            best = number, places
    return best


def _lines(
    columns: Sequence[Column], rows: Sequence[Sequence[Given]], at: int, places: Mapping[str, int]
) -> Iterator[Line]:
    headings = {one.code: one.heading for one in columns}
    for number, row in enumerate(rows[at + 1 :], at + 2):
        cells = {code: row[place] for code, place in places.items() if place < len(row)}
        if not any(cell.text for cell in cells.values()):
            continue
        line = Line(number, cells, headings)
        for one in columns:
            if one.required and not line.text(one.code):
                line.say(one.code, "PND-002", "Sel ini wajib diisi.")
        yield line
