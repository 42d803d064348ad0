"""Bars side by side for a few weeks, as numbers that a template draws.

Colour carries no meaning alone: each bar says what it is, and the same figures stand in the table beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

WIDTH: Final = 720
HEIGHT: Final = 260
LEFT: Final = 48
BOTTOM: Final = 34
TOP: Final = 14
GAP: Final = 8
STEPS: Final = (2, 4, 6, 8, 10)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; `series` counts from 0. `label` is what it says: "Senin 23 November, diterima: 14"."""

    x: int
    y: int
    width: int
    height: int
    series: int
    label: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the scale, or a word under the bars."""

    at: int
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """`foot`: where the bars stand; `scale` are lines across, `marks` words below."""

    width: int
    height: int
    foot: int
    left: int
    bars: tuple[Bar, ...]
    scale: tuple[Tick, ...]
    marks: tuple[Tick, ...]


def chart(marks: Sequence[str], series: Sequence[tuple[str, Sequence[int]]]) -> Chart:
    """`series`: (name, a value for each mark), at least one and none negative."""
    foot, inner = HEIGHT - BOTTOM, WIDTH - LEFT
    top = _top(max((value for _, values in series for value in values), default=0))
    group = inner // max(1, len(marks))
    width = max(2, (group - GAP) // max(1, len(series)))
    bars = tuple(
        Bar(
            x=LEFT + place * group + number * width,
            y=foot - _tall(value, top, foot),
            width=width - 1,
            height=_tall(value, top, foot),
            series=number,
            label=f"{mark}, {name}: {value}",
        )
        for place, mark in enumerate(marks)
        for number, (name, values) in enumerate(series)
        for value in (values[place],)
    )
    scale = tuple(Tick(foot - _tall(value, top, foot), str(value)) for value in (0, top // 2, top))
    words = tuple(Tick(LEFT + place * group + group // 2 - GAP // 2, mark) for place, mark in enumerate(marks))
    return Chart(WIDTH, HEIGHT, foot, LEFT, bars, scale, words)


def _tall(value: int, top: int, foot: int) -> int:
    return round(value * (foot - TOP) / top) if top else 0


def _top(most: int) -> int:
    """The round number that the scale ends with, even so that its half is whole."""
    size = 1
    while True:
        for step in STEPS:
            if step * size >= most:
                return step * size
        size *= 10
