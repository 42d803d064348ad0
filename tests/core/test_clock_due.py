"""Due dates of every unit, with the file in the office all the time and with the file elsewhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from maklumat.core.clock import due as clock
from maklumat.core.clock.due import due
from maklumat.core.clock.office import calendar_of
from maklumat.core.clock.spans import Span
from maklumat.core.clock.values import CountingPolicy
from maklumat.core.standard.model import (
    UNITS,
    Decree,
    HoursRule,
    LocalClosure,
    Office,
    OfficeHours,
    Pledge,
    Source,
    Text,
    TimeLimit,
)
from maklumat.core.workdays.calendar import work_calendar
from maklumat.core.workdays.facts import Closure
from tests.core.clock_cast import PERPRES_21_2023, WIB, WIT, WITA, at, calendar, facts, held, promise, year


def due_at(
    limit: TimeLimit, start: str, spans: tuple[Span, ...] = (), now: str = "", policy: CountingPolicy | None = None
) -> str:
    """The due moment on the office's wall."""
    moment = at(now) if now else None
    found = due(limit, at(start), spans, calendar(), moment, policy or CountingPolicy())
    assert found is not None
    assert found.at.tzinfo is UTC
    assert found.at == clock.due_at(limit, at(start), spans, calendar(), moment, policy or CountingPolicy())
    return f"{calendar().local(found.at):%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("limit", "start", "expected"),
    [
        (promise(30, "minutes"), "2025-07-07 15:45", "2025-07-08 07:45"),
        (promise(1, "hours"), "2025-07-07 11:30", "2025-07-07 13:30"),
        (promise(8, "hours"), "2025-07-07 07:30", "2025-07-08 08:00"),
        (promise(1, "working_days"), "2025-03-27 09:00", "2025-04-08 16:00"),
        (promise(3, "working_days"), "2025-03-27 09:00", "2025-04-10 16:00"),
        (promise(1, "working_days"), "2025-08-15 09:00", "2025-08-19 16:00"),
        (promise(14, "working_days"), "2026-03-13 09:00", "2026-04-10 16:30"),
        (promise(3, "calendar_days"), "2025-07-07 09:00", "2025-07-10 16:00"),
        (promise(3, "calendar_days"), "2025-07-09 09:00", "2025-07-12 16:00"),
        (promise(2, "calendar_days"), "2025-07-09 09:00", "2025-07-11 16:30"),
        (promise(3, "calendar_days"), "2025-07-09 17:00", "2025-07-13 16:00"),
        (promise(3, "calendar_days"), "2025-07-12 09:00", "2025-07-17 16:00"),
        (promise(7, "calendar_days"), "2025-03-27 09:00", "2025-04-03 16:00"),
        (promise(2, "days"), "2025-08-15 09:00", "2025-08-20 16:00"),
        (promise(None, "each_month"), "2025-07-07 09:00", "2025-07-31 16:00"),
        (promise(None, "each_month"), "2025-07-31 17:00", "2025-08-31 16:00"),
        (promise(None, "each_month"), "2026-02-02 09:00", "2026-02-28 15:00"),
        (promise(2, "days", counted_as="calendar_days"), "2025-08-15 09:00", "2025-08-17 16:00"),
        (promise(1, "weeks"), "2025-08-15 09:00", "2025-08-22 16:30"),
        (promise(3, "months"), "2025-01-31 09:00", "2025-04-30 16:00"),
        (promise(1, "months"), "2025-01-31 09:00", "2025-02-28 16:30"),
        (promise(18, "months"), "2025-05-19 09:00", "2026-11-19 16:00"),
        (promise(12, "months"), "2025-07-12 09:00", "2026-07-14 16:00"),
        (promise(17, "monthly"), "2025-07-07 09:00", "2025-07-17 16:00"),
        (promise(17, "monthly"), "2025-07-17 16:00", "2025-07-17 16:00"),
        (promise(17, "monthly"), "2025-07-17 16:01", "2025-08-17 16:00"),
        (promise(31, "monthly"), "2026-02-02 09:00", "2026-02-28 15:00"),
        (promise(5, "monthly"), "2025-12-30 09:00", "2026-01-05 16:00"),
        (promise(1, "budget_year"), "2025-07-07 09:00", "2025-12-31 16:00"),
        (promise(None, "budget_year"), "2025-12-31 09:00", "2025-12-31 16:00"),
        (promise(2, "budget_year"), "2025-07-07 09:00", "2026-12-31 16:00"),
        (promise(1, "budget_year"), "2025-12-31 16:30", "2026-12-31 16:00"),
        (promise(24, "hours", round_the_clock=True), "2025-08-16 22:15", "2025-08-17 22:15"),
        (promise(1, "days", counted_as="calendar_days", any_day=True), "2025-07-12 09:00", "2025-07-13 16:00"),
        (promise(1, "days", counted_as="calendar_days", any_day=True), "2025-07-07 21:00", "2025-07-08 16:00"),
        (promise(7, "calendar_days", any_day=True), "2025-03-29 09:00", "2025-04-05 16:00"),
        (promise(30, "minutes", round_the_clock=True), "2025-07-07 23:45", "2025-07-08 00:15"),
        (promise(3, "days", counted_as="calendar_days", round_the_clock=True), "2025-07-12 23:00", "2025-07-15 23:00"),
    ],
)
def test_every_unit(limit: TimeLimit, start: str, expected: str) -> None:
    assert due_at(limit, start) == expected


def test_a_promise_without_a_number_has_no_due_date() -> None:
    assert due(promise(None, "none"), at("2025-07-07 09:00"), (), calendar()) is None
    assert due(promise(None, "working_days"), at("2025-07-07 09:00"), (), calendar()) is None
    assert due(promise(None, "monthly"), at("2025-07-07 09:00"), (), calendar()) is None
    assert clock.due_at(promise(None, "none"), at("2025-07-07 09:00"), (), calendar()) is None


def test_every_unit_of_the_standard_can_be_counted() -> None:
    for unit in UNITS:
        found = due(promise(1, unit), at("2025-07-07 09:00"), (), calendar())
        assert (found is None) == (unit == "none")
    with pytest.raises(ValueError, match="fortnights"):
        due(promise(1, "fortnights"), at("2025-07-07 09:00"), (), calendar())


def test_the_due_date_falls_on_the_offices_own_wall() -> None:
    for zone in (WIB, WITA, WIT):
        found = due(promise(1, "working_days"), at("2025-07-07 15:59", zone), (), calendar(zone))
        assert found is not None
        assert found.at == at("2025-07-08 16:00", zone)


ONE_DAY = promise(1, "working_days")


@pytest.mark.parametrize(
    ("limit", "changes", "expected"),
    [
        # received Mon 7 July 09:00
        (ONE_DAY, (), "2025-07-08 16:00"),
        (ONE_DAY, (("2025-07-07 10:00", "applicant"), ("2025-07-07 15:00", "office")), "2025-07-08 16:00"),
        (ONE_DAY, (("2025-07-07 14:00", "applicant"), ("2025-07-08 09:00", "office")), "2025-07-09 16:00"),
        (ONE_DAY, (("2025-07-08 10:00", "applicant"), ("2025-07-10 10:00", "office")), "2025-07-10 16:00"),
        (ONE_DAY, (("2025-07-08 10:00", "outside"), ("2025-07-12 10:00", "office")), "2025-07-14 16:00"),
        (ONE_DAY, (("2025-07-08 16:00", "applicant"), ("2025-07-09 07:00", "office")), "2025-07-09 16:00"),
        (ONE_DAY, (("2025-07-08 16:01", "applicant"), ("2025-07-20 07:00", "office")), "2025-07-08 16:00"),
        (
            replace(ONE_DAY, office_only=False),
            (("2025-07-08 10:00", "outside"), ("2025-07-12 10:00", "office")),
            "2025-07-08 16:00",
        ),
        (
            promise(30, "minutes"),
            (("2025-07-07 09:10", "applicant"), ("2025-07-07 11:50", "office")),
            "2025-07-07 13:10",
        ),
        (promise(30, "minutes"), (("2025-07-07 09:30", "applicant"),), "2025-07-07 09:30"),
        (
            promise(24, "hours", round_the_clock=True),
            (("2025-07-07 12:00", "outside"), ("2025-07-08 00:00", "office")),
            "2025-07-08 21:00",
        ),
        (
            promise(3, "calendar_days"),
            (("2025-07-08 10:00", "applicant"), ("2025-07-10 10:00", "office")),
            "2025-07-12 16:00",
        ),
        (promise(1, "months"), (("2025-07-08 10:00", "applicant"), ("2025-07-10 10:00", "office")), "2025-08-09 16:00"),
        (promise(17, "monthly"), (("2025-07-08 10:00", "applicant"), ("2025-07-16 10:00", "x")), "2025-07-17 16:00"),
        (promise(17, "monthly"), (("2025-07-08 10:00", "applicant"), ("2025-07-17 16:00", "x")), "2025-07-17 16:00"),
        (promise(17, "monthly"), (("2025-07-08 10:00", "applicant"), ("2025-07-18 10:00", "x")), "2025-08-17 16:00"),
        (
            promise(1, "budget_year"),
            (("2025-12-30 10:00", "outside"), ("2026-01-05 10:00", "office")),
            "2026-12-31 16:00",
        ),
    ],
)
def test_only_the_offices_time_counts(limit: TimeLimit, changes: tuple[tuple[str, str], ...], expected: str) -> None:
    assert due_at(limit, "2025-07-07 09:00", held(*changes), now="2026-06-01 09:00") == expected


def test_a_closure_on_the_day_of_arrival_does_not_bring_the_end_of_a_month_forward() -> None:
    spans = held(("2026-01-28 09:30", "applicant"), ("2026-01-30 08:00", "office"))
    closures = (Closure(date(2026, 1, 28), "banjir"), Closure(date(2026, 1, 29), "banjir"))
    for of in (calendar(), work_calendar(replace(facts(), closures=closures))):
        found = due(promise(1, "months"), at("2026-01-28 09:00"), spans, of)
        assert found is not None
        assert found.at == at("2026-03-02 15:00")


def test_a_desk_that_passes_the_file_on_does_not_stop_the_clock() -> None:
    spans = held(("2025-07-07 09:00", "loket"), ("2025-07-07 10:00", "kasi"), ("2025-07-08 08:00", "kabid"))
    assert due_at(ONE_DAY, "2025-07-07 09:00", spans) == "2025-07-08 16:00"


def test_while_the_file_is_elsewhere_the_due_date_is_a_projection() -> None:
    spans = held(("2025-07-08 10:00", "applicant"))
    for now, expected in (
        ("", "2025-07-08 16:00"),
        ("2025-07-08 12:00", "2025-07-08 16:00"),
        ("2025-07-09 12:00", "2025-07-09 16:00"),
        ("2025-07-09 16:30", "2025-07-10 16:00"),
    ):
        found = due(ONE_DAY, at("2025-07-07 09:00"), spans, calendar(), at(now) if now else None)
        assert found is not None
        assert found.paused == "applicant"
        assert found.at == at(expected)
    passed = due(ONE_DAY, at("2025-07-01 09:00"), spans, calendar(), at("2025-07-09 12:00"))
    assert passed is not None
    assert (passed.paused, passed.at, passed.pauses) == ("", at("2025-07-02 16:00"), ())
    just_in_time = due(promise(30, "minutes"), at("2025-07-08 09:30"), spans, calendar(), at("2025-07-09 12:00"))
    assert just_in_time is not None
    assert (just_in_time.paused, just_in_time.at) == ("", at("2025-07-08 10:00"))


def test_spans_may_be_recorded_out_of_order() -> None:
    forward = held(("2025-07-08 10:00", "applicant"), ("2025-07-10 10:00", "office"))
    assert due_at(ONE_DAY, "2025-07-07 09:00", forward[::-1]) == "2025-07-10 16:00"


def test_a_file_over_18_august_moves_when_the_day_becomes_joint_leave() -> None:
    before = due(ONE_DAY, at("2025-08-15 09:00"), (), calendar().as_known_on(date(2025, 8, 1)))
    after = due(ONE_DAY, at("2025-08-15 09:00"), (), calendar().as_known_on(date(2025, 8, 8)))
    assert before is not None
    assert after is not None
    assert (before.at, after.at) == (at("2025-08-18 16:00"), at("2025-08-19 16:00"))
    assert not before.provisional
    assert not after.provisional


def test_beyond_the_loaded_calendar_the_due_date_is_provisional_and_settles_when_it_is_loaded() -> None:
    start, limit = at("2026-12-29 09:00"), promise(5, "working_days")
    found = due(limit, start, (), calendar())
    assert found is not None
    assert (found.at, found.missing_years, found.provisional) == (at("2027-01-05 16:00"), (2027,), True)
    new_year = replace(year(2026).holidays[0], on=date(2027, 1, 1))
    loaded = work_calendar(
        replace(facts(), years=(*facts().years, replace(year(2026), year=2027, holidays=(new_year,), ramadan=None)))
    )
    settled = due(limit, start, (), loaded)
    assert settled is not None
    assert (settled.at, settled.provisional) == (at("2027-01-06 16:00"), False)


def test_intake_goes_on_without_any_calendar_and_far_beyond_it() -> None:
    bare = work_calendar(replace(facts(), years=()))
    found = due(promise(18, "months"), at("2025-07-07 09:00"), (), bare)
    assert found is not None
    assert found.missing_years == (2025, 2026, 2027)
    far = due(promise(3, "calendar_days"), at("2044-07-07 09:00"), (), calendar())
    assert far is not None
    assert (far.at, far.missing_years) == (at("2044-07-10 16:00"), (2044,))
    paused = due(ONE_DAY, at("2044-07-07 09:00"), held(("2044-07-07 10:00", "outside")), calendar())
    assert paused is not None
    assert paused.provisional
    round_the_clock = due(promise(24, "hours", round_the_clock=True), at("2044-07-07 09:00"), (), calendar())
    assert round_the_clock is not None
    assert not round_the_clock.provisional


@pytest.mark.parametrize(
    ("limit", "start", "policy", "expected"),
    [
        (ONE_DAY, "2025-07-07 09:00", CountingPolicy(trigger_is_day_one=True), "2025-07-07 16:00"),
        (promise(3, "calendar_days"), "2025-07-07 09:00", CountingPolicy(trigger_is_day_one=True), "2025-07-09 16:00"),
        (ONE_DAY, "2025-07-07 17:00", CountingPolicy(late_counts_same_day=True), "2025-07-08 16:00"),
        (ONE_DAY, "2025-07-07 09:00", CountingPolicy(late_counts_same_day=True), "2025-07-08 16:00"),
        (ONE_DAY, "2025-07-12 09:00", CountingPolicy(late_counts_same_day=True), "2025-07-14 16:00"),
        (
            promise(3, "calendar_days"),
            "2025-07-12 09:00",
            CountingPolicy(late_counts_same_day=True),
            "2025-07-15 16:00",
        ),
        (promise(3, "calendar_days"), "2025-07-09 09:00", CountingPolicy(calendar_days_move=True), "2025-07-14 16:00"),
        (promise(17, "monthly"), "2025-08-01 09:00", CountingPolicy(calendar_days_move=True), "2025-08-19 16:00"),
    ],
)
def test_conventions_are_a_policy(limit: TimeLimit, start: str, policy: CountingPolicy, expected: str) -> None:
    assert due_at(limit, start, policy=policy) == expected


def test_a_moment_without_a_zone_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        due(promise(24, "hours", round_the_clock=True), datetime(2025, 7, 7, 9), (), calendar())  # noqa: DTZ001


def test_a_moment_given_in_the_offices_zone_counts_the_same() -> None:
    moment = at("2025-07-07 09:00")
    local = due(ONE_DAY, calendar().local(moment), (), calendar())
    assert local is not None
    assert (local.at, local.started_at) == (at("2025-07-08 16:00"), moment)


def test_the_calendar_of_an_office_follows_its_standard() -> None:
    rules = tuple(
        HoursRule(rule.season, rule.days, rule.opens, rule.closes, rule.break_from, rule.break_to)
        for rule in PERPRES_21_2023.rules
    )
    source = Source("1")
    office = Office(
        code="contoh", name="Dinas Contoh", short_name="Dinsos", government="Kabupaten Contoh", region_code="99.99",
        time_zone=WITA, address="", postal_code="", phones=(), email="", website="",
        decree=Decree("1", "", "", date(2025, 1, 1), date(2025, 1, 1), "kepala", "", (), (), ()),
        divisions=(), posts=(), hours=(OfficeHours(date(2023, 4, 12), rules, "Perpres 21/2023", source),),
        channels=(), pledge=Pledge("", (), (), source), vision=Text("", source), mission=(), motto=(),
        closures=(LocalClosure(date(2025, 7, 8), "banjir", "SE Bupati"),),
    )  # fmt: skip
    made = calendar_of(office, (year(2025), year(2026)))
    assert made is calendar_of(office, [year(2025), year(2026)])
    assert made.add_working_days(at("2025-07-07 15:30", WITA), 1) == at("2025-07-09 16:00", WITA)
    assert made.facts.hours == (replace(PERPRES_21_2023, legal_basis="Perpres 21/2023"),)
    assert made.next_working_moment(datetime(2025, 7, 6, 23, 30, tzinfo=UTC)) == at("2025-07-07 07:30", WITA)
