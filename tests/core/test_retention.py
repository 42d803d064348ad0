"""When a closed file turns inactive, when its years are over, and what a destruction needs on paper."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maklumat.core.errors import Refusal
from maklumat.core.retention.approval import (
    ANRI,
    REGION,
    Letters,
    check_letters,
    check_two_people,
    needed_approver,
)
from maklumat.core.retention.life import (
    ACTIVE,
    ENDED,
    HOLDS,
    INACTIVE,
    closed_before,
    life,
    may_be_destroyed,
    years_after,
)
from maklumat.core.retention.schedule import DESTROY, FATES, PERMANENT, REVIEW, Retention, checked, default

RULE = Retention(2, 5, DESTROY, "Perbup 1/2020")
CLOSED = date(2020, 3, 10)


@pytest.mark.parametrize(
    ("on", "stage"),
    [
        (date(2020, 3, 10), ACTIVE),
        (date(2022, 3, 9), ACTIVE),
        (date(2022, 3, 10), INACTIVE),
        (date(2027, 3, 9), INACTIVE),
        (date(2027, 3, 10), ENDED),
    ],
)
def test_the_years_count_from_the_day_it_was_closed(on: date, stage: str) -> None:
    lived = life(RULE, CLOSED, on)
    assert (lived.stage, lived.inactive_on, lived.ends_on) == (stage, date(2022, 3, 10), date(2027, 3, 10))
    assert may_be_destroyed(RULE, lived, ()) == (stage == ENDED)


@pytest.mark.parametrize("hold", sorted(HOLDS))
def test_whatever_holds_it_back_keeps_it(hold: str) -> None:
    assert not may_be_destroyed(RULE, life(RULE, CLOSED, date(2050, 1, 1)), (hold,))


@pytest.mark.parametrize(
    "rule", [Retention(2, 5, PERMANENT, "Perbup"), Retention(2, 5, REVIEW, "Perbup"), Retention(2, 5, DESTROY)],
    ids=["permanent", "review", "no regulation named"],
)  # fmt: skip
def test_only_a_schedule_that_says_so_destroys(rule: Retention) -> None:
    assert not may_be_destroyed(rule, life(rule, CLOSED, date(2050, 1, 1)), ())


def test_the_default_destroys_nothing_and_a_confidential_file_is_looked_at_again() -> None:
    ordinary, confidential = default(confidential=False), default(confidential=True)
    assert not ordinary.destroys
    assert (confidential.destroys, confidential.fate) == (False, REVIEW)
    assert confidential.years > ordinary.years


@given(st.dates(date(2000, 1, 1), date(2060, 12, 31)), st.integers(1, 40))
def test_the_last_day_of_closing_is_exactly_the_last_one(on: date, years: int) -> None:
    rule = Retention(0, years, DESTROY, "Perbup")
    last = closed_before(rule, on)
    assert life(rule, last, on).stage == ENDED
    assert life(rule, last + timedelta(days=1), on).stage != ENDED


def test_the_29th_of_february_ends_on_the_1st_of_march() -> None:
    assert years_after(date(2024, 2, 29), 7) == date(2031, 3, 1)
    assert years_after(date(2024, 2, 29), 4) == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("years", "fate", "basis", "code"),
    [
        ((-1, 5), DESTROY, "Perbup", "RTN-001"),
        ((0, 0), DESTROY, "Perbup", "RTN-001"),
        ((2, 101), DESTROY, "Perbup", "RTN-001"),
        ((2, 5), "bakar", "Perbup", "RTN-002"),
        ((2, 5), DESTROY, "  ", "RTN-003"),
    ],
)
def test_a_line_that_cannot_be(years: tuple[int, int], fate: str, basis: str, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        checked(*years, fate, basis)


def test_every_fate_can_be_written() -> None:
    for fate in FATES:
        assert checked(2, 5, fate, " Perbup 1/2020 ") == Retention(2, 5, fate, "Perbup 1/2020")


DAY = date(2026, 5, 4)
LETTERS = Letters(" B/1 ", DAY, REGION, "B/2", DAY)


@pytest.mark.parametrize(("years", "who"), [(9, REGION), (10, ANRI), (30, ANRI)])
def test_ten_years_or_more_need_the_national_archives(years: int, who: str) -> None:
    assert needed_approver(years, 10) == who


def test_both_letters_in_their_order() -> None:
    assert check_letters(LETTERS, needed=REGION, proposed_on=DAY, on=DAY).panel_number == "B/1"
    by_anri = Letters("B/1", DAY, ANRI, "B/2", DAY)
    assert check_letters(by_anri, needed=REGION, proposed_on=DAY, on=DAY) == by_anri, "more than is needed is enough"
    before, after = DAY - timedelta(days=1), DAY + timedelta(days=1)
    wrong = {
        Letters("", DAY, REGION, "B/2", DAY): "RTN-010",
        Letters("B/1", DAY, REGION, " ", DAY): "RTN-010",
        Letters("B/1", before, REGION, "B/2", DAY): "RTN-011",
        Letters("B/1", DAY, REGION, "B/2", before): "RTN-011",
        Letters("B/1", DAY, REGION, "B/2", after): "RTN-011",
        Letters("B/1", DAY, "camat", "B/2", DAY): "RTN-012",
    }
    for letters, code in wrong.items():
        with pytest.raises(Refusal, match=code):
            check_letters(letters, needed=REGION, proposed_on=DAY, on=DAY)
    with pytest.raises(Refusal, match="RTN-012"):
        check_letters(LETTERS, needed=ANRI, proposed_on=DAY, on=DAY)


def test_nobody_decides_what_they_proposed() -> None:
    check_two_people(1, 2)
    with pytest.raises(Refusal, match="RTN-013"):
        check_two_people(1, 1)
