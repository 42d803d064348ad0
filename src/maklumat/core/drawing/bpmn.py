"""A procedure as BPMN 2.0 XML with its diagram, for any other tool: lanes, tasks, a gateway where ways part, flows.

Names of elements are our codes with a letter before them, so that they are valid and stay the same between versions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from maklumat.core.drawing.layout import APPLICANT, OUTSIDE, START, Box, Drawing, lane_key
from maklumat.core.standard.model import TERMINALS, TO_APPLICANT, ServiceStandard, Step

BPMN: Final = "http://www.omg.org/spec/BPMN/20100524/MODEL"
BPMNDI: Final = "http://www.omg.org/spec/BPMN/20100524/DI"
DC: Final = "http://www.omg.org/spec/DD/20100524/DC"
DI: Final = "http://www.omg.org/spec/DD/20100524/DI"
TARGET: Final = "https://maklumat.example/bpmn"
_UNFIT: Final = re.compile(r"[^A-Za-z0-9_.-]")

Flow = tuple[str, str, str, str]
"""Its name, source element, target element, and words."""


def bpmn(standard: ServiceStandard, drawing: Drawing) -> str:
    """The procedure of one service as an XML document."""
    root = Element(
        "definitions",
        {
            "xmlns": BPMN, "xmlns:bpmndi": BPMNDI, "xmlns:dc": DC, "xmlns:di": DI,
            "id": _id("definitions", standard.code), "targetNamespace": TARGET,
        },
    )  # fmt: skip
    process = SubElement(root, "process", id=_id("process", standard.code), name=standard.name, isExecutable="true")
    _lanes(process, standard, drawing)
    flows = list(_flows(standard, drawing))
    _nodes(process, standard, flows)
    for name, source, target, words in flows:
        flow = SubElement(process, "sequenceFlow", id=name, sourceRef=source, targetRef=target)
        if words:
            flow.set("name", words)
    _diagram(root, standard, drawing, flows)
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _id(kind: str, code: str) -> str:
    return f"{kind}_{_UNFIT.sub('_', code)}"


def _task(step: str) -> str:
    return _id("task", step)


def _gate(step: str) -> str:
    return _id("gateway", step)


def _end(code: str) -> str:
    return _id("end", code)


def _ends(standard: ServiceStandard) -> list[str]:
    reached = {way.to for step in standard.steps for way in step.outcomes}
    return sorted(TERMINALS & reached)


def _parts(step: Step) -> bool:
    """Whether ways part here, so that a gateway stands behind the task."""
    return len(step.outcomes) > 1


def _lanes(process: Element, standard: ServiceStandard, drawing: Drawing) -> None:
    lanes = SubElement(process, "laneSet", id=_id("lanes", standard.code))
    for lane in drawing.lanes:
        element = SubElement(lanes, "lane", id=_id("lane", lane.key), name=" ".join(lane.lines))
        mine = [step for step in standard.steps if lane_key(step) == lane.key]
        for step in mine:
            SubElement(element, "flowNodeRef").text = _task(step.code)
            if _parts(step):
                SubElement(element, "flowNodeRef").text = _gate(step.code)
        if standard.steps[0] in mine:
            SubElement(element, "flowNodeRef").text = _id("start", standard.code)
        if lane is drawing.lanes[0]:
            for end in _ends(standard):
                SubElement(element, "flowNodeRef").text = _end(end)


def _flows(standard: ServiceStandard, drawing: Drawing) -> Iterable[Flow]:
    labels = {(line.source, line.outcome): line.label for line in drawing.lines}
    first = standard.steps[0].code
    yield _id("flow_start", standard.code), _id("start", standard.code), _task(first), ""
    for step in standard.steps:
        source = _task(step.code)
        if _parts(step):
            yield _id("flow", f"{step.code}.choice"), source, _gate(step.code), ""
            source = _gate(step.code)
        for way in step.outcomes:
            to = step.code if way.to == TO_APPLICANT else way.to
            target = _end(to) if to in TERMINALS else _task(to)
            words = labels.get((step.code, way.code), "") if _parts(step) else ""
            yield _id("flow", f"{step.code}.{way.code}"), source, target, words


def _nodes(process: Element, standard: ServiceStandard, flows: list[Flow]) -> None:
    start = SubElement(process, "startEvent", id=_id("start", standard.code), name=standard.name)
    _wired(start, flows)
    for step in standard.steps:
        kind = "userTask" if step.actor not in (OUTSIDE, APPLICANT) else "manualTask"
        task = SubElement(process, kind, id=_task(step.code), name=step.text)
        lines = f" (naskah baris {step.source.lines})" if step.source.lines else ""
        note = step.source.reason if step.added else f"{step.kind}{lines}"
        task.insert(0, _documentation(note))
        _wired(task, flows)
        if _parts(step):
            first = next(name for name, source, _, _ in flows if source == _gate(step.code))
            gate = SubElement(process, "exclusiveGateway", id=_gate(step.code), name="", default=first)
            _wired(gate, flows)
            _conditions_are_for_people(gate)
    for end in _ends(standard):
        _wired(SubElement(process, "endEvent", id=_end(end), name=end), flows)


def _conditions_are_for_people(gate: Element) -> None:
    gate.insert(0, _documentation("Petugas memilih jalur; nama alur menyebut pilihannya."))


def _documentation(text: str) -> Element:
    element = Element("documentation")
    element.text = text
    return element


def _wired(node: Element, flows: list[Flow]) -> None:
    name = node.get("id")
    for flow, _, target, _ in flows:
        if target == name:
            SubElement(node, "incoming").text = flow
    for flow, source, _, _ in flows:
        if source == name:
            SubElement(node, "outgoing").text = flow


def _diagram(root: Element, standard: ServiceStandard, drawing: Drawing, flows: list[Flow]) -> None:
    diagram = SubElement(root, "bpmndi:BPMNDiagram", id=_id("diagram", standard.code))
    plane = SubElement(
        diagram, "bpmndi:BPMNPlane", id=_id("plane", standard.code), bpmnElement=_id("process", standard.code)
    )
    for lane in drawing.lanes:
        _shape(plane, _id("lane", lane.key), lane.x, 0, lane.width, drawing.height)
    places: dict[str, Box] = {}
    for box in drawing.boxes:
        name = _element(box, standard)
        places[name] = box
        _shape(plane, name, box.x, box.y, box.width, box.height)
    for step in standard.steps:
        if _parts(step):
            box = drawing.box(step.code)
            places[_gate(step.code)] = box
            _shape(plane, _gate(step.code), box.middle - 12, box.bottom + 2, 24, 24)
    for name, source, target, _ in flows:
        edge = SubElement(plane, "bpmndi:BPMNEdge", id=f"{name}_di", bpmnElement=name)
        for box in (places[source], places[target]):
            SubElement(edge, "di:waypoint", x=f"{box.middle:.0f}", y=f"{box.centre:.0f}")


def _element(box: Box, standard: ServiceStandard) -> str:
    if box.code == START:
        return _id("start", standard.code)
    return _end(box.code) if box.kind == "end" else _task(box.code)


def _shape(plane: Element, name: str, x: float, y: float, width: float, height: float) -> None:
    shape = SubElement(plane, "bpmndi:BPMNShape", id=f"{name}_di", bpmnElement=name)
    SubElement(shape, "dc:Bounds", x=f"{x:.0f}", y=f"{y:.0f}", width=f"{width:.0f}", height=f"{height:.0f}")
