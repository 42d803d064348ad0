"""One file of the examples, done as the people of the office do it: by the same actions, each with its actor."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any, Final
from uuid import NAMESPACE_URL, UUID, uuid5
from zoneinfo import ZoneInfo

from maklumat.core.errors import NotVisible
from maklumat.core.expression import parse
from maklumat.core.expression.witness import both_sides
from maklumat.core.identity import PERSON_CHOICES, PERSON_FACTS
from maklumat.core.intake import ATTACHED, COUNTER, PAPER, PHONE, SHOWN, STATED, WEB, Answer, Claim, Submission, asked
from maklumat.core.kinds.registry import KINDS
from maklumat.core.procedure.paths import Move
from maklumat.core.procedure.state import State
from maklumat.core.standard.model import Office, Step
from maklumat.ops.examples import people, words
from maklumat.ops.examples.roads import is_signature
from maklumat.ops.examples.stories import REFUSED, Story
from maklumat.ops.sample_image import sample_scan
from maklumat.ops.sample_pdf import blank_pdf
from maklumat.ports.uploads import Decoded, decode
from maklumat.records.applications import actions as applications
from maklumat.records.people.access import Actor
from maklumat.records.people.queries import actor_for, holders
from maklumat.records.procedures import bookings
from maklumat.records.procedures import queries as procedures
from maklumat.records.procedures.queries import Position
from maklumat.records.products import drafting
from maklumat.records.work import actions, bringing, delegating, signing
from maklumat.records.work import queries as work
from maklumat.records.work.delegating import Order
from maklumat.records.work.submit import submit

NOTICE: Final = "contoh"
_SPACE: Final = uuid5(NAMESPACE_URL, "maklumat:examples")
WISHED: Final = timedelta(days=5)
"""How long whoever gives an instruction wants it to take."""
_FROM_PAPER: Final = "Diketik dari formulir kertas."


def example_id(*words: object) -> UUID:
    """The same id for the same thing."""
    return uuid5(_SPACE, " ".join(map(str, words)))


class Staff:
    """Who works for which post of an office on a day; whoever is away is stood in for."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self._known: dict[date, dict[str, Actor]] = {}

    def at(self, post: str, on: date) -> Actor:
        """Somebody who may act for this post. Raises NotVisible where nobody does."""
        if on not in self._known:
            self._known = {on: self._everybody(on)}
        found = self._known[on].get(self.office.present(post, on))
        if found is None:
            raise NotVisible
        return found

    def forget(self) -> None:
        """Who stands in for whom has changed."""
        self._known = {}

    def _everybody(self, on: date) -> dict[str, Actor]:
        found: dict[str, Actor] = {}
        users = {one.user_id for one in holders(self.office.code, on)}
        actors = [actor_for(user, self.office, on) for user in sorted(users)]
        for actor in sorted(actors, key=lambda one: one.away):
            for post in (*actor.own, *actor.posts) if not actor.away else ():
                found.setdefault(post, actor)
        for actor in actors:  # their own post before one that they stand in for
            for post in () if actor.away else actor.own:
                found[post] = actor
        return found


@dataclass
class File:
    """A story on its way: how much of its road lies behind it."""

    story: Story
    office: Office
    staff: Staff
    chance: random.Random
    done: int = 0
    id: UUID = field(init=False)

    def __post_init__(self) -> None:
        self.id = example_id(self.office.code, self.story.received_at.date(), self.story.number)

    @property
    def move(self) -> Move | None:
        """What is to be done next; None at the end of the road."""
        return self.story.road[self.done] if self.done < len(self.story.road) else None

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.office.time_zone)

    def position(self) -> Position:
        """Where it is."""
        found = procedures.position(self.id)
        if found is None:
            raise NotVisible
        return found

    def on(self, moment: datetime) -> date:
        return moment.astimezone(self.zone).date()

    # ---- coming in

    def receive(self, moment: datetime, papers: Decoded) -> None:
        """Somebody applies: on the web with scans, at the counter, on paper that is typed in later, by telephone."""
        standard, channel = self.story.law.standard, self.story.channel
        submission = self._submission(moment)
        if channel == WEB:
            self._attach(submission, moment, papers)
        clerk = None if channel == WEB else self.staff.at(standard.steps[0].posts[0], self.on(moment))
        earlier = moment - timedelta(minutes=self.chance.randint(20, 90))
        typed = channel == PAPER
        submit(
            self.id, submission=submission, notice_version=NOTICE, moment=moment, actor=clerk,
            occurred_at=earlier if typed else None, late_reason=_FROM_PAPER if typed else "",
        )  # fmt: skip

    def _submission(self, moment: datetime) -> Submission:
        standard, channel = self.story.law.standard, self.story.channel
        applicant = people.person(self.story.number, self.chance)
        plain = Submission(standard.code, self.office.code, applicant, None, None, self._answers(moment), (), channel)
        how = ATTACHED if channel == WEB else SHOWN
        claims = tuple(
            Claim(
                slot.key,
                how if slot.requirement.kind == "document" else STATED,
                slot.requirement.one_of[0].code if slot.requirement.one_of else "",
            )
            for slot in asked(standard, plain.facts, self.on(moment))
        )
        return Submission(standard.code, self.office.code, applicant, None, None, plain.answers, claims, channel)

    def _answers(self, moment: datetime) -> dict[str, Answer]:
        """By the rules of the service; where the story ends in a refusal, against the first of them."""
        standard, local = self.story.law.standard, moment.astimezone(self.zone)
        answers = {one.code: words.answer(one, local, self.chance) for one in standard.intake}
        known = {**PERSON_FACTS, **{one.code: one.kind for one in standard.intake}}
        choices = {**PERSON_CHOICES, **{one.code: [choice.code for choice in one.choices] for one in standard.intake}}
        for number, rule in enumerate(standard.eligibility):
            wanted = not (number == 0 and self.story.sort == REFUSED)
            facts = both_sides(parse(rule.expression), known, choices, local.date()).get(wanted, {})
            for name, fact in facts.items():
                if name in answers and not isinstance(fact, Fraction):
                    answers[name] = fact
        return answers

    def _attach(self, submission: Submission, moment: datetime, papers: Decoded) -> None:
        for claim in submission.requirement_claims[:3]:
            if claim.how == ATTACHED:
                requirement, _, person = claim.slot.partition(".")
                applications.attach(self.id, self.office.code, requirement, papers, moment=moment, person=person)

    # ---- on its way

    def take(self, moment: datetime) -> State:
        """The next move of the road: whoever has to act does; of a joint step each post in turn."""
        move, before = self.move, self.position()
        assert move is not None  # noqa: S101  # the caller looked
        step = self.story.law.standard.step(move.step)
        state = before.state
        while state.step == step.code and state.status == "open" and state.desk:
            actor = self.staff.at(self.chance.choice(state.desk), self.on(moment))
            after = self._act(actor, step, move, state.seq, moment)
            if not step.joint or after.desk == state.desk:
                state = after
                break
            state = after
            moment += timedelta(minutes=7)
        self.done += 1
        return state

    def _act(self, actor: Actor, step: Step, move: Move, seen_seq: int, moment: datetime) -> State:
        if is_signature(self.story.law.standard, move):
            return signing.sign(actor, self.id, step=step.code, seen_seq=seen_seq, moment=moment, proof="password")
        data = self._data(actor, step, move, moment)
        return actions.act(
            actor, self.id, step=step.code, outcome=move.outcome, seen_seq=seen_seq, data=data, moment=moment
        )  # fmt: skip

    def _data(self, actor: Actor, step: Step, move: Move, moment: datetime) -> dict[str, Any]:
        kind, standard, local = KINDS[step.kind], self.story.law.standard, moment.astimezone(self.zone)
        way = kind.way(move.outcome)
        paper = next(
            (one.code for one in standard.requirements if one.kind == "document"), standard.requirements[0].code
        )
        data = words.recorded(kind, way, step, now=local, requirement=paper, chance=self.chance)
        if "meets_at" in data:
            data["meets_at"] = self._free(step, local).isoformat()
        if step.kind == "route" and move.outcome == "forwarded":
            data |= self._instructed(actor, step, move, moment)
        if step.product and "import_product" in way.effects:
            data["document"] = signing.keep_document(blank_pdf(), self.office.code)
        if step.product and "draft_product" in way.effects:
            data["letter"] = self._letter(step, moment)
        return data

    def _free(self, step: Step, local: datetime) -> datetime:
        """The next morning, or when the place that has to be booked is free."""
        wanted = (local + timedelta(days=1)).replace(hour=9, minute=0, second=0, microsecond=0)
        place = next((one for one in self.office.places if one.code == step.place), None)
        return (bookings.free_from(self.office, place, wanted) if place else None) or wanted

    def _instructed(self, giver: Actor, step: Step, move: Move, moment: datetime) -> dict[str, Any]:
        found = delegating.receivers(self.position(), step, move.outcome, moment)
        if not found or giver.user_id in {user for user, _ in found}:  # nobody tells themselves what to do
            return {}
        return {
            "instructions": ["follow_up"],
            "instruction": words.line("instruction", "", self.chance),
            "urgency": "urgent",
            "wanted_at": (moment + WISHED).astimezone(self.zone).isoformat(),
            "assignee": {"user": found[0][0], "name": found[0][1]},
        }

    def _letter(self, step: Step, moment: datetime) -> Mapping[str, Any]:
        product, local = self.story.law.standard.product(step.product), moment.astimezone(self.zone)
        template = drafting.template_of(self.office.code, product)
        questions = work.letter_questions(self.id, product, moment)
        known = drafting.file_values(self.position(), product, moment)
        asked_for = (one for one in questions if one.name not in known)
        return {one.name: words.typed(one, template, local, self.chance) for one in asked_for}

    # ---- beside the road

    def mend(self, moment: datetime) -> State:
        """The applicant completes what was returned: on the web, or at the counter where it came in there."""
        state = self.position().state
        if self.story.channel in (WEB, PHONE):
            return actions.resubmit(self.id, seen_seq=state.seq, data={}, moment=moment)
        clerk = self.staff.at(self.story.law.standard.steps[0].posts[0], self.on(moment))
        return bringing.bring(
            clerk, work.file_for(clerk, self.id), shown=(), scans={}, note="Foto yang jelas sudah dibawa.",
            returned=True, seen_seq=state.seq, moment=moment,
        )  # fmt: skip

    def withdraw(self, moment: datetime) -> None:
        """The applicant takes it back."""
        state = self.position().state
        if self.story.channel != COUNTER:
            actions.withdraw(self.id, seen_seq=state.seq, moment=moment)
            return
        clerk = self.staff.at(self.story.law.standard.steps[0].posts[0], self.on(moment))
        bringing.withdraw(clerk, self.id, identity="ktp", seen_seq=state.seq, moment=moment)

    def read(self, moment: datetime) -> None:
        """Whoever has the file on the desk opens it: a receipt for whoever sent it there."""
        position = self.position()
        if position.state.desk:
            delegating.opened(self.staff.at(position.state.desk[0], self.on(moment)), position, moment)

    def delegate(self, moment: datetime) -> None:
        """The desk gives the work to somebody of the division."""
        position = self.position()
        if position.state.ended or not position.state.desk:
            return
        giver = self.staff.at(position.state.desk[0], self.on(moment))
        found = [one for one in delegating.possible(giver, position, moment) if one.post not in position.state.desk]
        if not found:
            return
        to = found[0]
        order = Order(
            to.post, to.user_id, ("examine",), words.line("instruction", "", self.chance), "urgent", does=False
        )
        delegating.delegate(giver, self.id, order, seen_seq=position.state.seq, moment=moment)

    def read_by_delegate(self, moment: datetime) -> None:
        """Whoever was given the work opens the file."""
        position = self.position()
        if position.state.delegation is not None:
            delegating.opened(self.staff.at(position.state.delegation.to_post, self.on(moment)), position, moment)


def example_paper() -> Decoded:
    """The scan that every web applicant of the examples sends."""
    return decode(sample_scan(), "contoh.png")
