"""Writing the guest book: one line, its number and its entry in the ledger, in one transaction."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction

from maklumat.core.errors import NotVisible, Refusal
from maklumat.core.events import Event
from maklumat.records.applications.actions import take_number
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.guests.models import GuestEntry
from maklumat.records.guests.queries import GuestLine, line_of
from maklumat.records.guests.visit import LONGEST_TEXT, Correction, Visit, examine
from maklumat.records.ledger import actions as ledger
from maklumat.records.people import access
from maklumat.records.people.access import Actor, Facts

RECORDED: Final = "guest"
"""The kind of a guest book line in the ledger; such an entry is about no application."""


def record(
    actor: Actor,
    entry_id: UUID,
    visit: Visit,
    *,
    moment: datetime,
    came_at: datetime | None = None,
    late_reason: str = "",
    correction: Correction | None = None,
) -> GuestLine:
    """Write one line under the page's `entry_id`; sent again, the first line comes back.

    Raises NotVisible without a line to correct, Refusal TMU-001 to TMU-005 for what `visit.examine` does not take, and
    TMU-006 when the line was corrected already.
    """
    access.require(actor, access.GUESTS, Facts(actor.office))
    came_at = came_at or moment
    examine(visit, correction, came_at=came_at, moment=moment, late=late_reason)
    known = line_of(actor, entry_id)
    if known is not None:
        return known
    office = catalogue.office(actor.office, moment)
    day = catalogue.local_date(office, came_at)
    try:
        with transaction.atomic():
            row = _row(actor, entry_id, visit, day, came_at, moment, correction)
            row.save(force_insert=True)
            data = _data(row, correction, late_reason)
            event = Event(0, RECORDED, came_at, moment, post=row.post, outcome=row.result, data=data)
            ledger.append(actor.office, None, event, actor.user_id)
    except IntegrityError:
        return _after_all(actor, entry_id, correction)
    found = line_of(actor, entry_id)
    assert found is not None  # noqa: S101  # just written
    return found


def _row(
    actor: Actor,
    entry_id: UUID,
    visit: Visit,
    day: date,
    came_at: datetime,
    moment: datetime,
    correction: Correction | None,
) -> GuestEntry:
    """The line with its number, which is taken here."""
    lines = GuestEntry.objects.filter(office=actor.office, visited_on=day)
    if correction is not None and not lines.filter(seq=correction.seq).exists():
        raise NotVisible
    return GuestEntry(
        id=entry_id,
        office=actor.office,
        visited_on=day,
        seq=take_number(actor.office, f"guests {day:%m-%d}", day.year),
        came_at=came_at,
        recorded_at=moment,
        purpose=visit.purpose,
        question=visit.question,
        service=visit.service,
        result=visit.result,
        minutes=visit.minutes,
        note=visit.note.strip()[:LONGEST_TEXT],
        corrects=correction.seq if correction else None,
        reason=correction.reason.strip()[:LONGEST_TEXT] if correction else "",
        post=actor.posts[0],
        entered_by=actor.user_id,
    )


def _data(row: GuestEntry, correction: Correction | None, late_reason: str) -> dict[str, Any]:
    """What the ledger says: everything that is counted, why a line was replaced or came late, and no note."""
    data: dict[str, Any] = {"day": row.visited_on.isoformat(), "seq": row.seq, "purpose": row.purpose}
    data |= {"minutes": row.minutes, "question": row.question, "service": row.service}
    if correction is not None:
        data |= {"corrects": row.corrects, "reason": row.reason}
    return data | ({"late_reason": late_reason[:LONGEST_TEXT]} if late_reason else {})


def _after_all(actor: Actor, entry_id: UUID, correction: Correction | None) -> GuestLine:
    """Somebody was faster: the same page sent at the same time, or another correction of the same line."""
    known = line_of(actor, entry_id)
    if known is not None:
        return known
    if correction is None:
        raise NotVisible
    raise Refusal("TMU-006", "Baris nomor {seq} sudah diperbaiki; perbaiki baris penggantinya.", seq=correction.seq)
