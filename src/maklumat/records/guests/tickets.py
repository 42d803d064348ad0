"""Giving numbers in the waiting room and calling them. Every change is an entry in the ledger, about no application.

Calls are made one after the other: whoever presses at the same time gets another number. A reason of the body opens
the priority lane and goes no further: it is in no entry, and it is forgotten once a number has led to a file.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction

from maklumat.core.errors import NotVisible, Refusal
from maklumat.core.events import Event
from maklumat.core.organisation.table import QUEUE_IN_A_ROW, QUEUE_KEY
from maklumat.core.queueing.lanes import COMPENSATION, OF_THE_BODY, REASONS, lane_of
from maklumat.records.applications import printing
from maklumat.records.applications.actions import take_number
from maklumat.records.applications.printing import Paper, Printed
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue import settings
from maklumat.records.guests.models import QueueTicket
from maklumat.records.guests.queue import (
    ABSENT,
    CALLED,
    GAVE_UP,
    SERVED,
    WAITING,
    Board,
    Ticket,
    ticket_of,
    tickets_of,
)
from maklumat.records.ledger import actions as ledger
from maklumat.records.ledger.actions import Happening
from maklumat.records.people import access
from maklumat.records.people.access import Actor, Facts

CHANGED: Final = "ticket"
"""The kind of such an entry; its outcome is what became of the number."""
CALLS: Final = 3
"""So often is somebody called before their number is set aside."""
MOST_ON_PAPER: Final = 999


@dataclass(frozen=True, slots=True)
class PaperTicket:
    """A number that was torn off a printed sheet, as it is entered later. `called_at` is None for who gave up."""

    seq: int
    reason: str
    taken_at: datetime
    called_at: datetime | None
    ended_at: datetime
    window: str = ""


def give(actor: Actor, ticket_id: UUID, *, reason: str = "", moment: datetime) -> Ticket:
    """A number from the hand of an officer, under the page's id; sent again, the same number comes back.

    `reason` opens the priority lane: one of core.queueing.lanes.REASONS, "" for the ordinary lane.
    """
    access.require(actor, access.QUEUE, Facts(actor.office))
    return _taken(actor.office, ticket_id, reason, moment, actor)


def priority_ticket(actor: Actor, ticket_id: UUID, *, moment: datetime) -> Ticket:
    """A number of the priority lane for whoever was promised one as compensation."""
    return give(actor, ticket_id, reason=COMPENSATION, moment=moment)


def take(office: str, key: str, ticket_id: UUID, *, reason: str = "", moment: datetime) -> Ticket:
    """A number from the device in the waiting room. Raises NotVisible unless `key` is the office's."""
    examine_key(office, key)
    if reason == COMPENSATION:
        raise NotVisible
    return _taken(office, ticket_id, reason, moment, None)


def examine_key(office: str, key: str) -> None:
    """Raise NotVisible unless this is the key of the office's device; an office without one has no device."""
    wanted = str(settings.value(office, QUEUE_KEY))
    if not wanted or not hmac.compare_digest(wanted.encode(), key.encode()):
        raise NotVisible


def print_again(actor: Actor, ticket: Ticket, *, moment: datetime) -> Printed:
    """The slip of a number once more; the first came with the number."""
    access.require(actor, access.QUEUE, Facts(ticket.office))
    return printing.enter(actor, Paper(printing.TICKET, str(ticket.id), ticket.number), moment)


def call_next(actor: Actor, window: str, *, moment: datetime, seen: str | None = None) -> Ticket | None:
    """The next number is called to this window, whose present one is thereby finished; None when nobody waits.

    `seen`: the mark of the number that the page showed at this window, "" for none. Where another one stands there now
    the button was pressed twice, or too late: that one comes back, and nobody is finished whom the page did not show.
    """
    access.require(actor, access.QUEUE, Facts(actor.office))
    most = int(settings.value(actor.office, QUEUE_IN_A_ROW))
    day = _today(actor.office, moment)
    with transaction.atomic():
        # The row of this counter is held until the commit: calls are made one after the other.
        call_seq = take_number(actor.office, f"queue calls {day:%m-%d}", day.year)
        board = Board(tuple(tickets_of(actor.office, day)), most, moment)
        present, chosen = board.at_window(window), next(iter(board.waiting), None)
        if present is not None and seen not in (None, present.mark):
            return present
        told = []
        if present is not None:
            told.append(_moved(present, actor, moment, status=SERVED, ended_at=moment))
        if chosen is not None:
            changes = {"call_seq": call_seq, "first_called_at": chosen.first_called_at or moment}
            told.append(
                _moved(chosen, actor, moment, status=CALLED, window=window, calls=1, called_at=moment, **changes)
            )
        _tell(actor.office, told, actor.user_id)
    return None if chosen is None else ticket_of(actor.office, chosen.id)


def call_again(actor: Actor, ticket_id: UUID, *, seen: int, moment: datetime) -> None:
    """The same number once more. Refusal ANT-001 when it has changed since, ANT-002 after the last call."""
    ticket = _held(actor, ticket_id, seen, CALLED)
    if ticket.calls >= CALLS:
        raise Refusal(
            "ANT-002", "Nomor {number} sudah dipanggil {calls} kali; sisihkan.", number=ticket.number, calls=CALLS
        )
    _change(ticket, actor, moment, calls=ticket.calls + 1, called_at=moment)


def set_aside(actor: Actor, ticket_id: UUID, *, seen: int, moment: datetime) -> None:
    """Nobody came. Refusal ANT-001, or ANT-003 before the number was called often enough."""
    ticket = _held(actor, ticket_id, seen, CALLED)
    if ticket.calls < CALLS:
        raise Refusal(
            "ANT-003", "Panggil nomor {number} sampai {calls} kali dahulu.", number=ticket.number, calls=CALLS
        )
    _change(ticket, actor, moment, status=ABSENT)


def come_back(actor: Actor, ticket_id: UUID, *, seen: int, moment: datetime) -> None:
    """Whoever was set aside is here after all, and is called before the others of their lane. Refusal ANT-001."""
    _change(_held(actor, ticket_id, seen, ABSENT), actor, moment, status=WAITING, back_at=moment)


def put_back(actor: Actor, ticket_id: UUID, *, seen: int, moment: datetime) -> None:
    """Whoever was finished by mistake waits again, before the others of their lane. Refusal ANT-001.

    A number that led to a file, or of another day, was served: it does not come back.
    """
    ticket = _held(actor, ticket_id, seen, SERVED)
    if ticket.application_id is not None or ticket.on_paper or ticket.taken_on != _today(actor.office, moment):
        raise _changed(ticket)
    _change(ticket, actor, moment, status=WAITING, window="", ended_at=None, back_at=moment)


def give_up(actor: Actor, ticket_id: UUID, *, seen: int, moment: datetime) -> None:
    """Whoever had this number has left. Refusal ANT-001."""
    ticket = _held(actor, ticket_id, seen, WAITING, CALLED, ABSENT)
    _change(ticket, actor, moment, status=GAVE_UP, ended_at=moment)


def finish(
    actor: Actor, window: str, *, moment: datetime, application_id: UUID | None = None, seen: str = ""
) -> Ticket | None:
    """Whoever is at this window has been served, and which file that made; None when nobody is there.

    What was done has been done: nothing is refused here. `seen`: the mark of whom the page showed there; somebody else
    is left alone.
    """
    access.require(actor, access.QUEUE, Facts(actor.office))
    day = _today(actor.office, moment)
    with transaction.atomic():
        ticket = Board(tuple(tickets_of(actor.office, day)), 1, moment).at_window(window)
        if ticket is None or (seen and seen != ticket.mark):
            return None
        changes: dict[str, Any] = {"status": SERVED, "ended_at": moment, "application_id": application_id}
        if application_id is not None and ticket.reason in OF_THE_BODY:
            changes["reason"] = ""
        _tell(actor.office, [_moved(ticket, actor, moment, **changes)], actor.user_id)
    return ticket_of(actor.office, ticket.id)


def enter_paper(actor: Actor, ticket_id: UUID, paper: PaperTicket, *, late_reason: str, moment: datetime) -> Ticket:
    """A number of a printed sheet with its true times, once the electricity is back.

    Raises Refusal ANT-004 for times that cannot be, ANT-005 without a reason, ANT-006 for a number entered before.
    """
    access.require(actor, access.QUEUE, Facts(actor.office))
    times = [paper.taken_at, *([paper.called_at] if paper.called_at else []), paper.ended_at, moment]
    if times != sorted(times) or not 1 <= paper.seq <= MOST_ON_PAPER:
        raise Refusal("ANT-004", "Periksa nomor dan jamnya: datang, dipanggil, lalu selesai.")
    if not late_reason.strip():
        raise Refusal("ANT-005", "Nomor dari kertas memerlukan alasan, misalnya listrik padam.")
    row = _row(actor.office, ticket_id, paper.reason, paper.taken_at, moment, on_paper=True, seq=paper.seq)
    row.status, row.ended_at = (SERVED if paper.called_at else GAVE_UP), paper.ended_at
    row.window, row.calls = paper.window, int(paper.called_at is not None)
    row.first_called_at = row.called_at = paper.called_at
    more = {"late_reason": late_reason.strip()[:300]}
    return _written(row, actor, moment, more) or _entered_before(actor.office, ticket_id, row)


def _entered_before(office: str, ticket_id: UUID, row: QueueTicket) -> Ticket:
    """The same page sent twice, or a number that somebody else has entered."""
    known = ticket_of(office, ticket_id)
    if known is None:
        raise Refusal("ANT-006", "Nomor {number} hari itu sudah diketik.", number=_value(row).number)
    return known


def _taken(office: str, ticket_id: UUID, reason: str, moment: datetime, actor: Actor | None) -> Ticket:
    known = ticket_of(office, ticket_id)
    if known is not None:
        return known
    row = _row(office, ticket_id, reason, moment, moment, on_paper=False, seq=0)
    found = _written(row, actor, moment, {}) or ticket_of(office, ticket_id)
    if found is None:
        raise NotVisible
    return found


def _row(
    office: str, ticket_id: UUID, reason: str, taken_at: datetime, moment: datetime, *, on_paper: bool, seq: int
) -> QueueTicket:
    if reason and reason not in REASONS:
        raise NotVisible
    return QueueTicket(
        id=ticket_id,
        office=office,
        taken_on=_today(office, taken_at),
        lane=lane_of(reason),
        on_paper=on_paper,
        seq=seq,
        reason=reason,
        taken_at=taken_at,
        recorded_at=moment,
        status=WAITING,
    )


def _written(row: QueueTicket, actor: Actor | None, moment: datetime, more: dict[str, Any]) -> Ticket | None:
    """The new number with its place in its lane, which is taken here; None when id or number are there already."""
    try:
        with transaction.atomic():
            if not row.on_paper:
                name = f"queue {row.lane} {row.taken_on:%m-%d}"
                row.seq = take_number(row.office, name, row.taken_on.year)
            row.save(force_insert=True)
            ticket = _value(row)
            event = _event(ticket, actor, moment, more, occurred_at=row.taken_at)
            _tell(row.office, [event], actor.user_id if actor else None)
    except IntegrityError:
        return None
    return ticket


def _value(row: QueueTicket) -> Ticket:
    return Ticket(*(getattr(row, name) for name in Ticket.__dataclass_fields__))


def _held(actor: Actor, ticket_id: UUID, seen: int, *statuses: str) -> Ticket:
    access.require(actor, access.QUEUE, Facts(actor.office))
    ticket = ticket_of(actor.office, ticket_id)
    if ticket is None:
        raise NotVisible
    if ticket.revision != seen or ticket.status not in statuses:
        raise _changed(ticket)
    return ticket


def _changed(ticket: Ticket) -> Refusal:
    return Refusal(
        "ANT-001", "Nomor {number} sudah diubah petugas lain; lihat keadaannya sekarang.", number=ticket.number
    )


def _change(ticket: Ticket, actor: Actor, moment: datetime, **changes: Any) -> None:
    with transaction.atomic():
        _tell(ticket.office, [_moved(ticket, actor, moment, **changes)], actor.user_id)


def _moved(ticket: Ticket, actor: Actor, moment: datetime, **changes: Any) -> Event:
    """Compare and set: the number as it was seen becomes what it is now, or Refusal ANT-001."""
    rows = QueueTicket.objects.filter(pk=ticket.id, revision=ticket.revision)
    if not rows.update(**changes, revision=ticket.revision + 1):
        raise _changed(ticket)
    return _event(replace(ticket, **changes), actor, moment, {})


def _event(
    ticket: Ticket, actor: Actor | None, moment: datetime, more: dict[str, Any], *, occurred_at: datetime | None = None
) -> Event:
    """What the ledger says: number, window and times, and never a reason of the body."""
    data: dict[str, Any] = {"ticket": ticket.number, "day": ticket.taken_on.isoformat(), "window": ticket.window}
    data |= {"calls": ticket.calls, **more}
    if ticket.reason and ticket.reason not in OF_THE_BODY:
        data["reason"] = ticket.reason
    if ticket.application_id is not None:
        data["application"] = str(ticket.application_id)
    post = actor.posts[0] if actor and actor.posts else ""
    return Event(0, CHANGED, occurred_at or moment, moment, post=post, outcome=ticket.status, data=data)


def _tell(office: str, told: Iterable[Event], actor_id: int | None) -> None:
    ledger.append_many(office, [Happening(event, None, actor_id) for event in told])


def _today(office: str, moment: datetime) -> date:
    return catalogue.local_date(catalogue.office(office, moment), moment)
