"""A procedure as a picture: lanes, boxes, and the lines between them. All lengths are whole pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from maklumat.core.standard.model import Step

START: Final = "\0start"
APPLICANT: Final = "applicant"
OUTSIDE: Final = "outside"

Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Box:
    """A step or an end. `kind`: "step", "added" (not printed in the decree), "start" or "end"."""

    code: str
    lines: tuple[str, ...]
    lane: int
    x: int
    y: int
    width: int
    height: int
    kind: str

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height

    @property
    def middle(self) -> int:
        return self.x + self.width // 2

    @property
    def centre(self) -> int:
        return self.y + self.height // 2


@dataclass(frozen=True, slots=True)
class Line:
    """A way from a step on. `points` from the source to the target.

    `label`: its `words` broken into lines; the first one's foot stands at `label_at`. None where a step has but one way
    and it leads to the next. `back`: it leads to an earlier step, or to the same again.
    """

    source: str
    target: str
    outcome: str
    words: str
    label: tuple[str, ...]
    points: tuple[Point, ...]
    label_at: Point
    back: bool


@dataclass(frozen=True, slots=True)
class Lane:
    """Who acts. `key`: a post, APPLICANT or OUTSIDE. `name` is what `lines` say."""

    key: str
    name: str
    lines: tuple[str, ...]
    x: int
    width: int

    @property
    def right(self) -> int:
        return self.x + self.width


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole picture. `cuts`: heights at which it may be cut, where no text and no box stands; the first is below the
    names of the lanes, the last is its foot."""

    lanes: tuple[Lane, ...]
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    width: int
    height: int
    cuts: tuple[int, ...]

    def box(self, code: str) -> Box:
        """The box with this code; KeyError for none."""
        return {box.code: box for box in self.boxes}[code]


def lane_key(step: Step) -> str:
    """The lane of a step: of several posts, that of the first."""
    return step.actor if step.actor in (APPLICANT, OUTSIDE) else step.posts[0]
