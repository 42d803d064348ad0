"""What is to be told, to whom and how far that is. No row holds an address, a name or a text."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q


class Message(models.Model):
    """One message to one person about one thing that happened, by whichever way reaches them.

    `occasion` says what happened, once and for all ("ledger-812", "expiring-<product>-30"); with the recipient it is
    the key under which nothing is told twice, and `id` follows from it. `kind` is a row of `core.messages.table`.
    `recipient`: "applicant", "proxy", or "officer-<user>". `office_seq`: the entry of the ledger it tells of; `about`:
    the day, where that is the occasion. The address is looked up when it is sent, in the sealed application.

    `state`: waiting, sent, written (into the folder: nobody was reached), skipped, dead or called (somebody told them
    by telephone); `reason` says why. `call_since`: since when somebody has to call them; `missed`: how often nobody
    answered. `held`: what a waiting one waits for. `failed`: the ways that did not lead to them
    ("whatsapp:bad_address sms:refused").
    `claim` and `claimed_until`: who is sending it now, and until when nobody else may.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.CharField(max_length=40)
    occasion = models.CharField(max_length=90)
    kind = models.CharField(max_length=24)
    recipient = models.CharField(max_length=40)
    application_id = models.UUIDField(null=True)
    office_seq = models.BigIntegerField(null=True)
    about = models.DateField(null=True)
    way = models.CharField(max_length=10, blank=True)
    state = models.CharField(max_length=10)
    reason = models.CharField(max_length=20, blank=True)
    held = models.CharField(max_length=10, blank=True)
    failed = models.CharField(max_length=120, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    happened_at = models.DateTimeField()
    made_at = models.DateTimeField()
    next_at = models.DateTimeField()
    claim = models.UUIDField(null=True)
    claimed_until = models.DateTimeField(null=True)
    provider_id = models.CharField(max_length=120, blank=True)
    settled_at = models.DateTimeField(null=True)
    call_since = models.DateTimeField(null=True)
    missed = models.PositiveSmallIntegerField(default=0)

    class Meta:
        app_label = "records"
        db_table = "messages_message"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "occasion", "recipient"], name="message_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["next_at"], name="message_due", condition=Q(state="waiting")),
            models.Index(fields=["office", "state", "made_at"], name="message_state"),
            models.Index(fields=["application_id"], name="message_of"),
            models.Index(
                fields=["office", "missed", "call_since"], name="message_call", condition=Q(call_since__isnull=False)
            ),
        ]


class NightReport(models.Model):
    """What is promised day and night and came in outside hours: one row for each file, until somebody has it.

    `told`: the rank on duty that was told last, 0 for nobody yet; see `records.messages.nights`. `taken_at`: since then
    somebody has it; `taken_by` is None where the office opened.
    """

    application_id = models.UUIDField(primary_key=True)
    office = models.CharField(max_length=40)
    raised_at = models.DateTimeField()
    told = models.PositiveSmallIntegerField(default=0)
    told_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)
    taken_by = models.PositiveBigIntegerField(null=True)

    class Meta:
        app_label = "records"
        db_table = "messages_night_report"
        indexes: ClassVar = [
            models.Index(fields=["office", "raised_at"], name="night_report_waits", condition=Q(taken_at__isnull=True)),
        ]
