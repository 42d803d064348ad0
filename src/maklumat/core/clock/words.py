"""Moments and lengths of time on the wall of the office: Indonesian words, and values that whoever shows them may put
into another language. `str()` of such a value is its Indonesian words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from maklumat.core.errors import Message, phrase
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
    "each_month": "setiap bulan",
    "budget_year": "tahun anggaran",
    "none": "tanpa batas waktu",
    "weekend_days": "hari akhir pekan",
}
OWNERS: Final[Mapping[str, Message]] = {
    "office": phrase("kantor"),
    "applicant": phrase("pemohon"),
    "outside": phrase("pihak luar"),
}


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar: "Kamis, 27 Maret 2025"."""

    on: date

    def __str__(self) -> str:
        return f"{_WEEKDAYS[self.on.weekday()]}, {date_words(self.on)}"


@dataclass(frozen=True, slots=True)
class Weekday:
    """Its name alone: "Kamis"."""

    on: date

    def __str__(self) -> str:
        return _WEEKDAYS[self.on.weekday()]


@dataclass(frozen=True, slots=True)
class Hour:
    """A time of day; `local` is in the office's zone: "16.00 WIB"."""

    local: datetime

    def __str__(self) -> str:
        return f"{self.local:%H.%M} {self.local.tzname()}"


@dataclass(frozen=True, slots=True)
class Moment:
    """Day and time; `local` is in the office's zone: "Kamis, 27 Maret 2025 pukul 16.00 WIB"."""

    local: datetime

    def __str__(self) -> str:
        return f"{Day(self.local.date())} pukul {Hour(self.local)}"


@dataclass(frozen=True, slots=True)
class Unit:
    """A key of UNITS alone: "hari kerja"."""

    code: str

    def __str__(self) -> str:
        return UNITS[self.code]


@dataclass(frozen=True, slots=True)
class Amount:
    """So many of a unit of UNITS: "3 hari kerja"."""

    count: int
    unit: str

    def __str__(self) -> str:
        return f"{self.count} {UNITS[self.unit]}"


@dataclass(frozen=True, slots=True)
class Length:
    """One or more amounts, the largest first: "3 jam 20 menit"; none is less than a minute."""

    amounts: tuple[Amount, ...]

    def __str__(self) -> str:
        return " ".join(map(str, self.amounts)) or str(LESS_THAN_A_MINUTE)


LESS_THAN_A_MINUTE: Final = phrase("kurang dari 1 menit")


def date_words(on: date) -> str:
    """ "27 Maret 2025" """
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


def hour(at: datetime, calendar: WorkCalendar) -> Hour:
    return Hour(calendar.local(at))


def moment(at: datetime, calendar: WorkCalendar) -> Moment:
    return Moment(calendar.local(at))


def length(time: timedelta) -> Length:
    """Hours and minutes; started minutes do not count."""
    hours, minutes = divmod(time // timedelta(minutes=1), 60)
    return _length((hours, "hours"), (minutes, "minutes"))


def long_length(time: timedelta) -> Length:
    """Days and hours of clock time; below a day as `length`."""
    if time < timedelta(days=1):
        return length(time)
    return _length((time.days, "days"), ((time % timedelta(days=1)) // timedelta(hours=1), "hours"))


def _length(*parts: tuple[int, str]) -> Length:
    return Length(tuple(Amount(count, unit) for count, unit in parts if count))
