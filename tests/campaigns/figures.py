"""Figures: measuring in turn, so that noise hits both sides alike, and one JSON line each with exactly eight keys."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from statistics import median
from time import perf_counter

from tests.campaigns.stage import databases, set_up_django

Batch = Callable[[], float]
"""Does a fixed amount of work; returns the seconds that count."""


def timed(work: Callable[[], object]) -> float:
    """The seconds that a piece of work takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def in_turn(rounds: int, batches: Sequence[Batch]) -> list[list[float]]:
    """The seconds of each batch, round by round; every other round the other way about."""
    kept: list[list[float]] = [[] for _ in batches]
    for number in range(rounds):
        order = list(enumerate(batches))
        for place, batch in order if number % 2 == 0 else reversed(order):
            kept[place].append(batch())
    return kept


def rate(seconds: Sequence[float], count: int) -> float:
    """How many a second, by the median."""
    return count / median(seconds)


def figure(
    name: str, value: float, unit: str, against: str, against_value: float, *, database: str | None, n: int
) -> None:
    """Print one line. `ratio` is value / against_value."""
    line = {
        "name": name, "value": _short(value), "unit": unit, "against": against,
        "against_value": _short(against_value), "ratio": round(value / against_value, 3), "database": database, "n": n,
    }  # fmt: skip
    print(json.dumps(line), flush=True)


def _short(value: float) -> float:
    return round(value, 1 if abs(value) >= 100 else 3)


def per_database(module: str, measure: Callable[[str], None], only: Sequence[str] = ("sqlite", "postgresql")) -> int:
    """Runs `measure(database)` once per database, each in a process of its own: Django is set up but once."""
    with databases() as addresses:
        if len(sys.argv) > 1:
            set_up_django(addresses[sys.argv[1]])
            measure(sys.argv[1])
            return 0
        codes = []
        for name in only:
            rooms = {key: f"{os.environ[key]}-{name}" for key in ("MAKLUMAT_DATA", "MAKLUMAT_KEYS")}
            command = [sys.executable, "-m", f"tests.campaigns.{module}", name]
            codes.append(subprocess.run(command, env={**os.environ, **rooms}, check=False).returncode)
        return max(codes)
