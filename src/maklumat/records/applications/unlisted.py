"""Papers asked beyond the standard: the rows, inside the caller's transaction, and their public count."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from maklumat.core.intake.unlisted import Unlisted
from maklumat.records.applications.models import UnlistedPaper


def next_number(application_id: UUID) -> int:
    """The number that the next such paper of this application will have."""
    return UnlistedPaper.objects.filter(application_id=application_id).count() + 1


def keep(
    application_id: UUID, office: str, service: str, number: int, *, paper: str, reason: str, moment: datetime, by: int
) -> None:
    """Write what was asked."""
    UnlistedPaper(
        id=uuid4(), application_id=application_id, office=office, service=service, number=number, paper=paper,
        reason=reason, asked_at=moment, asked_by=by,
    ).save(force_insert=True)  # fmt: skip


def of_file(application_id: UUID) -> tuple[Unlisted, ...]:
    """What was asked of this applicant, in order."""
    rows = UnlistedPaper.objects.filter(application_id=application_id).order_by("number")
    return tuple(Unlisted(row.number, row.paper, row.reason, row.asked_at) for row in rows)


def count_files(office: str, service: str, since: datetime) -> int:
    """How many applications for this service were asked for more than the standard lists, since that moment."""
    rows = UnlistedPaper.objects.filter(office=office, service=service, asked_at__gte=since)
    return rows.values("application_id").distinct().count()
