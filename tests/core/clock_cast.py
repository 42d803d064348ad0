"""The cast of the clock's tests: the calendars of 2025 and 2026 with Perpres 21/2023 hours, in the three zones."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from maklumat.core.clock.spans import Span
from maklumat.core.standard.model import Source, TimeLimit
from maklumat.core.workdays.calendar import WorkCalendar, work_calendar
from maklumat.core.workdays.facts import CalendarFacts, HolidayYear, OpeningHours, OpeningRule
from maklumat.core.workdays.reading import holiday_year

YEARS_DIR = Path(__file__).parents[2] / "standards" / "_bersama" / "kalender"
WIB, WITA, WIT = "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"

PERPRES_21_2023 = OpeningHours(
    date(2023, 4, 12),
    (
        OpeningRule("normal", (0, 1, 2, 3), 450, 960, 720, 780),
        OpeningRule("normal", (4,), 450, 990, 690, 780),
        OpeningRule("ramadan", (0, 1, 2, 3), 480, 900, 720, 750),
        OpeningRule("ramadan", (4,), 480, 930, 690, 750),
    ),
    "Peraturan Presiden Nomor 21 Tahun 2023",
)


@cache
def year(number: int) -> HolidayYear:
    return holiday_year(yaml.safe_load((YEARS_DIR / f"{number}.yaml").read_text(encoding="utf-8")))


def facts(zone: str = WIB) -> CalendarFacts:
    return CalendarFacts(zone, (year(2025), year(2026)), (PERPRES_21_2023,))


def calendar(zone: str = WIB) -> WorkCalendar:
    return work_calendar(facts(zone))


def at(text: str, zone: str = WIB) -> datetime:
    """A moment written on the office's wall ("2025-03-27 09:00"), as aware UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def promise(figure: int | None, unit: str, **more: Any) -> TimeLimit:
    return TimeLimit(code="janji", max=figure, unit=unit, source=Source("230"), **more)


def held(*changes: tuple[str, str], zone: str = WIB) -> tuple[Span, ...]:
    """Spans from pairs of wall moment and holder; "kabid" and the like are desks of the office."""
    owners = ("office", "applicant", "outside")
    return tuple(
        Span(at(when, zone), who) if who in owners else Span(at(when, zone), "office", who) for when, who in changes
    )
