"""Delegating the work on a file within the office, answering it, reading it, and taking back what nobody has read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from maklumat.core import events
from maklumat.core.errors import NotVisible, Refusal
from maklumat.core.procedure import delegating as rules
from maklumat.core.procedure import handing
from maklumat.core.procedure.actions import Answer, Delegate, Read, Recall
from maklumat.core.procedure.fold import fold
from maklumat.core.procedure.state import State
from maklumat.core.standard.model import Office, Step
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.ledger.history import history
from maklumat.records.people import access
from maklumat.records.people import queries as people
from maklumat.records.people.access import Actor
from maklumat.records.people.queries import Holder
from maklumat.records.procedures import queries as procedures
from maklumat.records.procedures.queries import Position
from maklumat.records.work import actions
from maklumat.records.work.facts import facts_of, team_of


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked of a delegate. `to_user`: 0 for whoever holds the post. `due_at`: aware, None for no wish."""

    to_post: str
    to_user: int = 0
    instructions: tuple[str, ...] = ()
    instruction: str = ""
    urgency: str = ""
    due_at: datetime | None = None
    does: bool = False

    @property
    def data(self) -> dict[str, Any]:
        """What is written down of it in words."""
        said = {"instructions": list(self.instructions), "instruction": self.instruction.strip()}
        return {name: value for name, value in said.items() if value}


def delegate(actor: Actor, application_id: UUID, order: Order, *, seen_seq: int, moment: datetime) -> State:
    """Hand the work on a file to another post or person of the division; the step stays with its desk.

    Raises NotVisible, Conflict, or Refusal (PRO-080 to PRO-084; ORG-008 for somebody who may not get it).
    """
    name = people.names_of([order.to_user]).get(order.to_user, "") if order.to_user else ""
    data = {**order.data, **({"to_name": name} if name else {})}
    action = Delegate(
        actor.posts, actor.user_id, order.to_post, order.to_user, seen_seq, moment, data, order.due_at,
        order.urgency, order.does,
    )  # fmt: skip

    def permitted(position: Position) -> None:
        access.require(actor, access.DELEGATE, facts_of(position))
        if not any(_matches(one, order) for one in _possible(actor, position, moment)):
            raise Refusal("ORG-008", "Orang atau jabatan itu tidak dapat menerima tugas ini; pilih dari daftar.")

    return actions.perform(application_id, action, moment, actor, permitted)


def answer(actor: Actor, application_id: UUID, *, text: str, seen_seq: int, moment: datetime) -> State:
    """Give the work back with an answer. Raises NotVisible, Conflict, or Refusal (PRO-009, PRO-085)."""
    action = Answer(actor.posts, actor.user_id, seen_seq, moment, {"answer": text.strip()})

    def permitted(position: Position) -> None:
        access.require(actor, access.SEE, facts_of(position))

    return actions.perform(application_id, action, moment, actor, permitted)


def opened(actor: Actor, position: Position, moment: datetime) -> bool:
    """This person has opened the file: a receipt for whoever sent it to them, once.

    Whether the file is no longer as it was: a receipt was written, or it was taken back at the same moment.

    Two queries and a write where a receipt is wanted; nothing at all otherwise.
    """
    if not rules.awaiting(position.state, actor.user_id, actor.posts):
        return False
    sender = _sent_by(position) == actor.user_id
    if not rules.awaiting(position.state, actor.user_id, actor.posts, sender=sender):
        return False
    action = Read(actor.posts, actor.user_id, moment, sender)

    def permitted(held: Position) -> None:
        access.require(actor, access.SEE, facts_of(held))

    return actions.perform(position.application_id, action, moment, actor, permitted).seq != position.state.seq


def opened_by(actor: Actor, application_id: UUID, moment: datetime) -> None:
    """As `opened`, for whoever shows a part of the file. Nothing where the actor may not see it."""
    position = procedures.position(application_id)
    if position is not None and access.may(actor, access.SEE, facts_of(position)):
        opened(actor, position, moment)


def recall(actor: Actor, application_id: UUID, *, of: int, seen_seq: int, moment: datetime) -> State:
    """Take back what the actor sent and nobody has read. Raises NotVisible, Conflict, Refusal PRO-087 or PRO-088."""
    position = procedures.position(application_id)
    if position is None:
        raise NotVisible
    access.require(actor, access.SEE, facts_of(position))
    action = Recall(of, actor.user_id, actor.posts, seen_seq, moment, _before(actor, position, of))

    def permitted(held: Position) -> None:
        access.require(actor, access.SEE, facts_of(held))

    return actions.perform(application_id, action, moment, actor, permitted)


def _before(actor: Actor, position: Position, of: int) -> State | None:
    """The state before the act `of` of this actor; None where it is no act of theirs, or a delegation."""
    known = list(history(position.application_id))
    found = next(((entry, event) for entry, event in known if event.seq == of), None)
    if found is None or found[0].actor_id != actor.user_id or found[1].kind != events.ACTED:
        return None
    standard = catalogue.standard(position.standard_id)
    if not handing.sends(standard, found[1]):
        return None
    return fold(standard, [event for _, event in known if event.seq < of])


def _sent_by(position: Position) -> int | None:
    """Who did the act that brought the file to this desk; None where that is not to be known."""
    came = next((one for one in position.state.handings if one.act and one.seq), None)
    if came is None:
        return None
    return next((entry.actor_id for entry, event in history(position.application_id, came.seq - 1)), None)


# ---- to whom


def possible(actor: Actor, position: Position, moment: datetime) -> Sequence[Holder]:
    """Who may be given the work on this file by this actor, by post and name. One query."""
    if not access.may(actor, access.DELEGATE, facts_of(position)):
        return ()
    return list(_possible(actor, position, moment))


def _possible(actor: Actor, position: Position, moment: datetime) -> Iterator[Holder]:
    """Everybody of the giver's division, of the whole office where the giver has none; of a confidential file its team.

    The giver is the desk's post that is the actor's, else the post to which the work was delegated.
    """
    office = catalogue.office(position.office, moment)
    on = catalogue.local_date(office, moment)
    division = _division(actor, position, office)
    reachable = {post.code for post in office.posts if not division or post.division == division}
    if position.confidentiality != "normal":
        reachable &= set(team_of(position.standard_id))
    for one in people.holders(position.office, on):
        if one.post in reachable and one.user_id != actor.user_id:
            yield one


def _division(actor: Actor, position: Position, office: Office) -> str:
    state = position.state
    mine = [post for post in state.desk if post in actor.posts]
    if not mine and state.delegation is not None:
        mine = [state.delegation.to_post]
    divisions = {post.code: "" if post.head else post.division for post in office.posts}
    return divisions.get(mine[0], "") if mine else ""


def _matches(one: Holder, order: Order) -> bool:
    return one.post == order.to_post and order.to_user in {0, one.user_id}


def receivers(position: Position, step: Step, outcome: str, moment: datetime) -> list[tuple[int, str]]:
    """Who holds the posts of the step that an outcome leads to, by user id and name. One query."""
    target = next((one.to for one in step.outcomes if one.code == outcome), "")
    standard = catalogue.standard(position.standard_id)
    posts = next((one.posts for one in standard.steps if one.code == target), ())
    office = catalogue.office(position.office, moment)
    on = catalogue.local_date(office, moment)
    present = {office.present(post, on) for post in posts}
    found = {one.user_id: one.name for one in people.holders(position.office, on) if one.post in present}
    return list(found.items())


# ---- as it is shown


@dataclass(frozen=True, slots=True)
class Reading:
    """Who has opened it, and when."""

    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Shown:
    """One handing over that still counts, with what was said. `by`, `to`: people and posts by their codes and names.

    `mine`: the reader sent it. `recallable`: they may take it back now. `late`: over the giver's own time; `beyond`:
    that lies behind the promise to the applicant. `times`: how often the file was sent back to this step.
    """

    seq: int
    act: bool
    at: datetime
    by: str
    by_post: str
    to: str
    to_posts: tuple[str, ...]
    instructions: tuple[str, ...]
    instruction: str
    urgency: str
    due_at: datetime | None
    late: bool
    beyond: bool
    does: bool
    back: bool
    reason: str
    reads: tuple[Reading, ...]
    times: int
    mine: bool
    recallable: bool


def shown(actor: Actor, position: Position, known: Sequence[Any], now: datetime) -> tuple[Shown, ...]:
    """How the file came here and who works on it, first things first. `known`: the file's history (`Happened`).

    One query, and none for a file that nobody sent anywhere.
    """
    state = position.state
    if not state.handings:
        return ()
    said = {event.seq: event for event in known}
    users = {user for one in state.handings for user in (one.to_user, *(reader for reader, _ in one.reads)) if user}
    names = people.names_of(users)
    found = []
    for one in state.handings:
        event = said.get(one.seq)
        if event is None:  # it can neither be read nor taken back any more
            continue
        mine = event.actor_id == actor.user_id
        data: Mapping[str, Any] = event.data
        found.append(
            Shown(
                seq=one.seq,
                act=one.act,
                at=one.at,
                by=event.who,
                by_post=event.post,
                to=names.get(one.to_user, ""),
                to_posts=(one.to_post,) if one.to_post else state.desk,
                instructions=tuple(data.get("instructions", ())),
                instruction=str(data.get("instruction", "")),
                urgency=one.urgency,
                due_at=one.due_at,
                late=rules.wished_for_earlier(one, now),
                beyond=_beyond(state, one.due_at),
                does=one.does,
                back=one.back,
                reason=str(data.get("reason", "")),
                reads=tuple(Reading(names.get(user, "–"), at) for user, at in one.reads),
                times=_times_back(position, known) if one.back else 0,
                mine=mine,
                recallable=mine and rules.recallable(state, actor.user_id, one.seq) == one.seq,
            )
        )
    return tuple(found)


def _beyond(state: State, wanted_at: datetime | None) -> bool:
    due = state.next_due
    return wanted_at is not None and due is not None and due.at < wanted_at


def _times_back(position: Position, known: Sequence[Any]) -> int:
    """How often the file was sent back to the step that it is at."""
    standard = catalogue.standard(position.standard_id)
    back = [event for event in known if event.kind == events.ACTED and handing.sends_back(standard, event)]
    taken_back = [event.data["of"] for event in known if event.kind == events.RECALLED]
    return sum(
        handing.target_of(standard, event) == position.state.step and event.seq not in taken_back for event in back
    )


def answers(known: Sequence[Any]) -> tuple[Any, ...]:
    """What delegates have answered since the file came to this desk, in order: the events themselves."""
    last = max((event.seq for event in known if event.kind == events.ACTED), default=0)
    return tuple(event for event in known if event.kind == events.ANSWERED and event.seq > last)
