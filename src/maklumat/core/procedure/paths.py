"""Journeys through a procedure that between them take every outcome of every step."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

from maklumat.core.standard.model import TERMINALS, TO_APPLICANT, ServiceStandard


@dataclass(frozen=True, slots=True)
class Move:
    """At `step`, leave by `outcome`. After an outcome that returns the file, the applicant completes it."""

    step: str
    outcome: str


Journey = tuple[Move, ...]


def journeys(standard: ServiceStandard) -> tuple[Journey, ...]:
    """Journeys from the first step to an end that cover every outcome, each by the shortest way there and out.

    Raises ValueError when a step cannot be reached or cannot end; `check` finds that when a standard is loaded.
    """
    to_step = _ways_from_start(standard)
    to_end = _ways_to_end(standard)
    uncovered = {Move(step.code, outcome.code): outcome.to for step in standard.steps for outcome in step.outcomes}
    found: list[Journey] = []
    while uncovered:
        move, target = next(iter(uncovered.items()))
        if move.step not in to_step:
            msg = f"step {move.step} cannot be reached"
            raise ValueError(msg)
        after = () if target in TERMINALS else to_end[move.step if target == TO_APPLICANT else target]
        journey = (*to_step[move.step], move, *after)
        found.append(journey)
        for taken in journey:
            uncovered.pop(taken, None)
    return tuple(found)


def _ways_from_start(standard: ServiceStandard) -> Mapping[str, Journey]:
    start = standard.steps[0].code
    ways: dict[str, Journey] = {start: ()}
    queue = deque([start])
    while queue:
        step = standard.step(queue.popleft())
        for outcome in step.outcomes:
            if outcome.to not in ways and outcome.to not in TERMINALS and outcome.to != TO_APPLICANT:
                ways[outcome.to] = (*ways[step.code], Move(step.code, outcome.code))
                queue.append(outcome.to)
    return ways


def _ways_to_end(standard: ServiceStandard) -> Mapping[str, Journey]:
    """The shortest way to an end from each step, preferring outcomes as the standard lists them."""
    ways: dict[str, Journey] = {}
    found = True
    while found:
        found = False
        for step in standard.steps:
            for outcome in step.outcomes:
                rest = () if outcome.to in TERMINALS else ways.get(outcome.to)
                if rest is None or (step.code in ways and len(ways[step.code]) <= len(rest) + 1):
                    continue
                ways[step.code] = (Move(step.code, outcome.code), *rest)
                found = True
    for step in standard.steps:
        if step.code not in ways:
            msg = f"step {step.code} cannot end"
            raise ValueError(msg)
    return ways
