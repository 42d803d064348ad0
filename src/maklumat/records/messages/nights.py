"""Night reports: what is promised day and night and comes in outside hours is told to those on duty, one after the
other, and at last to the head, until somebody has it.

A report is found in the ledger, exactly once. Somebody has it once they say so on the page of duty, or anybody of the
office wrote on its file; when the office opens, the worklist has it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from maklumat.core import events
from maklumat.core.errors import NotVisible
from maklumat.core.events import Event
from maklumat.core.messages import table
from maklumat.core.organisation.roster import RANKS
from maklumat.core.organisation.table import ROSTER_MINUTES
from maklumat.core.standard.model import Office
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue import settings
from maklumat.records.ledger import actions as ledger
from maklumat.records.ledger.following import Followed, follow
from maklumat.records.ledger.models import LedgerEntry
from maklumat.records.ledger.queries import offices
from maklumat.records.messages import rows
from maklumat.records.messages.models import Message, NightReport
from maklumat.records.people import access, roster
from maklumat.records.people.access import Actor, Facts
from maklumat.records.people.mandates import note
from maklumat.records.people.models import Membership
from maklumat.records.procedures import queries as procedures

NAME: Final = "night_reports"
TOLD: Final = "night_report_told"
TAKEN: Final = "night_report_taken"
"""The kinds of entries about the office: who was told, and who has it."""
HEAD: Final = max(RANKS) + 1
"""Told last, after all ranks."""
OLDEST: Final = timedelta(hours=12)
"""What came in longer ago was seen in daylight since."""


@dataclass(frozen=True, slots=True)
class Unattended:
    """A night report that nobody has yet. `told_at`: when somebody was told last, None for not yet."""

    application: UUID
    register: str
    raised_at: datetime
    told_at: datetime | None


def find_night_reports(moment: datetime) -> int:
    """The night reports of every office since the last round. Repeat until 0."""
    return sum(follow(NAME, office, _Finder(moment).handle, kinds=(events.RECEIVED,)) for office in offices())


def tell_night_reports(moment: datetime) -> int:
    """Whoever is next for each report that nobody has; how many reports moved. Repeat until 0."""
    waiting = NightReport.objects.filter(taken_at=None).order_by("raised_at")
    return sum(_move(number, moment) for number in waiting.values_list("pk", flat=True))


def unattended(actor: Actor) -> list[Unattended]:
    """The night reports of the actor's office that nobody has, the oldest first. Raises NotVisible."""
    access.require(actor, access.ROSTER, Facts(actor.office))
    found = list(NightReport.objects.filter(office=actor.office, taken_at=None).order_by("raised_at"))
    places = procedures.positions([row.pk for row in found])
    return [
        Unattended(row.pk, places[row.pk].register, row.raised_at, row.told_at) for row in found if row.pk in places
    ]


def waits(application: UUID | None) -> bool:
    """Whether nobody has this report yet."""
    return application is not None and NightReport.objects.filter(pk=application, taken_at=None).exists()


def take(actor: Actor, application: UUID, *, moment: datetime) -> None:
    """The actor has it: nobody else is told. Raises NotVisible. What somebody has already stays theirs."""
    access.require(actor, access.ROSTER, Facts(actor.office))
    with transaction.atomic():
        row = NightReport.objects.select_for_update().filter(pk=application, office=actor.office).first()
        position = procedures.position(application)
        if row is None or position is None:
            raise NotVisible
        if row.taken_at is None:
            _settle(row, moment, actor.user_id)
            note(actor, TAKEN, {"register": position.register, "user": actor.user_id}, moment)


class _Finder:
    """One batch of one office."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def handle(self, found: Sequence[Followed]) -> None:
        """Whatever an officer took in is known to somebody already."""
        since = self.moment - OLDEST
        entries = [one.entry for one in found if one.entry.actor_id is None and one.entry.recorded_at >= since]
        places = procedures.positions({one.application for one in entries if one.application}) if entries else {}
        made = []
        for one in entries:
            place = places.get(one.application) if one.application else None
            if one.application is None or place is None:
                continue
            law = catalogue.enacted(place.standard_id)
            if law.standard.day_and_night and not _open(law.office, one.recorded_at):
                made.append(NightReport(application_id=one.application, office=one.office, raised_at=one.recorded_at))
        NightReport.objects.bulk_create(made, ignore_conflicts=True)


def _move(number: UUID, moment: datetime) -> int:
    """One report a step on, or none; 1 when it moved."""
    with transaction.atomic():
        row = NightReport.objects.select_for_update().filter(pk=number, taken_at=None).first()
        position = procedures.position(number)
        if row is None:
            return 0
        office = catalogue.office(row.office, moment)
        worked = LedgerEntry.objects.filter(application=number).exclude(actor_id=None).order_by("office_seq").first()
        if worked is not None or position is None or position.state.ended or _open(office, moment):
            return _settle(row, moment, worked.actor_id if worked else None)
        patience = timedelta(minutes=settings.value(row.office, ROSTER_MINUTES))
        if row.told >= HEAD or (row.told_at is not None and row.told_at + patience > moment):
            return 0
        _tell_next(row, office, position.register, moment)
    return 1


def _tell_next(row: NightReport, office: Office, register: str, moment: datetime) -> None:
    """The next rank on duty, else the head. Whoever is on leave is passed over."""
    day = catalogue.local_date(office, moment)
    turns = [one for one in roster.on_duty(office.code, moment, day) if one.rank > row.told and not one.away]
    if turns:
        row.told, users, about = turns[0].rank, [turns[0].user], str(turns[0].id)
    else:
        held = Membership.objects.filter(Q(until_on=None) | Q(until_on__gte=day), office=office.code, heads=True)
        users = list(held.filter(from_on__lte=day, user__is_active=True).values_list("user_id", flat=True))
        row.told, about = HEAD, "head"
    row.told_at = moment
    row.save(update_fields=["told", "told_at"])
    Message.objects.bulk_create(
        [
            rows.new(
                office.code, f"night-{row.pk}-{about}", table.NIGHT, f"officer-{user}", application_id=row.pk,
                happened_at=moment, moment=moment,
            )
            for user in users
        ],
        ignore_conflicts=True,
    )  # fmt: skip
    data = {"register": register, "rank": row.told, "user": users[0] if users else None}
    ledger.append(office.code, None, Event(0, TOLD, moment, moment, data=data), None)


def _settle(row: NightReport, moment: datetime, user: int | None) -> int:
    row.taken_at, row.taken_by = moment, user
    row.save(update_fields=["taken_at", "taken_by"])
    return 1


def _open(office: Office, at: datetime) -> bool:
    """Whether the office works then."""
    return catalogue.calendar(office).next_working_moment(at) <= at
