"""Who held the file how long: nothing between receipt and verdict is hidden, and the parts make the whole."""

from __future__ import annotations

from datetime import timedelta

from maklumat.core.clock.causes import ONE_DESK, Cause, cause
from maklumat.core.clock.elapsed import elapsed
from maklumat.core.clock.spans import OFFICE, Span, intervals
from tests.core.clock_cast import at, calendar, held

HISTORY = held(
    ("2025-07-07 09:00", "loket"),
    ("2025-07-07 10:00", "applicant"),
    ("2025-07-09 09:00", "loket"),
    ("2025-07-09 11:00", "kabid"),
    ("2025-07-10 09:00", "outside"),
    ("2025-07-14 09:00", "kabid"),
)


def test_receipt_to_verdict_by_owner_and_desk() -> None:
    used = elapsed(HISTORY, at("2025-07-07 09:00"), at("2025-07-14 15:00"), calendar())
    assert [(held.owner, held.working_days, held.calendar_days) for held in used.owners] == [
        ("office", 1, 1),
        ("applicant", 2, 2),
        ("outside", 2, 4),
    ]
    assert [(held.desk, held.working, held.working_days) for held in used.desks] == [
        ("loket", timedelta(hours=3), 0),
        ("kabid", timedelta(hours=4 + 1.5 + 5), 1),
    ]
    assert used.total.clock == timedelta(days=7, hours=6)
    assert (used.total.working_days, used.total.calendar_days) == (5, 7)
    assert used.by("applicant").working == timedelta(hours=5 + 7.5 + 1.5)
    assert used.by("outside").clock == timedelta(days=4)


def test_the_parts_make_the_whole() -> None:
    used = elapsed(HISTORY, at("2025-07-07 09:00"), at("2025-07-14 15:00"), calendar())
    for field in ("working", "clock"):
        assert sum((getattr(held, field) for held in used.owners), timedelta()) == getattr(used.total, field)
    assert sum(held.working_days for held in used.owners) == used.total.working_days
    assert sum((held.working for held in used.desks), timedelta()) == used.by("office").working


def test_days_before_completeness_stay_visible() -> None:
    used = elapsed(held(("2025-07-07 09:00", "loket")), at("2025-07-07 09:00"), at("2025-07-11 09:00"), calendar())
    assert used.by("office").working_days == 4
    assert used.by("outside").clock == timedelta()


def test_done_on_the_day_of_receipt_is_no_day() -> None:
    used = elapsed((), at("2025-07-07 09:00"), at("2025-07-07 16:00"), calendar())
    assert (used.total.working_days, used.total.working) == (0, timedelta(hours=6))
    assert [(held.owner, held.desk) for held in used.desks] == [("office", "")]


def test_an_end_before_the_start_is_no_time_at_all() -> None:
    used = elapsed(HISTORY, at("2025-07-08 09:00"), at("2025-07-07 09:00"), calendar())
    assert (used.total.clock, used.total.working, used.total.working_days) == (timedelta(), timedelta(), 0)


def test_intervals_follow_each_other_without_gap() -> None:
    parts = intervals(HISTORY, at("2025-07-08 09:00"), at("2025-07-14 10:00"))
    assert [part.owner for part in parts] == ["applicant", "office", "office", "outside", "office"]
    assert parts[0].from_at == at("2025-07-08 09:00")
    assert parts[-1].to_at == at("2025-07-14 10:00")
    assert [part.to_at for part in parts[:-1]] == [part.from_at for part in parts[1:]]
    assert [part.open for part in parts] == [False, False, False, False, True]


def test_of_two_holders_at_one_moment_the_later_entry_holds() -> None:
    spans = held(("2025-07-07 10:00", "applicant"), ("2025-07-07 10:00", "outside"))
    assert [part.owner for part in intervals(spans, at("2025-07-07 09:00"), at("2025-07-07 11:00"))] == [
        "office",
        "outside",
    ]


def test_a_desk_has_what_those_used_to_whom_it_delegated_and_one_name_however_a_step_writes_it() -> None:
    spans = (
        Span(at("2025-07-07 08:00"), OFFICE, "kabid"),
        Span(at("2025-07-07 10:00"), OFFICE, "kabid", "staf"),
        Span(at("2025-07-07 11:00"), OFFICE, "umum+kasubag"),
        Span(at("2025-07-07 13:00"), OFFICE, "kasubag+umum"),
    )
    used = elapsed(spans, at("2025-07-07 08:00"), at("2025-07-07 14:00"), calendar())
    assert [(one.desk, one.delegate) for one in used.desks] == [
        ("kabid", ""), ("kabid", "staf"), ("umum+kasubag", ""), ("kasubag+umum", ""),
    ]  # fmt: skip
    assert [(one.desk, one.clock) for one in used.whole_desks] == [
        ("kabid", timedelta(hours=3)), ("kasubag+umum", timedelta(hours=3)),
    ]  # fmt: skip
    assert sum((one.working for one in used.whole_desks), timedelta()) == used.total.working
    assert cause(spans, at("2025-07-07 08:00"), at("2025-07-07 11:30"), calendar()) == Cause(ONE_DESK, "kabid")
    assert cause(spans[2:], at("2025-07-07 11:00"), at("2025-07-07 14:00"), calendar()).desk == "kasubag+umum"
