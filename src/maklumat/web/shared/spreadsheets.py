"""Tables that are taken away: XLSX, or CSV as Indonesian spreadsheets read it, with semicolons and no formulas.

The one place where a page answers with a table; the workbook itself is written by `ports.workbooks`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from io import StringIO
from tempfile import TemporaryFile
from typing import Final
from zoneinfo import ZoneInfo

from django.http import HttpResponse, StreamingHttpResponse

from maklumat.core.errors import Damaged
from maklumat.ports.workbooks import CellValue, Table, workbook, write_workbook
from maklumat.records.ledger.damage import noted_while

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV: Final = "text/csv; charset=utf-8"
MARK: Final = "\ufeff"
"""The byte order mark, by which a spreadsheet knows that the file is in UTF-8."""
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for a formula when a cell begins with it."""


def xlsx_file(name: str, *tables: Table) -> HttpResponse:
    """The tables as one workbook to keep, each a sheet. `name` of the file, without its ending."""
    told = (replace(table, rows=_with_damaged(table.rows)) for table in tables)
    return _attached(HttpResponse(workbook(*told), content_type=XLSX), f"{name}.xlsx")


def xlsx_stream(name: str, table: Table) -> HttpResponse:
    """A table that may be long, as a workbook that is written to a file and sent from there: it is never held."""
    sent = _Sent()
    write_workbook(sent.target, replace(table, rows=_with_damaged(table.rows)))
    sent.target.seek(0)
    return _attached(StreamingHttpResponse(sent, content_type=XLSX), f"{name}.xlsx")  # type: ignore[arg-type]  # as above


class _Sent:
    """A file that is gone once it was sent, and also where it was not: nobody came for it, or it was never finished."""

    PART: Final = 1 << 16

    def __init__(self) -> None:
        self.target = TemporaryFile()  # noqa: SIM115  # closed below

    def __iter__(self) -> Iterator[bytes]:
        while part := self.target.read(self.PART):
            yield part

    def close(self) -> None:
        self.target.close()

    def __del__(self) -> None:
        self.close()


def csv_file(name: str, headings: Sequence[str], rows: Iterable[Sequence[CellValue]], time_zone: str) -> HttpResponse:
    """The rows as a CSV file to keep, sent as they come: none of them is held."""
    lines = _csv_lines(headings, rows, time_zone)
    return _attached(StreamingHttpResponse(lines, content_type=CSV), f"{name}.csv")  # type: ignore[arg-type]  # a view may answer with either


def _attached(answer: HttpResponse, name: str) -> HttpResponse:
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _csv_lines(headings: Sequence[str], rows: Iterable[Sequence[CellValue]], time_zone: str) -> Iterator[str]:
    yield MARK + csv_row(headings)
    for row in _with_damaged(rows):
        yield csv_row(plain(value, time_zone) for value in row)


def _with_damaged(rows: Iterable[Sequence[CellValue]]) -> Iterator[Sequence[CellValue]]:
    """The rows, and behind them the files that were left out because they cannot be read."""
    damaged: list[Damaged] = []
    yield from noted_while(rows, damaged)
    for one in damaged:
        yield [f"Berkas {one.number or 'tanpa nomor'}: data rusak ({one.code}), tidak ikut."]


def plain(value: CellValue, time_zone: str) -> str:
    """A cell, never taken for a formula; moments on the wall clock of the office."""
    if isinstance(value, datetime):
        return f"{value.astimezone(ZoneInfo(time_zone)):%Y-%m-%d %H:%M}"
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) and not isinstance(value, int) else text


def csv_row(cells: Iterable[str]) -> str:
    """One line, ended."""
    target = StringIO()
    csv.writer(target, delimiter=";").writerow(cells)
    return target.getvalue()
