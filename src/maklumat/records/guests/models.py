"""The guest book and the waiting room: who came for what, and how it ended. They ask for no name and no number."""

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


class QueueTicket(models.Model):
    """A number of an office's waiting room of one day. It names nobody.

    `seq` counts from 1 within lane and day, without gaps; numbers that were printed beforehand (`on_paper`) count by
    themselves, as they lay on the pile. `reason` opens the priority lane. `call_seq` is the place among the day's
    calls, `called_at` the latest call of `calls`, `first_called_at` the end of waiting. `back_at`: came back after
    being set aside. `application_id`: the file that it led to. `revision` grows with every change.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.CharField(max_length=40)
    taken_on = models.DateField()
    lane = models.CharField(max_length=10)
    on_paper = models.BooleanField(default=False)
    seq = models.PositiveIntegerField()
    reason = models.CharField(max_length=20, blank=True)
    taken_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    status = models.CharField(max_length=10)
    window = models.CharField(max_length=10, blank=True)
    calls = models.PositiveSmallIntegerField(default=0)
    call_seq = models.PositiveIntegerField(null=True)
    first_called_at = models.DateTimeField(null=True)
    called_at = models.DateTimeField(null=True)
    back_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    application_id = models.UUIDField(null=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        app_label = "records"
        db_table = "guests_ticket"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["office", "taken_on", "lane", "on_paper", "seq"], name="queue_ticket_number_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["application_id"], name="queue_ticket_application", condition=Q(application_id__isnull=False)
            ),
        ]
