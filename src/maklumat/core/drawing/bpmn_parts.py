"""What a procedure is in BPMN: a task for each step, a gateway behind it where ways part, events, and flows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from maklumat.core.drawing.picture import START, Drawing
from maklumat.core.standard.model import TERMINALS, TO_APPLICANT, ServiceStandard, Step

_UNFIT: Final = re.compile(r"[^A-Za-z0-9_.-]")


@dataclass(frozen=True, slots=True)
class Flow:
    """A flow between two elements. `step` and `outcome` tell the way that it is; "" where no outcome is chosen."""

    name: str
    source: str
    target: str
    step: str
    outcome: str = ""
    words: str = ""


def identifier(kind: str, code: str) -> str:
    """The name of an element: our code with a letter before it, so that it is valid and stays between versions."""
    return f"{kind}_{_UNFIT.sub('_', code)}"


def task_of(step: str) -> str:
    return identifier("task", step)


def gateway_of(step: str) -> str:
    return identifier("gateway", step)


def start_of(standard: ServiceStandard) -> str:
    return identifier("start", standard.code)


def end_of(code: str) -> str:
    return identifier("end", code)


def parts(step: Step) -> bool:
    """Whether ways part here, so that a gateway stands behind the task."""
    return len(step.outcomes) > 1


def ends_of(standard: ServiceStandard) -> list[str]:
    """The codes of the ends that can be reached."""
    return sorted(TERMINALS & {way.to for step in standard.steps for way in step.outcomes})


def flows_of(standard: ServiceStandard, drawing: Drawing) -> Iterator[Flow]:
    """Every flow, in the order of the steps."""
    said = {(line.source, line.outcome): line.words for line in drawing.lines}
    first = standard.steps[0].code
    yield Flow(identifier("flow_start", standard.code), start_of(standard), task_of(first), START)
    for step in standard.steps:
        source = task_of(step.code)
        if parts(step):
            yield Flow(identifier("choice", step.code), source, gateway_of(step.code), step.code)
            source = gateway_of(step.code)
        for way in step.outcomes:
            to = step.code if way.to == TO_APPLICANT else way.to
            target = end_of(to) if to in TERMINALS else task_of(to)
            name = identifier("flow", f"{step.code}.{way.code}")
            yield Flow(name, source, target, step.code, way.code, said[step.code, way.code])
