"""The files behind a figure, fifty at a time: where each stands, and where its time went."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from maklumat.core.clock.causes import Cause, cause
from maklumat.core.clock.elapsed import Held, elapsed
from maklumat.core.events import Event
from maklumat.core.procedure.pressing import pressing
from maklumat.core.procedure.state import OPEN, State
from maklumat.core.standard.model import Office
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue.queries import Enacted
from maklumat.records.figures.branches import After, Condition, Now, Wanted, ids
from maklumat.records.figures.models import Standing
from maklumat.records.figures.scope import Scope
from maklumat.records.ledger import actions as ledger
from maklumat.records.people import access
from maklumat.records.people.access import Actor, Facts
from maklumat.records.procedures import queries as procedures
from maklumat.records.procedures.queries import Position
from maklumat.records.work.facts import facts_of, team_of

PAGE: Final = 50
CARRIED: Final = 500
MOST_HIDDEN: Final = 200
"""So many confidential files are looked at to tell how many are not listed."""
EXPORTED: Final = "exported"
"""The kind in the ledger of figures or lists that somebody took away; it is about no application."""


@dataclass(frozen=True, slots=True)
class Line:
    """One file. `at`: the moment that the list is in the order of, None where nothing is due. `remaining`: in words,
    "" once it has ended. `held`: who had it how long, in the order of holding. `opens`: whether the reader may open it.
    """

    id: UUID
    at: datetime | None
    register: str
    service: str
    step: str
    desk: str
    status: str
    owner: str
    remaining: str
    late: bool
    cause: Cause | None
    held: tuple[Held, ...]
    opens: bool


@dataclass(frozen=True, slots=True)
class Page:
    """`next`: where the next page begins, None on the last."""

    lines: tuple[Line, ...]
    next: After | None


def page(
    actor: Actor, office: Office, scope: Scope, wanted: Wanted, *, now: datetime, after: After | None, limit: int = PAGE
) -> Page:
    """The files of a list that the actor may be told of. A confidential one is for its team alone."""
    access.require(actor, access.BOARD, Facts(actor.office))
    found = ids(scope, wanted, _now(office, now), _seen(actor), after, limit + 1)
    shown, revision = found[:limit], catalogue.calendar_revision()
    places = procedures.positions(pk for _, pk in shown)
    lines = [
        _line(actor, places[pk], at, now, revision)
        for at, pk in shown
        if pk in places and _told(actor, places[pk])
    ]  # fmt: skip
    return Page(tuple(lines), shown[-1] if len(found) > limit else None)


@dataclass(frozen=True, slots=True)
class Hidden:
    """How many files of a list are not listed because they are confidential. `more`: at least so many."""

    files: int
    more: bool = False


def hidden(actor: Actor, office: Office, scope: Scope, wanted: Wanted, *, now: datetime) -> Hidden:
    """The files of a list that are counted and not told to this actor. The same few statements for any number."""
    access.require(actor, access.BOARD, Facts(actor.office))
    versions = catalogue.all_versions(actor.office)
    laws = [catalogue.enacted(pk).standard for pk in versions]
    secret = {law.code for law in laws if law.confidentiality != "normal"} & scope.services.keys()
    if wanted.service:
        secret &= {wanted.service}
    if not secret:
        return Hidden(0)
    narrow = replace(scope, services={code: scope.services[code] for code in sorted(secret)}, whole=False)
    mine = [pk for pk in versions if set(team_of(pk)) & set(actor.posts)]
    rest = f" AND standard_id NOT IN ({', '.join(['%s'] * len(mine))})" if mine else ""
    unseen: Condition = (f" AND confidentiality <> 'normal'{rest}", mine)
    found = ids(narrow, wanted, _now(office, now), unseen, None, MOST_HIDDEN + 1)
    places = procedures.positions(pk for _, pk in found[:MOST_HIDDEN])
    files = sum(not _told(actor, place) for place in places.values())
    return Hidden(files, more=len(found) > MOST_HIDDEN)


def whole(actor: Actor, office: Office, scope: Scope, wanted: Wanted, *, now: datetime, most: int) -> Iterator[Line]:
    """Every line of a list, at most `most`, read in pages."""
    after: After | None = None
    while most > 0:
        found = page(actor, office, scope, wanted, now=now, after=after, limit=min(CARRIED, most))
        yield from found.lines
        after, most = found.next, most - CARRIED
        if after is None:
            return


def desks_of_interest(scope: Scope, asked: str) -> list[str]:
    """The desks of a scope where files lie now, and the one that was asked for where the office has it."""
    rows = Standing.objects.filter(office=scope.office).exclude(desk="")
    if not scope.whole:
        rows = rows.filter(service__in=list(scope.services))
    if scope.desks is not None:
        rows = rows.filter(desk__in=scope.desks)
    found = set(rows.values_list("desk", flat=True).distinct())
    if asked and asked not in found:
        found |= {asked} & set(catalogue.desks(scope.office) if scope.desks is None else scope.desks)
    return sorted(found)


def record_export(actor: Actor, what: str, kept: dict[str, Any], form: str, *, moment: datetime) -> None:
    """That somebody took figures or a list away: which, with which filters, as what sort of file."""
    data = {"what": what, "filters": kept, "form": form}
    event = Event(0, EXPORTED, moment, moment, post=actor.in_charge, data=data)
    with transaction.atomic():
        ledger.append(actor.office, None, event, actor.user_id)


def _now(office: Office, now: datetime) -> Now:
    tomorrow = catalogue.local_date(office, now) + timedelta(days=1)
    return Now(now, datetime.combine(tomorrow, time(), catalogue.zone(office)))


def _seen(actor: Actor) -> Condition:
    """What may be listed: ordinary files, and confidential ones of the actor's own team."""
    mine = [pk for pk in catalogue.all_versions(actor.office) if set(team_of(pk)) & set(actor.posts)]
    if not mine:
        return " AND confidentiality = 'normal'", []
    return f" AND (confidentiality = 'normal' OR standard_id IN ({', '.join(['%s'] * len(mine))}))", mine


def _told(actor: Actor, place: Position) -> bool:
    """As `_seen`, for the lists that do not read it off the work item."""
    return place.confidentiality == "normal" or access.may(actor, access.SEE, facts_of(place))


def _line(actor: Actor, place: Position, at: datetime, now: datetime, revision: int) -> Line:
    law, state = catalogue.enacted(place.standard_id), place.state
    calendar = catalogue.calendar_at(law.office, revision)
    pressed = pressing(law.standard, state, now, calendar)
    is_open = state.status == OPEN
    # An ended file lies outside from its last moment on: nobody held it there.
    spans, until = (state.holdings[:-1], state.since) if state.ended else (state.holdings, now)
    used = elapsed(spans, state.received_at, until, calendar)
    late_since = state.owing_since or state.late_since
    why = cause(state.holdings, state.received_at, late_since, calendar) if late_since else None
    return Line(
        id=place.application_id,
        at=pressed.due_at if is_open else at,
        register=place.register,
        service=law.standard.name,
        step=_step(law, state),
        desk=state.desk_key,
        status=state.status,
        owner=state.owner,
        remaining=str(pressed.said) if is_open or (pressed.late and not state.ended) else "",
        late=state.late_since is not None if state.ended else pressed.late,
        cause=why,
        held=(*used.desks, *(one for one in used.owners if one.owner != "office")),
        opens=access.may(actor, access.SEE, facts_of(place)),
    )


def _step(law: Enacted, state: State) -> str:
    return law.standard.step(state.step).text if state.step else ""


def filters(wanted: Wanted) -> dict[str, str]:
    """A wish as the ledger keeps it."""
    moments = {"from": wanted.from_at, "until": wanted.until_at}
    told = {"state": wanted.state, "service": wanted.service, "desk": wanted.desk, "cause": wanted.cause}
    return {name: value for name, value in told.items() if value} | {
        name: moment.isoformat() for name, moment in moments.items() if moment is not None
    }


def held_longest(held: Sequence[Held]) -> Held | None:
    """Who had the file longest, in working time."""
    return max(held, key=lambda one: (one.working, one.clock), default=None)
