"""A day as it stands in a spreadsheet that an office kept for itself."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from maklumat.core.intake.answers import read_day

_MONTHS: Final = (
    ("januari", "january", "jan"),
    ("februari", "pebruari", "february", "feb", "peb"),
    ("maret", "march", "mar", "mrt"),
    ("april", "apr"),
    ("mei", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("agustus", "august", "agu", "agt", "ags", "agust", "aug"),
    ("september", "sep", "sept"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nopember", "nov", "nop"),
    ("desember", "december", "des", "dec"),
)
MONTHS: Final = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_CLOCK: Final = re.compile(r"[ T]\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?(?: ?(?:WIB|WITA|WIT))?$", re.ASCII)
_WEEKDAY: Final = re.compile(r"^(?:senin|selasa|rabu|kamis|jum['’]?at|sabtu|minggu|ahad)\s*[,/]?\s+", re.IGNORECASE)
_NAMED: Final = re.compile(r"(\d{1,2})[-/. ]{1,2}([a-z]{3,9})[-/., ]{1,2}(\d{4}|\d{2})", re.ASCII)
_SHORT: Final = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{2})", re.ASCII)
_SERIAL: Final = re.compile(r"(\d{5})(?:\.\d+)?", re.ASCII)
_SERIAL_ZERO: Final = date(1899, 12, 30)
_TURN: Final = 70
"""Two digits below it are years of this century."""


def read_written_day(text: str) -> date | None:
    """The day that a cell names; None for anything else.

    Day before month always, as Indonesia writes it: 03/04/2026 is the third of April, and 04/27/2026 is no day. Names
    of months in Indonesian or English, whole or short; years of two digits; and the number that Excel shows for a day
    whose cell has lost its form.
    """
    bare = " ".join(text.split())
    whole = _SERIAL.fullmatch(bare)
    if whole is not None:
        return _SERIAL_ZERO + timedelta(days=int(whole[1]))
    bare = _WEEKDAY.sub("", _CLOCK.sub("", bare)).rstrip(".")
    found = read_day(bare)
    if found is not None:
        return found
    short = _SHORT.fullmatch(bare)
    if short is not None:
        return _day(short[1], int(short[2]), short[3])
    named = _NAMED.fullmatch(bare.casefold())
    if named is not None and named[2] in MONTHS:
        return _day(named[1], MONTHS[named[2]], named[3])
    return None


def _day(day: str, month: int, year: str) -> date | None:
    century = 0 if len(year) > 2 else 2000 if int(year) < _TURN else 1900
    try:
        return date(century + int(year), month, int(day))
    except ValueError:
        return None
