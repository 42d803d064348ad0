"""The working calendar of an office, from its standard and the loaded years of holidays."""

from __future__ import annotations

from collections.abc import Iterable

from maklumat.core.standard.model import Office
from maklumat.core.workdays.calendar import WorkCalendar, work_calendar
from maklumat.core.workdays.facts import CalendarFacts, Closure, HolidayYear, OpeningHours, OpeningRule


def calendar_of(office: Office, years: Iterable[HolidayYear]) -> WorkCalendar:
    """The calendar of `office` over `years`. CalendarFault when it has no hours or an unknown zone."""
    hours = tuple(
        OpeningHours(
            period.from_on,
            tuple(
                OpeningRule(rule.season, rule.days, rule.opens, rule.closes, rule.break_from, rule.break_to)
                for rule in period.rules
            ),
            period.legal_basis,
        )
        for period in office.hours
    )
    closures = tuple(Closure(closure.on, closure.reason, closure.legal_basis) for closure in office.closures)
    return work_calendar(CalendarFacts(office.time_zone, tuple(years), hours, closures))
