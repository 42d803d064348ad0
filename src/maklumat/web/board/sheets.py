"""A table of the board: shown on a page, and taken away as CSV or XLSX with the same words and figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from maklumat.core.standard.model import Office
from maklumat.core.terbilang.numbers import grouped
from maklumat.ports.workbooks import CellValue, Table
from maklumat.records.figures import listing
from maklumat.records.people.access import Actor
from maklumat.web.shared.spreadsheets import csv_file, xlsx_stream

CSV: Final = "csv"
XLSX: Final = "xlsx"


@dataclass(frozen=True, slots=True)
class Cell:
    """`value` goes into a spreadsheet, `text` onto the page ("" for the value itself); `link`: the files behind it."""

    value: CellValue
    text: str = ""
    link: str = ""
    late: bool = False

    @property
    def shown(self) -> str:
        if self.text or self.value is None:
            return self.text
        return grouped(self.value) if isinstance(self.value, int) else str(self.value)

    @property
    def nothing(self) -> bool:
        """Whether a narrow screen may leave it out."""
        return self.value in (0, "", None)


@dataclass(frozen=True, slots=True)
class Sheet:
    """`code` names it in addresses and file names; `note` stands below it. `empty`: what is said without rows.

    `words`: how many of its first columns hold words; figures and lengths of time behind them are set to the right.
    """

    code: str
    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    note: str = ""
    empty: str = "Belum ada angka."
    words: int = 1

    @property
    def heads(self) -> list[tuple[str, bool]]:
        """Each heading, and whether figures stand below it."""
        return [(heading, place >= self.words) for place, heading in enumerate(self.headings)]

    @property
    def labelled(self) -> Iterator[list[tuple[str, Cell, bool]]]:
        """Each row with the heading of each cell, as narrow screens show it, and whether it is a figure."""
        for row in self.rows:
            yield [(heading, cell, figure) for (heading, figure), cell in zip(self.heads, row, strict=True)]


def asked(request: HttpRequest) -> str:
    """The sort of file that was asked for; "" for a page."""
    form = request.GET.get("bentuk", "")
    return form if form in (CSV, XLSX) else ""


def taken(
    request: HttpRequest, actor: Actor, office: Office, sheets: Iterable[Sheet], kept: Mapping[str, str]
) -> HttpResponse | None:
    """One of these tables as the file that was asked for; None where a page was. The ledger says who took it."""
    form = asked(request)
    sheet = next((one for one in sheets if one.code == request.GET.get("tabel")), None)
    if not form or sheet is None:
        return None
    rows = ([cell.value for cell in row] for row in sheet.rows)
    return carried(request, actor, office, sheet.code, sheet.headings, rows, dict(kept))


def carried(
    request: HttpRequest,
    actor: Actor,
    office: Office,
    code: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[CellValue]],
    kept: dict[str, str],
) -> HttpResponse:
    """These rows as a file, row by row; who took them is written down first."""
    form = asked(request)
    if request.method == "GET":
        listing.record_export(actor, code, kept, form, moment=timezone.now())
    name = f"{office.code}-{code}"
    if form == XLSX:
        return xlsx_stream(name, Table(code[:31], headings, rows, zone=office.time_zone))
    return csv_file(name, headings, rows, office.time_zone)
