"""Looking up again what was answered while an outside system was down: the queue, and what came of it.

The ledger says what was answered so and what was found since; the rows of `records.outages` are the queue that is made
of it. What is recorded here goes the way of every action on a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from maklumat.core import events
from maklumat.core.errors import NotVisible, Refusal
from maklumat.core.kinds.kind import ANSWERED_HOW, ANSWERED_WHY, HOW_FIELD
from maklumat.core.kinds.registry import KINDS
from maklumat.core.procedure.actions import Recheck as Looking
from maklumat.core.procedure.state import DIFFERS, SETTLED, State
from maklumat.core.standard.model import Step
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue.queries import Enacted
from maklumat.records.outages.following import WAITING, row_of
from maklumat.records.outages.models import Recheck
from maklumat.records.outages.queries import Down, running
from maklumat.records.people import access
from maklumat.records.people.access import Actor, Facts
from maklumat.records.procedures import queries as procedures
from maklumat.records.work import actions
from maklumat.records.work.facts import facts_of
from maklumat.records.work.queries import FileView, Happened, desks_of, file_for

PAGE: Final = 50
OPEN: Final = (WAITING, DIFFERS)
HOW: Final[Mapping[str, str]] = dict(HOW_FIELD.choices)


@dataclass(frozen=True, slots=True)
class Queued:
    """One line of the queue. `how` in words; `outcome` as the standard calls it."""

    application_id: UUID
    seq: int
    register: str
    service: str
    step: str
    system: str
    how: str
    outcome: str
    answered_at: datetime
    differs: bool


@dataclass(frozen=True, slots=True)
class ByHand:
    """A step of a file that was answered without its system. `result`: "" until it was looked up again.

    `said`: what was written with the last look, or with what settled it; `reference`: of that look.
    """

    seq: int
    step: Step
    outcome: str
    how: str
    why: str
    answered_at: datetime
    result: str = ""
    said: str = ""
    reference: str = ""


def queue(actor: Actor) -> tuple[Queued, ...]:
    """What waits for the actor's desks to be looked up again, and what differs and nobody has settled: the oldest
    first, PAGE at most. What differs is also for the head. Two queries."""
    access.require(actor, access.WORKLIST, Facts(actor.office))
    mine = Q(desk__in=desks_of(actor)) | (Q(status=DIFFERS) if actor.heads else Q(pk__in=()))
    rows = list(Recheck.objects.filter(mine, office=actor.office, status__in=OPEN).order_by("answered_at", "pk")[:PAGE])
    places = procedures.positions({row.application_id for row in rows}) if rows else {}
    return tuple(_queued(actor, rows, places))


def _queued(actor: Actor, rows: list[Recheck], places: Mapping[UUID, procedures.Position]) -> Iterator[Queued]:
    for row in rows:
        place = places.get(row.application_id)
        if place is None or not access.may(actor, access.SEE, facts_of(place)):
            continue
        standard = catalogue.standard(place.standard_id)
        step = standard.step(row.step)
        yield Queued(
            row.application_id, row.seq, place.register, standard.name, step.text, row.system,
            HOW.get(row.how, row.how), _outcome(step, row.outcome), row.answered_at, differs=row.status == DIFFERS,
        )  # fmt: skip


def by_hand(file: FileView) -> tuple[ByHand, ...]:
    """Every step of a file that was answered without its system, and what was found since. No query of its own."""
    found: dict[int, ByHand] = {}
    for event in file.history:
        if event.kind == events.ACTED and event.data.get(ANSWERED_HOW):
            found[event.seq] = _answered(file, event)
        elif event.kind == events.RECHECKED and (earlier := found.get(event.data["of"])):
            said, reference = str(event.data.get("note", "")), str(event.data.get("reference", ""))
            found[earlier.seq] = replace(earlier, result=event.outcome, said=said, reference=reference)
    return tuple(found.values())


def _answered(file: FileView, event: Happened) -> ByHand:
    step, how = file.law.standard.step(event.step), str(event.data[ANSWERED_HOW])
    why = str(event.data.get(ANSWERED_WHY, ""))
    return ByHand(event.seq, step, _outcome(step, event.outcome), HOW.get(how, how), why, event.occurred_at)


def _outcome(step: Step, code: str) -> str:
    own = next((one.label for one in step.outcomes if one.code == code), "")
    return own or KINDS[step.kind].way(code).label


def opened(actor: Actor, application_id: UUID, seq: int) -> tuple[FileView, ByHand]:
    """One step to be looked up again, with its file. Raises NotVisible."""
    file = file_for(actor, application_id)
    for one in by_hand(file):
        if one.seq == seq:
            return file, one
    raise NotVisible


def may_look(actor: Actor, one: ByHand) -> bool:
    """Whether it waits to be looked up, by one of the actor's posts."""
    return not one.result and bool(set(one.step.posts) & set(actor.posts))


def may_settle(actor: Actor, file: FileView, one: ByHand) -> bool:
    """Whether it differs, and the actor is of the step, of the desk that holds the file, or whom it was told."""
    state = file.state
    return one.result == DIFFERS and bool({*one.step.posts, *state.desk, state.differs} & set(actor.posts))


def recheck(
    actor: Actor, application_id: UUID, seq: int, *, outcome: str, reference: str, note: str, moment: datetime
) -> State:
    """It was looked up again (AGREES, DIFFERS), or what differed is SETTLED.

    Raises NotVisible, Refusal LUA-001 when somebody was faster, PRO-007 for another's step, PRO-009.
    """
    with transaction.atomic():
        position, revision = actions.held(application_id)
        access.require(actor, access.SEE, facts_of(position))
        file, one = opened(actor, application_id, seq)
        if one.result != (DIFFERS if outcome == SETTLED else ""):
            raise Refusal("LUA-001", "Cek ulang ini sudah dicatat petugas lain. Muat ulang halamannya.")
        said = {"of": seq, "reference": reference.strip()[:300], "note": note.strip()[:1000]}
        data: dict[str, Any] = {code: value for code, value in said.items() if value}
        if outcome == DIFFERS:
            data["to"] = _head(position, moment)
        action = Looking(one.step.code, outcome, actor.posts, moment, data)
        decided, decision = actions.judged(position, revision, action, moment)
        event = next(each for each in file.history if each.seq == seq)
        columns = row_of(position.office, application_id, one.step, seq, event)
        row, _ = Recheck.objects.get_or_create(
            application_id=application_id, seq=seq, defaults={**columns, "status": WAITING}
        )
        row.status, row.checked_at = outcome, decision.state.at
        row.save(update_fields=["status", "checked_at"])
        actions.write(position, decision, decided, actor)
        return decision.state


def _head(position: procedures.Position, moment: datetime) -> str:
    office = catalogue.office(position.office, moment)
    return next((post.code for post in office.posts if post.head), "")


def outage_of(file: FileView, now: datetime) -> Down | None:
    """The outage of the system that the file's present step names. No query where it names none."""
    step = file.step
    if step is None or file.state.ended or not step.system:
        return None
    return next(iter(running(file.law.office.code, (step.system,), now)), None)


def answers_here(actor: Actor, laws: Iterable[Enacted]) -> bool:
    """Whether one of the actor's posts does a step of these services that can be answered without its system."""
    steps = (step for law in laws for step in law.standard.steps if step.system and step.kind in _KINDS)
    return any(set(step.posts) & set(actor.posts) for step in steps)


_KINDS: Final = frozenset(code for code, kind in KINDS.items() if any(one.code == ANSWERED_HOW for one in kind.fields))
