"""What follows from the ledgers: each follower until it has nothing left, and a failing one stops no other."""

from __future__ import annotations

import logging
from datetime import UTC, datetime

import pytest

from maklumat.ops.followers import FOLLOWERS, run_followers

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
