"""Lines of the books of the years before, and the number with which each book goes on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from maklumat.core.intake.persons import Terms
from maklumat.core.takeover.reading import Column, Given, Line, Problem, lines_of
from maklumat.core.takeover.running import read_person

SHEET: Final = "Register lama"
NUMBERS_SHEET: Final = "Nomor berikutnya"
LONGEST: Final = 200

BOOKS: Final = {
    "agenda": "Buku agenda permohonan",
    "surat-keluar": "Buku surat keluar",
    "penyerahan": "Buku penyerahan hasil",
    "titipan": "Buku titipan berkas asli",
    "tamu": "Buku tamu",
    "lain": "Buku lain",
}
COLUMNS: Final = (
    Column("book", "Buku", ("nama buku", "register"), required=True),
    Column("number", "Nomor", ("no", "nomor urut", "no urut"), required=True),
    Column("day", "Tanggal", ("tgl",), required=True),
    Column("service", "Layanan", ("jenis layanan",)),
    Column("name", "Nama", ("nama pemohon", "pemohon"), help="Disimpan tersegel."),
    Column("nik", "NIK", ("no nik",), help="Bentuk selnya harus teks."),
    Column("result", "Hasil", ("keterangan hasil", "status")),
    Column("letter", "Nomor surat", ("no surat",)),
    Column("note", "Catatan", ("keterangan",)),
)
NUMBER_COLUMNS: Final = (
    Column("book", "Buku", (), required=True, help="agenda atau surat-keluar"),
    Column("year", "Tahun", (), required=True),
    Column("next", "Nomor berikutnya", ("mulai dari", "nomor selanjutnya"), required=True),
)
NUMBERED: Final = {"agenda": "Buku agenda permohonan", "surat-keluar": "Buku surat keluar"}


@dataclass(frozen=True, slots=True)
class PastLine:
    """A line of an old book, as it was written. `name` and `nik` are "" where the book has none."""

    row: int
    book: str
    number: str
    on: date
    service: str
    name: str
    nik: str
    result: str
    letter: str
    note: str


@dataclass(frozen=True, slots=True)
class NextNumber:
    """A book goes on with this number in this year."""

    row: int
    book: str
    year: int
    seq: int


def read_past(rows: Sequence[Sequence[Given]], terms: Terms) -> tuple[list[PastLine], list[Problem]]:
    """The lines that can be kept, and every problem of every row."""
    lines, problems = lines_of(COLUMNS, rows)
    found: list[PastLine] = []
    seen: dict[tuple[str, int, str], int] = {}
    for line in lines:
        past = _past(line, terms)
        if past is not None:
            first = seen.setdefault((past.book, past.on.year, past.number), past.row)
            if first != past.row:
                line.say("number", "PND-009", "Nomor ini sudah ada di baris {row}.", row=first)
            else:
                found.append(past)
        problems += line.problems
    return found, problems


def _past(line: Line, terms: Terms) -> PastLine | None:
    book = line.one_of("book", BOOKS, "PND-012", "Buku ini tidak dikenal.") if line.text("book") else ""
    on = line.day("day", terms.on)
    person = read_person(line, terms)
    if not line.sound or on is None:
        return None
    texts = (line.text(code)[:LONGEST] for code in ("result", "letter", "note"))
    return PastLine(line.row, book, line.text("number")[:40], on, line.text("service")[:LONGEST], person.name,
                    person.nik, *texts)  # fmt: skip


def read_numbers(rows: Sequence[Sequence[Given]], this_year: int) -> tuple[list[NextNumber], list[Problem]]:
    """The numbers with which books go on, and every problem of every row."""
    lines, problems = lines_of(NUMBER_COLUMNS, rows)
    found: list[NextNumber] = []
    for line in lines:
        book = line.one_of("book", NUMBERED, "PND-012", "Buku ini tidak dikenal.") if line.text("book") else ""
        year = _whole(line, "year", this_year - 1, this_year + 1)
        seq = _whole(line, "next", 1, 999_999)
        if line.sound:
            found.append(NextNumber(line.row, book, year, seq))
        problems += line.problems
    return found, problems


def _whole(line: Line, code: str, least: int, most: int) -> int:
    text = line.text(code)
    if text.isascii() and text.isdecimal() and least <= int(text) <= most:
        return int(text)
    if text:
        line.say(code, "PND-013", "Isi angka dari {least} sampai {most}.", least=least, most=most)
    return 0
