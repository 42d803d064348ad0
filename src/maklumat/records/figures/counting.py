"""What the entries of a ledger add to the figures of its office.

A file's own history is never folded here: what an entry adds follows from the entry, from the file's projection (whose
holdings are only added to, and are cut at the moment of the entry), and from which of the file's entries is the first
or the last of its kind. No payload is opened. So an entry adds the same whether it is counted at once or years later.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import Max, Min

from maklumat.core import events
from maklumat.core.clock.buckets import bucket
from maklumat.core.clock.causes import Cause, cause
from maklumat.core.clock.elapsed import Elapsed, elapsed, in_order
from maklumat.core.clock.spans import OUTSIDE
from maklumat.core.evidence.chain import Entry
from maklumat.core.kinds.registry import KINDS
from maklumat.core.procedure.state import ENDED, OPEN, State
from maklumat.core.standard.model import TO_APPLICANT
from maklumat.core.workdays.calendar import WorkCalendar
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue.queries import Enacted
from maklumat.records.figures import measures
from maklumat.records.figures.models import Mark
from maklumat.records.ledger.models import LedgerEntry
from maklumat.records.procedures import queries as procedures
from maklumat.records.procedures.queries import Position

MINUTE = timedelta(minutes=1)


class Added(NamedTuple):
    """A line of the tally, without its office."""

    measure: str
    on: date
    service: str
    key: str = ""


class Stands(NamedTuple):
    """Under what an open file is counted."""

    service: str
    desk: str
    due: str


@dataclass(slots=True)
class Counted:
    """What a batch of entries comes to. `stands`: by file, where it stands now; None once it has ended. `stands_at`:
    the moment of those that are late or outside (see `Place`)."""

    tally: Counter[Added] = field(default_factory=Counter)
    marks: list[Mark] = field(default_factory=list)
    stands: dict[UUID, Stands | None] = field(default_factory=dict)
    stands_at: dict[UUID, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Turns:
    """The numbers of a file's first and last entry of some kinds."""

    first_act: int
    last_act: int
    first_breach: int


@dataclass(frozen=True, slots=True)
class File:
    """A file as its entries are counted."""

    place: Position
    law: Enacted
    calendar: WorkCalendar
    turns: Turns

    @property
    def state(self) -> State:
        return self.place.state


def count(entries: Sequence[Entry]) -> Counted:
    """What these entries of one office add. Reads the files that they are about, in four queries."""
    counted = Counted()
    ids = {entry.application for entry in entries if entry.application is not None}
    files = _files(ids)
    for entry in entries:
        file = files.get(entry.application) if entry.application else None
        if file is not None:
            _count(entry, file, counted)
    counted.stands = {pk: stands(file) for pk, file in files.items()}
    counted.stands_at = {pk: since for pk, file in files.items() if (since := _stands_at(file.state)) is not None}
    return counted


def _files(ids: Collection[UUID]) -> dict[UUID, File]:
    """The projection is read before the turns: what it says has ended has all its entries by then."""
    revision = catalogue.calendar_revision()
    places = procedures.positions(ids)
    turns = _turns(ids)
    found = {}
    for pk, place in places.items():
        law = catalogue.enacted(place.standard_id)
        found[pk] = File(place, law, catalogue.calendar_at(law.office, revision), turns[pk])
    return found


def _turns(ids: Collection[UUID]) -> dict[UUID, Turns]:
    rows = LedgerEntry.objects.filter(application__in=list(ids), kind__in=(events.ACTED, events.BREACHED))
    ends = rows.values_list("application", "kind").annotate(Min("application_seq"), Max("application_seq"))
    known = {(pk, kind): (first, last) for pk, kind, first, last in ends.order_by()}
    nothing = (0, 0)
    return {
        pk: Turns(*known.get((pk, events.ACTED), nothing), known.get((pk, events.BREACHED), nothing)[0]) for pk in ids
    }


def stands(file: File) -> Stands | None:
    """Under what a file is counted now; None when it has ended."""
    state, service = file.state, file.place.service
    if state.ended:
        return None
    if state.owing_since is not None:
        why = cause(state.holdings, state.received_at, state.owing_since, file.calendar).code
        return Stands(service, state.desk_key, measures.LATE + why)
    if state.status != OPEN:
        return Stands(service, "", measures.APPLICANT)
    if state.owner == OUTSIDE:
        return Stands(service, state.desk_key, measures.OUTSIDE)
    due = state.next_due
    day = catalogue.local_date(file.law.office, due.at).isoformat() if due else ""
    return Stands(service, state.desk_key, day)


def _stands_at(state: State) -> datetime | None:
    """The moment by which a list of such files is in order."""
    outside = state.status == OPEN and state.owner == OUTSIDE
    return state.owing_since or (state.since if outside else None)


def _count(entry: Entry, file: File, counted: Counted) -> None:
    on, service = catalogue.local_date(file.law.office, entry.occurred_at), file.place.service
    for measure, key, amount in _adds(entry, file):
        counted.tally[Added(measure, on, service, key)] += amount
    if _is_work(entry):
        counted.tally[Added(measures.ACTS_BY, on, "", str(entry.actor_id))] += 1
    mark = _mark(entry, file)
    if mark is not None:
        counted.marks.append(mark)


def _adds(entry: Entry, file: File) -> Iterator[tuple[str, str, int]]:
    """(measure, key, amount) of everything that an entry adds on its day."""
    if _is_work(entry):
        yield measures.ACTS, entry.post, 1
    match entry.kind:
        case events.RECEIVED:
            yield measures.RECEIVED, "", 1
        case events.UNLISTED_ASKED:
            yield measures.UNLISTED, "", 1
        case events.WITHDRAWN | events.LAPSED:
            yield entry.kind, "", 1
        case events.BREACHED if entry.application_seq == file.turns.first_breach:
            why = _why(entry, file)
            yield measures.BREACHED, why.code, 1
            yield measures.BREACHED_AT, why.desk, 1
        case events.ACTED:
            yield from _acted(entry, file)


def _is_work(entry: Entry) -> bool:
    """Somebody of the office did it. Taking a file over from paper moved a book, not the file."""
    by_somebody = entry.actor_id is not None and bool(entry.post)
    return by_somebody and entry.kind not in (events.RECEIVED, events.TAKEN_OVER)


def _acted(entry: Entry, file: File) -> Iterator[tuple[str, str, int]]:
    if entry.application_seq == file.turns.first_act:
        yield measures.ANSWER, _bucket(_used(entry, file)), 1
    if _returns(entry, file):
        yield measures.RETURNED, in_order(entry.post), 1
    if _decides(entry, file):
        used = _used(entry, file)
        yield file.state.status, "", 1
        yield measures.VERDICT, _bucket(used), 1
        if file.state.breached:
            yield measures.BROKEN, "", 1
        elif file.state.kept:
            yield measures.KEPT, "", 1
        for owner in used.owners:
            yield measures.MINUTES, owner.owner, owner.working // MINUTE
        for desk in used.whole_desks:
            yield measures.DESK_MINUTES, desk.desk, desk.working // MINUTE
            yield measures.DESK_FILES, desk.desk, 1


def _decides(entry: Entry, file: File) -> bool:
    """Whether the office ended the file by this act. Nobody acts on a file that has ended, so it was the last."""
    ended = file.state.status in ENDED and file.state.status in measures.DECIDED
    return ended and entry.application_seq == file.turns.last_act


def _returns(entry: Entry, file: File) -> bool:
    step = file.law.standard.step(entry.step)
    to = next((outcome.to for outcome in step.outcomes if outcome.code == entry.outcome), "")
    waits_for_others = step.joint and KINDS[step.kind].way(entry.outcome).onward
    return to == TO_APPLICANT and not waits_for_others


def _used(entry: Entry, file: File) -> Elapsed:
    return elapsed(file.state.holdings, file.state.received_at, entry.occurred_at, file.calendar)


def _why(entry: Entry, file: File) -> Cause:
    return cause(file.state.holdings, file.state.received_at, entry.occurred_at, file.calendar)


def _bucket(used: Elapsed) -> str:
    return str(bucket(used.total.working, used.total.working_days))


def _mark(entry: Entry, file: File) -> Mark | None:
    """The line by which the file behind a figure is found again."""
    why: Cause | None = None
    if entry.kind == events.BREACHED and entry.application_seq == file.turns.first_breach:
        measure, why = measures.BREACHED, _why(entry, file)
    elif entry.kind == events.ACTED and _returns(entry, file):
        measure = measures.RETURNED
    else:
        return None
    return Mark(
        office=file.place.office,
        measure=measure,
        marked_at=entry.occurred_at,
        application_id=file.place.application_id,
        service=file.place.service,
        key=why.code if why else "",
        desk=why.desk if why else in_order(entry.post),
    )
