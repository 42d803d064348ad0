"""A warning comes once, early enough to act on, and is told to whoever is above the desk."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maklumat.core.clock.due import due
from maklumat.core.clock.warning import LEAST, warns_at
from maklumat.core.procedure.actions import Resubmit, Tick
from maklumat.core.procedure.state import from_json, to_json
from maklumat.core.standard.model import TimeLimit
from tests.core.clock_cast import at, calendar, promise
from tests.core.small_file import File
from tests.core.small_standard import HERE, with_limits

MONDAY = "2025-07-07 09:00"
ABOVE = {"": "kadis", "loket": "kasi", "analis": "kabid", "operator": "kasi", "staf": "kabid", "kepala": "kadis"}


def warned(figure: int, unit: str, start: str = MONDAY, **more: Any) -> datetime:
    found = due(promise(figure, unit, **more), at(start), (), calendar())
    assert found
    return warns_at(found)


@pytest.mark.parametrize(
    ("figure", "unit", "when"),
    [
        (1, "working_days", "2025-07-08 07:30"),  # due Tuesday at closing: as Tuesday opens
        (4, "working_days", "2025-07-11 07:30"),
        (5, "working_days", "2025-07-11 07:30"),  # a quarter of five days is two begun days
        (14, "working_days", "2025-07-22 07:30"),  # the last four of fourteen
        (6, "calendar_days", "2025-07-11 07:30"),  # due on a Sunday: its last two days open on no working day
        (1, "weeks", "2025-07-11 07:30"),
        (20, "minutes", "2025-07-07 09:15"),  # five minutes before
        (60, "minutes", "2025-07-07 09:45"),
        (6, "minutes", "2025-07-07 09:03"),  # never more than half
        (8, "hours", "2025-07-08 07:30"),  # due on Tuesday at 09.30: as Tuesday opens, not as Monday closes
    ],
)
def test_the_last_quarter(figure: int, unit: str, when: str) -> None:
    assert warned(figure, unit) == at(when)


def test_day_and_night() -> None:
    assert warned(24, "hours", "2025-07-05 10:00", round_the_clock=True) == at("2025-07-06 04:00")
    assert warned(10, "minutes", "2025-07-05 22:00", round_the_clock=True) == at("2025-07-05 22:05")


@pytest.mark.parametrize(
    ("figure", "unit", "start", "when"),
    [
        (1, "budget_year", "2025-11-24 09:00", "2025-12-22 07:30"),  # 37 days are left: ten of them
        (1, "budget_year", "2025-01-06 09:00", "2025-10-03 07:30"),  # nearly a year is left: 90 days of it
        (28, "monthly", "2025-07-24 09:00", "2025-07-28 07:30"),  # four days: the last of them
        (28, "monthly", "2025-07-01 09:00", "2025-07-22 07:30"),
    ],
)
def test_until_a_cut_off_it_is_a_quarter_of_what_was_left(figure: int, unit: str, start: str, when: str) -> None:
    assert warned(figure, unit, start) == at(when)


UNITS = ("minutes", "hours", "working_days", "calendar_days", "weeks", "months", "monthly", "budget_year")
MOMENTS = st.integers(0, 500 * 24 * 60).map(lambda minutes: at("2025-01-02 00:00") + timedelta(minutes=minutes))


@given(st.sampled_from(UNITS), st.integers(1, 28), MOMENTS, st.booleans())
def test_it_comes_between_the_start_and_the_end(unit: str, figure: int, start: datetime, around: bool) -> None:
    limit = promise(min(figure, 2) if unit == "budget_year" else figure, unit, round_the_clock=around)
    found = due(limit, start, (), calendar())
    assert found
    when = warns_at(found)
    assert found.started_at <= when <= found.at


@given(st.integers(1, 600), MOMENTS)
def test_of_minutes_a_quarter_is_left_but_at_least_five_minutes(figure: int, start: datetime) -> None:
    found = due(promise(figure, "minutes"), start, (), calendar())
    assert found
    length = timedelta(minutes=figure)
    left = calendar().working_time_between(warns_at(found), found.at)
    assert left == min(max(length / 4, LEAST), length / 2)


@given(st.integers(1, 30), MOMENTS)
def test_of_days_as_one_opens_and_with_a_whole_day_left(figure: int, start: datetime) -> None:
    found = due(promise(figure, "working_days"), start, (), calendar())
    assert found
    when = warns_at(found)
    days = calendar().count_working_days(calendar().local(when).date(), calendar().local(found.at).date())
    assert when == max(calendar().opening_on(calendar().local(when).date()), found.started_at)
    assert days == -(-figure // 4) or when == found.started_at


def days(figure: int, code: str = "utama", **more: Any) -> TimeLimit:
    return TimeLimit(code=code, max=figure, unit="working_days", source=HERE, **more)


def tick(file: File, when: str, superiors: dict[str, str] = ABOVE) -> list[tuple[str, str]]:
    file.moment = at(when)
    events = file.take(Tick(file.moment, superiors)).events
    return [(event.kind, str(event.data.get("to", event.data.get("desk", "")))) for event in events]


def test_it_is_told_once_to_whoever_is_above_the_desk() -> None:
    file = File(with_limits(days(3)))
    assert file.state.dues[0].warns_at == at("2025-07-10 07:30")
    assert tick(file, "2025-07-10 07:29") == []
    assert tick(file, "2025-07-10 07:30") == [("warned", "kasi")]
    assert (file.state.warned, file.state.told, file.state.dues[0].warns_at) == (("utama",), "kasi", None)
    assert file.history[-1].data["left"] == 450  # Thursday 07.30 to 16.00 without the break
    assert tick(file, "2025-07-10 09:00") == []
    assert from_json(to_json(file.state)) == file.state


def test_a_breach_is_told_above_the_desk_that_let_it_come() -> None:
    file = File(with_limits(days(3)))
    file.act("terima", "complete")
    assert tick(file, "2025-07-10 16:01") == [("breached", "analis+operator"), ("escalated", "kadis")]
    assert (file.state.untold, file.state.told) == ((), "kadis")
    assert tick(file, "2025-07-11 09:00") == []


def test_a_breach_that_an_action_found_is_told_by_the_clock_about_the_desk_of_then() -> None:
    file = File(with_limits(days(1)))
    file.moment = at("2025-07-09 09:00")
    assert [event.kind for event in file.act("terima", "complete").events] == ["breached", "acted"]
    assert file.state.untold == (("utama", "loket", False),)
    assert from_json(to_json(file.state)) == file.state
    assert tick(file, "2025-07-09 09:01") == [("escalated", "kasi")]


def test_a_worker_that_stood_still_does_not_warn_of_what_is_over() -> None:
    file = File(with_limits(days(1)))
    assert tick(file, "2025-07-20 10:00") == [("breached", "loket"), ("escalated", "kasi")]


def test_nobody_is_warned_while_the_applicant_holds_the_file_and_then_at_once() -> None:
    file = File(with_limits(days(2)))
    file.moment = at("2025-07-09 10:00")
    file.act("terima", "incomplete")
    assert tick(file, "2025-07-14 08:00") == []
    file.take(Resubmit(file.state.seq, file.moment))
    assert file.state.dues[0].at == at("2025-07-14 16:00")
    assert tick(file, "2025-07-14 08:01") == [("warned", "kasi")]


def test_an_office_that_nobody_can_be_told_in_still_records_the_breach() -> None:
    file = File(with_limits(days(1)))
    assert tick(file, "2025-07-20 10:00", {}) == [("breached", "loket")]


def test_an_event_from_before_this_was_asked_is_told_nobody() -> None:
    file = File(with_limits(days(1)))
    tick(file, "2025-07-20 10:00", {})
    del file.history[-1].data["desk"]  # type: ignore[attr-defined]
    assert (file.state.breached, file.state.untold) == (("utama",), ())
