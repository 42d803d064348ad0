"""Spreadsheets of a move go when they are needed no more: they hold names, numbers and telephones of everybody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q

from maklumat.core.organisation.table import SHEET_DAYS
from maklumat.records.applications.sweeping import GRACE, named
from maklumat.records.archive.models import MovingBatch
from maklumat.records.catalogue import settings
from maklumat.records.outside import vault

BATCH: Final = 20


def sweep_sheets(moment: datetime) -> int:
    """Destroy sheets that were thrown away, and those that were taken in, or left lying, for as many days as the office
    keeps them. A batch at most; how many went, repeat until 0.

    The file goes first and its name last: stopped in between, the next round finds it again.
    """
    due = list(_due(moment))[:BATCH]
    for batch in due:
        if not named({batch.vault_name}, beside=MovingBatch) and not _shared(batch):
            vault().remove(batch.vault_name, moment - GRACE)
        with transaction.atomic():
            batch.refusals.all().delete()
            MovingBatch.objects.filter(pk=batch.pk).update(vault_name="")
    return len(due)


def _shared(batch: MovingBatch) -> bool:
    """Whether the same sheet was sent once more and is still needed."""
    return MovingBatch.objects.filter(vault_name=batch.vault_name).exclude(pk=batch.pk).exists()


def _due(moment: datetime) -> Iterator[MovingBatch]:
    """Whatever was thrown away an hour ago; and of each office what lay long enough."""
    kept = MovingBatch.objects.exclude(vault_name="").order_by("sent_at", "pk")
    for office in list(kept.order_by().values_list("office", flat=True).distinct()):
        before = moment - timedelta(days=settings.value(office, SHEET_DAYS))
        mine = kept.filter(office=office)
        mine.filter(confirmed_at=None, dropped_at=None, sent_at__lte=before).update(dropped_at=moment - GRACE)
        yield from mine.filter(Q(dropped_at__lte=moment - GRACE) | Q(finished_at__lte=before))
