"""What follows from the ledgers: each follower until it has nothing left, and a failing one stops no other."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from maklumat.ops.followers import FOLLOWERS, IN_TURN, PROMPT, SLOW, Beside, run_followers, take_turns

MOMENT = datetime(2025, 6, 2, 1, 30, tzinfo=UTC)


class Work:
    """A follower with so many batches before it."""

    def __init__(self, name: str, *batches: int) -> None:
        self.__name__, self.batches = name, list(batches)
        self.moments: list[datetime] = []

    def __call__(self, moment: datetime) -> int:
        self.moments.append(moment)
        return self.batches.pop(0) if self.batches else 0


def failing(_: datetime) -> int:
    msg = "tidak jadi"
    raise LookupError(msg)


def test_each_is_run_until_it_has_nothing_left() -> None:
    one, other = Work("one", 3, 2), Work("other")
    assert run_followers(MOMENT, (one, other)) == 5
    assert one.moments == [MOMENT] * 3
    assert other.moments == [MOMENT]


@pytest.mark.django_db
def test_one_that_fails_is_logged_and_stops_no_other(caplog: pytest.LogCaptureFixture) -> None:
    later = Work("later", 1)
    with caplog.at_level(logging.ERROR):
        assert run_followers(MOMENT, (failing, later)) == 1
    assert len(later.moments) == 2
    assert "failing" in caplog.text
    assert "tidak jadi" in caplog.text


def test_the_list_names_each_follower_once() -> None:
    assert len(set(FOLLOWERS)) == len(FOLLOWERS)


def clock() -> Callable[[], datetime]:
    """A clock that is a minute later whenever it is read."""
    minutes = iter(range(1_000))
    return lambda: MOMENT + timedelta(minutes=next(minutes))


def test_each_does_a_batch_in_its_turn_and_nobody_waits_for_a_long_one() -> None:
    seen: list[str] = []
    long, short = Work("long", 200, 200, 200), Work("short", 1, 0, 5)
    done = take_turns(clock(), lambda: seen.append(f"{len(long.moments)}/{len(short.moments)}"), (long, short))
    assert done == 606
    assert seen == ["1/0", "1/1", "2/1", "3/2", "3/3"], "between two batches there is room for what is urgent"
    assert len(set(long.moments + short.moments)) == 8, "the moment is read anew for each"


@pytest.mark.django_db
def test_one_that_fails_has_no_other_turn_in_this_round(caplog: pytest.LogCaptureFixture) -> None:
    calls: list[datetime] = []

    def broken(moment: datetime) -> int:
        calls.append(moment)
        return failing(moment)

    with caplog.at_level(logging.ERROR):
        assert take_turns(clock(), lambda: None, (broken, Work("long", 1, 1))) == 2
    assert len(calls) == 1


def test_what_cannot_be_cut_into_batches_holds_up_nothing() -> None:
    begun, free, calls = threading.Event(), threading.Event(), list[datetime]()

    def trial(moment: datetime) -> int:
        calls.append(moment)
        if len(calls) > 1:
            return 0
        begun.set()
        assert free.wait(30)
        return 1

    beside = Beside({trial: lambda _: not calls})
    beside.look(MOMENT)
    assert begun.wait(30)
    beside.look(MOMENT)  # it goes on; nobody waits for it, and it is not begun twice
    free.set()
    beside.wait()
    beside.look(MOMENT)
    beside.wait()
    assert len(calls) == 2


def test_what_is_slow_is_in_nobodys_turn() -> None:
    assert set(IN_TURN) | set(SLOW) == set(FOLLOWERS)
    assert not set(IN_TURN) & set(SLOW)
    assert set(PROMPT) < set(IN_TURN)
