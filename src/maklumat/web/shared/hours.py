"""Office hours in words: "Senin sampai Kamis 07.30–16.00, istirahat 12.00–13.00"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from maklumat.core.standard.model import HoursRule, Office
from maklumat.web.shared.wording import weekday_name


@dataclass(frozen=True, slots=True)
class HoursLine:
    """One pattern of days. `ramadan`: only in that month."""

    days: str
    hours: str
    ramadan: bool


def hours_lines(office: Office, on: date) -> list[HoursLine]:
    """The hours in force on that day, ordinary weeks first."""
    known = [hours for hours in office.hours if hours.from_on <= on]
    if not known:
        return []
    rules = max(known, key=lambda hours: hours.from_on).rules
    return sorted((_line(rule) for rule in rules), key=lambda line: line.ramadan)


def _line(rule: HoursRule) -> HoursLine:
    hours = f"{_clock(rule.opens)}–{_clock(rule.closes)}"
    if rule.break_from < rule.break_to:
        pause = f"{_clock(rule.break_from)}–{_clock(rule.break_to)}"
        hours = _("{hours}, istirahat {pause}").format(hours=hours, pause=pause)
    return HoursLine(", ".join(_runs(rule.days)), hours, rule.season == "ramadan")


def _runs(days: tuple[int, ...]) -> Iterator[str]:
    """Neighbouring days as one: "Senin sampai Kamis"."""
    rest = sorted(days)
    while rest:
        first = last = rest.pop(0)
        while rest and rest[0] == last + 1:
            last = rest.pop(0)
        if last - first > 1:
            yield _("{first} sampai {last}").format(first=weekday_name(first), last=weekday_name(last))
        else:
            yield from (weekday_name(day) for day in range(first, last + 1))


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}.{minutes % 60:02d}"
