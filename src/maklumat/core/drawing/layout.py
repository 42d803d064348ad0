"""A procedure laid out as swim lanes: who acts stands in columns, what is done stands in rows, in the decree's order.

Every step has a row of its own, so a line that runs along a row can cross no other box; lines that go further than the
next row run down the gutter beside their lane, each in its own track. All lengths are pixels.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from maklumat.core.standard.model import (
    CLOSED,
    FINISHED,
    REFUSED,
    TO_APPLICANT,
    Office,
    Outcome,
    ServiceStandard,
    Step,
)

BOX_WIDTH: Final = 190
LINE: Final = 16
"""Height of a line of text."""
LETTER: Final = 6.9
"""Width that an average letter takes at the size of the boxes; words are broken a little early rather than late."""
PAD: Final = 9
EXIT: Final = 19
"""Room that each way out needs at the side of its box."""
ENTRY: Final = 7
"""Room that each way in from the gutter needs there, above the ways out."""
LOOP: Final = 16
"""How far a way that comes back to the same step swings out."""
BOLD: Final = 1.12
TRACK: Final = 9
ROW_GAP: Final = 30
HEAD: Final = 58
MARGIN: Final = 12
START: Final = "\0start"
ENDS: Final = (FINISHED, REFUSED, CLOSED)
APPLICANT: Final = "applicant"
OUTSIDE: Final = "outside"


@dataclass(frozen=True, slots=True)
class Box:
    """A step or an end. `kind`: "step", "added" (not printed in the decree), "start" or "end"."""

    code: str
    lines: tuple[str, ...]
    lane: int
    x: float
    y: float
    width: float
    height: float
    kind: str

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def middle(self) -> float:
        return self.x + self.width / 2

    @property
    def centre(self) -> float:
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Line:
    """A way from a step on. `points` from the source to the target; `label_at` is where its words begin.

    `back`: it leads to an earlier step, or through the applicant to the same step again.
    """

    source: str
    target: str
    outcome: str
    label: str
    points: tuple[tuple[float, float], ...]
    label_at: tuple[float, float]
    back: bool


@dataclass(frozen=True, slots=True)
class Lane:
    """Who acts. `key`: a post, APPLICANT or OUTSIDE."""

    key: str
    lines: tuple[str, ...]
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole picture."""

    lanes: tuple[Lane, ...]
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    width: float
    height: float

    def box(self, code: str) -> Box:
        """The box with this code; KeyError for none."""
        return self._by_code()[code]

    def _by_code(self) -> Mapping[str, Box]:
        return {box.code: box for box in self.boxes}


@dataclass(frozen=True, slots=True)
class Words:
    """The words of the picture that the standard does not have, in the reader's language.

    `ways`: the label of an outcome by step and code, where the standard names none of its own.
    """

    applicant: str
    outside: str
    start: str
    ends: Mapping[str, str]
    back_to_applicant: str
    any_of: str
    all_of: str
    ways: Mapping[tuple[str, str], str] = field(default_factory=dict)


def wrapped(text: str, width: float) -> tuple[str, ...]:
    """The text broken into lines that fit into `width`; a word that is longer stands on a line of its own."""
    most = max(int(width / LETTER), 1)
    lines: list[str] = []
    for word in text.replace("/", "/ ").split():
        if lines and len(lines[-1]) + 1 + len(word) <= most:
            lines[-1] += word if lines[-1].endswith("/") else f" {word}"
        else:
            lines.append(word)
    return tuple(lines) or ("",)


def lane_key(step: Step) -> str:
    """The lane of a step: of several posts, that of the first."""
    return step.actor if step.actor in (APPLICANT, OUTSIDE) else step.posts[0]


def drawn(standard: ServiceStandard, office: Office, words: Words) -> Drawing:
    """The procedure of a standard as swim lanes. Total over every sound standard."""
    return _Layout(standard, office, words).drawing()


class _Layout:
    def __init__(self, standard: ServiceStandard, office: Office, words: Words) -> None:
        self.steps, self.office, self.words = standard.steps, office, words
        keys = dict.fromkeys(lane_key(step) for step in self.steps)
        self.keys = tuple(sorted(keys, key=lambda key: {APPLICANT: 0, OUTSIDE: 2}.get(key, 1)))
        self.ends = [end for end in ENDS if any(way.to == end for step in self.steps for way in step.outcomes)]
        self.rows = {step.code: row for row, step in enumerate(self.steps)}
        self.lane_of = {step.code: self.keys.index(lane_key(step)) for step in self.steps}
        self.entering = self._entering()

    def drawing(self) -> Drawing:
        tracks = self._tracks()
        lanes = tuple(self._lanes(tracks))
        boxes = {box.code: box for box in self._boxes(lanes)}
        lines = tuple(self._lines(boxes, lanes, tracks))
        width = lanes[-1].x + lanes[-1].width + MARGIN
        height = max(box.bottom for box in boxes.values()) + MARGIN
        return Drawing(lanes, tuple(boxes.values()), lines, width, height)

    def label(self, step: Step, outcome: str, own: str) -> str:
        return own or self.words.ways.get((step.code, outcome), outcome)

    def _far(self, step: Step, target: str) -> bool:
        """Whether a way cannot simply lead down to the next row."""
        return self.rows.get(target) != self.rows[step.code] + 1

    def _loops(self, step: Step, target: str) -> bool:
        """Whether a way comes back to the same step, by itself or through the applicant."""
        return target in (TO_APPLICANT, step.code)

    def _entering(self) -> dict[str, int]:
        """How many ways come in from the gutter at each box."""
        found: dict[str, int] = {}
        for step in self.steps:
            for way in step.outcomes:
                if self._far(step, way.to) and not self._loops(step, way.to):
                    found[way.to] = found.get(way.to, 0) + 1
        return found

    def _exit(self, step: Step, number: int) -> float:
        """How far below the top of its box the `number`-th way out begins."""
        return self.entering.get(step.code, 0) * ENTRY + number * EXIT

    def _tracks(self) -> dict[tuple[str, str], int]:
        """The track in the gutter beside its lane, for each way (step, outcome) that goes far; 0 is the innermost."""
        found: dict[tuple[str, str], int] = {}
        used = dict.fromkeys(range(len(self.keys)), 0)
        for step in self.steps:
            for way in step.outcomes:
                if self._far(step, way.to) and not self._loops(step, way.to):
                    lane = self.lane_of[step.code]
                    found[step.code, way.code] = used[lane]
                    used[lane] += 1
        return found

    def _lanes(self, tracks: Mapping[tuple[str, str], int]) -> Iterator[Lane]:
        x = float(MARGIN)
        for index, key in enumerate(self.keys):
            mine = [step for step in self.steps if self.lane_of[step.code] == index]
            ways = [(step, way) for step in mine for way in step.outcomes if self._far(step, way.to)]
            count = sum((step.code, way.code) in tracks for step, way in ways)
            words = max((len(self._said(step, way)) for step, way in ways), default=0) * LETTER * 0.86
            width = 2 * PAD + BOX_WIDTH + (LOOP + words + PAD + (count + 1) * TRACK if ways else PAD)
            yield Lane(key, wrapped(self._who(key), (width - 2 * PAD) / BOLD), x, width)
            x += width

    def _said(self, step: Step, way: Outcome) -> str:
        """What stands at a way that goes to the side."""
        label = self.label(step, way.code, way.label)
        return f"{label}: {self.words.back_to_applicant}" if way.to == TO_APPLICANT else label

    def _who(self, key: str) -> str:
        if key in (APPLICANT, OUTSIDE):
            return self.words.applicant if key == APPLICANT else self.words.outside
        return self.office.post(key).name

    def _others(self, step: Step) -> str:
        """The posts of a step beside the one in whose lane it stands, as a remark behind its text."""
        if step.actor in (APPLICANT, OUTSIDE) or len(step.posts) == 1:
            return ""
        between = self.words.all_of if step.joint else self.words.any_of
        return f" ({between.strip()} {between.join(self.office.post(code).name for code in step.posts[1:])})"

    def _boxes(self, lanes: tuple[Lane, ...]) -> Iterator[Box]:
        head = max(len(lane.lines) for lane in lanes) * LINE + 2 * PAD
        y = MARGIN + max(head, HEAD) + ROW_GAP / 2
        first = self.lane_of[self.steps[0].code]
        yield Box(START, (self.words.start,), first, lanes[first].x + PAD, y, BOX_WIDTH, 26, "start")
        y += 26 + ROW_GAP
        for step in self.steps:
            lane = self.lane_of[step.code]
            lines = wrapped(f"{step.text}{self._others(step)}", BOX_WIDTH - 2 * PAD)
            exits = sum(self._far(step, way.to) for way in step.outcomes)
            height = max(len(lines) * LINE + 2 * PAD, self._exit(step, exits) + ENTRY)
            kind = "added" if step.added else "step"
            yield Box(step.code, lines, lane, lanes[lane].x + PAD, y, BOX_WIDTH, height, kind)
            y += height + ROW_GAP
        x = lanes[0].x + PAD
        for end in self.ends:
            height = max(28, (self.entering.get(end, 0) + 1) * ENTRY)
            yield Box(end, (self.words.ends[end],), 0, x, y, BOX_WIDTH * 0.72, height, "end")
            y += height + ROW_GAP / 2

    def _lines(
        self, boxes: Mapping[str, Box], lanes: tuple[Lane, ...], tracks: Mapping[tuple[str, str], int]
    ) -> Iterator[Line]:
        first = boxes[self.steps[0].code]
        begin = boxes[START]
        down = ((begin.middle, begin.bottom), (first.middle, first.y))
        yield Line(START, first.code, "", "", down, (begin.middle, begin.bottom), back=False)
        entries: dict[str, int] = {}
        for step in self.steps:
            box, side = boxes[step.code], 0
            for way in step.outcomes:
                label = self.label(step, way.code, way.label)
                if not self._far(step, way.to):
                    yield self._next(box, boxes[way.to], step, way.code, label)
                    continue
                side += 1
                leaves_at, text = box.y + self._exit(step, side), self._said(step, way)
                if self._loops(step, way.to):
                    at = (box.right + LOOP + 4, leaves_at)
                    yield Line(step.code, step.code, way.code, text, _loop(box, leaves_at), at, back=True)
                    continue
                target = boxes[way.to]
                entries[way.to] = entries.get(way.to, 0) + 1
                track = self._track(lanes[box.lane], tracks[step.code, way.code])
                points = _around(box, target, leaves_at, track, entries[way.to])
                at, back = (box.right + 5, leaves_at - 4), target.y <= box.y
                yield Line(step.code, way.to, way.code, text, points, at, back=back)

    def _track(self, lane: Lane, number: int) -> float:
        return lane.x + lane.width - TRACK * (number + 1)

    def _next(self, box: Box, target: Box, step: Step, outcome: str, label: str) -> Line:
        """Straight down, or down and across, to the next row."""
        half = box.bottom + ROW_GAP / 2
        points = (
            ((box.middle, box.bottom), (target.middle, target.y))
            if box.lane == target.lane
            else ((box.middle, box.bottom), (box.middle, half), (target.middle, half), (target.middle, target.y))
        )
        shown = label if len(step.outcomes) > 1 else ""
        return Line(step.code, target.code, outcome, shown, points, (box.middle + 5, box.bottom + 12), back=False)


def _loop(box: Box, leaves_at: float) -> tuple[tuple[float, float], ...]:
    """Out of the right side and back in a little higher."""
    returns_at = leaves_at - EXIT / 2
    far = box.right + LOOP
    return ((box.right, leaves_at), (far, leaves_at), (far, returns_at), (box.right, returns_at))


def _around(box: Box, target: Box, exits_at: float, track: float, entry: int) -> tuple[tuple[float, float], ...]:
    """Out of the right side, along the track, and into the side of the target that looks this way."""
    enters_at = target.y + entry * ENTRY
    into = target.x if target.x > track else target.right
    return ((box.right, exits_at), (track, exits_at), (track, enters_at), (into, enters_at))
