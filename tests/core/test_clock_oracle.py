"""The clock agrees with the slow one that walks. The full campaign is tests/campaigns/clock_agreement.py."""

from __future__ import annotations

import pytest

from maklumat.core.clock.due import due
from maklumat.core.workdays.calendar import work_calendar
from tests.core.oracle_clock import draw, oracle_due


@pytest.mark.parametrize("first", range(0, 3000, 300))
def test_agreement_with_the_walking_oracle(first: int) -> None:
    for seed in range(first, first + 300):
        limit, started_at, spans, facts, now = draw(seed)
        found = due(limit, started_at, spans, work_calendar(facts), now)
        expected = oracle_due(limit, started_at, spans, facts, now)
        assert (found.at if found else None) == expected, f"seed {seed}: {limit}"
