"""The pictures of all procedures: whole, readable, and safe to show."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import pytest

from maklumat.core.drawing.layout import BOX_WIDTH, PAD, drawn
from maklumat.core.drawing.measure import BOLD, SIZE, SMALL, SMALL_LINE, measured, wrapped
from maklumat.core.drawing.picture import START, Box, Drawing, Line, Point, lane_key
from maklumat.core.drawing.svg import svg
from maklumat.core.drawing.words import words
from maklumat.core.standard.model import TERMINALS, TO_APPLICANT, Office, ServiceStandard
from tests.standards import everything

Rectangle = tuple[int, int, int, int]
"""Left, top, right, bottom."""
SVG = "{http://www.w3.org/2000/svg}"


def pictures() -> Iterator[tuple[str, Office, ServiceStandard, Drawing]]:
    """Every service's picture in both languages, with a name for messages."""
    for language, services in (("id", everything.printed()), ("en", everything.in_english())):
        for office, service in services:
            yield f"{language} {office.code}/{service.code}", office, service, drawn(service, office, words(service))


def area(box: Box) -> Rectangle:
    return box.x, box.y, box.right, box.bottom


def ground(line: Line) -> Rectangle | None:
    """Where the words of a line stand."""
    if not line.label:
        return None
    x, y = line.label_at
    width = max(measured(one, SMALL) for one in line.label)
    return x, y - SMALL + 2, x + width, y + (len(line.label) - 1) * SMALL_LINE + 2


def overlap(one: Rectangle, other: Rectangle) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def segments(line: Line) -> Iterator[Rectangle]:
    """Its straight pieces as rectangles without a width."""
    for (x, y), (to_x, to_y) in pairwise(line.points):
        assert x == to_x or y == to_y, f"{line} is not straight"
        yield min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y)


def crosses(piece: Rectangle, area: Rectangle) -> bool:
    """Whether a piece of a line runs through an area (touching its edge is no running through)."""
    return piece[0] < area[2] and area[0] < piece[2] and piece[1] < area[3] and area[1] < piece[3]


def test_all_services_are_drawn() -> None:
    assert len(everything.printed()) == len(everything.in_english()) >= 75


def test_every_step_and_every_outcome_is_drawn_once() -> None:
    for name, _, service, drawing in pictures():
        boxes = {box.code: box for box in drawing.boxes}
        reached = {way.to for step in service.steps for way in step.outcomes} & TERMINALS
        assert set(boxes) == {START, *(step.code for step in service.steps), *reached}, name
        assert len(boxes) == len(drawing.boxes), name
        for number, step in enumerate(service.steps, 1):
            written = "".join(boxes[step.code].lines).replace(" ", "")
            assert written.startswith(f"{number}.{step.text}".replace(" ", "")), name
            assert boxes[step.code].kind == ("added" if step.added else "step")
            assert drawing.lanes[boxes[step.code].lane].key == lane_key(step)
        told = Counter((line.source, line.outcome, line.target) for line in drawing.lines)
        ways = Counter(
            (step.code, way.code, step.code if way.to == TO_APPLICANT else way.to)
            for step in service.steps
            for way in step.outcomes
        )
        assert told == ways + Counter([(START, "", service.steps[0].code)]), name


def test_a_way_has_words_unless_it_is_the_only_one_to_the_next_step() -> None:
    for name, _, service, drawing in pictures():
        following = dict(pairwise(step.code for step in service.steps))
        for line in drawing.lines:
            if line.source == START:
                continue
            step = service.step(line.source)
            plain = len(step.outcomes) == 1 and following.get(step.code) == line.target
            assert bool(line.label) != plain, f"{name}: {line}"
            assert "".join(line.label).replace(" ", "") == line.words.replace(" ", ""), name
            own = next(way for way in step.outcomes if way.code == line.outcome)
            assert line.words.startswith(own.label) or plain, name
            assert ("kembali ke pemohon" in line.words) == (own.to == TO_APPLICANT), name


def test_no_two_boxes_overlap_and_each_stands_in_its_lane() -> None:
    for name, _, _, drawing in pictures():
        assert not [pair for pair in combinations(map(area, drawing.boxes), 2) if overlap(*pair)], name
        for one, other in pairwise(drawing.lanes):
            assert one.right == other.x, name
        for box in drawing.boxes:
            lane = drawing.lanes[box.lane]
            assert lane.x + PAD <= box.x < box.right <= lane.right - PAD, f"{name}: {box}"
            assert drawing.cuts[0] <= box.y < box.bottom < drawing.height, f"{name}: {box}"


def test_text_fits_its_box_and_its_lane() -> None:
    for name, _, _, drawing in pictures():
        for box in drawing.boxes:
            assert max(map(measured, box.lines)) <= box.width - 2 * PAD, f"{name}: {box}"
            assert len(box.lines) * 16 + 4 <= box.height, f"{name}: {box}"
        for lane in drawing.lanes:
            assert " ".join(lane.lines) == lane.name
            assert max(measured(line, SIZE * BOLD) for line in lane.lines) <= lane.width - 2 * PAD, name


def test_words_at_lines_are_clear_of_everything() -> None:
    """No line runs through words, and words stand on no other words, on no box and in their own lane."""
    for name, _, _, drawing in pictures():
        grounds = [(line, found) for line in drawing.lines if (found := ground(line))]
        for (_, one), (_, other) in combinations(grounds, 2):
            assert not overlap(one, other), name
        for line, found in grounds:
            assert found[2] <= drawing.lanes[drawing.box(line.source).lane].right, f"{name}: {line}"
            assert not [box for box in drawing.boxes if overlap(area(box), found)], f"{name}: {line}"
            through = [other for other in drawing.lines for one in segments(other) if crosses(one, found)]
            assert through == [], f"{name}: {line.words}"


def test_lines_run_from_edge_to_edge_and_through_no_box() -> None:
    for name, _, _, drawing in pictures():
        for line in drawing.lines:
            source, target = drawing.box(line.source), drawing.box(line.target)
            assert on_the_edge(line.points[0], source), f"{name}: {line}"
            assert on_the_edge(line.points[-1], target), f"{name}: {line}"
            through = [box for box in drawing.boxes for one in segments(line) if crosses(one, area(box))]
            assert through == [], f"{name}: {line}"
            assert line.back == (target.y <= source.y), f"{name}: {line}"
            for x, y in line.points:
                assert drawing.lanes[0].x < x < drawing.lanes[-1].right, name
                assert drawing.cuts[0] < y < drawing.height, name


def on_the_edge(point: Point, box: Box) -> bool:
    x, y = point
    upright = x in (box.x, box.right) and box.y < y < box.bottom
    return upright or (y in (box.y, box.bottom) and box.x < x < box.right)


def test_two_lines_run_over_each_other_only_where_they_lead_alike() -> None:
    for name, _, _, drawing in pictures():
        for one, other in combinations(drawing.lines, 2):
            if (one.source, one.target) != (other.source, other.target) or one.points != other.points:
                both = [(a, b) for a in segments(one) for b in segments(other) if together(a, b)]
                assert both == [], f"{name}: {one} {other}"


def test_the_heads_of_arrows_do_not_touch_unless_they_lead_alike() -> None:
    for name, _, _, drawing in pictures():
        heads = {(line.points[-1], line.points[-2][0] > line.points[-1][0]) for line in drawing.lines}
        for (one, from_right), (other, also) in combinations(heads, 2):
            beside = one[0] == other[0] and from_right == also
            assert not beside or abs(one[1] - other[1]) >= 9, f"{name}: {one} {other}"


def together(one: Rectangle, other: Rectangle) -> bool:
    """Whether two straight pieces run along the same line for a while."""
    upright = one[0] == one[2] == other[0] == other[2] and one[1] < other[3] and other[1] < one[3]
    level = one[1] == one[3] == other[1] == other[3] and one[0] < other[2] and other[0] < one[2]
    return upright or level


def test_a_picture_is_cut_through_nothing_but_lines() -> None:
    for name, _, service, drawing in pictures():
        assert list(drawing.cuts) == sorted(set(drawing.cuts)), name
        assert drawing.cuts[-1] == drawing.height, name
        assert len(drawing.cuts) > len(service.steps), name
        written = [area(box) for box in drawing.boxes] + [found for line in drawing.lines if (found := ground(line))]
        for cut in drawing.cuts:
            assert not [one for one in written if one[1] < cut < one[3]], name
            level = [one for line in drawing.lines for one in segments(line) if one[1] == one[3] == cut]
            assert level == [], name


ATTRIBUTES = re.compile(
    r"(aria-labelledby|d|dx|fill|font-\w+|height|id|marker[\w-]*|orient|paint-order|ref[XY]|role|rx"
    r"|stroke[\w-]*|view[bB]ox|viewBox|width|x|y|\{http://www.w3.org/XML/1998/namespace\}lang)"
)
ELEMENTS = {"svg", "title", "desc", "marker", "path", "rect", "text", "tspan"}


def test_the_svg_is_well_formed_and_asks_for_nothing_else() -> None:
    for name, _, service, drawing in pictures():
        text = svg(drawing, service.name, "Alur <layanan> & langkahnya", "id")
        root = ET.fromstring(text)  # noqa: S314  # our own text
        assert {one.tag.removeprefix(SVG) for one in root.iter()} <= ELEMENTS, name
        for one in root.iter():
            assert [key for key in one.attrib if not ATTRIBUTES.fullmatch(key)] == [], name
            assert [value for value in one.attrib.values() if "url(" in value and not value.startswith("url(#")] == []
        assert root.findtext(f"{SVG}title") == service.name
        assert root.findtext(f"{SVG}desc") == "Alur <layanan> & langkahnya"
        assert (root.get("width"), root.get("height")) == (str(drawing.width), str(drawing.height))
        shown = ["".join(one.itertext()) for one in root.iter(f"{SVG}text")]
        for box in drawing.boxes:
            assert "".join(box.lines) in shown, name
        for line in drawing.lines:
            assert not line.label or "".join(line.label) in shown, name


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", ("",)),
        ("satu dua", ("satu dua",)),
        ("mendisposisikan/memerintahkan kepada bidang", ("mendisposisikan/", "memerintahkan kepada", "bidang")),
        ("Bupati/Sekda", ("Bupati/Sekda",)),
        ("hari / jam", ("hari / jam",)),
        ("m" * 30, ("m" * 14, "m" * 14, "mm")),
    ],
)
def test_words_are_broken_between_words(text: str, lines: tuple[str, ...]) -> None:
    assert wrapped(text, BOX_WIDTH - 2 * PAD) == lines
