"""SpiffWorkflow at its best on PostgreSQL: the specification is kept in memory, only the state is stored.

Each transition loads the state, runs the task and stores the state again, one commit each. With `extra` the same
transaction also writes what ours writes: one ledger entry with its sealed payload, and the worklist row. The entry
comes ready made, so the peer is spared the sealing and the hashing that our side pays for.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from SpiffWorkflow import TaskState
from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import DEFAULT_CONFIG, BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.serializer.default.workflow import BpmnWorkflowConverter

from tests.campaigns.six_steps import FORM, path, written

BPMN = Path(__file__).with_name("permit.bpmn")


def specification() -> Any:
    logging.getLogger("spiff").setLevel(logging.ERROR)
    parser = BpmnParser()
    parser.add_bpmn_file(str(BPMN))
    return parser.get_spec("permit")


def serializer(spec: Any) -> BpmnWorkflowSerializer:
    """Writes a workflow without its specification and reads it back with the one in memory."""

    class StateAlone(BpmnWorkflowConverter):  # type: ignore[misc]
        def to_dict(self, workflow: Any) -> Any:
            whole = super().to_dict(workflow)
            return {**whole, "spec": None, "subprocess_specs": {}}

        def from_dict(self, stored: Any) -> Any:
            restore = self.registry.restore
            self.registry.restore = lambda value, **more: spec if value is None else restore(value, **more)
            try:
                return super().from_dict(stored)
            finally:
                self.registry.restore = restore

    return BpmnWorkflowSerializer(BpmnWorkflowSerializer.configure({**DEFAULT_CONFIG, BpmnWorkflow: StateAlone}))


class Extra:
    """The ledger and worklist statements of one of our actions, with values made beforehand."""

    def __init__(self, model: UUID, at: datetime) -> None:
        from maklumat.records.ledger.models import LedgerPayload
        from maklumat.records.ledger.statements import Draft
        from maklumat.records.procedures.actions import columns
        from maklumat.records.procedures.models import WorkItem
        from maklumat.records.procedures.queries import position

        place = position(model)
        assert place is not None
        payload = LedgerPayload.objects.filter(entry__application=model).order_by("-pk").first()
        assert payload is not None
        # A journey that is still open, as all rows of a worklist are.
        self._columns = {**columns(place.state), "status": "open", "step": "verify", "desk": "analis-kebijakan"}
        item = WorkItem.objects.get(pk=model)
        names = ("office", "service", "standard_id", "confidentiality", "register")
        self._identity = {name: getattr(item, name) for name in names}
        self._draft = Draft(
            model, 1, "acted", "verify", "valid", "analis-kebijakan", 1, at, at, os.urandom(32), os.urandom(32),
            bytes(payload.sealed),
        )  # fmt: skip

    def begin(self, application: UUID) -> None:
        from maklumat.records.procedures.statements import open_

        self._ledger(application, 1, open_(application, self._identity, self._columns))

    def move(self, application: UUID, seq: int) -> None:
        from maklumat.records.procedures.statements import move

        self._ledger(application, seq, move(application, {**self._columns, "seq": seq}))

    def _ledger(self, application: UUID, seq: int, along: Any) -> None:
        from django.db import connection

        from maklumat.records.ledger.statements import write_postgresql

        draft = self._draft._replace(application=application, application_seq=seq)
        write_postgresql(connection, "belitung", [draft], along)


class Spiff:
    """Journeys of the peer. `extra` None: nothing but its own state, one statement and one commit a transition."""

    def __init__(self, raw: Any, extra: Extra | None) -> None:
        self._spec = specification()
        self._serializer = serializer(self._spec)
        self._raw, self._extra = raw, extra
        raw.execute("CREATE TABLE IF NOT EXISTS spiff_file (id uuid PRIMARY KEY, state text, changed_at timestamptz)")

    def journeys(self, count: int, atomic: Callable[[], Any] = nullcontext) -> None:
        for number in range(count):
            file = self._begin(atomic)
            for seq, (step, outcome) in enumerate(path(number), start=2):
                self._move(file, step, outcome, seq, atomic)

    def _begin(self, atomic: Callable[[], Any]) -> UUID:
        workflow = BpmnWorkflow(self._spec)
        workflow.data.update(number="400.9/1/2026", due="2026-11-24T09:00:00+00:00")
        workflow.get_next_task().data.update(FORM)
        workflow.do_engine_steps()
        file = uuid4()
        with atomic():
            self._execute(
                "INSERT INTO spiff_file VALUES (%s, %s, now())", (file, self._serializer.serialize_json(workflow))
            )
            if self._extra is not None:
                self._extra.begin(file)
        return file

    def _move(self, file: UUID, step: str, outcome: str, seq: int, atomic: Callable[[], Any]) -> None:
        with atomic():
            lock = " FOR UPDATE" if self._extra is not None else ""
            stored = self._execute(f"SELECT state FROM spiff_file WHERE id = %s{lock}", (file,)).fetchone()[0]
            workflow = self._serializer.deserialize_json(stored)
            task = workflow.get_next_task(state=TaskState.READY, manual=True)
            assert task.task_spec.name == step, (task.task_spec.name, step)
            task.data.update(actor=17, outcome=outcome, **written(outcome))
            task.run()
            workflow.do_engine_steps()
            workflow.data["due"] = "2026-11-25T09:00:00+00:00"
            assert workflow.is_completed() == (outcome == "delivered")
            self._execute(
                "UPDATE spiff_file SET state = %s, changed_at = now() WHERE id = %s",
                (self._serializer.serialize_json(workflow), file),
            )
            if self._extra is not None:
                self._extra.move(file, seq)

    def _execute(self, text: str, values: tuple[Any, ...]) -> Any:
        return self._raw.execute(text, values, prepare=True)
