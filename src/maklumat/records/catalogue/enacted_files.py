"""Which files an office was last enacted from, so that a start does not read again what has not changed.

A row is only trusted while the law in the database still stands as that enactment left it: whatever else enacts,
drafts or takes away makes the office be read again.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from maklumat.records.catalogue.models import EnactedFiles
from maklumat.records.catalogue.queries import SHARED
from maklumat.records.ledger.driver import fetch, statement

_STANDING: Final = statement(
    "SELECT (SELECT MAX(id) FROM catalogue_office_version WHERE office = %s),"
    " (SELECT MAX(id) FROM catalogue_standard_version WHERE office = %s),"
    " (SELECT COUNT(enacted_at) FROM catalogue_standard_version WHERE office = %s),"
    " (SELECT MAX(id) FROM catalogue_letter_body WHERE office IN (%s, %s)),"
    " (SELECT MAX(id) FROM catalogue_english_texts WHERE office IN (%s, %s)),"
    " (SELECT MAX(id) FROM catalogue_reference_list WHERE owner IN (%s, %s)),"
    " (SELECT MAX(id) FROM catalogue_calendar_version)"
)


def is_unchanged(office: str, digest: str) -> bool:
    """Whether the law of an office was enacted from files with this digest, and stands as it was left."""
    newest = EnactedFiles.objects.filter(office=office).order_by("-pk").first()
    return newest is not None and newest.digest == digest and newest.standing == _standing(office)


def keep_digest(office: str, digest: str, *, moment: datetime) -> None:
    """Remember what an office has just been enacted from; in the transaction that enacted it, and last."""
    EnactedFiles.objects.create(office=office, digest=digest, standing=_standing(office), enacted_at=moment)


def _standing(office: str) -> str:
    """The newest rows of an office and of what all offices share, as one word."""
    found = fetch(_STANDING, (*[office] * 3, *[office, SHARED] * 3)) or ()
    return "-".join(str(number or 0) for number in found)
