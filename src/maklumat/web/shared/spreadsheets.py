"""Lines of a CSV file as Indonesian spreadsheets read them: semicolons, and nothing that is taken for a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import datetime
from io import StringIO
from typing import Final
from zoneinfo import ZoneInfo

FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for a formula when a cell begins with it."""


def plain(value: str | int | datetime, time_zone: str) -> str:
    """A cell, never taken for a formula; moments on the wall clock of the office."""
    if isinstance(value, datetime):
        return f"{value.astimezone(ZoneInfo(time_zone)):%Y-%m-%d %H:%M}"
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) and not isinstance(value, int) else text


def csv_row(cells: Iterable[str]) -> str:
    """One line, ended."""
    target = StringIO()
    csv.writer(target, delimiter=";").writerow(cells)
    return target.getvalue()
