"""Ways through a procedure that an ordinary file takes: to a desk, back to its applicant, to an end."""

from __future__ import annotations

from heapq import heappop, heappush
from typing import Final

from maklumat.core.kinds.registry import KINDS
from maklumat.core.procedure.paths import Journey, Move
from maklumat.core.standard.model import FINISHED, REFUSED, TERMINALS, TO_APPLICANT, ServiceStandard
from maklumat.records.work.wet import SIGNED

DETOUR: Final = 6
"""A way that does not go on counts as so many steps: it is taken only where nothing else leads there."""


class Roads:
    """The ways of one service from its first step, the most ordinary one to each place."""

    def __init__(self, standard: ServiceStandard) -> None:
        self.standard = standard
        self._ways: dict[str, Journey] = {}
        queue: list[tuple[int, int, str, Journey]] = [(0, 0, standard.steps[0].code, ())]
        count = 0
        while queue:
            cost, _, place, way = heappop(queue)
            if place in self._ways:
                continue
            self._ways[place] = way
            if place in TERMINALS:
                continue
            step = standard.step(place)
            for outcome in step.outcomes:
                if outcome.to != TO_APPLICANT:
                    count += 1
                    move = Move(place, outcome.code)
                    price = 1 if onward(standard, move) else DETOUR
                    heappush(queue, (cost + price, count, outcome.to, (*way, move)))

    def to(self, step: str) -> Journey | None:
        """How a file comes to lie at this step; None where none does."""
        return self._ways.get(step)

    @property
    def finish(self) -> Journey | None:
        """To the ordinary end."""
        return self._ways.get(FINISHED)

    @property
    def refusal(self) -> Journey | None:
        """To a refusal."""
        return self._ways.get(REFUSED)

    @property
    def back(self) -> Journey | None:
        """Back to the applicant, by the first desk that sends anything back."""
        for step in self.standard.steps:
            sent = next((one.code for one in step.outcomes if one.to == TO_APPLICANT), None)
            if sent is not None and step.code in self._ways:
                return (*self._ways[step.code], Move(step.code, sent))
        return None

    def place(self, journey: Journey) -> tuple[str, ...]:
        """The posts with which a file lies after this way; () when it has ended or lies with its applicant."""
        last = journey[-1] if journey else None
        ways = self.standard.step(last.step).outcomes if last else ()
        to = next((one.to for one in ways if last and one.code == last.outcome), self.standard.steps[0].code)
        return () if to in TERMINALS or to == TO_APPLICANT else self.standard.step(to).posts

    @property
    def signs(self) -> bool:
        """Whether a letter is signed on the way to the ordinary end."""
        return any(is_signature(self.standard, move) for move in self.finish or ())

    def mended(self, journey: Journey) -> Journey:
        """The same way, on which the applicant had to complete the file once; as it is where nobody sends back."""
        back = self.back
        if back is None:
            return journey
        place = next((index for index, move in enumerate(journey) if move.step == back[-1].step), None)
        return journey if place is None else (*journey[:place], back[-1], *journey[place:])


def onward(standard: ServiceStandard, move: Move) -> bool:
    """Whether the work went well."""
    return KINDS[standard.step(move.step).kind].way(move.outcome).onward


def is_signature(standard: ServiceStandard, move: Move) -> bool:
    """Whether a letter is signed by this move."""
    return bool(standard.step(move.step).product) and move.outcome == SIGNED
