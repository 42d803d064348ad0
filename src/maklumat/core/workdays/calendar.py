"""The working calendar of one office: when it works, and sums of working time in a look-up or two.

A year whose holidays are not loaded is counted with weekends only; `missing_years` tells, and whoever shows the
result calls it provisional. Counting never fails for want of a year.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from maklumat.core.workdays.building import Built, build_tables
from maklumat.core.workdays.facts import NORMAL, CalendarFacts, CalendarFault, DayOff, OpeningRule
from maklumat.core.workdays.tables import Closings, Stretches

YEARS_AHEAD: Final = 4
WIDEST_YEARS: Final = 200
MINUTE: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, eq=False)
class WorkCalendar:
    """The working time of one office. Immutable; made by `work_calendar`, shared freely.

    `working` are the closings of working days, `every` the closings of all days (a day off ends at the hour at which
    that weekday would have closed), `time` the stretches of working time, `hours` the hours by local date.
    Between `settled_from` and `settled_until` (excluded) every year is loaded.
    Moments go in aware (any zone) and come out aware UTC; days are dates of the office's zone.
    """

    facts: CalendarFacts
    zone: ZoneInfo
    first_year: int
    last_year: int
    loaded_years: frozenset[int]
    settled_from: datetime
    settled_until: datetime
    working: Closings
    every: Closings
    time: Stretches
    hours: Mapping[date, OpeningRule]
    off: Mapping[date, DayOff]

    # -- sums of working time

    def add_working_days(self, at: datetime, days: int) -> datetime:
        """The closing of the `days`-th working day after the day that `at` counts as received on.

        What comes after closing or on a day off counts as received on the next working day; 0 is that day's closing.
        """
        if at.tzinfo is not UTC:
            at = in_utc(at)
        if days < 0:
            raise ValueError(f"working days must not be negative: {days}")
        closings = self.working
        moments = closings.moments
        try:
            index = closings.first[at.toordinal()]
            while moments[index] < at:
                index += 1
            return moments[index + days]
        except LookupError:
            return self.wider(at).add_working_days(at, days)

    def add_working_time(self, at: datetime, length: timedelta) -> datetime:
        """The earliest moment at which `length` of working time has passed since `at`."""
        if at.tzinfo is not UTC:
            at = in_utc(at)
        time = self.time
        try:
            index = time.index(at)
            start = time.starts[index]
            if start < at:
                start = at
            if length <= time.ends[index] - start:
                return start + length
            return time.moment(time.before[index] + (start - time.starts[index]) + length)
        except LookupError:
            return self.wider(at).add_working_time(at, length)

    def add_working_minutes(self, at: datetime, minutes: int) -> datetime:
        """The earliest moment at which `minutes` working minutes have passed since `at`."""
        return self.add_working_time(at, timedelta(minutes=minutes))

    def working_time_between(self, from_at: datetime, to_at: datetime) -> timedelta:
        """The working time from `from_at` to `to_at`; nothing when `to_at` is earlier."""
        from_at, to_at = in_utc(from_at), in_utc(to_at)
        if to_at <= from_at:
            return timedelta()
        try:
            return self.time.position(to_at) - self.time.position(from_at)
        except LookupError:
            return self.wider(from_at, to_at).working_time_between(from_at, to_at)

    def working_minutes_between(self, from_at: datetime, to_at: datetime) -> int:
        """The full working minutes from `from_at` to `to_at`."""
        return self.working_time_between(from_at, to_at) // MINUTE

    def working_days_between(self, from_at: datetime, to_at: datetime) -> int:
        """How many working days closed from `from_at` (included) to `to_at` (excluded)."""
        from_at, to_at = in_utc(from_at), in_utc(to_at)
        if to_at <= from_at:
            return 0
        try:
            return self.working.index(to_at) - self.working.index(from_at)
        except LookupError:
            return self.wider(from_at, to_at).working_days_between(from_at, to_at)

    def calendar_days_between(self, from_at: datetime, to_at: datetime) -> int:
        """How many days of any sort closed from `from_at` (included) to `to_at` (excluded)."""
        from_at, to_at = in_utc(from_at), in_utc(to_at)
        if to_at <= from_at:
            return 0
        try:
            return self.every.index(to_at) - self.every.index(from_at)
        except LookupError:
            return self.wider(from_at, to_at).calendar_days_between(from_at, to_at)

    def next_working_moment(self, at: datetime) -> datetime:
        """`at` itself when the office works then, else the next moment at which work begins."""
        at = in_utc(at)
        try:
            return max(at, self.time.starts[self.time.index(at)])
        except LookupError:
            return self.wider(at).next_working_moment(at)

    def received_on(self, at: datetime) -> date:
        """The working day that something arriving at `at` counts as received on."""
        at = in_utc(at)
        try:
            return self.working.days[self.working.index(at)]
        except LookupError:
            return self.wider(at).received_on(at)

    # -- single days

    def local(self, at: datetime) -> datetime:
        """`at` in the office's zone."""
        return at.astimezone(self.zone)

    def is_working_day(self, on: date) -> bool:
        return on in self._over(on).hours

    def hours_on(self, on: date) -> OpeningRule | None:
        """The hours of a working day; None on a day off."""
        return self._over(on).hours.get(on)

    def day_off(self, on: date) -> DayOff | None:
        """Why nobody works on `on`; None on a working day."""
        return self._over(on).off.get(on)

    def closing_on(self, on: date) -> datetime:
        """The closing of `on`; for a day off the hour at which that weekday would have closed."""
        every = self._over(on).every
        return every.moments[on.toordinal() - every.days[0].toordinal()]

    def opening_on(self, on: date) -> datetime:
        """The first moment of work on `on` or later."""
        return self.next_working_moment(datetime(on.year, on.month, on.day, tzinfo=self.zone))

    def count_working_days(self, from_on: date, to_on: date) -> int:
        """How many working days there are from `from_on` to `to_on`, both included."""
        return sum(self.is_working_day(date.fromordinal(o)) for o in range(from_on.toordinal(), to_on.toordinal() + 1))

    # -- what is known

    @property
    def loaded_until(self) -> date | None:
        """The last day of the unbroken run of loaded years from the first one; None when no year is loaded."""
        return date(_unbroken(self.loaded_years)[1], 12, 31) if self.loaded_years else None

    def missing_years(self, from_at: datetime, to_at: datetime) -> tuple[int, ...]:
        """The years touched from `from_at` to `to_at` (in the office's zone) whose holidays are not loaded."""
        if self.settled_from <= from_at and to_at < self.settled_until:
            return ()
        first, last = self.local(from_at).year, self.local(to_at).year
        return tuple(year for year in range(first, last + 1) if year not in self.loaded_years)

    def year_wanted(self, now: datetime) -> int | None:
        """The year the administrator must load: this one, or from October the next; None when nothing is wanted."""
        today = self.local(now)
        if today.year not in self.loaded_years:
            return today.year
        return today.year + 1 if today.month >= 10 and today.year + 1 not in self.loaded_years else None

    def as_known_on(self, on: date) -> WorkCalendar:
        """The calendar as its holidays had been announced on `on`."""
        return work_calendar(self.facts.known_on(on))

    def wider(self, *moments: datetime) -> WorkCalendar:
        """The same calendar over at least twice as many years, those of `moments` among them."""
        years = [moment.year for moment in moments]
        first = min(self.first_year, *(year - 2 for year in years))
        last = max(2 * self.last_year - self.first_year, *(year + 2 for year in years))
        if last - first > WIDEST_YEARS:
            raise CalendarFault("KAL-002", "Perhitungan waktu melewati {years} tahun.", years=WIDEST_YEARS)
        return _calendar(self.facts, first, last)

    def _over(self, on: date) -> WorkCalendar:
        if self.first_year <= on.year <= self.last_year:
            return self
        return self.wider(datetime(on.year, on.month, on.day, tzinfo=UTC))


def in_utc(at: datetime) -> datetime:
    """`at` as aware UTC. A moment without a zone is a mistake of the program: ValueError."""
    if at.tzinfo is None:
        raise ValueError(f"a moment without a zone: {at}")
    return at.astimezone(UTC)


def work_calendar(facts: CalendarFacts) -> WorkCalendar:
    """The calendar of these facts; the same facts give the same object. CalendarFault without zone or hours."""
    years = [year.year for year in facts.years] or [hours.from_on.year for hours in facts.hours]
    if not facts.hours or not all(any(rule.season == NORMAL for rule in hours.rules) for hours in facts.hours):
        raise CalendarFault("KAL-001", "Jam kerja kantor belum diisi, sehingga kalender kerja tidak dapat disusun.")
    return _calendar(facts, min(years) - 1, max(years) + YEARS_AHEAD)


@lru_cache(maxsize=256)
def _calendar(facts: CalendarFacts, first_year: int, last_year: int) -> WorkCalendar:
    built: Built = build_tables(facts, first_year, last_year)
    loaded = frozenset(year.year for year in facts.years)
    first, last = _unbroken(loaded) if loaded else (first_year, first_year - 1)
    return WorkCalendar(
        facts=facts,
        zone=built.zone,
        first_year=first_year,
        last_year=last_year,
        loaded_years=loaded,
        settled_from=datetime(first, 1, 1, tzinfo=built.zone).astimezone(UTC),
        settled_until=datetime(last + 1, 1, 1, tzinfo=built.zone).astimezone(UTC),
        working=built.working,
        every=built.every,
        time=built.time,
        hours=built.hours,
        off=built.off,
    )


def _unbroken(years: frozenset[int]) -> tuple[int, int]:
    """The first of `years`, and the last of the run without a gap that begins with it."""
    first = last = min(years)
    while last + 1 in years:
        last += 1
    return first, last
