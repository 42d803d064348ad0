"""A drawing as SVG: no style, no script, no colour that carries meaning alone; the same bytes for the same drawing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from maklumat.core.drawing.layout import MARGIN, PAD
from maklumat.core.drawing.measure import LINE, SIZE, SMALL, SMALL_LINE
from maklumat.core.drawing.picture import Box, Drawing, Lane, Line

INK: Final = "#0b0c0c"
LANE_INK: Final = "#8a9391"
LANES: Final = ("#f1f5f4", "#ffffff")
BOX: Final = "#ffffff"
ADDED: Final = "#fff7bf"
END: Final = "#0b4f4a"
BACK: Final = "#942514"
FONT: Final = "'Helvetica Neue', Arial, sans-serif"
BASE: Final = 12
"""From the top of a line in a box down to the foot of its letters."""


def svg(drawing: Drawing, title: str, description: str, language: str) -> str:
    """The picture. `title` and `description` are what a screen reader says of it."""
    return "".join(_parts(drawing, title, description, language))


def _parts(drawing: Drawing, title: str, description: str, language: str) -> Iterator[str]:
    width, height = drawing.width, drawing.height
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
        f' role="img" aria-labelledby="t d" xml:lang={quoteattr(language)} font-family="{FONT}" font-size="{SIZE}">'
    )
    yield f'<title id="t">{escape(title)}</title><desc id="d">{escape(description)}</desc>'
    yield _marker("a", INK) + _marker("b", BACK)
    for index, lane in enumerate(drawing.lanes):
        yield from _lane(lane, LANES[index % 2], drawing.height)
    yield from dict.fromkeys(map(_line, drawing.lines))  # several ways may run alike
    for line in drawing.lines:
        yield _label(line, LANES[drawing.box(line.source).lane % 2])
    for box in drawing.boxes:
        yield from _box(box)
    yield "</svg>"


def _marker(name: str, colour: str) -> str:
    return (
        f'<marker id="{name}" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="9" markerHeight="9" orient="auto"'
        f' markerUnits="userSpaceOnUse"><path d="M0 0L8 4L0 8Z" fill="{colour}"/></marker>'
    )


def _lane(lane: Lane, fill: str, height: int) -> Iterator[str]:
    yield (
        f'<rect x="{lane.x}" y="{MARGIN}" width="{lane.width}" height="{height - 2 * MARGIN}"'
        f' fill="{fill}" stroke="{LANE_INK}"/>'
    )
    yield _text(lane.lines, lane.x + PAD, MARGIN + PAD + BASE, LINE, f' fill="{INK}" font-weight="bold"')


def _box(box: Box) -> Iterator[str]:
    round_by = {"start": 14, "end": 14}.get(box.kind, 3)
    fill = {"added": ADDED, "end": END}.get(box.kind, BOX)
    dash = ' stroke-dasharray="5 3"' if box.kind == "added" else ""
    yield (
        f'<rect x="{box.x}" y="{box.y}" width="{box.width}" height="{box.height}" rx="{round_by}"'
        f' fill="{fill}" stroke="{INK}" stroke-width="1.5"{dash}/>'
    )
    top = box.y + (box.height - len(box.lines) * LINE) // 2 + BASE
    yield _text(box.lines, box.x + PAD, top, LINE, f' fill="{"#ffffff" if box.kind == "end" else INK}"')


def _line(line: Line) -> str:
    colour, marker = (BACK, "b") if line.back else (INK, "a")
    path = "M" + "L".join(f"{x} {y}" for x, y in line.points)
    dash = ' stroke-dasharray="6 3"' if line.back else ""
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="1.3"{dash} marker-end="url(#{marker})"/>'


def _label(line: Line, ground: str) -> str:
    """Words at a line. A line of another lane may have to run behind them: the ground around them is kept clear."""
    if not line.label:
        return ""
    look = f' font-size="{SMALL}" fill="{BACK if line.back else INK}" stroke="{ground}" stroke-width="3"'
    return _text(line.label, *line.label_at, SMALL_LINE, f'{look} paint-order="stroke"')


def _text(lines: tuple[str, ...], x: int, y: int, height: int, look: str) -> str:
    spans = "".join(
        f'<tspan x="{x}" y="{y + index * height}">{escape(line)}</tspan>' for index, line in enumerate(lines)
    )
    return f"<text{look}>{spans}</text>"
