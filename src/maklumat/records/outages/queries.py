"""Which outside systems an office works with, and which of them it cannot open now."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from maklumat.core.organisation.table import BSRE, SIGNER
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue import settings
from maklumat.records.outages.models import Outage
from maklumat.records.people.queries import names_of

SHOWN: Final = 20
POST: Final = "post"
BSRE_NAME: Final = "BSrE"


@dataclass(frozen=True, slots=True)
class Down:
    """An outage. `lasted`: until now, or until it ended. `by`: who said that it began."""

    system: str
    reason: str
    began_at: datetime
    ended_at: datetime | None
    lasted: timedelta
    by: str = ""


def systems(office: str, moment: datetime) -> tuple[str, ...]:
    """The other applications that the steps of the office's posts and its questions at the counter name, by name; and
    the service that signs its letters, where that is not this machine."""
    named = {
        step.system for law in catalogue.services(office, moment) for step in law.standard.steps if step.actor == POST
    }
    named |= {one.system for one in catalogue.office(office, moment).status_questions}
    named |= {BSRE_NAME} if settings.value(office, SIGNER) == BSRE else set()
    return tuple(sorted(named - {""}))


def running(office: str, named: Collection[str], now: datetime) -> tuple[Down, ...]:
    """Those of these systems that cannot be opened now, by name. One query; none where no system is named."""
    if not named:
        return ()
    rows = Outage.objects.filter(office=office, system__in=sorted(named), ended_at=None).order_by("system")
    return tuple(_down(row, now) for row in rows)


def latest(office: str, now: datetime) -> tuple[Down, ...]:
    """The last SHOWN outages, the newest first, with the name of whoever said so."""
    rows = list(Outage.objects.filter(office=office).order_by("-began_at", "-pk")[:SHOWN])
    names = names_of({row.began_by for row in rows})
    return tuple(_down(row, now, names[row.began_by]) for row in rows)


def _down(row: Outage, now: datetime, by: str = "") -> Down:
    lasted = max((row.ended_at or now) - row.began_at, timedelta())
    return Down(row.system, row.reason, row.began_at, row.ended_at, lasted, by)
