"""What a spreadsheet holds, read in a process of its own that may use little and not for long.

A workbook of a few kilobytes can ask for gigabytes, and the reader of such files is not ours: where it dies, it takes
nobody with it. Comes in: XLSX, XLS, ODS, or CSV as text in UTF-8, UTF-16 or Windows-1252 (with comma, semicolon or
tab). Comes out: the sheets by name, each a list of rows of `Cell`. Of a formula comes what was reckoned when the file
was saved; of cells that were joined, the upper left one has the content and the others are empty.

Run as a module it reads a workbook from standard input and writes JSON to standard output.
"""

from __future__ import annotations

import csv
import json
import resource
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO, StringIO
from typing import Any, Final

from python_calamine import CalamineWorkbook

from maklumat.core.errors import Refusal

TEXT: Final = "text"
NUMBER: Final = "number"
DAY: Final = "day"
OTHER: Final = "other"

MOST_BYTES: Final = 8 * 1024 * 1024
MOST_ROWS: Final = 120_000
MOST_COLUMNS: Final = 60
MOST_SHEETS: Final = 12
LONGEST_CELL: Final = 2_000
MOST_LETTERS: Final = 60_000_000
"""Of all cells together."""
MEMORY: Final = 1_500 * 1024 * 1024
SECONDS: Final = 60


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `kind`: TEXT, NUMBER (then `text` is how it was stored, digits may be lost), DAY ("2026-03-01", with a
    time behind a blank where it has one) or OTHER. An empty cell is TEXT ""."""

    text: str
    kind: str = TEXT


EMPTY: Final = Cell("")
Sheets = Mapping[str, list[list[Cell]]]


class SheetRefused(Refusal):
    """The file cannot be read as a spreadsheet: LBR-001 to LBR-005, each with what the sender can do."""


def read_sheets(data: bytes) -> Sheets:
    """The sheets of a file that somebody sent, or SheetRefused; nothing else is raised for any bytes."""
    if not data:
        raise SheetRefused("LBR-001", "Berkas ini kosong. Pilih kembali berkasnya, lalu kirim ulang.")
    if len(data) > MOST_BYTES:
        raise SheetRefused(
            "LBR-002",
            "Berkas ini lebih besar dari {most} MB. Bagi menjadi beberapa berkas.",
            most=MOST_BYTES // 1024 // 1024,
        )
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return _elsewhere(data)
    return {"": _csv(data)}


def _elsewhere(data: bytes) -> Sheets:
    command = [sys.executable, "-m", __spec__.name]
    try:
        done = subprocess.run(  # noqa: S603  # our own interpreter and module; the file goes in as data
            command, input=data, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise _unreadable() from None
    if done.returncode:
        if done.stdout.startswith(b"too many"):
            raise _too_many()
        raise _unreadable()
    found = json.loads(done.stdout)
    return {name: [[Cell(*cell) for cell in row] for row in rows] for name, rows in found}


def _csv(data: bytes) -> list[list[Cell]]:
    text = _text(data)
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    try:
        rows: list[list[Cell]] = []
        for row in csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True):
            if len(rows) >= MOST_ROWS or len(row) > MOST_COLUMNS:
                raise _too_many()
            rows.append([Cell(cell[:LONGEST_CELL].strip()) for cell in row])
    except csv.Error:
        raise _unreadable() from None
    return rows


def _text(data: bytes) -> str:
    """The letters of a CSV. What old programs of Windows saved has no mark of its own: it is read as Windows-1252."""
    if data.startswith(_NO_TEXT):
        raise _unreadable()
    try:
        text = data.decode(_encoding(data))
    except UnicodeDecodeError:
        raise SheetRefused(
            "LBR-005",
            "Huruf dalam CSV ini bukan UTF-8, UTF-16, atau Windows-1252. Simpan lagi sebagai “CSV UTF-8”.",
        ) from None
    if any(letter in text for letter in _NEVER_WRITTEN):
        raise _unreadable()
    return text


_NO_TEXT: Final = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf")
_NEVER_WRITTEN: Final = "".join(map(chr, {*range(32)} - {9, 10, 11, 12, 13, 26, 28, 29, 30, 31}))


def _encoding(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if data[1:2] == b"\0" and data[:1] != b"\0":  # begins with a letter that takes two bytes
        return "utf-16-le"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _unreadable() -> SheetRefused:
    return SheetRefused(
        "LBR-003",
        "Berkas ini tidak terbaca sebagai lembar kerja. Buka dengan Excel atau LibreOffice, simpan sebagai XLSX.",
    )


def _too_many() -> SheetRefused:
    return SheetRefused(
        "LBR-004",
        "Lembar ini terlalu besar: paling banyak {rows} baris dan {columns} kolom. Bagi menjadi beberapa berkas.",
        rows=MOST_ROWS,
        columns=MOST_COLUMNS,
    )


# In the process of its own


def _little() -> None:
    """From here on this process may use no more."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class _TooMany(Exception):
    pass


def _sheets(data: bytes) -> Iterator[tuple[str, list[list[tuple[str, str]]]]]:
    book, letters = CalamineWorkbook.from_filelike(BytesIO(data)), 0
    for name in book.sheet_names[:MOST_SHEETS]:
        sheet = book.get_sheet_by_name(name)
        if sheet.height > MOST_ROWS or sheet.width > MOST_COLUMNS:
            raise _TooMany
        rows = [[_cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
        letters += sum(len(text) for row in rows for text, _ in row)
        if letters > MOST_LETTERS:
            raise _TooMany
        yield name, rows


def _cell(value: Any) -> tuple[str, str]:
    match value:
        case str():
            return value[:LONGEST_CELL].strip(), TEXT
        case bool():
            return ("ya" if value else "tidak"), OTHER
        case int() | float():
            whole = float(value).is_integer() and abs(value) < 1e15
            return (str(int(value)) if whole else repr(value)), NUMBER
        case datetime():
            at_midnight = value.time() == time()
            return (value.date().isoformat() if at_midnight else value.isoformat(" ", "minutes")), DAY
        case date():
            return value.isoformat(), DAY
    return str(value)[:LONGEST_CELL], OTHER


def main() -> int:
    """Read a workbook from standard input; 1 for one that cannot be read."""
    _little()
    try:
        found = list(_sheets(sys.stdin.buffer.read()))
    except _TooMany:
        sys.stdout.write("too many")
        return 1
    except Exception:  # noqa: BLE001  # whatever the reader raises, the file is what is wrong
        return 1
    json.dump(found, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
