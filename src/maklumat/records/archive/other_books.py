"""Books that give no number of a year, or none of their own: how many lines of a year each of them has.

They are not closed. What happened is written in them when it is written down, and nobody takes a number there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from maklumat.core.standard.model import Office
from maklumat.records.applications.models import Application, PaperPrinting
from maklumat.records.compensation.following import OWED
from maklumat.records.compensation.models import Entitlement
from maklumat.records.guests.models import GuestEntry
from maklumat.records.products.models import Delivery
from maklumat.records.work.activities import activity_rows


@dataclass(frozen=True, slots=True)
class LineCount:
    """How many lines of the year a book has, and how many of them are not done."""

    book: str
    lines: int
    open: int = 0


def other_books(office: Office, year: int) -> Iterable[LineCount]:
    """The books beside those that are closed, by the codes under which the desk opens them."""
    code, zone = office.code, ZoneInfo(office.time_zone)
    days = date(year, 1, 1), date(year, 12, 31)
    within = datetime(year, 1, 1, tzinfo=zone), datetime(year + 1, 1, 1, tzinfo=zone)

    yield LineCount("penerima", Application.objects.filter(office=code, register_year=year).count())
    handed = Delivery.objects.filter(office=code, delivered_at__gte=within[0], delivered_at__lt=within[1])
    yield LineCount("penyerahan", handed.count())
    yield LineCount("kegiatan", activity_rows(office, *days).count())
    copies = PaperPrinting.objects.filter(office=code, copies__gt=0)
    yield LineCount("cetak-ulang", copies.filter(printed_at__gte=within[0], printed_at__lt=within[1]).count())
    yield LineCount("tamu", GuestEntry.objects.filter(office=code, visited_on__range=days).count())
    owed = Entitlement.objects.filter(office=code, year=year)
    yield LineCount("kompensasi", owed.count(), owed.filter(status=OWED).count())
