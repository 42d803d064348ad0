"""BPMN of all procedures, as an independent parser reads it."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from SpiffWorkflow.bpmn.parser import BpmnParser, BpmnValidator
from SpiffWorkflow.bpmn.specs.bpmn_process_spec import BpmnProcessSpec
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

from maklumat.core.drawing.bpmn import bpmn
from maklumat.core.drawing.layout import drawn
from maklumat.core.drawing.words import words
from maklumat.core.standard.model import TERMINALS, Office, ServiceStandard
from tests.standards import everything

MODEL = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
TASKS = ("userTask", "manualTask")
NODES = (*TASKS, "exclusiveGateway", "startEvent", "endEvent")


@cache
def documents() -> tuple[tuple[str, Office, ServiceStandard, str], ...]:
    """Every service with its document, and a name for messages."""
    return tuple(
        (
            f"{office.code}/{service.code}",
            office,
            service,
            bpmn(service, office, drawn(service, office, words(service))),
        )
        for office, service in everything.printed()
    )


def parsed(text: str) -> BpmnProcessSpec:
    """The process as the peer reads it, held against the schema of BPMN 2.0."""
    parser = BpmnParser(validator=validator())
    parser.add_bpmn_str(text.encode())
    (process,) = parser.get_process_ids()
    return parser.get_spec(process)


@cache
def validator() -> BpmnValidator:
    return BpmnValidator()


def tree(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314  # our own text


def found(root: ET.Element, *kinds: str) -> list[ET.Element]:
    return [one for kind in kinds for one in root.iter(f"{MODEL}{kind}")]


def test_the_peer_reads_the_same_procedure() -> None:
    for name, _, service, text in documents():
        kinds = Counter(type(one).__name__ for one in parsed(text).task_specs.values())
        steps = Counter(
            "ManualTask" if step.actor in ("applicant", "outside") else "UserTask" for step in service.steps
        )
        assert (kinds["UserTask"], kinds["ManualTask"]) == (steps["UserTask"], steps["ManualTask"]), name
        assert kinds["ExclusiveGateway"] == sum(len(step.outcomes) > 1 for step in service.steps), name
        assert kinds["EndEvent"] == len({way.to for step in service.steps for way in step.outcomes} & TERMINALS), name
        assert kinds["StartEvent"] == 1, name


def test_there_is_a_flow_for_every_outcome_and_every_flow_has_its_ends() -> None:
    for name, _, service, text in documents():
        root = tree(text)
        ids = Counter(one.get("id") for one in root.iter() if "id" in one.attrib)
        assert max(ids.values()) == 1, name
        flows = {flow.get("id"): flow for flow in found(root, "sequenceFlow")}
        gateways = sum(len(step.outcomes) > 1 for step in service.steps)
        assert len(flows) == 1 + gateways + sum(len(step.outcomes) for step in service.steps), name
        nodes = {node.get("id"): node for node in found(root, *NODES)}
        wired = Counter[tuple[str | None, str, str | None]]()
        for node in nodes.values():
            for way in ("incoming", "outgoing"):
                wired.update((node.get("id"), way, one.text) for one in node.iter(f"{MODEL}{way}"))
        told = Counter((flow.get("targetRef"), "incoming", flow.get("id")) for flow in flows.values())
        told.update((flow.get("sourceRef"), "outgoing", flow.get("id")) for flow in flows.values())
        assert wired == told, name
        assert {node for node, _, _ in wired} == set(nodes), name


def test_every_node_stands_in_one_lane_and_every_element_in_the_diagram() -> None:
    for name, office, service, text in documents():
        root = tree(text)
        nodes = {node.get("id") for node in found(root, *NODES)}
        placed = Counter(one.text for one in found(root, "flowNodeRef"))
        assert set(placed) == nodes, name
        assert max(placed.values()) == 1, name
        (participant,) = found(root, "participant")
        assert participant.get("name") == office.name
        lanes = {lane.get("id") for lane in found(root, "lane")}
        flows = {flow.get("id") for flow in found(root, "sequenceFlow")}
        shapes = [one.get("bpmnElement") for one in root.iter(f"{DI}BPMNShape")]
        edges = [one.get("bpmnElement") for one in root.iter(f"{DI}BPMNEdge")]
        assert Counter(shapes) == Counter([*nodes, *lanes, participant.get("id")]), name
        assert Counter(edges) == Counter(flows), name
        assert [task.get("name") for task in found(root, *TASKS)] == [
            step.text for step in sorted(service.steps, key=lambda step: step.actor in ("applicant", "outside"))
        ], name


def test_the_diagram_joins_what_the_flows_join() -> None:
    """Every edge begins at the border of its source, ends at that of its target, and turns at right angles."""
    for name, _, _, text in documents():
        root = tree(text)
        bounds = {
            shape.get("bpmnElement"): [int(v) for v in shape[0].attrib.values()]
            for shape in root.iter(f"{DI}BPMNShape")
        }
        flows = {flow.get("id"): flow for flow in found(root, "sequenceFlow")}
        for edge in root.iter(f"{DI}BPMNEdge"):
            flow = flows[edge.get("bpmnElement")]
            points = [(int(one.attrib["x"]), int(one.attrib["y"])) for one in edge]
            assert at_border(points[0], bounds[flow.get("sourceRef")]), f"{name}: {flow.attrib} {points}"
            assert at_border(points[-1], bounds[flow.get("targetRef")]), f"{name}: {flow.attrib} {points}"
            assert all(x == to_x or y == to_y for (x, y), (to_x, to_y) in pairwise(points)), f"{name}: {points}"


def at_border(point: tuple[int, int], bounds: list[int]) -> bool:
    (x, y), (left, top, width, height) = point, bounds
    upright = x in (left, left + width) and top <= y <= top + height
    return upright or (y in (top, top + height) and left <= x <= left + width)


@pytest.mark.parametrize(
    ("service", "answers", "end"),
    [
        ("sk-dtks", {}, "Selesai"),
        ("sk-dtks", {"verifikasi": "invalid", "penolakan": "signed"}, "Ditolak"),
    ],
)
def test_the_peer_runs_it(service: str, answers: dict[str, str], end: str) -> None:
    """From start to end as the standard says: each step leaves the code of its outcome."""
    standard, text = next((standard, text) for name, _, standard, text in documents() if name == f"belitung/{service}")
    workflow = BpmnWorkflow(parsed(text))
    done = []
    while not workflow.completed and len(done) < 50:
        workflow.do_engine_steps()
        for task in workflow.get_tasks(state=TaskState.READY, manual=True):
            step = standard.step(task.task_spec.name.removeprefix("task_"))
            outcome = answers.get(step.code, step.outcomes[0].code)
            assert outcome in {way.code for way in step.outcomes}
            task.data["hasil"] = outcome
            task.run()
            done.append(step.code)
    assert workflow.completed
    ended = {
        task.task_spec.bpmn_name
        for task in workflow.get_tasks()
        if task.task_spec.name.startswith("end_") and task.state == TaskState.COMPLETED
    }
    assert ended == {end}
    expected, code = [], standard.steps[0].code
    while code not in TERMINALS:
        expected.append(code)
        step = standard.step(code)
        outcome = answers.get(code, step.outcomes[0].code)
        code = next(way.to for way in step.outcomes if way.code == outcome)
    assert done == expected
