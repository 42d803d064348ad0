"""Duty outside hours, for tests: a service promised day and night, and people on the roster."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue.actions import enact
from maklumat.records.messages.models import NightReport
from maklumat.records.people import roster
from maklumat.records.people.access import ADMINISTRATOR
from maklumat.records.people.models import RosterEntry
from tests import cast


def promise_day_and_night(moment: datetime | None = None) -> None:
    """The service promises its hours day and night from now on."""
    now = moment or timezone.now()
    law = catalogue.in_force(cast.OFFICE, cast.SERVICE, now)
    limits = tuple(replace(one, round_the_clock=True) for one in law.standard.time_limits)
    enact(law.office, [replace(law.standard, time_limits=limits)], {}, moment=now)
    cast.forget_law()


def on_duty(officer: cast.Officer, rank: int, moment: datetime, *, hours: int = 5) -> UUID:
    """The turn of somebody who is on duty then."""
    chief = cast.officer(ADMINISTRATOR).actor
    times = [(moment - timedelta(minutes=5), moment + timedelta(hours=hours))]
    roster.enter(chief, officer.user.pk, times, rank=rank, phone=f"+628120000000{rank}", published=False, moment=moment)
    return RosterEntry.objects.get(user=officer.user).pk


def report_at_night() -> None:
    """A file that came in outside hours: the first on duty was told, and nobody has it."""
    file, now = cast.apply().application_id, timezone.now()
    NightReport.objects.create(application_id=file, office=cast.OFFICE, raised_at=now, told=1, told_at=now)
