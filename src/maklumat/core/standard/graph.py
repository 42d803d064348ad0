"""The procedure as a graph: which steps can be reached, and from which ones an application can end.

A return to the applicant leads back to the same step, so it is no way onward here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from maklumat.core.standard.model import FINISHED, TERMINALS, TO_APPLICANT, ServiceStandard, Step


def ways_onward(steps: Iterable[Step]) -> dict[str, frozenset[str]]:
    """For each step the steps and terminals that it leads to."""
    return {step.code: frozenset(way.to for way in step.outcomes if way.to != TO_APPLICANT) for step in steps}


def reachable(start: str, onward: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Steps and terminals that can be reached from `start`, itself included."""
    found, open_ends = {start}, [start]
    while open_ends:
        for target in onward.get(open_ends.pop(), frozenset()):
            if target not in found:
                found.add(target)
                open_ends.append(target)
    return frozenset(found)


def ending(onward: Mapping[str, frozenset[str]], ends: frozenset[str] = TERMINALS) -> frozenset[str]:
    """Steps from which one of `ends` can be reached."""
    found: set[str] = set()
    growing = True
    while growing:
        fresh = {step for step, targets in onward.items() if step not in found and targets & (found | ends)}
        growing = bool(fresh)
        found |= fresh
    return frozenset(found)


def stuck(service: ServiceStandard) -> tuple[tuple[str, str], ...]:
    """What proves a procedure unsound, as pairs of finding code and step; empty for a sound one.

    STD-401 a step is never reached, STD-402 a step can never end, STD-405 "selesai" is never reached (step "").
    """
    if not service.steps:
        return (("STD-405", ""),)
    onward = ways_onward(service.steps)
    reached = reachable(service.steps[0].code, onward)
    can_end = ending(onward)
    found = [("STD-401", step) for step in onward if step not in reached]
    found += [("STD-402", step) for step in onward if step in reached and step not in can_end]
    if FINISHED not in reached:
        found.append(("STD-405", ""))
    return tuple(found)


def after(step: str, service: ServiceStandard) -> frozenset[str]:
    """Steps that can come at or after `step`."""
    return reachable(step, ways_onward(service.steps))
