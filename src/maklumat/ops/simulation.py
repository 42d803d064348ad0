"""The simulation: applications with fictitious people, real actions, durable events, virtual time.

Between them they leave every step by every outcome, and give every rule of eligibility facts for which it holds and
facts for which it does not.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, astuple, dataclass
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from functools import cached_property
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings

from maklumat.core import events
from maklumat.core.eligibility import COMPLETE
from maklumat.core.errors import NotVisible
from maklumat.core.expression import parse
from maklumat.core.expression.witness import both_sides
from maklumat.core.identity import PERSON_CHOICES, PERSON_FACTS, Person
from maklumat.core.intake import WEB, Answer, Submission
from maklumat.core.kinds.registry import KINDS
from maklumat.core.letter.template import Table, Template, TemplateField
from maklumat.core.procedure.paths import Journey, Move, journeys
from maklumat.core.procedure.state import State
from maklumat.core.standard.model import EligibilityRule, IntakeField, ServiceStandard, Step
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


@dataclass(frozen=True, slots=True)
class Covered:
    """How much of some services was gone through; each rule has two sides."""

    services: int = 0
    outcomes_total: int = 0
    outcomes_covered: int = 0
    rules_total: int = 0
    rules_covered: int = 0

    def __add__(self, other: Covered) -> Covered:
        return Covered(*map(sum, zip(astuple(self), astuple(other), strict=True)))

    @property
    def whole(self) -> bool:
        outcomes, rules = self.outcomes_total - self.outcomes_covered, self.rules_total - self.rules_covered
        return self.services > 0 and outcomes == 0 and rules == 0

    def say(self, say: Say) -> None:
        say(
            json.dumps(asdict(self)),
            f"{self.services} layanan, {self.outcomes_covered} dari {self.outcomes_total} hasil langkah ditempuh, "
            f"{self.rules_covered} dari {self.rules_total} sisi aturan kelayakan diperlihatkan.",
        )


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of a rule, with answers that show it."""

    rule: EligibilityRule
    holds: bool
    answers: dict[str, Answer]

    def fits(self, standard: ServiceStandard, journey: Journey) -> bool:
        """Whether a file on this way has the day that the rule counts at."""
        checks = {step.code for step in standard.steps if step.kind == "check"}
        passed = any(move.step in checks and move.outcome == "complete" for move in journey)
        return self.rule.reference != COMPLETE or not checks or passed


@dataclass
class _Run:
    """One application on its way: which file, and what time it is there."""

    law: Enacted
    application_id: UUID
    moment: datetime
    number: int
    seen: int = 0


class Simulation:
    """All journeys of an office's services. Reports each event; `run` tells what was covered."""

    def __init__(self, office: str, start: str, say: Say) -> None:
        law.enact_folder(settings.STANDARDS_DIR, moment=datetime.fromisoformat("2023-01-01T00:00:00+00:00"))
        self._say = say
        self._office_code = office
        on = datetime.fromisoformat(start)
        self._office = catalogue.office(office, on.replace(tzinfo=UTC))
        self._start = on.replace(tzinfo=catalogue.zone(self._office))
        self._covered: set[tuple[str, Move]] = set()
        self._shown: set[tuple[str, str, bool]] = set()

    def run(self, service: str | None) -> Covered:
        """Run every service, or the one named, and say what of it was covered."""
        chosen = [one for one in catalogue.services(self._office_code, self._start)
                  if service in (None, one.standard.code)]  # fmt: skip
        for enacted in chosen:
            self._run_service(enacted)
        return Covered(
            services=len(chosen),
            outcomes_total=sum(len(step.outcomes) for one in chosen for step in one.standard.steps),
            outcomes_covered=len(self._covered),
            rules_total=2 * sum(len(one.standard.eligibility) for one in chosen),
            rules_covered=len(self._shown),
        )

    def _run_service(self, enacted: Enacted) -> None:
        """Every journey once, each with the answers of a side of a rule; what sides are left travel once more."""
        ways, sides = list(journeys(enacted.standard)), list(self._sides(enacted))
        for number, journey in enumerate(ways, start=1):
            side = next((one for one in sides if one.fits(enacted.standard, journey)), None)
            if side is not None:
                sides.remove(side)
            self._travel(enacted, journey, number, side)
        for number, side in enumerate(sides, start=len(ways) + 1):
            journey = next((one for one in ways if side.fits(enacted.standard, one)), ways[0])
            self._travel(enacted, journey, number, side)

    def _sides(self, enacted: Enacted) -> Iterator[_Side]:
        intake = enacted.standard.intake
        known = {**PERSON_FACTS, **{field.code: field.kind for field in intake}}
        choices: dict[str, Sequence[str]] = {
            **PERSON_CHOICES,
            **{field.code: [choice.code for choice in field.choices] for field in intake},
        }
        for rule in enacted.standard.eligibility:
            for holds, facts in both_sides(parse(rule.expression), known, choices, self._start.date()).items():
                answers: dict[str, Answer] = {
                    name: fact for name, fact in facts.items() if not isinstance(fact, Fraction)
                }
                yield _Side(rule, holds, answers)

    def _travel(self, enacted: Enacted, journey: Journey, number: int, side: _Side | None) -> None:
        run = _Run(enacted, uuid4(), self._start, number)
        answers = {field.code: _answer(field) for field in enacted.standard.intake}
        submission = Submission(
            service=enacted.standard.code,
            office=self._office_code,
            applicant=PERSON,
            beneficiary=None,
            proxy=None,
            answers=answers | (side.answers if side else {}),
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
        if side is not None:
            self._judge(run, side)

    def _judge(self, run: _Run, side: _Side) -> None:
        """As the desk sees the rule on this file: it counts as shown only when it stands as was expected."""
        results = work.followed(run.application_id).judgement.results
        found = next(one.value for one in results if one.rule.code == side.rule.code)
        if found is side.holds:
            self._shown.add((run.law.standard.code, side.rule.code, side.holds))

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
