"""From dated facts to tables: one walk over the days of the years asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from maklumat.core.workdays.facts import (
    NORMAL,
    RAMADAN,
    CalendarFacts,
    CalendarFault,
    DayOff,
    OpeningHours,
    OpeningRule,
)
from maklumat.core.workdays.tables import Closings, Stretches, closings_of, stretches_of

_MIDNIGHT: Final = 24 * 60


@dataclass(frozen=True, slots=True, eq=False)
class Built:
    zone: ZoneInfo
    working: Closings
    every: Closings
    time: Stretches
    hours: dict[date, OpeningRule]
    off: dict[date, DayOff]


def build_tables(facts: CalendarFacts, first_year: int, last_year: int) -> Built:
    """The tables from 1 January of `first_year` to 31 December of `last_year`. CalendarFault for an unknown zone."""
    zone = _zone(facts.zone)
    first_on, last_on = date(first_year, 1, 1), date(last_year, 12, 31)
    holidays = _days_off(facts)
    periods = sorted(facts.hours, key=lambda period: period.from_on)
    hours: dict[date, OpeningRule] = {}
    off: dict[date, DayOff] = {}
    days: list[date] = []
    closings: list[datetime] = []
    pairs: list[tuple[datetime, datetime]] = []
    for ordinal in range(first_on.toordinal(), last_on.toordinal() + 1):
        on = date.fromordinal(ordinal)
        rules = _rules(facts, periods, on)
        rule = next((rule for rule in rules if on.weekday() in rule.days), None)
        days.append(on)
        closings.append(_moment(on, (rule or rules[0]).closes, zone))
        if on in holidays:
            off[on] = holidays[on]
        elif rule is None:
            off[on] = DayOff(on, "weekend", "")
        else:
            hours[on] = rule
            pairs.extend(_stretches(on, rule, closings[-1], zone))
    working = [(on, moment) for on, moment in zip(days, closings, strict=True) if on in hours]
    return Built(
        zone=zone,
        working=closings_of([on for on, _ in working], [moment for _, moment in working], first_on, last_on),
        every=closings_of(days, closings, first_on, last_on),
        time=stretches_of(pairs, first_on, last_on),
        hours=hours,
        off=off,
    )


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise CalendarFault("KAL-003", 'Zona waktu "{zone}" tidak dikenal.', zone=name) from error


def _days_off(facts: CalendarFacts) -> dict[date, DayOff]:
    """Holidays and closures by day; a national holiday is named before joint leave, and both before a closure."""
    off = {closure.on: DayOff(closure.on, "closure", closure.reason, closure.legal_basis) for closure in facts.closures}
    holidays = [holiday for year in facts.years for holiday in year.holidays]
    for holiday in sorted(holidays, key=lambda holiday: holiday.kind != "joint_leave"):
        if holiday.withdrawn_on is None:
            off[holiday.on] = DayOff(holiday.on, holiday.kind, holiday.name, holiday.decree)
    return off


def _rules(facts: CalendarFacts, periods: list[OpeningHours], on: date) -> list[OpeningRule]:
    """The rules of `on`: of the hours in force (the earliest ones before they began), in its season."""
    period = next((period for period in reversed(periods) if period.from_on <= on), periods[0])
    ramadan = any(year.ramadan and year.ramadan[0] <= on <= year.ramadan[1] for year in facts.years)
    fasting = ramadan and [rule for rule in period.rules if rule.season == RAMADAN]
    return fasting or [rule for rule in period.rules if rule.season == NORMAL]


def _moment(on: date, minute: int, zone: ZoneInfo) -> datetime:
    if minute == _MIDNIGHT:
        on, minute = on + timedelta(days=1), 0
    hour, minute = divmod(minute, 60)
    return datetime(on.year, on.month, on.day, hour, minute, tzinfo=zone).astimezone(UTC)


def _stretches(on: date, rule: OpeningRule, closing: datetime, zone: ZoneInfo) -> list[tuple[datetime, datetime]]:
    opening = _moment(on, rule.opens, zone)
    if rule.break_to <= rule.break_from:
        return [(opening, closing)]
    return [(opening, _moment(on, rule.break_from, zone)), (_moment(on, rule.break_to, zone), closing)]
