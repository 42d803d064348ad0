"""An application of the small standard on its way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from maklumat.core.events import Event
from maklumat.core.procedure.actions import Act, Action, Receive
from maklumat.core.procedure.decide import decide
from maklumat.core.procedure.fold import fold
from maklumat.core.procedure.state import State
from maklumat.core.procedure.writing import Decision
from tests.core.clock_cast import at, calendar
from tests.core.small_standard import STANDARD

MONDAY = at("2025-07-07 09:00")
FULL = {
    "findings": {"ktp": "buram"},
    "reason": "alasan",
    "reference": "1",
    "note": "c",
    "collector": "Contoh",
    "instruction": "-",
}
EVERYONE = ("analis", "kepala", "loket", "operator", "staf")


class File:
    """One application of the small standard on its way, through `decide` on the whole history each time."""

    def __init__(self, standard: Any = STANDARD, moment: datetime = MONDAY) -> None:
        self.standard, self.moment, self.history = standard, moment, []
        self.take(Receive(moment, tuple(limit.code for limit in standard.time_limits)))

    history: list[Event]

    def take(self, action: Action) -> Decision:
        decision = decide(self.standard, self.history, action, self.moment, calendar())
        self.history += decision.events
        return decision

    @property
    def state(self) -> State:
        return fold(self.standard, self.history)

    def act(self, step: str, outcome: str, posts: Sequence[str] = EVERYONE, **changes: Any) -> Decision:
        action = Act(step, outcome, tuple(posts), self.state.seq, self.moment, FULL)
        return self.take(replace(action, **changes))

    def later(self, minutes: int) -> File:
        self.moment += timedelta(minutes=minutes)
        return self
