"""Moments and lengths of time in Indonesian words, on the wall of the office."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final

from maklumat.core.workdays.calendar import WorkCalendar

_WEEKDAYS: Final = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_MONTHS: Final = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip

UNITS: Final[Mapping[str, str]] = {
    "minutes": "menit",
    "hours": "jam",
    "working_days": "hari kerja",
    "calendar_days": "hari kalender",
    "days": "hari",
    "weeks": "minggu",
    "months": "bulan",
    "monthly": "batas bulanan",
    "budget_year": "tahun anggaran",
    "none": "tanpa batas waktu",
}
OWNERS: Final[Mapping[str, str]] = {"office": "kantor", "applicant": "pemohon", "outside": "pihak luar"}


def day_words(on: date) -> str:
    """ "Kamis, 27 Maret 2025" """
    return f"{_WEEKDAYS[on.weekday()]}, {date_words(on)}"


def date_words(on: date) -> str:
    """ "27 Maret 2025" """
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


def weekday_words(on: date) -> str:
    """ "Kamis" """
    return _WEEKDAYS[on.weekday()]


def hour_words(at: datetime, calendar: WorkCalendar) -> str:
    """ "16.00 WIB" """
    local = calendar.local(at)
    return f"{local:%H.%M} {local.tzname()}"


def moment_words(at: datetime, calendar: WorkCalendar) -> str:
    """ "Kamis, 27 Maret 2025 pukul 16.00 WIB" """
    return f"{day_words(calendar.local(at).date())} pukul {hour_words(at, calendar)}"


def length_words(length: timedelta) -> str:
    """ "3 jam 20 menit"; started minutes do not count, and less than one minute is said so."""
    hours, minutes = divmod(length // timedelta(minutes=1), 60)
    parts = [f"{hours} jam"] if hours else []
    if minutes:
        parts.append(f"{minutes} menit")
    return " ".join(parts) or "kurang dari 1 menit"


def long_length_words(length: timedelta) -> str:
    """ "2 hari 3 jam" for clock time; below a day as `length_words`."""
    if length < timedelta(days=1):
        return length_words(length)
    hours = (length % timedelta(days=1)) // timedelta(hours=1)
    return f"{length.days} hari {hours} jam" if hours else f"{length.days} hari"
