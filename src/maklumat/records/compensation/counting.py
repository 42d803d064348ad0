"""How many promises an office broke in a year, and what it gave for them: what everybody may know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db.models import Count

from maklumat.core.compensation.entitlements import APOLOGY, NONE, PRIORITY
from maklumat.core.organisation.table import COMPENSATION_DEFAULT, TRIAL_UNTIL
from maklumat.core.standard.model import Office
from maklumat.records.catalogue import settings
from maklumat.records.compensation.following import GIVEN, USED
from maklumat.records.compensation.models import Breach, Entitlement


@dataclass(frozen=True, slots=True)
class Counted:
    """Of the year of `on`: promises broken on the office's own time, apologies given, priorities owed and used."""

    year: int
    broken: int
    apologies: int
    priorities: int
    used: int


def counted(office: Office, on: date) -> Counted | None:
    """None where nothing is owed for a broken promise here, and in a trial period. Three statements at most."""
    decided = settings.values(office.code)
    silent = not office.compensation and decided[COMPENSATION_DEFAULT] == NONE
    trial = decided[TRIAL_UNTIL]
    if silent or (trial and on <= date.fromisoformat(trial)):
        return None
    since = datetime.combine(date(on.year, 1, 1), time(), ZoneInfo(office.time_zone))
    rows = Entitlement.objects.filter(office=office.code, made_at__gte=since).values_list("form", "status")
    counts = {(form, status): number for form, status, number in rows.annotate(number=Count("id"))}
    return Counted(
        year=on.year,
        broken=Breach.objects.filter(office=office.code, known_at__gte=since, caused=True).count(),
        apologies=counts.get((APOLOGY, GIVEN), 0),
        priorities=sum(number for (form, _), number in counts.items() if form == PRIORITY),
        used=counts.get((PRIORITY, USED), 0),
    )
