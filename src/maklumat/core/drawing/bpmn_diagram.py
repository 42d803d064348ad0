"""Where the elements of a procedure stand in a BPMN diagram (diagram interchange): as in our own picture, with events
as circles and a gateway below each box where ways part."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from maklumat.core.drawing.bpmn_parts import Flow, end_of, gateway_of, identifier, parts, start_of, task_of
from maklumat.core.drawing.layout import MARGIN
from maklumat.core.drawing.picture import START, Box, Drawing, Line, Point
from maklumat.core.standard.model import ServiceStandard

EVENT: Final = 28
"""Across an event."""
GATEWAY: Final = 24
BELOW: Final = 4
"""Between a task and its gateway."""
BAND: Final = 30
"""Height of the band with the name of the pool."""


def diagram(root: Element, standard: ServiceStandard, drawing: Drawing, flows: Iterable[Flow]) -> None:
    """Append the diagram to the definitions."""
    whole = SubElement(root, "bpmndi:BPMNDiagram", id=identifier("diagram", standard.code))
    pool = identifier("collaboration", standard.code)
    plane = SubElement(whole, "bpmndi:BPMNPlane", id=identifier("plane", standard.code), bpmnElement=pool)
    lanes, height = drawing.lanes, drawing.height - 2 * MARGIN
    corner, across = lanes[0].x, lanes[-1].right - lanes[0].x
    participant = identifier("participant", standard.code)
    _shape(plane, participant, (corner, MARGIN - BAND), across, height + BAND, isHorizontal="false")
    for lane in lanes:
        _shape(plane, identifier("lane", lane.key), (lane.x, MARGIN), lane.width, height, isHorizontal="false")
    for box in drawing.boxes:
        if box.kind in ("start", "end"):
            name = start_of(standard) if box.code == START else end_of(box.code)
            _shape(plane, name, _event(box), EVENT, EVENT)
        else:
            _shape(plane, task_of(box.code), (box.x, box.y), box.width, box.height)
    for step in standard.steps:
        if parts(step):
            box = drawing.box(step.code)
            corner_of = (box.middle - GATEWAY // 2, box.bottom + BELOW)
            _shape(plane, gateway_of(step.code), corner_of, GATEWAY, GATEWAY, isMarkerVisible="true")
    lines = {(line.source, line.outcome): line for line in drawing.lines}
    parting = {step.code for step in standard.steps if parts(step)}
    for flow in flows:
        edge = SubElement(plane, "bpmndi:BPMNEdge", id=f"{flow.name}_di", bpmnElement=flow.name)
        for x, y in _points(flow, lines.get((flow.step, flow.outcome)), drawing, parted=flow.step in parting):
            SubElement(edge, "di:waypoint", x=str(x), y=str(y))


def _event(box: Box) -> Point:
    """The corner of an event: in the middle of the box of a start, at the right side of that of an end, where the lines
    come in."""
    x = box.middle - EVENT // 2 if box.code == START else box.right - EVENT
    return x, box.centre - EVENT // 2


def _points(flow: Flow, line: Line | None, drawing: Drawing, *, parted: bool) -> tuple[Point, ...]:
    """The points of a flow: those of our line, moved to where the gateway and the events are."""
    if line is None:  # from a task to its gateway
        box = drawing.box(flow.step)
        return (box.middle, box.bottom), (box.middle, box.bottom + BELOW)
    points, source, target = line.points, drawing.box(line.source), drawing.box(line.target)
    if line.source == START:
        points = ((source.middle, source.centre + EVENT // 2), *points[1:])
    if parted:
        points = _from_gateway(source, points)
    if target.kind == "end":
        *others, turn, into = points
        points = (*others, (turn[0], target.centre), (into[0], target.centre))
    return points


def _from_gateway(box: Box, points: tuple[Point, ...]) -> tuple[Point, ...]:
    """The same line beginning at the gateway below the box: at its foot, or at its side."""
    if points[0] == (box.middle, box.bottom):
        return (box.middle, box.bottom + BELOW + GATEWAY), *points[1:]
    height = box.bottom + BELOW + GATEWAY // 2
    return (box.middle + GATEWAY // 2, height), (points[1][0], height), *points[2:]


def _shape(plane: Element, name: str, corner: Point, width: int, height: int, **more: str) -> None:
    shape = SubElement(plane, "bpmndi:BPMNShape", {"id": f"{name}_di", "bpmnElement": name, **more})
    x, y = map(str, corner)
    SubElement(shape, "dc:Bounds", x=x, y=y, width=str(width), height=str(height))
