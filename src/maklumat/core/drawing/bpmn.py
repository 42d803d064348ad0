"""A procedure as BPMN 2.0 XML with its diagram, for any other tool: lanes, tasks, a gateway where ways part, flows.

A step leaves the code of the way that was taken in the datum `hasil`; each flow out of a gateway asks for its own.
"""

from __future__ import annotations

from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from maklumat.core.drawing.bpmn_diagram import diagram
from maklumat.core.drawing.bpmn_parts import (
    Flow,
    end_of,
    ends_of,
    flows_of,
    gateway_of,
    identifier,
    parts,
    start_of,
    task_of,
)
from maklumat.core.drawing.picture import APPLICANT, OUTSIDE, START, Drawing, lane_key
from maklumat.core.kinds.registry import KINDS
from maklumat.core.standard.model import Office, ServiceStandard, Step

SPACES: Final = {
    "xmlns": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "xmlns:bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "xmlns:dc": "http://www.omg.org/spec/DD/20100524/DC",
    "xmlns:di": "http://www.omg.org/spec/DD/20100524/DI",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
TARGET: Final = "https://maklumat.example/bpmn"
CHOICE: Final = "Pelaksana memilih jalur. Nama alur menyebut pilihannya."


def bpmn(standard: ServiceStandard, office: Office, drawing: Drawing) -> str:
    """The procedure of one service as an XML document."""
    code = standard.code
    root = Element("definitions", {**SPACES, "id": identifier("definitions", code), "targetNamespace": TARGET})
    process_id = identifier("process", code)
    pool = SubElement(root, "collaboration", id=identifier("collaboration", code))
    SubElement(pool, "participant", id=identifier("participant", code), name=office.name, processRef=process_id)
    process = SubElement(root, "process", id=process_id, name=standard.name, isExecutable="true")
    _documentation(process, f"{office.decree.number}. {standard.decree_title}")
    _lanes(process, standard, drawing)
    flows = list(flows_of(standard, drawing))
    _nodes(process, standard, office, drawing, flows)
    ordinary = {gate: next(flow.name for flow in flows if flow.source == gate) for gate in _gates(standard)}
    for flow in flows:
        element = SubElement(process, "sequenceFlow", id=flow.name, sourceRef=flow.source, targetRef=flow.target)
        if flow.words:
            element.set("name", flow.words)
        if ordinary.get(flow.source, flow.name) != flow.name:
            asked = SubElement(element, "conditionExpression", {"xsi:type": "tFormalExpression"})
            asked.text = f'hasil == "{flow.outcome}"'
    diagram(root, standard, drawing, flows)
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _gates(standard: ServiceStandard) -> list[str]:
    return [gateway_of(step.code) for step in standard.steps if parts(step)]


def _lanes(process: Element, standard: ServiceStandard, drawing: Drawing) -> None:
    lanes = SubElement(process, "laneSet", id=identifier("lanes", standard.code))
    for lane in drawing.lanes:
        element = SubElement(lanes, "lane", id=identifier("lane", lane.key), name=lane.name)
        mine = [step for step in standard.steps if lane_key(step) == lane.key]
        names = [start_of(standard)] if standard.steps[0] in mine else []
        for step in mine:
            names += [task_of(step.code), gateway_of(step.code)] if parts(step) else [task_of(step.code)]
        if lane is drawing.lanes[0]:
            names += map(end_of, ends_of(standard))
        for name in names:
            SubElement(element, "flowNodeRef").text = name


def _nodes(process: Element, standard: ServiceStandard, office: Office, drawing: Drawing, flows: list[Flow]) -> None:
    begin = SubElement(process, "startEvent", id=start_of(standard), name=drawing.box(START).lines[0])
    _wire(begin, flows)
    for step in standard.steps:
        kind = "manualTask" if step.actor in (OUTSIDE, APPLICANT) else "userTask"
        task = SubElement(process, kind, id=task_of(step.code), name=step.text)
        _documentation(task, _note(step, office))
        _wire(task, flows)
        if parts(step):
            name = gateway_of(step.code)
            ordinary = next(flow.name for flow in flows if flow.source == name)
            gate = SubElement(process, "exclusiveGateway", id=name, default=ordinary)
            _documentation(gate, CHOICE)
            _wire(gate, flows)
    for end in ends_of(standard):
        _wire(SubElement(process, "endEvent", id=end_of(end), name=" ".join(drawing.box(end).lines)), flows)


def _note(step: Step, office: Office) -> str:
    """What kind of step it is, which posts may do it, and where the decree has it."""
    posts = (" dan " if step.joint else " atau ").join(office.post(code).name for code in step.posts)
    told = [KINDS[step.kind].label, f"Petugas: {posts}" if posts else ""]
    told.append(f"Aplikasi: {step.system}" if step.system else "")
    told.append(f"Naskah keputusan baris {step.source.lines}" if step.source.lines else "")
    told.append(f"Tidak tertulis dalam keputusan: {step.source.reason}" if step.added else "")
    return ". ".join(filter(None, told))


def _documentation(parent: Element, text: str) -> None:
    SubElement(parent, "documentation").text = text


def _wire(node: Element, flows: list[Flow]) -> None:
    name = node.get("id")
    for flow in flows:
        if flow.target == name:
            SubElement(node, "incoming").text = flow.name
    for flow in flows:
        if flow.source == name:
            SubElement(node, "outgoing").text = flow.name
