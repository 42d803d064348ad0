"""The private trial period of a new office: its figures are its own, and causes come before desks and people."""

from __future__ import annotations

from datetime import date

from maklumat.core.organisation.table import TRIAL_UNTIL
from maklumat.records.catalogue import settings


def trial_until(office: str, today: date) -> date | None:
    """The last day of the trial period; None when there is none or it is over. One query."""
    text = settings.value(office, TRIAL_UNTIL)
    until = date.fromisoformat(text) if text else None
    return until if until is not None and today <= until else None
