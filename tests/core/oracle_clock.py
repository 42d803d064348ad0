"""A second clock, slow and plain: it walks day by day and minute by minute and knows no table.

It shares only the facts (holidays, hours) and the promise with the fast one. `draw` makes a random case from a seed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache, partial
from random import Random
from zoneinfo import ZoneInfo

from maklumat.core.clock.spans import Span
from maklumat.core.standard.model import Source, TimeLimit
from maklumat.core.workdays.facts import CalendarFacts, Closure, OpeningHours, OpeningRule
from tests.core.clock_cast import PERPRES_21_2023, WIB, WIT, WITA, year

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
NO_SOURCE = Source("")


def oracle_due(
    limit: TimeLimit, started_at: datetime, spans: Sequence[Span], facts: CalendarFacts, now: datetime
) -> datetime | None:
    """The due moment by walking; None for a promise without a number."""
    if limit.unit == "none" or limit.max is None:
        return None
    unit = (limit.counted_as or "working_days") if limit.unit == "days" else limit.unit
    held = partial(holder, spans if limit.office_only else (), now)
    minutes = {"minutes": 1, "hours": 60, "working_days": 1440, "calendar_days": 1440, "weeks": 10080}.get(unit)
    if minutes and (limit.round_the_clock or unit in ("minutes", "hours")):
        # Quarters of an hour are enough where everything lies on them: opening hours do.
        moments = (started_at, now, *(span.from_at for span in spans))
        quarters = all(m.minute % 15 == m.second == m.microsecond == 0 for m in moments)
        step = 15 if quarters and minutes * limit.max % 15 == 0 else 1
        return walk_minutes(minutes * limit.max, step, started_at, held, None if limit.round_the_clock else facts)
    return walk_days(unit, limit.max, started_at, held, facts)


def holder(spans: Sequence[Span], now: datetime, moment: datetime) -> str:
    """Who holds the file at `moment`; after `now` the office is taken to have it back."""
    owner, latest = "office", None
    if moment >= now:
        return owner
    for span in spans:
        if span.from_at <= moment and (latest is None or span.from_at >= latest):
            owner, latest = span.owner, span.from_at
    return owner


def walk_minutes(minutes, step, moment, held, facts):
    spent = 0
    while spent < minutes:
        if facts is not None:
            local = moment.astimezone(ZoneInfo(facts.zone))
            if not works_on(facts, local.date()):
                moment = datetime.combine(local.date() + DAY, datetime.min.time(), local.tzinfo).astimezone(UTC)
                continue
        if (facts is None or works_at(facts, local)) and held(moment) == "office":
            spent += step
        moment += step * MINUTE
    return moment


def walk_days(unit, figure, at, held, facts):
    received = at.astimezone(ZoneInfo(facts.zone)).date()
    while not works_on(facts, received) or at > closing(facts, received):
        received += DAY
    if unit == "months":
        first = at.astimezone(ZoneInfo(facts.zone)).date()
        first += (at > closing(facts, first)) * DAY
        ends = []
        while first <= received:
            ends.append(nth_day(first, (months_later(first, figure) - first).days, held, facts, any_day))
            first += DAY
        return max(ends)
    if unit == "monthly":
        return nth_day(received, 0, held, facts, lambda day: day.day == min(figure, (next_month(day) - DAY).day))
    if unit == "budget_year":
        return nth_day(received, figure - 1, held, facts, lambda day: (day.month, day.day) == (12, 31))
    if unit == "working_days":
        return nth_day(received, figure, held, facts, lambda day: works_on(facts, day))
    return nth_day(received, figure * {"calendar_days": 1, "weeks": 7}[unit], held, facts, any_day)


def any_day(day):
    return True


def nth_day(day, count, held, facts, counts):
    """The closing of the `count`-th counted day after the first counted one, from `day` on."""
    seen = -1
    while True:
        if counts(day) and held(closing(facts, day)) == "office":
            seen += 1
            if seen == count:
                return closing(facts, day)
        day += DAY


def next_month(day: date) -> date:
    return date(day.year + (day.month == 12), day.month % 12 + 1, 1)


def months_later(day: date, months: int) -> date:
    month = day
    for _ in range(months):
        month = next_month(month)
    return min(month.replace(day=1) + (day.day - 1) * DAY, next_month(month) - DAY)


def remembered(of):
    """`of(facts, day)`, remembered; by the identity of the facts, whose hash is slow."""
    known = {}

    def ask(facts, day):
        key = (id(facts), day)
        if key not in known:
            known[key] = (of(facts, day), facts)
        return known[key][0]

    return ask


@remembered
def hours(facts: CalendarFacts, day: date) -> tuple[bool, OpeningRule]:
    """Whether the weekday has hours, and the hours it has or would have."""
    period = max((p for p in facts.hours if p.from_on <= day), key=lambda p: p.from_on, default=None)
    period = period or min(facts.hours, key=lambda p: p.from_on)
    fasting = any(y.ramadan and y.ramadan[0] <= day <= y.ramadan[1] for y in facts.years)
    seasons = {rule.season for rule in period.rules}
    season = "ramadan" if fasting and "ramadan" in seasons else "normal"
    rules = [rule for rule in period.rules if rule.season == season]
    mine = [rule for rule in rules if day.weekday() in rule.days]
    return bool(mine), (mine or rules)[0]


@remembered
def works_on(facts: CalendarFacts, day: date) -> bool:
    off = {holiday.on for y in facts.years for holiday in y.holidays} | {closure.on for closure in facts.closures}
    return hours(facts, day)[0] and day not in off


def works_at(facts: CalendarFacts, local: datetime) -> bool:
    rule = hours(facts, local.date())[1]
    minute = local.hour * 60 + local.minute
    resting = rule.break_from <= minute < rule.break_to
    return works_on(facts, local.date()) and rule.opens <= minute < rule.closes and not resting


@remembered
def closing(facts: CalendarFacts, day: date) -> datetime:
    closes = hours(facts, day)[1].closes
    return datetime(day.year, day.month, day.day, closes // 60, closes % 60, tzinfo=ZoneInfo(facts.zone)).astimezone(
        UTC
    )


# -- random cases


@cache
def worlds() -> tuple[CalendarFacts, ...]:
    """Offices of all zones: both years, one year, as known early, with closures, with six days, with no holidays."""
    six_days = OpeningHours(
        date(2025, 7, 1),
        (OpeningRule("normal", (0, 1, 2, 3, 4), 480, 930, 720, 750), OpeningRule("normal", (5,), 480, 720)),
    )
    base = CalendarFacts(WIB, (year(2025), year(2026)), (PERPRES_21_2023,))
    flood = tuple(Closure(date(2025, 2, 3) + n * 17 * DAY, "banjir") for n in range(40))
    return (
        base,
        replace(base, zone=WITA),
        replace(base, zone=WIT, years=(year(2025),)),
        base.known_on(date(2025, 8, 1)),
        replace(base, zone=WITA, closures=flood),
        replace(base, hours=(PERPRES_21_2023, six_days)),
        replace(base, zone=WIT, years=()),
        replace(base, zone="America/New_York"),
    )


Case = tuple[TimeLimit, datetime, tuple[Span, ...], CalendarFacts, datetime]

FIGURES = {
    "minutes": (1, 900), "hours": (1, 24), "working_days": (1, 30), "calendar_days": (1, 60), "days": (1, 14),
    "weeks": (1, 6), "months": (1, 18), "monthly": (1, 31), "budget_year": (1, 2),
}  # fmt: skip


def draw(seed: int) -> Case:
    """A random promise, start, history of holders, office and present moment."""
    random = Random(seed)  # noqa: S311
    unit = random.choice(list(FIGURES))
    low, high = FIGURES[unit]
    fine = random.random() < 0.5
    around = random.random() < 0.15
    walked = around or unit in ("minutes", "hours")
    figure = random.randint(low, high)
    if walked and fine:
        figure = min(figure, {"minutes": 90, "hours": 2}.get(unit, 1))
    elif unit == "minutes":
        figure = -(-figure // 15) * 15
    step = (1 if fine else 15) * MINUTE
    limit = TimeLimit(
        code="janji",
        max=figure,
        unit=unit,
        source=NO_SOURCE,
        counted_as=random.choice(("", "calendar_days", "working_days")) if unit == "days" else "",
        office_only=random.random() < 0.8,
        round_the_clock=around,
    )
    started_at = datetime(2024, 11, 1, tzinfo=UTC) + random.randrange(26 * 30 * 96) * 15 * MINUTE
    if fine:
        started_at += random.randrange(15) * MINUTE
    if not walked:
        started_at += timedelta(microseconds=random.randrange(60_000_000))
    spans, moment = [], started_at - random.randrange(2000) * step
    for _ in range(random.choice((0, 0, 1, 2, 3, 5, 8))):
        spans.append(Span(moment, random.choice(("office", "office", "applicant", "outside")), "loket"))
        moment += random.randrange(random.choice((4, 60, 300, 1200))) * step
    now = max(moment, started_at) + random.randrange(600) * step
    return limit, started_at, tuple(spans), random.choice(worlds()), now
