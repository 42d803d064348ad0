"""The book of daily activities: what the officers did on files, day by day, as the ledger has it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, QuerySet

from maklumat.core import events
from maklumat.core.standard.model import Office
from maklumat.records.ledger.models import LedgerEntry
from maklumat.records.ledger.queries import first_from
from maklumat.records.people import access
from maklumat.records.people.access import Actor, Facts
from maklumat.records.people.queries import names_of
from maklumat.records.procedures.models import WorkItem
from maklumat.records.work import registers
from maklumat.records.work.register_lines import ActivityLine, Key, Wanted

NO_WORK: Final = (events.READ, events.TAKEN_OVER, events.MESSAGES_CHOSEN)
"""Nothing was done on the file: somebody looked at it, or a book was moved."""


def activities(actor: Actor, office: Office, wanted: Wanted, *, after: Key | None, limit: int) -> list[ActivityLine]:
    """What was done on files, in the order of writing, last first. No payload is opened: notes stay in their files.

    Days are those of writing. Of what happened on paper before, each line says when that was.
    """
    access.require(actor, access.REGISTERS, Facts(actor.office))
    rows = activity_rows(office, wanted.from_on, wanted.until_on)
    if wanted.service:
        rows = rows.filter(Exists(WorkItem.objects.filter(pk=OuterRef("application"), service=wanted.service)))
    if wanted.number is not None:
        rows = rows.filter(application__in=registers.numbered(actor, wanted.number, wanted))
    if wanted.person:
        rows = rows.filter(application__in=registers.files_of(actor, wanted.person))
    if after is not None:
        rows = rows.filter(office_seq__lt=after[0])
    page = list(rows.order_by("-office_seq")[:limit])
    files = registers.whose_of(actor, {row.application for row in page if row.application}, wanted)
    names = names_of({row.actor_id for row in page if row.actor_id is not None})
    return [
        ActivityLine(
            (row.office_seq,), row.kind, row.step, row.outcome, row.post, names.get(row.actor_id, ""),
            row.recorded_at, row.occurred_at, files[row.application],
        )
        for row in page
        if row.application is not None and row.actor_id is not None
    ]  # fmt: skip


def activity_rows(office: Office, from_on: date | None, until_on: date | None) -> QuerySet[LedgerEntry]:
    """The entries of the office that are lines of this book, written on these days."""
    rows = LedgerEntry.objects.filter(office=office.code, application__isnull=False, actor_id__isnull=False)
    rows = rows.exclude(post="").exclude(kind__in=NO_WORK)
    zone = ZoneInfo(office.time_zone)
    if from_on:
        rows = rows.filter(office_seq__gte=first_from(office.code, datetime.combine(from_on, time(), zone)))
    if until_on:
        ends = first_from(office.code, datetime.combine(until_on + timedelta(days=1), time(), zone))
        rows = rows.filter(office_seq__lt=ends)
    return rows
