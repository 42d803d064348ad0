"""The fair rule of the waiting room: priority first, but never so often in a row that the others stand still."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

PRIORITY: Final = "priority"
ORDINARY: Final = "ordinary"

ELDERLY: Final = "elderly"
DISABLED: Final = "disabled"
PREGNANT: Final = "pregnant"
INFANT: Final = "infant"
COMPENSATION: Final = "compensation"
REASONS: Final = (ELDERLY, DISABLED, PREGNANT, INFANT, COMPENSATION)
OF_THE_BODY: Final = frozenset({ELDERLY, DISABLED, PREGNANT, INFANT})
"""Reasons that say something about a person's body or age: they are kept no longer than the ticket is nameless."""

LETTERS: Final[Mapping[tuple[str, bool], str]] = {
    (PRIORITY, False): "P",
    (ORDINARY, False): "A",
    (PRIORITY, True): "KP",
    (ORDINARY, True): "KA",
}
"""What a number begins with, by lane and whether it was printed beforehand on paper."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who waits. `back_at`: when they came back after being called in vain, None for whoever was not."""

    id: UUID
    lane: str
    taken_at: datetime
    seq: int
    back_at: datetime | None = None


def lane_of(reason: str) -> str:
    """The lane that a reason opens; "" is no reason."""
    return PRIORITY if reason else ORDINARY


def number_text(lane: str, seq: int, *, on_paper: bool = False) -> str:
    """The number as it is printed and called: "P-03", on paper "KP-03"."""
    return f"{LETTERS[lane, on_paper]}-{seq:02d}"


def calling_order(waiting: Iterable[Waiting], last_lanes: Sequence[str], most: int) -> list[Waiting]:
    """Everybody who waits, in the order in which they will be called if nobody else comes.

    `last_lanes`: the lanes of those called before, the latest last. After `most` of the priority lane in a row one of
    the ordinary lane comes, if there is one. Within a lane, whoever came back is first, then by the time they came.
    """
    lanes = {PRIORITY: [], ORDINARY: []}  # type: dict[str, list[Waiting]]
    for one in sorted(waiting, key=_place):
        lanes[one.lane].append(one)
    row, order = _in_a_row(last_lanes), []
    while lanes[PRIORITY] or lanes[ORDINARY]:
        full = row >= most and bool(lanes[ORDINARY])
        lane = PRIORITY if lanes[PRIORITY] and not full else ORDINARY
        row = row + 1 if lane == PRIORITY else 0
        order.append(lanes[lane].pop(0))
    return order


def _place(one: Waiting) -> tuple[bool, datetime, int]:
    return one.back_at is None, one.back_at or one.taken_at, one.seq


def _in_a_row(last_lanes: Sequence[str]) -> int:
    """How many of the priority lane were called since the last ordinary one."""
    count = 0
    for lane in reversed(last_lanes):
        if lane != PRIORITY:
            break
        count += 1
    return count
