"""Deadlines in working days beside `bizdays`, in working minutes beside `businesstimedelta`.

Same holidays, same hours, the same 2025-2026 moments; the answers are first shown to be equal on every comparable
moment, then both are timed in turn and the medians compared. The peers are given what suits them: bizdays gets plain
dates ready made, businesstimedelta a calendar without Ramadan hours, which it cannot express.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

import bizdays
import businesstimedelta as peer_time
import pytz

from maklumat.core.workdays.calendar import WorkCalendar, work_calendar
from maklumat.core.workdays.facts import OpeningHours, OpeningRule
from tests.core.clock_cast import PERPRES_21_2023, WIB, calendar, facts

MOMENTS, PEER_MOMENTS, ROUNDS, DAYS, MINUTES = 100_000, 2_000, 7, 3, 30
WEEK = (0, 1, 2, 3, 4)


def moments(count: int) -> list[datetime]:
    """Random aware moments of 2025 and 2026 that leave room for the deadline before the loaded years end."""
    random, first = Random(7), datetime(2025, 1, 1, tzinfo=UTC)
    return [first + timedelta(seconds=random.randrange(715 * 86_400)) for _ in range(count)]


def holidays() -> list[date]:
    return [holiday.on for year in facts().years for holiday in year.holidays]


def measure(name: str, against: str, ours: Callable[[], Any], theirs: Callable[[], Any], n: int, peer_n: int) -> None:
    """Times both in turn and prints the medians as answers per second."""
    rates: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for work, count, kept in ((ours, n, rates[0]), (theirs, peer_n, rates[1])):
            start = perf_counter()
            work()
            kept.append(count / (perf_counter() - start))
    value, against_value = median(rates[0]), median(rates[1])
    figure = {
        "name": name,
        "value": round(value),
        "unit": "deadlines/s",
        "against": against,
        "against_value": round(against_value),
        "ratio": round(value / against_value, 1),
        "database": None,
        "n": n,
    }
    print(json.dumps(figure), flush=True)


def equal(name: str, ours: Sequence[Any], theirs: Sequence[Any], of: Sequence[datetime]) -> None:
    """Ends the run when an answer differs; says on standard error how many were compared."""
    different = [(at, one, other) for at, one, other in zip(of, ours, theirs, strict=True) if one != other]
    if different:
        sys.exit(f"{name}: {len(different)} of {len(of)} answers differ, first {different[0]}")
    print(f"{name}: {len(of)} equal answers", file=sys.stderr)


def bench_days() -> None:
    ours, at = calendar(), moments(MOMENTS)
    peer = bizdays.Calendar(
        holidays=[day.isoformat() for day in holidays()],
        weekdays=["Saturday", "Sunday"],
        startdate="2024-01-01",
        enddate="2027-12-30",
        financial=False,
    )
    local = [ours.local(moment) for moment in at]
    # What comes after closing is the next day's: bizdays knows no hours, so it is told.
    days = [
        one.date() + (moment > ours.closing_on(one.date())) * timedelta(days=1)
        for one, moment in zip(local, at, strict=True)
    ]
    answers = [ours.local(ours.add_working_days(moment, DAYS)).date() for moment in at]
    equal("deadline_days", answers, [peer.offset(peer.adjust_next(day), DAYS) for day in days], at)
    add = ours.add_working_days
    measure(
        "deadline_days",
        "bizdays adjust_next + offset",
        lambda: [add(moment, DAYS) for moment in at],
        lambda: [peer.offset(peer.adjust_next(day), DAYS) for day in days],
        MOMENTS,
        MOMENTS,
    )
    inside = [(moment, day) for moment, day in zip(at, days, strict=True) if ours.is_working_day(day)]
    some = [moment for moment, _ in inside]
    due_days = [ours.local(add(moment, DAYS)).date() for moment in some]
    equal("deadline_days_on_working_days", due_days, [peer.offset(day, DAYS) for _, day in inside], some)
    measure(
        "deadline_days_on_working_days",
        "bizdays offset",
        lambda: [add(moment, DAYS) for moment in some],
        lambda: [peer.offset(day, DAYS) for _, day in inside],
        len(inside),
        len(inside),
    )


def bench_minutes() -> None:
    """Once with the plain hours that suit the peer best, once with the breaks and the Friday of Perpres 21/2023."""
    plain = (OpeningRule("normal", WEEK, 450, 960),)
    breaks = tuple(rule for rule in PERPRES_21_2023.rules if rule.season == "normal")
    for name, rules in (("deadline_minutes", plain), ("deadline_minutes_with_breaks", breaks)):
        ours = work_calendar(replace(facts(), hours=(OpeningHours(date(2023, 4, 12), rules),)))
        against_businesstimedelta(name, ours, rules)


def against_businesstimedelta(name: str, ours: WorkCalendar, rules: Sequence[OpeningRule]) -> None:
    at = moments(MOMENTS)
    few = at[:PEER_MOMENTS]
    zone = pytz.timezone(WIB)
    shifts = [
        peer_time.WorkDayRule(start_time=wall(start), end_time=wall(end), working_days=list(rule.days), tz=zone)
        for rule in rules
        for start, end in stretches(rule)
    ]
    # The far day ends the peer's search for a next holiday after the last one.
    off = peer_time.HolidayRule({*holidays(), date(2028, 1, 1)}, tz=zone)
    length = peer_time.BusinessTimeDelta(peer_time.Rules([*shifts, off]), timedelta=timedelta(minutes=MINUTES))
    add = ours.add_working_minutes
    equal(name, [add(moment, MINUTES) for moment in few], [moment + length for moment in few], few)
    measure(
        name,
        "businesstimedelta",
        lambda: [add(moment, MINUTES) for moment in at],
        lambda: [moment + length for moment in few],
        MOMENTS,
        PEER_MOMENTS,
    )


def stretches(rule: OpeningRule) -> list[tuple[int, int]]:
    if rule.break_to <= rule.break_from:
        return [(rule.opens, rule.closes)]
    return [(rule.opens, rule.break_from), (rule.break_to, rule.closes)]


def wall(minute: int) -> time:
    return time(minute // 60, minute % 60)


if __name__ == "__main__":
    bench_days()
    bench_minutes()
