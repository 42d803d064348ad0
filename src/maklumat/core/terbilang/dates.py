"""Dates as Indonesian letters and records write them. Local dates only: the caller knows the office's time zone."""

from __future__ import annotations

from datetime import date
from typing import Final

from maklumat.core.terbilang.numbers import in_words

MONTHS: Final = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
DAYS: Final = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
ROMAN_MONTHS: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def month_name(day: date) -> str:
    """ "November"."""
    return MONTHS[day.month - 1]


def day_name(day: date) -> str:
    """ "Senin" to "Minggu"."""
    return DAYS[day.weekday()]


def roman_month(day: date) -> str:
    """The month as letter numbers write it: November is "XI"."""
    return ROMAN_MONTHS[day.month - 1]


def long_date(day: date) -> str:
    """ "21 November 2026", without the day's name."""
    return f"{day.day} {month_name(day)} {day.year}"


def short_date(day: date) -> str:
    """ "21 Nov", where the year is plain."""
    return f"{day.day} {month_name(day)[:3]}"


def date_in_words(day: date) -> str:
    """As a record of handover opens: "Sabtu tanggal dua puluh satu bulan November tahun dua ribu dua puluh enam"."""
    return f"{day_name(day)} tanggal {in_words(day.day)} bulan {month_name(day)} tahun {in_words(day.year)}"
