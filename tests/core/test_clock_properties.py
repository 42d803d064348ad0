"""What must hold for every promise, history and calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from maklumat.core.clock.due import due
from maklumat.core.clock.elapsed import elapsed
from maklumat.core.clock.spans import Span
from maklumat.core.standard.model import TimeLimit
from maklumat.core.workdays.calendar import WorkCalendar, work_calendar
from maklumat.core.workdays.facts import Closure, Holiday
from tests.core.clock_cast import WIB, WIT, WITA, calendar, facts, promise

PROPERTY = settings(max_examples=80, deadline=None, database=None)
COSTLY = settings(max_examples=25, deadline=None, database=None)

MAXIMA = {
    "minutes": 900, "hours": 30, "working_days": 30, "calendar_days": 60, "days": 14, "weeks": 6, "months": 18,
    "monthly": 31, "budget_year": 2,
}  # fmt: skip
OWNERS = ("office", "applicant", "outside")
START, NOW = datetime(2025, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)

seconds = st.integers(0, 600 * 86400).map(lambda n: START + timedelta(seconds=n))
lengths = st.integers(0, 20 * 86400).map(lambda n: timedelta(seconds=n))


@st.composite
def limits(draw: st.DrawFn) -> TimeLimit:
    unit = draw(st.sampled_from(sorted(MAXIMA)))
    return promise(
        draw(st.integers(1, MAXIMA[unit])), unit, round_the_clock=draw(st.sampled_from((False, False, True)))
    )


@st.composite
def histories(draw: st.DrawFn) -> tuple[datetime, tuple[Span, ...]]:
    """A start and who held the file afterwards, ending with the office."""
    started_at = draw(seconds)
    spans, moment = [], started_at
    for owner, length in draw(st.lists(st.tuples(st.sampled_from(OWNERS), lengths), max_size=6)):
        spans.append(Span(moment, owner))
        moment += length
    return started_at, (*spans, Span(moment, "office"))


def at(limit: TimeLimit, started_at: datetime, spans: tuple[Span, ...], of: WorkCalendar | None = None) -> datetime:
    found = due(limit, started_at, spans, of or calendar(), NOW)
    assert found is not None
    return found.at


@PROPERTY
@given(limits(), histories(), st.data())
def test_pausing_never_shortens(
    limit: TimeLimit, history: tuple[datetime, tuple[Span, ...]], data: st.DataObject
) -> None:
    started_at, spans = history
    assert at(limit, started_at, spans) >= at(limit, started_at, ())
    one = data.draw(st.integers(0, len(spans) - 1))
    paused = (*spans[:one], spans[one]._replace(owner="applicant"), *spans[one + 1 :], Span(NOW, "office"))
    assert at(limit, started_at, paused) >= at(limit, started_at, spans)


@PROPERTY
@given(limits(), histories(), seconds, st.integers(0, 6))
def test_splitting_an_interval_changes_nothing(
    limit: TimeLimit, history: tuple[datetime, tuple[Span, ...]], cut: datetime, place: int
) -> None:
    started_at, spans = history
    earlier = [span for span in spans if span.from_at <= cut]
    owner = earlier[-1].owner if earlier else "office"
    again = Span(cut, owner, "meja lain")
    split = (*spans[: len(earlier)], again, *spans[len(earlier) :])
    assert at(limit, started_at, split) == at(limit, started_at, spans)
    doubled = (*spans[:place], *spans[place : place + 1], *spans[place:])
    assert at(limit, started_at, doubled) == at(limit, started_at, spans)


@COSTLY
@given(limits(), histories(), st.lists(st.integers(0, 700), min_size=1, max_size=4))
def test_a_new_day_off_never_makes_anything_due_earlier(
    limit: TimeLimit, history: tuple[datetime, tuple[Span, ...]], days: list[int]
) -> None:
    started_at, spans = history
    off = [started_at.date() + timedelta(days=day % 40) for day in days]
    closed = work_calendar(replace(facts(), closures=tuple(Closure(day, "tutup") for day in off)))
    assert at(limit, started_at, spans, closed) >= at(limit, started_at, spans)


@COSTLY
@given(limits(), histories(), st.integers(0, 364))
def test_a_holiday_announced_later_never_makes_anything_due_earlier(
    limit: TimeLimit, history: tuple[datetime, tuple[Span, ...]], day: int
) -> None:
    started_at, spans = history
    first, second = facts().years
    added = Holiday(date(2025, 1, 1) + timedelta(days=day), "libur baru", "public", "SKB", date(2025, 1, 1))
    more = work_calendar(replace(facts(), years=(replace(first, holidays=(*first.holidays, added)), second)))
    assert at(limit, started_at, spans, more) >= at(limit, started_at, spans)


@PROPERTY
@given(limits(), seconds, st.integers(0, 30 * 86400))
def test_who_comes_later_is_due_no_earlier(limit: TimeLimit, started_at: datetime, later: int) -> None:
    assert at(limit, started_at + timedelta(seconds=later), ()) >= at(limit, started_at, ())


@PROPERTY
@given(histories(), st.integers(0, 3000), st.integers(0, 3000), st.sampled_from((WIB, WITA, WIT)))
def test_working_minutes_add_up_and_never_run_backwards(
    history: tuple[datetime, tuple[Span, ...]], first: int, second: int, zone: str
) -> None:
    started_at, _ = history
    of = calendar(zone)
    half = of.add_working_minutes(started_at, first)
    assert of.add_working_minutes(half, second) == of.add_working_minutes(started_at, first + second) or not second
    assert of.working_minutes_between(started_at, half) == first
    assert started_at <= half <= of.add_working_minutes(started_at, first + 1)


@PROPERTY
@given(limits(), histories())
def test_the_zones_tell_the_same_story_on_their_own_walls(
    limit: TimeLimit, history: tuple[datetime, tuple[Span, ...]]
) -> None:
    """Shifting everything by the zone's hour shifts the due moment by that hour."""
    started_at, spans = history
    hour = timedelta(hours=1)
    shifted = tuple(span._replace(from_at=span.from_at - hour) for span in spans)
    assert at(limit, started_at - hour, shifted, calendar(WITA)) == at(limit, started_at, spans) - hour
    assert at(limit, started_at - 2 * hour, (), calendar(WIT)) == at(limit, started_at, ()) - 2 * hour


@PROPERTY
@given(histories(), lengths)
def test_the_holders_times_make_the_whole(history: tuple[datetime, tuple[Span, ...]], length: timedelta) -> None:
    started_at, spans = history
    end = started_at + length
    used = elapsed(spans, started_at, end, calendar())
    assert sum((held.clock for held in used.owners), timedelta()) == used.total.clock == length
    assert sum((held.working for held in used.owners), timedelta()) == used.total.working
    assert sum(held.working_days for held in used.owners) == used.total.working_days
    assert used.total.working == calendar().working_time_between(started_at, end)


@PROPERTY
@given(st.integers(1, 30), histories())
def test_days_used_by_the_office_and_the_due_date_say_the_same(
    figure: int, history: tuple[datetime, tuple[Span, ...]]
) -> None:
    """At its due moment a promise of n days has seen n closings in the office; the next one is the one too many."""
    started_at, spans = history
    due_at = at(promise(figure, "working_days"), started_at, spans)
    moment = timedelta(microseconds=1)
    assert elapsed(spans, started_at, due_at, calendar()).by("office").working_days == figure
    assert elapsed(spans, started_at, due_at + moment, calendar()).by("office").working_days == figure + 1


@PROPERTY
@given(limits(), histories())
def test_reasons_end_in_the_due_date_and_start_at_the_start(
    limit: TimeLimit, history: tuple[datetime, tuple[Span, ...]]
) -> None:
    started_at, spans = history
    found = due(limit, started_at, spans, calendar(), NOW)
    assert found is not None
    codes = [reason.code for reason in found.reasons]
    assert codes[0] == "JAM-001"
    assert codes.count("JAM-040") == 1
    assert ("JAM-050" in codes) == found.provisional
    assert all("{" not in str(reason) for reason in found.reasons)
