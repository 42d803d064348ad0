"""When a backup was last made, and when one was last tried: entries of each office's ledger, for whoever asks whether
there are backups and whether they are any good."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from maklumat.core.events import Event
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.ledger import actions as ledger
from maklumat.records.ledger import damage
from maklumat.records.ledger.history import SEALED_COLUMNS, event_in
from maklumat.records.ledger.models import LedgerEntry

REHEARSED: Final = "restore_rehearsed"
BACKED_UP: Final = "backup_made"


def record(findings: Mapping[str, Mapping[str, Any]], moment: datetime) -> None:
    """Write down that a backup was restored elsewhere and what was found, by the office's code."""
    for office in catalogue.offices(moment):
        data = findings.get(office.code)
        if data is not None:
            with transaction.atomic():
                ledger.append(office.code, None, Event(0, REHEARSED, moment, moment, data=dict(data)))


def record_backup(files: int, size_bytes: int, moment: datetime) -> None:
    """Write down, for every office, that a backup was made. The entry itself is not in it any more."""
    for office in catalogue.offices(moment):
        with transaction.atomic():
            data = {"files": files, "bytes": size_bytes}
            ledger.append(office.code, None, Event(0, BACKED_UP, moment, moment, data=data))


def last(office: str, kind: str = REHEARSED) -> Event | None:
    """The newest rehearsal of the office (or backup: BACKED_UP), None when none was ever recorded."""
    rows = LedgerEntry.objects.filter(office=office, application=None, kind=kind).order_by("-office_seq")
    newest = rows.values_list(*SEALED_COLUMNS)[:1]
    return next((event for _, event in damage.readable(event_in, newest)), None)
