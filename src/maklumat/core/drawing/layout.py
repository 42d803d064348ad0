"""A procedure laid out as swim lanes: who acts stands in columns, what is done stands in rows, in the decree's order.

Every step has a row of its own. A way to the next row leaves a box at its foot; any other leaves it to the right, with
its words above it, runs along the row into the gutter of its lane and there down (or up) in a track of its own: so no
line crosses a box, and none runs through words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from maklumat.core.drawing.measure import BOLD, LINE, SIZE, SMALL, SMALL_LINE, measured, wrapped
from maklumat.core.drawing.picture import APPLICANT, OUTSIDE, START, Box, Drawing, Lane, Line, Point, lane_key
from maklumat.core.drawing.words import ENDS, Words
from maklumat.core.standard.model import TO_APPLICANT, Office, Outcome, ServiceStandard, Step

BOX_WIDTH: Final = 186
END_WIDTH: Final = 132
LABEL_WIDTH: Final = 124
"""Words at a line are broken at this width."""
PAD: Final = 9
MARGIN: Final = 12
GAP: Final = 32
"""Between two rows, where nothing stands in between."""
PARTING: Final = 46
"""The same below a step where ways part."""
LANDING: Final = 16
"""How far above a row the lines from the row before it turn."""
CUT: Final = 13
"""How far above a row the picture may be cut: between that turn and the head of the arrow."""
TRACK: Final = 10
ENTRY: Final = 10
"""Room for each way in from the gutter, at the side of a box above the ways out."""
BELOW_ENTRIES: Final = 7
"""From the last way in down to the first way out, so that the heads of their arrows do not touch."""
EXIT: Final = 6
"""Room for each way out there, besides its words."""
BETWEEN: Final = 5
"""Between the words of two ways that run alike."""
LOOP: Final = 18
"""How far a way that comes back to the same step swings out."""


@dataclass(frozen=True, slots=True)
class _Gutter:
    """What a lane has beside its boxes: where its tracks begin, and the track of each way that runs there."""

    begins: int
    tracks: Mapping[tuple[str, str], int]

    @property
    def width(self) -> int:
        return self.begins + max((track + 1 for track in self.tracks.values()), default=0) * TRACK


def drawn(standard: ServiceStandard, office: Office, words: Words) -> Drawing:
    """The procedure of a standard as swim lanes. Total over every sound standard."""
    return _Layout(standard, office, words).drawing()


class _Layout:
    def __init__(self, standard: ServiceStandard, office: Office, words: Words) -> None:
        self.steps, self.office, self.words = standard.steps, office, words
        keys = dict.fromkeys(lane_key(step) for step in self.steps)
        self.keys = tuple(sorted(keys, key=lambda key: {APPLICANT: 0, OUTSIDE: 2}.get(key, 1)))
        self.ends = [end for end in ENDS if any(way.to == end for step in self.steps for way in step.outcomes)]
        self.rows = {code: row for row, code in enumerate([*(step.code for step in self.steps), *self.ends])}
        self.lane_of = {step.code: self.keys.index(lane_key(step)) for step in self.steps}
        self.entering = self._entering()

    def drawing(self) -> Drawing:
        gutters = [self._gutter(index) for index in range(len(self.keys))]
        lanes = tuple(self._lanes(gutters))
        head = MARGIN + 2 * PAD + max(len(lane.lines) for lane in lanes) * LINE
        boxes = {box.code: box for box in self._boxes(lanes, head)}
        lines = tuple(self._lines(boxes, lanes, gutters))
        height = max(box.bottom for box in boxes.values()) + PAD + MARGIN
        cuts = (head, *(boxes[code].y - CUT for code in self.rows), height)
        return Drawing(lanes, tuple(boxes.values()), lines, lanes[-1].right + MARGIN, height, cuts)

    # Ways

    def _down(self, step: Step) -> list[Outcome]:
        """The ways that lead to the next row."""
        return [
            way for way in step.outcomes if self.rows.get(way.to) == self.rows[step.code] + 1 and self._is_step(way)
        ]

    def _aside(self, step: Step) -> list[Outcome]:
        """The ways that leave at the side: to further rows, to earlier ones, and to the same step again."""
        down = self._down(step)
        return [way for way in step.outcomes if way not in down]

    def _is_step(self, way: Outcome) -> bool:
        return way.to in self.lane_of

    def _loops(self, step: Step, way: Outcome) -> bool:
        """Whether a way comes back to the same step, by itself or through the applicant."""
        return way.to in (TO_APPLICANT, step.code)

    def _said(self, step: Step, way: Outcome) -> str:
        """What stands at a way. Nothing at the only one that leads to the next row."""
        if len(step.outcomes) == 1 and way in self._down(step):
            return ""
        said = way.label or self.words.ways.get((step.code, way.code), way.code)
        return f"{said}: {self.words.back_to_applicant}" if way.to == TO_APPLICANT else said

    def _label(self, step: Step, way: Outcome) -> tuple[str, ...]:
        said = self._said(step, way)
        return wrapped(said, LABEL_WIDTH, SMALL) if said else ()

    def _entering(self) -> dict[str, int]:
        """How many ways come in from the gutter at each box."""
        found = dict.fromkeys(self.rows, 0)
        for step in self.steps:
            for way in self._aside(step):
                if not self._loops(step, way):
                    found[way.to] += 1
        return found

    def _exits(self, step: Step) -> Iterator[tuple[Outcome, tuple[str, ...], int]]:
        """Each way at the side with its words, and how far below the top of the box its room begins."""
        top = self.entering[step.code] * ENTRY + (BELOW_ENTRIES if self.entering[step.code] else 3)
        for way in self._aside(step):
            label = self._label(step, way)
            yield way, label, top
            top += len(label) * SMALL_LINE + EXIT

    # Lanes

    def _gutter(self, lane: int) -> _Gutter:
        mine = [step for step in self.steps if self.lane_of[step.code] == lane]
        begins = BOX_WIDTH
        spans = {}
        for step in mine:
            for way in step.outcomes:
                words = max((measured(line, SMALL) for line in self._label(step, way)), default=0)
                down = way in self._down(step)
                out = BOX_WIDTH // 2 if down else BOX_WIDTH + (LOOP if self._loops(step, way) else 0)
                begins = max(begins, out + words + PAD if words else 0)
                if not down and not self._loops(step, way):
                    spans[step.code, way.code] = sorted((self.rows[step.code], self.rows[way.to]))
        return _Gutter(begins + PAD if spans else begins, _side_by_side(spans))

    def _lanes(self, gutters: list[_Gutter]) -> Iterator[Lane]:
        x = MARGIN
        for key, gutter in zip(self.keys, gutters, strict=True):
            width = PAD + gutter.width + PAD
            name = self._who(key)
            yield Lane(key, name, wrapped(name, width - 2 * PAD, SIZE * BOLD), x, width)
            x += width

    def _who(self, key: str) -> str:
        if key in (APPLICANT, OUTSIDE):
            return self.words.applicant if key == APPLICANT else self.words.outside
        return self.office.post(key).name

    # Boxes

    def _others(self, step: Step) -> str:
        """The posts of a step beside the one in whose lane it stands, as a remark behind its text."""
        if step.actor in (APPLICANT, OUTSIDE) or len(step.posts) == 1:
            return ""
        between = self.words.all_of if step.joint else self.words.any_of
        return f" ({between.strip()} {between.join(self.office.post(code).name for code in step.posts[1:])})"

    def _boxes(self, lanes: tuple[Lane, ...], head: int) -> Iterator[Box]:
        first = self.lane_of[self.steps[0].code]
        x = lanes[first].x + PAD + (BOX_WIDTH - END_WIDTH) // 2
        start = Box(START, (self.words.start,), first, x, head + PAD, END_WIDTH, 28, "start")
        yield start
        y = start.bottom + GAP
        for number, step in enumerate(self.steps, 1):
            lane = self.lane_of[step.code]
            lines = wrapped(f"{number}. {step.text}{self._others(step)}", BOX_WIDTH - 2 * PAD)
            beside = max((top + len(label) * SMALL_LINE + EXIT for _, label, top in self._exits(step)), default=0)
            height = max(len(lines) * LINE + 2 * PAD, beside + 2, (self.entering[step.code] + 1) * ENTRY)
            kind = "added" if step.added else "step"
            yield Box(step.code, lines, lane, lanes[lane].x + PAD, y, BOX_WIDTH, height, kind)
            y += height + self._gap(step)
        for end in self.ends:
            height = max(28, (self.entering[end] + 1) * ENTRY)
            yield Box(end, (self.words.ends[end],), 0, lanes[0].x + PAD, y, END_WIDTH, height, "end")
            y += height + GAP // 2

    def _gap(self, step: Step) -> int:
        """The room below a step: for the words of the ways to the next row, and for the parting of ways."""
        labels = [self._label(step, way) for way in self._down(step)]
        words = sum(len(label) * SMALL_LINE + BETWEEN for label in labels)
        return max(PARTING if len(step.outcomes) > 1 else GAP, words + LANDING + 2)

    # Lines

    def _lines(self, boxes: Mapping[str, Box], lanes: tuple[Lane, ...], gutters: list[_Gutter]) -> Iterator[Line]:
        first, start = boxes[self.steps[0].code], boxes[START]
        yield Line(START, first.code, "", "", (), _down_to(start, first), (start.middle, start.bottom), back=False)
        entries = dict.fromkeys(self.rows, 0)
        for step in self.steps:
            yield from self._lines_down(step, boxes)
            box = boxes[step.code]
            gutter, begins = gutters[box.lane], lanes[box.lane].x + PAD + gutters[box.lane].begins
            for way, label, top in self._exits(step):
                foot = box.y + top + SMALL_LINE - 2
                if self._loops(step, way):
                    target, at = box, (box.right + LOOP + 4, foot)
                    points = _loop(box, box.y + top, len(label))
                else:
                    target, at = boxes[way.to], (box.right + 5, foot)
                    entries[way.to] += 1
                    track = begins + gutter.tracks[step.code, way.code] * TRACK
                    leaves_at = box.y + top + len(label) * SMALL_LINE + 2
                    points = _around(box, target, leaves_at, track, target.y + entries[way.to] * ENTRY)
                words, back = self._said(step, way), target.y <= box.y
                yield Line(step.code, target.code, way.code, words, label, points, at, back=back)

    def _lines_down(self, step: Step, boxes: Mapping[str, Box]) -> Iterator[Line]:
        """The ways to the next row: they run alike, their words stand below each other."""
        box = boxes[step.code]
        foot = box.bottom + SMALL_LINE
        for way in self._down(step):
            words, label, target = self._said(step, way), self._label(step, way), boxes[way.to]
            yield Line(
                step.code, way.to, way.code, words, label, _down_to(box, target), (box.middle + 5, foot), back=False
            )
            foot += len(label) * SMALL_LINE + BETWEEN


def _side_by_side(spans: Mapping[tuple[str, str], list[int]]) -> dict[tuple[str, str], int]:
    """A track for each way, the short ones inside (0), so that no two ways on a track touch the same row."""
    found: dict[tuple[str, str], int] = {}
    tracks: list[list[list[int]]] = []
    for key, span in sorted(spans.items(), key=lambda item: (item[1][1] - item[1][0], item[1][0])):
        free = (number for number, track in enumerate(tracks) if not any(_touch(span, other) for other in track))
        number = next(free, len(tracks))
        if number == len(tracks):
            tracks.append([])
        tracks[number].append(span)
        found[key] = number
    return found


def _touch(one: list[int], other: list[int]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _down_to(box: Box, target: Box) -> tuple[Point, ...]:
    """Straight down, or down and across, to the next row."""
    if box.middle == target.middle:
        return (box.middle, box.bottom), (target.middle, target.y)
    turn = target.y - LANDING
    return (box.middle, box.bottom), (box.middle, turn), (target.middle, turn), (target.middle, target.y)


def _loop(box: Box, top: int, lines: int) -> tuple[Point, ...]:
    """Out of the right side and back in a little higher, beside its words."""
    far, leaves_at = box.right + LOOP, top + max(lines * SMALL_LINE, 15)
    return (box.right, leaves_at), (far, leaves_at), (far, top + 4), (box.right, top + 4)


def _around(box: Box, target: Box, leaves_at: int, track: int, enters_at: int) -> tuple[Point, ...]:
    """Out of the right side, along the track, and into the side of the target that looks this way."""
    into = target.x if target.x > track else target.right
    return (box.right, leaves_at), (track, leaves_at), (track, enters_at), (into, enters_at)
