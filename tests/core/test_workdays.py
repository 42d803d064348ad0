"""Working calendars: the days and hours of 2025 and 2026, and what is not known yet."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from maklumat.core.workdays.calendar import work_calendar
from maklumat.core.workdays.facts import CalendarFacts, CalendarFault, Closure, OpeningHours, OpeningRule
from tests.core.clock_cast import PERPRES_21_2023, WIB, WIT, WITA, at, calendar, facts, year

PER_MONTH = {
    2025: (19, 20, 19, 16, 17, 18, 23, 20, 21, 23, 20, 21),
    2026: (20, 18, 17, 21, 16, 20, 23, 19, 22, 22, 21, 21),
}
PRINTED = {
    (2025, "public"): "0101,0127,0129,0329,0331,0401,0418,0420,0501,0512,0529,0601,0606,0627,0817,0905,1225",
    (2025, "joint_leave"): "0128,0328,0402,0403,0404,0407,0513,0530,0609,0818,1226",
    (2026, "public"): "0101,0116,0217,0319,0321,0322,0403,0405,0501,0514,0527,0531,0601,0616,0817,0825,1225",
    (2026, "joint_leave"): "0216,0318,0320,0323,0324,0515,0528,1224",
}


def test_the_years_hold_exactly_the_printed_days() -> None:
    for (number, kind), printed in PRINTED.items():
        days = ",".join(f"{holiday.on:%m%d}" for holiday in year(number).holidays if holiday.kind == kind)
        assert days == printed


def test_working_days_per_month() -> None:
    for number, expected in PER_MONTH.items():
        counted = tuple(
            calendar().count_working_days(date(number, month, 1), _last_day(number, month)) for month in range(1, 13)
        )
        assert counted == expected
    assert calendar().count_working_days(date(2025, 1, 1), date(2025, 12, 31)) == 237
    assert calendar().count_working_days(date(2026, 1, 1), date(2026, 12, 31)) == 240


def _last_day(number: int, month: int) -> date:
    return date(number + month // 12, month % 12 + 1, 1) - timedelta(days=1)


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        ("2025-03-27", 1, "2025-04-08 16:00"),
        ("2025-03-27", 3, "2025-04-10 16:00"),
        ("2025-08-15", 1, "2025-08-19 16:00"),
        ("2025-05-09", 2, "2025-05-15 16:00"),
        ("2025-01-24", 3, "2025-02-03 16:00"),
        ("2025-12-24", 5, "2026-01-05 16:00"),
        ("2026-02-13", 1, "2026-02-18 16:00"),
        ("2026-03-17", 1, "2026-03-25 16:00"),
        ("2026-03-13", 14, "2026-04-10 16:30"),
        ("2026-05-13", 3, "2026-05-20 16:00"),
        ("2026-12-23", 1, "2026-12-28 16:00"),
    ],
)
@pytest.mark.parametrize("zone", [WIB, WITA, WIT])
def test_working_days_from_a_working_day(start: str, days: int, due: str, zone: str) -> None:
    for hour in ("00:00", "07:30", "09:00", "15:00"):
        assert calendar(zone).add_working_days(at(f"{start} {hour}", zone), days) == at(due, zone)


def test_what_comes_after_closing_counts_as_received_on_the_next_working_day() -> None:
    wib = calendar()
    assert wib.add_working_days(at("2025-08-14 16:00"), 1) == at("2025-08-15 16:30")
    assert wib.add_working_days(at("2025-08-14 16:00:00.000001"), 1) == at("2025-08-19 16:00")
    assert wib.add_working_days(at("2025-08-16 10:00"), 1) == at("2025-08-20 16:00")
    assert wib.received_on(at("2025-08-16 10:00")) == date(2025, 8, 19)


def test_hours_of_the_ordinary_week_of_ramadan_and_of_friday() -> None:
    wib = calendar()
    monday, friday = date(2025, 7, 7), date(2025, 7, 11)
    fasting_monday, fasting_friday = date(2026, 2, 23), date(2026, 2, 20)
    spans = [
        (rule.opens, rule.closes, rule.break_from, rule.break_to)
        for rule in map(wib.hours_on, (monday, friday, fasting_monday, fasting_friday))
        if rule is not None
    ]
    assert spans == [(450, 960, 720, 780), (450, 990, 690, 780), (480, 900, 720, 750), (480, 930, 690, 750)]
    ordinary = wib.working_time_between(at("2025-07-07 00:00"), at("2025-07-14 00:00"))
    fasting = wib.working_time_between(at("2026-02-23 00:00"), at("2026-03-02 00:00"))
    assert (ordinary, fasting) == (timedelta(hours=37, minutes=30), timedelta(hours=32, minutes=30))


@pytest.mark.parametrize(
    ("start", "minutes", "due"),
    [
        ("2025-07-07 09:00", 30, "2025-07-07 09:30"),
        ("2025-07-07 11:45", 30, "2025-07-07 13:15"),
        ("2025-07-07 12:20", 30, "2025-07-07 13:30"),
        ("2025-07-07 15:30", 30, "2025-07-07 16:00"),
        ("2025-07-07 15:45", 30, "2025-07-08 07:45"),
        ("2025-07-11 11:20", 30, "2025-07-11 13:20"),
        ("2025-07-11 16:15", 30, "2025-07-14 07:45"),
        ("2025-07-12 10:00", 30, "2025-07-14 08:00"),
        ("2025-07-07 06:00", 60, "2025-07-07 08:30"),
        ("2026-02-23 14:45", 30, "2026-02-24 08:15"),
        ("2025-07-07 09:00:27", 30, "2025-07-07 09:30:27"),
        ("2025-07-07 07:30", 37 * 60 + 30, "2025-07-11 16:30"),
        ("2025-12-24 15:50", 30, "2025-12-29 07:50"),
    ],
)
def test_working_minutes(start: str, minutes: int, due: str) -> None:
    assert calendar().add_working_minutes(at(start), minutes) == at(due)
    assert calendar().working_minutes_between(at(start), at(due)) == minutes


def test_next_working_moment() -> None:
    wib = calendar()
    assert wib.next_working_moment(at("2025-07-07 09:00")) == at("2025-07-07 09:00")
    assert wib.next_working_moment(at("2025-07-07 12:00")) == at("2025-07-07 13:00")
    assert wib.next_working_moment(at("2025-07-07 16:00")) == at("2025-07-08 07:30")
    assert wib.next_working_moment(at("2025-03-27 15:00")) == at("2025-04-08 07:30")


def test_the_same_moment_is_a_different_hour_in_each_zone() -> None:
    moment = at("2025-07-07 15:30", WIB)
    assert calendar(WIB).add_working_minutes(moment, 30) == at("2025-07-07 16:00", WIB)
    assert calendar(WITA).add_working_minutes(moment, 30) == at("2025-07-08 08:00", WITA)
    assert calendar(WIT).add_working_days(moment, 1) == at("2025-07-09 16:00", WIT)


def test_a_calendar_knows_what_was_announced_on_a_day() -> None:
    early, late = calendar().as_known_on(date(2025, 8, 1)), calendar().as_known_on(date(2025, 8, 8))
    assert early.add_working_days(at("2025-08-15 09:00"), 1) == at("2025-08-18 16:00")
    assert late.add_working_days(at("2025-08-15 09:00"), 1) == at("2025-08-19 16:00")
    assert late.loaded_years == {2025}
    assert calendar().as_known_on(date(2025, 9, 19)).loaded_years == {2025, 2026}
    assert calendar().as_known_on(date(2024, 10, 13)).loaded_until is None


def test_a_withdrawn_holiday_held_until_it_was_withdrawn() -> None:
    holidays = tuple(
        replace(holiday, withdrawn_on=date(2025, 6, 1)) if holiday.on == date(2025, 12, 26) else holiday
        for holiday in year(2025).holidays
    )
    changed = work_calendar(replace(facts(), years=(replace(year(2025), holidays=holidays),)))
    assert changed.is_working_day(date(2025, 12, 26))
    assert not changed.as_known_on(date(2025, 5, 31)).is_working_day(date(2025, 12, 26))
    assert changed.as_known_on(date(2025, 6, 1)).is_working_day(date(2025, 12, 26))


def test_a_year_that_is_not_loaded_counts_weekends_only_and_is_named() -> None:
    wib = calendar()
    assert wib.loaded_until == date(2026, 12, 31)
    assert wib.add_working_days(at("2026-12-30 09:00"), 2) == at("2027-01-01 16:30")
    assert wib.missing_years(at("2026-12-30 09:00"), at("2027-01-01 16:30")) == (2027,)
    assert wib.missing_years(at("2025-01-01 00:00"), at("2026-12-31 23:59")) == ()
    assert wib.missing_years(at("2024-12-31 23:59"), at("2025-02-01 00:00")) == (2024,)


def test_a_gap_between_loaded_years_is_named_and_ends_what_is_loaded() -> None:
    gap = work_calendar(replace(facts(), years=(year(2025), replace(year(2026), year=2027, holidays=()))))
    assert gap.loaded_until == date(2025, 12, 31)
    assert gap.missing_years(at("2025-12-30 09:00"), at("2027-01-04 09:00")) == (2026,)


def test_counting_goes_on_far_beyond_the_tables_on_either_side() -> None:
    wib = calendar()
    assert wib.add_working_days(at("2041-07-05 09:00"), 5) == at("2041-07-12 16:30")
    assert wib.add_working_days(at("2003-07-07 09:00"), 5) == at("2003-07-14 16:00")
    assert wib.add_working_days(at("2026-12-28 09:00"), 2610) == at("2036-12-29 16:00")
    assert wib.add_working_minutes(at("2041-07-05 16:00"), 60) == at("2041-07-08 08:00")
    assert wib.is_working_day(date(2041, 7, 5))
    assert wib.working_days_between(at("2019-07-01 09:00"), at("2041-07-01 09:00")) > 5000


def test_the_administrator_is_warned_from_october() -> None:
    wib = calendar()
    assert wib.year_wanted(at("2026-09-30 23:59")) is None
    assert wib.year_wanted(at("2026-10-01 00:00")) == 2027
    assert wib.year_wanted(at("2025-12-01 00:00")) is None
    assert wib.year_wanted(at("2027-02-01 00:00")) == 2027


def test_a_local_closure_is_a_day_off_of_that_office_only() -> None:
    flood = Closure(date(2025, 7, 8), "banjir", "Surat Edaran Bupati")
    closed = work_calendar(replace(facts(), closures=(flood,)))
    assert closed.add_working_days(at("2025-07-07 09:00"), 1) == at("2025-07-09 16:00")
    assert calendar().add_working_days(at("2025-07-07 09:00"), 1) == at("2025-07-08 16:00")
    day_off = closed.day_off(date(2025, 7, 8))
    assert day_off is not None
    assert (day_off.kind, day_off.name, day_off.decree) == ("closure", "banjir", "Surat Edaran Bupati")


def test_hours_change_on_their_date_and_an_office_may_work_on_saturday_without_a_break() -> None:
    later = OpeningHours(date(2025, 7, 10), (OpeningRule("normal", (0, 1, 2, 3, 4, 5), 480, 840),))
    six = work_calendar(replace(facts(), hours=(later, PERPRES_21_2023)))
    assert six.add_working_days(at("2025-07-08 09:00"), 1) == at("2025-07-09 16:00")
    assert six.add_working_days(at("2025-07-08 09:00"), 4) == at("2025-07-12 14:00")
    assert six.working_minutes_between(at("2025-07-12 00:00"), at("2025-07-13 00:00")) == 360


def test_a_day_off_ends_at_the_hour_at_which_it_would_have_closed() -> None:
    wib = calendar()
    assert wib.closing_on(date(2025, 12, 25)) == at("2025-12-25 16:00")
    assert wib.closing_on(date(2025, 12, 26)) == at("2025-12-26 16:30")
    assert wib.closing_on(date(2025, 12, 27)) == at("2025-12-27 16:00")
    assert wib.closing_on(date(2041, 12, 27)) == at("2041-12-27 16:30")


def test_equal_facts_give_the_same_calendar() -> None:
    assert work_calendar(facts()) is work_calendar(facts())


def test_moments_without_a_zone_and_negative_days_are_mistakes_of_the_program() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        calendar().add_working_days(datetime(2025, 7, 7, 9), 1)  # noqa: DTZ001
    with pytest.raises(ValueError, match="negative"):
        calendar().add_working_days(datetime(2025, 7, 7, 9, tzinfo=UTC), -1)


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        (CalendarFacts(WIB, (), ()), "KAL-001"),
        (CalendarFacts(WIB, (), (OpeningHours(date(2025, 1, 1), ()),)), "KAL-001"),
        (CalendarFacts("Asia/Belitung", (), (PERPRES_21_2023,)), "KAL-003"),
        (CalendarFacts("../x", (), (PERPRES_21_2023,)), "KAL-003"),
    ],
)
def test_a_calendar_without_hours_or_zone_cannot_be_built(broken: CalendarFacts, code: str) -> None:
    with pytest.raises(CalendarFault) as caught:
        work_calendar(broken)
    assert caught.value.code == code


def test_an_office_that_never_opens_is_said_so_instead_of_searching_forever() -> None:
    never = work_calendar(CalendarFacts(WIB, (), (OpeningHours(date(2025, 1, 1), (OpeningRule("normal", (), 0, 1),)),)))
    with pytest.raises(CalendarFault) as caught:
        never.add_working_days(at("2025-07-07 09:00"), 1)
    assert caught.value.code == "KAL-002"
