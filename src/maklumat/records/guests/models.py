"""The guest book: who came to the office for what, and how it ended. It asks for no name and no number."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from maklumat.records.ledger.fields import EncryptedTextField


class GuestEntry(models.Model):
    """One line of an office's guest book of one day; it never changes. `seq` counts from 1 within the day.

    The id comes with the page, so that a line sent twice is written once. A line that was wrong is replaced by a later
    line of the same day that names it (`corrects`, a seq) and says why (`reason`). `note` and `reason` are an
    officer's free words and therefore sealed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.CharField(max_length=40)
    visited_on = models.DateField()
    seq = models.PositiveIntegerField()
    came_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    purpose = models.CharField(max_length=20)
    question = models.CharField(max_length=60, blank=True)
    service = models.CharField(max_length=60, blank=True)
    result = models.CharField(max_length=20)
    minutes = models.PositiveSmallIntegerField()
    note = EncryptedTextField()
    corrects = models.PositiveIntegerField(null=True)
    reason = EncryptedTextField()
    post = models.CharField(max_length=60)
    entered_by = models.PositiveBigIntegerField()

    class Meta:
        app_label = "records"
        db_table = "guests_entry"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "visited_on", "seq"], name="guest_entry_seq"),
            models.UniqueConstraint(
                fields=["office", "visited_on", "corrects"],
                name="guest_entry_corrected_once",
                condition=Q(corrects__isnull=False),
            ),
        ]
