"""What I asked of others and what was asked of me: disposisi and delegated work, read off a table made of the ledger.

The table follows the ledger (docs/decisions/0014): an action pays nothing for it, and it can be made anew. What was
said in words stays in the ledger and is read from there, for whoever may see the file now.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Q, QuerySet

from maklumat.core import events
from maklumat.core.procedure.handing import target_of
from maklumat.core.standard.model import ServiceStandard
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.ledger import history
from maklumat.records.ledger.following import Followed, follow
from maklumat.records.ledger.queries import offices
from maklumat.records.people import access
from maklumat.records.people import queries as people
from maklumat.records.people.access import Actor, Facts
from maklumat.records.procedures import queries as procedures
from maklumat.records.procedures.models import Assignment, WorkItem
from maklumat.records.procedures.queries import Position
from maklumat.records.work.facts import facts_of
from maklumat.records.work.queries import desks_of

NAME: Final = "assignments"
ROUTE, FORWARDED = "route", "forwarded"
ANSWERED, DONE, RECALLED, OVER = "answered", "done", "recalled", "over"
KINDS: Final = (
    events.DELEGATED, events.ANSWERED, events.READ, events.RECALLED, events.ACTED, events.WITHDRAWN, events.LAPSED,
)  # fmt: skip
OPEN_SHOWN: Final = 50
ENDED_SHOWN: Final = 20


def make_assignments(_: datetime) -> int:
    """The rows for what every office handed out since the last round. Repeat until 0."""
    return sum(follow(NAME, office, _make, kinds=KINDS) for office in offices())


def _make(found: Sequence[Followed]) -> None:
    about = [one for one in found if one.entry.application is not None]
    files = {one.entry.application for one in about}
    laws = dict(WorkItem.objects.filter(pk__in=files).values_list("application_id", "standard_id"))
    known: dict[UUID, list[Assignment]] = {}
    for row in Assignment.objects.filter(application_id__in=files).order_by("seq"):
        known.setdefault(row.application_id, []).append(row)
    for one in about:
        file = one.entry.application
        if file is not None and file in laws:
            _tell(known.setdefault(file, []), one, catalogue.standard(laws[file]))
    rows = [row for mine in known.values() for row in mine]
    Assignment.objects.bulk_create([row for row in rows if row.pk is None])
    Assignment.objects.bulk_update(
        [row for row in rows if row.pk is not None], ["read_at", "ending", "ended_at", "ended_seq"]
    )


def _tell(rows: list[Assignment], one: Followed, standard: ServiceStandard) -> None:
    """What one event changes in what was asked on its file."""
    entry = one.entry
    if entry.kind == events.ACTED:
        _end_before(rows, one, standard)
        if standard.step(entry.step).kind == ROUTE and entry.outcome == FORWARDED:
            rows.append(_by_act(one, standard))
    elif entry.kind == events.DELEGATED:
        rows.append(_delegated(one))
    elif entry.kind == events.READ:
        _read(rows, one)
    elif entry.kind == events.ANSWERED:
        _end((row for row in rows if row.seq == one.event.data.get("of")), ANSWERED, one)
    elif entry.kind == events.RECALLED:
        of = one.event.data.get("of")
        for row in rows:
            if row.ended_seq == of:  # what the act had ended goes on
                row.ending, row.ended_at, row.ended_seq = "", None, None
        _end((row for row in rows if row.seq == of), RECALLED, one)
    else:
        _end(rows, OVER, one)


def _end_before(rows: Iterable[Assignment], one: Followed, standard: ServiceStandard) -> None:
    """The desk has acted: what was asked at its step is done, and so is whatever was asked at any other.

    At a joint step only what those posts had delegated: the others still work.
    """
    step, posts = standard.step(one.entry.step), set(one.entry.post.split("+"))
    _end(
        (row for row in rows if row.step != step.code or not step.joint or (not row.act and row.by_post in posts)),
        DONE,
        one,
    )


def _end(rows: Iterable[Assignment], ending: str, one: Followed) -> None:
    for row in rows:
        if row.ended_at is None:
            row.ending, row.ended_at, row.ended_seq = ending, one.entry.occurred_at, one.entry.application_seq


def _read(rows: Iterable[Assignment], one: Followed) -> None:
    for row in rows:
        if row.seq == one.event.data.get("of") and row.read_at is None:
            row.read_at = one.entry.occurred_at


def _by_act(one: Followed, standard: ServiceStandard) -> Assignment:
    target = target_of(standard, one.event)
    posts = next((step.posts for step in standard.steps if step.code == target), ())
    assignee = one.event.data.get("assignee") or {}
    return _row(one, act=True, step=target, to_user=assignee.get("user", 0), to_post="+".join(sorted(posts)))


def _delegated(one: Followed) -> Assignment:
    data = one.event.data
    return _row(
        one, act=False, step=one.entry.step, to_user=data.get("to_user", 0), to_post=str(data.get("to_post", ""))
    )


def _row(one: Followed, *, act: bool, step: str, to_user: int, to_post: str) -> Assignment:
    entry, data = one.entry, one.event.data
    assert entry.application is not None  # noqa: S101  # entries of the office were passed over
    wanted = data.get("wanted_at")
    return Assignment(
        office=entry.office, application_id=entry.application, seq=entry.application_seq or 0, act=act, step=step,
        by_user=entry.actor_id or 0, by_post=entry.post, to_user=to_user, to_post=to_post,
        urgency=str(data.get("urgency", "")), given_at=entry.occurred_at,
        due_at=datetime.fromisoformat(wanted) if wanted else None,
    )  # fmt: skip


# ---- as it is shown


@dataclass(frozen=True, slots=True)
class Shown:
    """Something that was asked. `register`, `service`, `step_text` and `data` (what was said) are "" and empty where
    the file is not the reader's to see any more; `late`: over the giver's own time."""

    row: Assignment
    register: str
    service: str
    step_text: str
    data: Mapping[str, Any]
    by: str
    to: str
    late: bool


@dataclass(frozen=True, slots=True)
class Mine:
    """What was asked of me, what I asked of others, what of both has ended last; `more`: there is more that waits."""

    got: tuple[Shown, ...]
    given: tuple[Shown, ...]
    ended: tuple[Shown, ...]
    more: bool


def mine(actor: Actor, now: datetime) -> Mine:
    """For the page of one person. Seven queries, however much there is."""
    access.require(actor, access.WORKLIST, Facts(actor.office))
    rows = Assignment.objects.filter(office=actor.office)
    theirs = Q(to_user=actor.user_id) | Q(to_user=0, to_post__in={*actor.posts, *desks_of(actor)})
    got = list(_waiting(rows.filter(theirs).exclude(by_user=actor.user_id)))
    given = list(_waiting(rows.filter(by_user=actor.user_id)))
    ended = list(
        rows.filter(theirs | Q(by_user=actor.user_id), ended_at__isnull=False).order_by("-ended_at", "pk")[:ENDED_SHOWN]
    )
    every = (*got[:OPEN_SHOWN], *given[:OPEN_SHOWN], *ended)
    places = procedures.positions({row.application_id for row in every}) if every else {}
    said = history.said_at((row.application_id, row.seq) for row in every)
    names = people.names_of({user for row in every for user in (row.by_user, row.to_user) if user})

    def shown(found: Iterable[Assignment]) -> tuple[Shown, ...]:
        return tuple(
            _shown(actor, row, places.get(row.application_id), said.get((row.application_id, row.seq), {}), names, now)
            for row in found
        )

    more = len(got) > OPEN_SHOWN or len(given) > OPEN_SHOWN
    return Mine(shown(got[:OPEN_SHOWN]), shown(given[:OPEN_SHOWN]), shown(ended), more)


def _waiting(rows: QuerySet[Assignment]) -> QuerySet[Assignment]:
    return rows.filter(ended_at=None).order_by("given_at", "pk")[: OPEN_SHOWN + 1]


def _shown(
    actor: Actor, row: Assignment, place: Position | None, data: Mapping[str, Any], names: Mapping[int, str],
    now: datetime,
) -> Shown:  # fmt: skip
    by, to = names.get(row.by_user, ""), names.get(row.to_user, "")
    late = row.ended_at is None and row.due_at is not None and row.due_at < now
    if place is None or not access.may(actor, access.SEE, facts_of(place)):
        return Shown(row, "", "", "", {}, by, to, late)
    standard = catalogue.standard(place.standard_id)
    text = next((step.text for step in standard.steps if step.code == row.step), "")
    return Shown(row, place.register, standard.name, text, data, by, to, late)
