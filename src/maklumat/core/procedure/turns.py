"""Which event put a file into each pair of hands, and for which step."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile
from typing import NamedTuple

from maklumat.core.events import Event
from maklumat.core.procedure.fold import apply, begin
from maklumat.core.procedure.state import State
from maklumat.core.standard.model import ServiceStandard


class Turn(NamedTuple):
    """What a holding is for: the code of its step ("" after the end), and the number of the event that began it."""

    step: str
    seq: int


def turns(standard: ServiceStandard, history: Iterable[Event]) -> tuple[Turn, ...]:
    """One for each of the holdings that the history leads to, in order. () when some of it was erased by law."""
    found: list[Turn] = []
    state: State | None = None
    try:
        for event in history:
            before = state.holdings if state else ()
            state = begin(standard, event) if state is None else apply(standard, state, event)
            pairs = zip(before, state.holdings, strict=False)
            same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
            found[same:] = [Turn(state.step, event.seq)] * (len(state.holdings) - same)
    except (KeyError, ValueError):
        return ()
    return tuple(found)
