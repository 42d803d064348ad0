"""How often this office asks for more than its standard says: a figure for everybody."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from maklumat.records.applications import unlisted

PERIOD: Final = timedelta(days=365)


def asked_in_a_year(office: str, service: str, moment: datetime) -> int:
    """The applications of the last 365 days that were asked for a paper that the standard does not list."""
    return unlisted.count_files(office, service, moment - PERIOD)
