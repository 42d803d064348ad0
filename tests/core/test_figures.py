"""Lengths of time in buckets, causes of breaches, and bars: what the figures of an office are made of."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maklumat.core.clock.buckets import BEYOND, DAYS, MINUTES, SAME_DAY, bucket, quantile, within
from maklumat.core.clock.causes import (
    NOT_BEGUN,
    ONE_DESK,
    SEVERAL_DESKS,
    WITH_APPLICANT,
    WITH_OUTSIDE,
    Cause,
    cause,
)
from maklumat.core.drawing.chart import HEIGHT, TOP, WIDTH, chart
from tests.core.clock_cast import at, calendar, held


@pytest.mark.parametrize(
    ("minutes", "days", "says"),
    [
        (0, 0, (15, "minutes", False, False)),
        (15, 0, (15, "minutes", False, False)),
        (16, 0, (30, "minutes", False, False)),
        (240, 0, (240, "minutes", False, False)),
        (241, 0, (1, "working_days", True, False)),
        (1, 1, (1, "working_days", False, False)),
        (4000, 11, (12, "working_days", False, False)),
        (9, 260, (260, "working_days", False, False)),
        (9, 261, (260, "working_days", False, True)),
    ],
)
def test_a_bucket_says_within_how_much(minutes: int, days: int, says: tuple[int, str, bool, bool]) -> None:
    found = within(bucket(timedelta(minutes=minutes), days))
    assert (found.count, found.unit, found.same_day, found.beyond) == says


@given(st.integers(0, 400), st.integers(0, 400))
def test_a_bucket_is_never_shorter_than_the_truth_and_grows_with_it(first: int, second: int) -> None:
    small, large = sorted((first, second))
    assert bucket(timedelta(), small) <= bucket(timedelta(), large)
    found = within(bucket(timedelta(minutes=1), small))
    assert small == 0 or found.beyond or found.count >= small
    assert bucket(timedelta(seconds=1), 0) == 0


def test_every_bucket_has_its_words() -> None:
    assert len({within(number) for number in range(BEYOND + 1)}) == len(MINUTES) + 1 + len(DAYS) + 1
    assert within(SAME_DAY).same_day


@given(st.lists(st.integers(0, BEYOND), min_size=1, max_size=60))
def test_a_quantile_is_that_of_the_files_themselves(files: list[int]) -> None:
    counts = {number: files.count(number) for number in files}
    ordered = sorted(files)
    assert quantile(counts, (1, 2)) == ordered[(len(files) + 1) // 2 - 1]
    assert quantile(counts, (9, 10)) == ordered[-(-9 * len(files) // 10) - 1]


def test_no_files_have_no_quantile() -> None:
    assert quantile({}, (1, 2)) is None
    assert quantile({3: 0}, (9, 10)) is None


MONDAY, FRIDAY = "2025-07-07 09:00", "2025-07-11 09:00"


@pytest.mark.parametrize(
    ("moves", "why"),
    [
        ([(MONDAY, "loket")], Cause(NOT_BEGUN, "loket")),
        ([(MONDAY, "loket"), ("2025-07-07 10:00", "kabid")], Cause(ONE_DESK, "kabid")),
        (
            [(MONDAY, "loket"), ("2025-07-08 11:00", "kabid"), ("2025-07-09 15:00", "kepala")],
            Cause(SEVERAL_DESKS, "kabid"),
        ),
        (
            [(MONDAY, "loket"), ("2025-07-07 10:00", "applicant"), ("2025-07-10 15:00", "loket")],
            Cause(WITH_APPLICANT, "loket"),
        ),
        (
            [(MONDAY, "loket"), ("2025-07-07 10:00", "outside"), ("2025-07-10 15:00", "loket")],
            Cause(WITH_OUTSIDE, "loket"),
        ),
        ([(MONDAY, "loket"), ("2025-07-12 09:00", "kabid")], Cause(NOT_BEGUN, "loket")),
    ],
    ids=["nobody began", "one desk", "several desks", "the applicant", "an outsider", "begun too late"],
)
def test_why_a_promise_broke(moves: list[tuple[str, str]], why: Cause) -> None:
    assert cause(held(*moves), at(MONDAY), at(FRIDAY), calendar()) == why


def test_bars_stand_on_the_foot_and_stay_inside() -> None:
    picture = chart(["A", "B", "C"], [("diterima", [0, 7, 14]), ("diputus", [3, 0, 9])])
    assert len(picture.bars) == 6
    for bar in picture.bars:
        assert bar.y + bar.height == picture.foot
        assert bar.y >= TOP
        assert 0 < bar.x < bar.x + bar.width <= WIDTH
    tallest = max(picture.bars, key=lambda bar: bar.height)
    assert tallest.label == "C, diterima: 14"
    assert [tick.text for tick in picture.scale] == ["0", "10", "20"]
    assert all(0 <= tick.at <= HEIGHT for tick in picture.scale)


def test_an_empty_chart_has_a_foot_and_no_bar() -> None:
    picture = chart(["A"], [("diterima", [0])])
    assert [bar.height for bar in picture.bars] == [0]
    assert picture.scale
