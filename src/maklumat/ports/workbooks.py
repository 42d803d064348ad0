"""Tables written as XLSX, row by row and without holding them: what an office takes along or fills in.

A text is always written as a text: what begins with "=" in a citizen's name stays a name and becomes no formula.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from typing import IO, Any, Final
from zoneinfo import ZoneInfo

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

CellValue = str | int | float | date | datetime | None
MOST_TEXT: Final = 32_767
"""Letters that a cell takes."""
MOST_ROWS: Final = 1_048_575
"""Rows below the headings that a sheet takes."""
_WIDEST: Final = 60


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet. `notes`: by heading, what pops up at it. `choices`: by heading, the texts that its cells offer.

    `texts`: headings whose empty cells are set to text already, so that long numbers keep their digits. `zone`: the
    time zone that moments are written in.
    """

    name: str
    headings: Sequence[str]
    rows: Iterable[Sequence[CellValue]] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    texts: Sequence[str] = ()
    zone: str = "UTC"


def workbook(*tables: Table, filled_in: int = 500) -> bytes:
    """The tables as one XLSX file. `filled_in`: rows that choices and text columns are prepared for."""
    target = BytesIO()
    write_workbook(target, *tables, filled_in=filled_in)
    return target.getvalue()


def write_workbook(target: IO[bytes], *tables: Table, filled_in: int = 500) -> None:
    """As `workbook`, into a file: neither its rows nor the file itself are ever held."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        formats = {
            "heading": book.add_format({"bold": True, "bg_color": "#E6EFEE", "text_wrap": True, "valign": "top"}),
            "day": book.add_format({"num_format": "dd-mm-yyyy"}),
            "moment": book.add_format({"num_format": "dd-mm-yyyy hh:mm"}),
            "text": book.add_format({"num_format": "@"}),
        }
        for table in tables:
            _sheet(book, table, formats, filled_in)
        lists = [(table, heading) for table in tables for heading in table.choices]
        if lists:
            _lists(book, lists)


_LISTS: Final = "Daftar"


def _sheet(book: Any, table: Table, formats: Mapping[str, Any], filled_in: int) -> None:
    sheet = book.add_worksheet(table.name)
    sheet.freeze_panes(1, 0)
    for place, heading in enumerate(table.headings):
        style = formats["text"] if heading in table.texts else None
        sheet.set_column(place, place, min(_WIDEST, max(12, len(heading) + 4)), style)
        if heading in table.notes:
            sheet.write_comment(0, place, table.notes[heading])
        if heading in table.choices:
            column = list(table.choices).index(heading)
            rows = max(1, len(table.choices[heading]))
            cell = xlsxwriter.utility.xl_col_to_name(column)
            source = f"='{_LISTS}'!${cell}$1:${cell}${rows}"
            sheet.data_validation(1, place, filled_in, place, {"validate": "list", "source": source})
    sheet.write_row(0, 0, table.headings, formats["heading"])
    for number, row in enumerate(table.rows, 1):
        for place, value in enumerate(row):
            _write(sheet, number, place, value, formats, ZoneInfo(table.zone))


def _write(
    sheet: Worksheet, row: int, place: int, value: CellValue, formats: Mapping[str, Any], zone: ZoneInfo
) -> None:
    if value is None or value == "":
        return
    if isinstance(value, datetime):
        sheet.write_datetime(row, place, value.astimezone(zone).replace(tzinfo=None), formats["moment"])
    elif isinstance(value, date):
        sheet.write_datetime(row, place, value, formats["day"])
    elif isinstance(value, str):
        sheet.write_string(row, place, value[:MOST_TEXT])
    else:
        sheet.write_number(row, place, value)


def _lists(book: Any, lists: Sequence[tuple[Table, str]]) -> None:
    """The texts that cells offer, in a sheet of their own: in a cell's own list they would be cut at 255 letters."""
    sheet = book.add_worksheet(_LISTS)
    columns = [list(table.choices[heading]) for table, heading in lists]
    for row in range(max(map(len, columns))):
        for place, column in enumerate(columns):
            if row < len(column):
                sheet.write_string(row, place, column[row])
    sheet.hide()
