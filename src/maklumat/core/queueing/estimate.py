"""How long somebody will wait: from what serving really took today, and nothing where that is not known yet."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Final

ENOUGH: Final = 3
"""Fewer people served today say nothing about the next."""
LATEST: Final = 15
"""Of many served today the latest say more than the morning."""


def minutes_to_wait(before: int, served_seconds: Sequence[float], windows: int) -> int | None:
    """Minutes until somebody with `before` people before them is called, rounded up; None where nobody can know.

    `served_seconds`: how long serving took today, in order. `windows`: how many serve now.
    """
    if before == 0:
        return 0
    if len(served_seconds) < ENOUGH or windows < 1:
        return None
    usual = median(served_seconds[-LATEST:]) / 60
    return rounded(before * usual / windows)


def rounded(minutes: float) -> int:
    """Up to a number that promises no more than it knows: fives up to half an hour, tens to an hour, then quarters."""
    for limit, step in ((30, 5), (60, 10)):
        if minutes <= limit:
            return max(step, -(-int(-(-minutes // 1)) // step) * step)
    return -(-int(-(-minutes // 1)) // 15) * 15
