"""A drawing as SVG: no style, no script, no colour that carries meaning alone; the same bytes for the same drawing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from maklumat.core.drawing.layout import LINE, MARGIN, PAD, Box, Drawing, Lane, Line

INK: Final = "#0b0c0c"
LANE_INK: Final = "#505a5f"
LANES: Final = ("#f3f2f1", "#ffffff")
BOX: Final = "#ffffff"
ADDED: Final = "#fff7bf"
END: Final = "#0b0c0c"
BACK: Final = "#942514"
FONT: Final = "'Helvetica Neue', Arial, sans-serif"
SIZE: Final = 12


def svg(drawing: Drawing, title: str, description: str) -> str:
    """The picture. `title` and `description` are what a screen reader says of it."""
    return "".join(_parts(drawing, title, description))


def _parts(drawing: Drawing, title: str, description: str) -> Iterator[str]:
    width, height = _n(drawing.width), _n(drawing.height)
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
        f' role="img" aria-labelledby="t d" font-family="{FONT}" font-size="{SIZE}">'
    )
    yield f'<title id="t">{escape(title)}</title><desc id="d">{escape(description)}</desc>'
    yield _marker("a", INK) + _marker("b", BACK)
    for index, lane in enumerate(drawing.lanes):
        yield from _lane(lane, index, drawing.height)
    for line in drawing.lines:
        yield _line(line)
    for box in drawing.boxes:
        yield from _box(box)
    for line in drawing.lines:
        if line.label:
            yield _label(line)
    yield "</svg>"


def _marker(name: str, colour: str) -> str:
    return (
        f'<marker id="{name}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
        f'<path d="M0 0L8 4L0 8Z" fill="{colour}"/></marker>'
    )


def _lane(lane: Lane, index: int, height: float) -> Iterator[str]:
    yield (
        f'<rect x="{_n(lane.x)}" y="{MARGIN}" width="{_n(lane.width)}" height="{_n(height - 2 * MARGIN)}"'
        f' fill="{LANES[index % 2]}" stroke="{LANE_INK}"/>'
    )
    yield _text(lane.lines, lane.x + PAD, MARGIN + PAD + 11, weight="bold")


def _box(box: Box) -> Iterator[str]:
    round_by = {"start": 13, "end": 14}.get(box.kind, 3)
    fill = {"added": ADDED, "end": END}.get(box.kind, BOX)
    dash = ' stroke-dasharray="5 3"' if box.kind == "added" else ""
    yield (
        f'<rect x="{_n(box.x)}" y="{_n(box.y)}" width="{_n(box.width)}" height="{_n(box.height)}" rx="{round_by}"'
        f' fill="{fill}" stroke="{INK}" stroke-width="1.5"{dash}/>'
    )
    top = box.y + (box.height - len(box.lines) * LINE) / 2 + 12
    yield _text(box.lines, box.x + PAD, top, fill="#ffffff" if box.kind == "end" else INK)


def _line(line: Line) -> str:
    colour, marker = (BACK, "b") if line.back else (INK, "a")
    path = "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in line.points)
    dash = ' stroke-dasharray="6 3"' if line.back else ""
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="1.3"{dash} marker-end="url(#{marker})"/>'


def _label(line: Line) -> str:
    x, y = line.label_at
    return (
        f'<text x="{_n(x)}" y="{_n(y)}" font-size="10.5" fill="{BACK if line.back else INK}"'
        f' stroke="#ffffff" stroke-width="2.5" paint-order="stroke">{escape(line.label)}</text>'
    )


def _text(lines: tuple[str, ...], x: float, y: float, *, fill: str = INK, weight: str = "") -> str:
    bold = f" font-weight={quoteattr(weight)}" if weight else ""
    spans = "".join(
        f'<tspan x="{_n(x)}" y="{_n(y + index * LINE)}">{escape(line)}</tspan>' for index, line in enumerate(lines)
    )
    return f'<text fill="{fill}"{bold}>{spans}</text>'


def _n(value: float) -> str:
    """A number as short as it can be written."""
    return f"{value:.1f}".removesuffix(".0")
