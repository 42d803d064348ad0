"""The simulation: applications with fictitious people, real actions, durable events, virtual time."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings

from maklumat.core import events
from maklumat.core.errors import NotVisible
from maklumat.core.identity import Person
from maklumat.core.intake import WEB, Answer, Submission
from maklumat.core.kinds.registry import KINDS
from maklumat.core.letter.template import Table, Template, TemplateField
from maklumat.core.procedure.paths import Journey, Move, journeys
from maklumat.core.procedure.state import State
from maklumat.core.standard.model import IntakeField, Step
from maklumat.ops import law
from maklumat.ops.sample_image import blank_png
from maklumat.ops.sample_pdf import blank_pdf
from maklumat.ops.sample_record import sample
from maklumat.ports.uploads import decode
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue.queries import Enacted
from maklumat.records.ledger.history import history
from maklumat.records.people.access import Actor
from maklumat.records.procedures import bookings
from maklumat.records.procedures import queries as procedures
from maklumat.records.products import drafting
from maklumat.records.work import actions, signing
from maklumat.records.work import queries as work
from maklumat.records.work.steps import keep
from maklumat.records.work.submit import submit

Say = Callable[[str, str], None]
"""Called with each line as JSON and in words."""

PERSON = Person(
    name="Contoh Pemohon",
    nik="9999990101900001",
    birth_date=date(1990, 1, 1),
    sex="male",
    address="Jalan Contoh Nomor 1",
)
WORKING_STEP = timedelta(minutes=23)
WAITING_STEP = timedelta(days=3)


@dataclass
class _Run:
    """One application on its way: which file, and what time it is there."""

    law: Enacted
    application_id: UUID
    moment: datetime
    number: int
    seen: int = 0


class Simulation:
    """All journeys of an office's services. Reports each event; `run` returns the exit code."""

    def __init__(self, office: str, start: str, say: Say) -> None:
        law.enact_folder(settings.STANDARDS_DIR, moment=datetime.fromisoformat("2023-01-01T00:00:00+00:00"))
        self._say = say
        self._office_code = office
        on = datetime.fromisoformat(start)
        self._office = catalogue.office(office, on.replace(tzinfo=UTC))
        self._start = on.replace(tzinfo=catalogue.zone(self._office))
        self._covered: set[tuple[str, Move]] = set()

    def run(self, service: str | None) -> int:
        """Run every service, or the one named. 0 when every outcome of every step was taken."""
        chosen = [one for one in catalogue.services(self._office_code, self._start)
                  if service in (None, one.standard.code)]  # fmt: skip
        total = 0
        for enacted in chosen:
            total += sum(len(step.outcomes) for step in enacted.standard.steps)
            for number, journey in enumerate(journeys(enacted.standard), start=1):
                self._travel(enacted, journey, number)
        covered = len(self._covered)
        summary = {"services": len(chosen), "outcomes_total": total, "outcomes_covered": covered}
        words = f"{len(chosen)} layanan, {covered} dari {total} hasil langkah ditempuh."
        self._say(json.dumps(summary), words)
        return 0 if chosen and covered == total else 1

    def _travel(self, enacted: Enacted, journey: Journey, number: int) -> None:
        run = _Run(enacted, uuid4(), self._start, number)
        submission = Submission(
            service=enacted.standard.code,
            office=self._office_code,
            applicant=PERSON,
            beneficiary=None,
            proxy=None,
            answers={field.code: _answer(field) for field in enacted.standard.intake},
            requirement_claims=(),
            channel=WEB,
        )
        submit(run.application_id, submission=submission, notice_version="simulasi", moment=run.moment)
        state = self._received(run)
        for move in journey:
            state = self._take(run, move, state)
            self._covered.add((enacted.standard.code, move))
            if state.status == "with_applicant":
                run.moment += WAITING_STEP
                state = actions.resubmit(run.application_id, seen_seq=state.seq, data={}, moment=run.moment)
                self._report(run, state)

    def _received(self, run: _Run) -> State:
        position = procedures.position(run.application_id)
        if position is None:
            raise NotVisible
        self._report(run, position.state)
        return position.state

    def _take(self, run: _Run, move: Move, state: State) -> State:
        """Leave the step by the outcome; of a joint step, each post in turn."""
        step = run.law.standard.step(move.step)
        run.moment += WORKING_STEP if step.actor == "post" else WAITING_STEP
        while True:
            actor = Actor(user_id=1, name="Contoh Petugas", office=self._office_code, posts=(state.desk[0],))
            after = self._act(run, actor, step, move.outcome, state.seq)
            self._report(run, after)
            remaining = len(after.desk) < len(state.desk) and after.step == move.step
            state = after
            if not (step.joint and remaining and after.desk):
                return state
            run.moment += WORKING_STEP

    def _act(self, run: _Run, actor: Actor, step: Step, outcome: str, seen_seq: int) -> State:
        if step.product and outcome == signing.SIGNED:
            return signing.sign(actor, run.application_id, step=step.code, seen_seq=seen_seq, moment=run.moment)
        return actions.act(
            actor,
            run.application_id,
            step=step.code,
            outcome=outcome,
            seen_seq=seen_seq,
            data=self._data(run, step, outcome),
            moment=run.moment,
        )

    def _data(self, run: _Run, step: Step, outcome: str) -> dict[str, Any]:
        kind = KINDS[step.kind]
        way = kind.way(outcome)
        requirement = run.law.standard.requirements[0].code
        data = sample(kind, way, now=run.moment, groups=step.asks, requirement=requirement, image=self._photograph)
        if step.place and "meets_at" in data:
            data["meets_at"] = _free_time(run, step.place)
        if not step.product:
            return data
        if "import_product" in way.effects:
            data["document"] = signing.keep_document(blank_pdf(), self._office_code)
        if "draft_product" in way.effects:
            product = run.law.standard.product(step.product)
            template = drafting.template_of(self._office_code, product)
            questions = work.letter_questions(run.application_id, product, run.moment)
            data["letter"] = {field.name: _typed(field, template) for field in questions}
        return data

    @cached_property
    def _photograph(self) -> dict[str, str]:
        """An image in the vault, as an officer's photograph would lie there."""
        return keep(decode(blank_png(), "foto.png"), self._office_code)

    def _report(self, run: _Run, state: State) -> None:
        """One line for each event that is new in the ledger."""
        for _, event in history(run.application_id, after=run.seen):
            due = state.next_due.at if state.next_due else state.late_since
            line = {
                "office": self._office_code,
                "service": run.law.standard.code,
                "journey": run.number,
                "seq": event.seq,
                "event": event.kind,
                "post": event.post or ("system" if event.kind == events.BREACHED else "applicant"),
                "step": event.step,
                "kind": run.law.standard.step(event.step).kind if event.step else "",
                "outcome": event.outcome,
                "moment": event.occurred_at.isoformat(),
                "due": due.isoformat() if due else None,
                "late": state.late_since is not None,
                "status": state.status,
            }
            self._say(json.dumps(line, ensure_ascii=False), " ".join(_words(line)))
        run.seen = state.seq


def _free_time(run: _Run, code: str) -> str:
    """When nobody else has the place, as an officer would see it on the screen."""
    place = next(one for one in run.law.office.places if one.code == code)
    found = bookings.free_from(run.law.office, place, run.moment)
    return found.isoformat() if found else run.moment.isoformat()


def _words(line: dict[str, Any]) -> Iterator[str]:
    yield f"{line['service']}#{line['journey']}.{line['seq']}"
    yield line["event"]
    yield f"{line['step']}:{line['outcome']}" if line["step"] else "-"
    yield f"oleh {line['post']}"
    yield f"pada {line['moment']}"
    yield f"batas {line['due']}" if line["due"] else "tanpa batas"


def _answer(field: IntakeField) -> Answer:
    match field.kind:
        case "number":
            return 1
        case "date":
            return date(1990, 1, 1)
        case "yes_no":
            return True
        case "choice":
            return field.choices[0].code
    return "contoh"


def _typed(field: TemplateField, template: Template) -> Any:
    match field.kind:
        case "number":
            return 1
        case "date":
            return "2026-11-23"
        case "table":
            columns = next(len(b.columns) for b in template.blocks if isinstance(b, Table) and b.source == field.name)
            return [["contoh"] * columns]
    return field.choices[0] if field.choices else "contoh"
