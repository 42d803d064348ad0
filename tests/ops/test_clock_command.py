"""The clock worker sleeps until something falls due, and never longer than it may."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from maklumat.ops.management.commands.clock import SHORTEST, pause

NOW = datetime(2025, 6, 2, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("following", "seconds"),
    [
        (None, 15),
        (NOW + timedelta(hours=3), 15),
        (NOW + timedelta(seconds=4), 4 + SHORTEST),
        (NOW, SHORTEST),
        (NOW - timedelta(seconds=9), SHORTEST),  # it fell due while the round was under way
    ],
)
def test_how_long_it_sleeps(following: datetime | None, seconds: float) -> None:
    assert pause(following, NOW, 15) == pytest.approx(seconds)
