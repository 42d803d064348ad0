"""The fair rule of the waiting room, and what it says about waiting."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maklumat.core.queueing.estimate import minutes_to_wait, rounded
from maklumat.core.queueing.lanes import ORDINARY, PRIORITY, Waiting, calling_order, lane_of, number_text

MORNING = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)


def one(lane: str, minute: int, *, back: int | None = None, id_: UUID | None = None) -> Waiting:
    back_at = None if back is None else MORNING + timedelta(minutes=back)
    return Waiting(id_ or uuid4(), lane, MORNING + timedelta(minutes=minute), minute + 1, back_at)


def lanes(order: list[Waiting]) -> str:
    return "".join("P" if each.lane == PRIORITY else "A" for each in order)


def test_priority_comes_first_but_never_more_often_in_a_row_than_the_office_allows() -> None:
    waiting = [one(ORDINARY, minute) for minute in range(3)] + [one(PRIORITY, minute) for minute in range(3, 8)]
    assert lanes(calling_order(waiting, (), 2)) == "PPAPPAPA"
    assert lanes(calling_order(waiting, (), 1)) == "PAPAPAPP"


def test_what_was_called_before_counts() -> None:
    waiting = [one(ORDINARY, 0), one(PRIORITY, 1)]
    assert lanes(calling_order(waiting, (PRIORITY, PRIORITY), 2)) == "AP"
    assert lanes(calling_order(waiting, (PRIORITY, ORDINARY, PRIORITY), 2)) == "PA"


def test_without_an_ordinary_number_the_priority_lane_goes_on() -> None:
    assert lanes(calling_order([one(PRIORITY, 0), one(PRIORITY, 1)], (PRIORITY,) * 5, 2)) == "PP"


def test_who_came_back_is_before_the_others_of_the_lane() -> None:
    late, early = one(ORDINARY, 0, back=50), one(ORDINARY, 9)
    later = one(ORDINARY, 1, back=40)
    assert calling_order([early, late, later], (), 2) == [later, late, early]


@given(
    st.lists(st.sampled_from([PRIORITY, ORDINARY]), max_size=30),
    st.lists(st.sampled_from([PRIORITY, ORDINARY]), max_size=10),
    st.integers(1, 4),
)
def test_nobody_is_lost_and_no_ordinary_number_waits_behind_too_many(
    waiting: list[str], before: list[str], most: int
) -> None:
    people = [one(lane, minute) for minute, lane in enumerate(waiting)]
    order = calling_order(people, before, most)
    assert sorted(order, key=lambda each: each.seq) == people
    row = 0
    for place, each in enumerate(order):
        row = row + 1 if each.lane == PRIORITY else 0
        assert row <= most or ORDINARY not in [later.lane for later in order[place:]]
    for lane in (PRIORITY, ORDINARY):
        own = [each.seq for each in order if each.lane == lane]
        assert own == sorted(own)


def test_numbers_say_their_lane_and_their_paper() -> None:
    assert [number_text(PRIORITY, 3), number_text(ORDINARY, 17), number_text(ORDINARY, 120)] == [
        "P-03",
        "A-17",
        "A-120",
    ]
    assert [number_text(PRIORITY, 3, on_paper=True), number_text(ORDINARY, 7, on_paper=True)] == ["KP-03", "KA-07"]
    assert (lane_of(""), lane_of("elderly")) == (ORDINARY, PRIORITY)


@pytest.mark.parametrize(
    ("before", "served", "windows", "minutes"),
    [
        (0, [], 0, 0),  # who is next need not guess
        (4, [300.0, 300.0], 1, None),  # two people say nothing
        (4, [300.0] * 3, 0, None),  # nobody serves
        (4, [300.0] * 3, 1, 20),
        (4, [300.0] * 3, 2, 10),
        (1, [20.0] * 3, 1, 5),  # never less than five minutes are promised
        (4, [60.0, 300.0, 360.0], 1, 20),  # one short visit does not shorten the others
        (7, [300.0] * 3, 1, 40),
        (16, [300.0] * 3, 1, 90),
        (2, [6000.0] * 20 + [300.0] * 15, 1, 10),  # the morning is over
    ],
)
def test_the_wait_follows_from_what_serving_took_today(
    before: int, served: list[float], windows: int, minutes: int | None
) -> None:
    assert minutes_to_wait(before, served, windows) == minutes


@given(st.floats(0.1, 600))
def test_rounding_never_promises_less(minutes: float) -> None:
    assert minutes <= rounded(minutes) <= minutes + 15
