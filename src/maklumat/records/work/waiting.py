"""What waits for somebody, in promise order, with the time that is left in words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID

from maklumat.core.clock.remaining import remaining_in_words
from maklumat.core.clock.values import Due
from maklumat.core.errors import NotVisible
from maklumat.core.events import ACTED
from maklumat.core.kinds.kind import SIGN_PRODUCT
from maklumat.core.kinds.registry import KINDS
from maklumat.core.organisation.mandates import NAMED
from maklumat.core.procedure import promises
from maklumat.core.procedure.delegating import wished_for_earlier
from maklumat.core.procedure.pressing import pressing
from maklumat.core.procedure.state import Handing, State
from maklumat.core.standard.model import ServiceStandard, Step
from maklumat.core.workdays.calendar import WorkCalendar
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue.queries import Enacted
from maklumat.records.ledger import damage
from maklumat.records.ledger.history import newest
from maklumat.records.people import access
from maklumat.records.people.access import Actor, Facts
from maklumat.records.procedures import queries as procedures
from maklumat.records.procedures.desks import Sieve
from maklumat.records.procedures.queries import EVERYTHING, Line, Unreadable
from maklumat.records.work.facts import SIGN
from maklumat.records.work.queries import PAGE, desks_of

MEETING: Final = "counsel"
"""The kind of step that people come to by appointment."""

After = tuple[datetime, UUID]
"""Where a page begins: behind the line in this turn (`order_at`) and of this application."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line of a worklist with what is said about it. `remaining`: "tersisa 2 hari kerja", "terlambat 3 jam".

    `due_at`: None while the promise stands still. `signs`: a letter waits for its signature there. `meets_at` and
    `meets_where`: the appointment that was made for this step, None and "" for none. `came`: how somebody sent it to
    this desk, `delegation`: who works on it for the desk; None each where nobody. `wished`: over the giver's own time.
    `step_left`: what is left of the desk's own time for the step, "" where it has none.
    """

    line: Line
    law: Enacted
    step: Step
    remaining: str
    due_at: datetime | None
    late: bool
    signs: bool
    meets_at: datetime | None = None
    meets_where: str = ""
    came: Handing | None = None
    delegation: Handing | None = None
    delegated_to_me: bool = False
    wished: bool = False
    step_left: str = ""

    @property
    def urgency(self) -> str:
        """How urgent whoever sent it last says that it is; "" where nobody says so."""
        return next((one.urgency for one in (self.delegation, self.came) if one and one.urgency), "")

    @property
    def back(self) -> bool:
        """It was sent back to this desk."""
        return self.came is not None and self.came.back


@dataclass(frozen=True, slots=True)
class Page:
    """`next`: where the next page begins, None on the last. `revision`: of the calendar it was counted by."""

    lines: tuple[Waiting, ...]
    next: After | None
    revision: int


def page(
    actor: Actor, *, now: datetime, after: After | None = None, limit: int = PAGE, sieve: Sieve = EVERYTHING
) -> Page:
    """The open files that wait for one of the actor's posts, most urgent first; those that pass the sieve."""
    access.require(actor, access.WORKLIST, Facts(actor.office))
    places = signing_places(actor, now)
    lines = procedures.worklist(
        actor.office, {*desks_of(actor), *places}, limit=limit + 1, after=after, sieve=sieve, delegates=actor.keys,
        places=places,
    )  # fmt: skip
    revision = catalogue.calendar_revision()
    shown = _with_appointments([_waiting(actor, line, now, revision) for line in readable(lines[:limit])])
    last = lines[limit - 1] if len(lines) > limit else None
    return Page(shown, (last.order_at, last.application_id) if last else None, revision)


def readable(lines: Iterable[Line | Unreadable]) -> Iterator[Line]:
    """The lines of a worklist, those aside that are damaged (see `damage.leave_out`)."""
    for line in lines:
        if isinstance(line, Unreadable):
            damage.leave_out(line.fault)
        else:
            yield line


def _waiting(actor: Actor, line: Line, now: datetime, revision: int) -> Waiting:
    law = catalogue.enacted(line.standard_id)
    calendar = catalogue.calendar_at(law.office, revision)
    pressed = pressing(law.standard, line.state, now, calendar)
    step = law.standard.step(line.step)
    came = next((one for one in line.state.handings if one.act), None)
    delegation = line.state.delegation
    given = [one for one in (came, delegation) if one is not None]
    return Waiting(
        line, law, step, str(pressed.said), pressed.due_at, late=pressed.late,
        signs=signs_letter(law.standard, step), came=came,
        delegation=delegation, delegated_to_me=delegation is not None and delegation.is_for(actor.user_id, actor.posts),
        wished=any(wished_for_earlier(one, now) for one in given), step_left=step_left(law, line.state, now, calendar),
    )  # fmt: skip


def _with_appointments(lines: Sequence[Waiting]) -> tuple[Waiting, ...]:
    """The lines, those of a meeting with its time, as the step before made it. One query more where there are any."""
    ids = [one.line.application_id for one in lines if one.step.kind == MEETING]
    made = {file: event.data for file, event in newest(ids, ACTED).items()} if ids else {}
    return tuple(_meeting(one, made.get(one.line.application_id, {})) for one in lines)


def _meeting(line: Waiting, made: Mapping[str, object]) -> Waiting:
    if not made.get("meets_at"):
        return line
    at = datetime.fromisoformat(str(made["meets_at"]))
    return replace(line, meets_at=at, meets_where=str(made.get("meets_where", "")))


def counts(actor: Actor, now: datetime) -> dict[str, tuple[int, int]]:
    """Open and late files of each of the actor's desks that has any; at most MOST_COUNTED are counted."""
    access.require(actor, access.WORKLIST, Facts(actor.office))
    places = signing_places(actor, now)
    return procedures.counts(actor.office, {*desks_of(actor), *places}, now, places)


def signing_places(actor: Actor, now: datetime) -> dict[str, list[tuple[str, str]]]:
    """The desks where the actor only signs in a post's name: by desk, the services and steps. No query without any."""
    if not any(one.by in NAMED for one in actor.standings):
        return {}
    found: dict[str, list[tuple[str, str]]] = {}
    for law in catalogue.services(actor.office, now):
        standard = law.standard
        named = actor.in_name_of(standard.code, confidential=standard.confidentiality != "normal")
        for step in standard.steps:
            if step.kind == SIGN and set(step.posts) & set(named) and not set(step.posts) & set(actor.posts):
                found.setdefault("+".join(sorted(step.posts)), []).append((standard.code, step.code))
    return found


def lying_with(actor: Actor, posts: Collection[str], now: datetime) -> dict[str, int]:
    """How many open files lie with desks that these posts alone work at, for whoever arranges the office; by post.

    A number and no file: no confidential one shows by it whose it is.
    """
    if not actor.arranges:
        raise NotVisible
    desks = [desk for desk in catalogue.desks(actor.office) if set(desk.split("+")) <= set(posts)] if posts else []
    counted = procedures.counts(actor.office, desks, now)
    found: dict[str, int] = {}
    for desk, (files, _) in counted.items():
        for post in desk.split("+"):
            found[post] = found.get(post, 0) + files
    return found


def next_letter(actor: Actor, now: datetime) -> Waiting | None:
    """The most urgent letter that waits for the actor's signature, among the first files that wait for them."""
    return next((one for one in page(actor, now=now).lines if one.signs), None)


def signs_letter(standard: ServiceStandard, step: Step) -> bool:
    """Whether a letter is signed at this step."""
    if not step.product or standard.product(step.product).kind != "letter":
        return False
    return any(SIGN_PRODUCT in KINDS[step.kind].way(outcome.code).effects for outcome in step.outcomes)


def step_left(law: Enacted, state: State, now: datetime, calendar: WorkCalendar) -> str:
    """What is left of the desk's own time for its step, in words; "" where it has none."""
    if state.step_due is None:
        return ""
    limit = law.standard.step(state.step).limit or promises.desk_target(1)
    assert limit is not None  # noqa: S101  # one hour is a target
    due = Due(limit, limit.unit, state.since, state.step_due.at, calendar=calendar)
    return remaining_in_words(due, now, calendar)
