"""The clock beside the walking oracle on many random cases: `python -m tests.campaigns.clock_agreement [CASES]`.

Prints one JSON line with the counts per unit; the exit status is 1 when any case disagrees.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from maklumat.core.clock.due import due, running_unit
from maklumat.core.workdays.calendar import work_calendar
from tests.core.oracle_clock import draw, oracle_due


def main(cases: int) -> int:
    units: Counter[str] = Counter()
    paused = provisional = 0
    disagreements: list[int] = []
    for seed in range(1_000_000, 1_000_000 + cases):
        limit, started_at, spans, facts, now = draw(seed)
        found = due(limit, started_at, spans, work_calendar(facts), now)
        if found is None or found.at != oracle_due(limit, started_at, spans, facts, now):
            disagreements.append(seed)
            continue
        units[running_unit(limit) + (" round the clock" if limit.round_the_clock else "")] += 1
        paused += bool(found.pauses)
        provisional += found.provisional
    report = {
        "name": "clock_agreement",
        "cases": cases,
        "disagreements": len(disagreements),
        "first_seeds": disagreements[:10],
        "paused": paused,
        "provisional": provisional,
        "units": dict(sorted(units.items())),
    }
    print(json.dumps(report))
    return 1 if disagreements else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
