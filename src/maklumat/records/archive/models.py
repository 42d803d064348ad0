"""What the office brought along from before, its closed years, and what it may destroy and has destroyed."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from maklumat.records.ledger.fields import EncryptedTextField


class MovingBatch(models.Model):
    """A spreadsheet that was sent in. The file lies in the vault; `kind` says what its rows are.

    `confirmed_at`: from then on its sound rows come in, `done` of them so far; `finished_at`: all of them did.
    `dropped_at`: it was thrown away before it was confirmed. `taken`, `there` and `refused` count rows. `vault_name` is
    "" once the file was destroyed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.CharField(max_length=40)
    vault_name = models.CharField(max_length=80)
    sent_at = models.DateTimeField()
    sent_by = models.PositiveBigIntegerField()
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.PositiveBigIntegerField(null=True)
    dropped_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    done = models.PositiveIntegerField(default=0)
    taken = models.PositiveIntegerField(default=0)
    there = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)

    class Meta:
        app_label = "records"
        db_table = "archive_moving_batch"
        indexes: ClassVar = [models.Index(fields=["office", "sent_at"], name="moving_batch_office")]


class MovingRefusal(models.Model):
    """A sound row that was refused as it was about to come in, and why. It is told as long as its sheet is there."""

    batch = models.ForeignKey(MovingBatch, on_delete=models.PROTECT, related_name="refusals")
    sheet = models.CharField(max_length=40)
    row = models.PositiveIntegerField()
    code = models.CharField(max_length=10)
    text = models.CharField(max_length=300)

    class Meta:
        app_label = "records"
        db_table = "archive_moving_refusal"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["batch", "sheet", "row"], name="moving_refusal_once"),
        ]


class PastEntry(models.Model):
    """A line of a book of a year before, as it was written there. It proves nothing here; it can be found.

    `destroyed_at`, `destroyed_by`: its names went by the minutes with that number; its own number stays.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.CharField(max_length=40)
    book = models.CharField(max_length=20)
    year = models.PositiveIntegerField()
    place = models.PositiveIntegerField()
    number = models.CharField(max_length=40)
    on = models.DateField()
    service = models.CharField(max_length=200, blank=True)
    result = models.CharField(max_length=200, blank=True)
    letter = models.CharField(max_length=200, blank=True)
    name = EncryptedTextField()
    nik = EncryptedTextField()
    note = EncryptedTextField()
    name_index = models.BinaryField(max_length=16, null=True)
    nik_index = models.BinaryField(max_length=16, null=True)
    batch = models.ForeignKey(MovingBatch, on_delete=models.PROTECT, related_name="entries")
    destroyed_at = models.DateTimeField(null=True)
    destroyed_by = models.CharField(max_length=80, blank=True)

    class Meta:
        app_label = "records"
        db_table = "archive_past_entry"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "book", "year", "number"], name="past_entry_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["office", "on", "id"], name="past_entry_day"),
            models.Index(fields=["office", "place"], name="past_entry_place"),
            models.Index(fields=["office", "name_index"], name="past_entry_name"),
            models.Index(fields=["office", "nik_index"], name="past_entry_nik"),
        ]


class YearClosing(models.Model):
    """The books of an office's year were closed. `content`: what each book held then, as the minutes say it."""

    office = models.CharField(max_length=40)
    year = models.PositiveIntegerField()
    closed_at = models.DateTimeField()
    closed_by = models.PositiveBigIntegerField()
    note = models.CharField(max_length=500, blank=True)
    content = models.JSONField()

    class Meta:
        app_label = "records"
        db_table = "archive_year_closing"
        constraints: ClassVar = [models.UniqueConstraint(fields=["office", "year"], name="year_closing_once")]


class RetentionRule(models.Model):
    """How long files of a service are kept, as the office's schedule says. Only added to: the newest holds."""

    office = models.CharField(max_length=40)
    service = models.CharField(max_length=60)
    active_years = models.PositiveSmallIntegerField()
    inactive_years = models.PositiveSmallIntegerField()
    fate = models.CharField(max_length=10)
    basis = models.CharField(max_length=200)
    decided_at = models.DateTimeField()
    decided_by = models.PositiveBigIntegerField()

    class Meta:
        app_label = "records"
        db_table = "archive_retention_rule"
        indexes: ClassVar = [models.Index(fields=["office", "service", "id"], name="retention_rule_newest")]


class RetentionHold(models.Model):
    """A file that is kept whatever the schedule says, for a dispute or an examination, until somebody lets go of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.CharField(max_length=40)
    application_id = models.UUIDField()
    register = models.CharField(max_length=20)
    reason = EncryptedTextField()
    held_at = models.DateTimeField()
    held_by = models.PositiveBigIntegerField()
    released_at = models.DateTimeField(null=True)
    released_by = models.PositiveBigIntegerField(null=True)

    class Meta:
        app_label = "records"
        db_table = "archive_retention_hold"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["application_id"], name="hold_once", condition=Q(released_at=None)),
        ]
        indexes: ClassVar = [models.Index(fields=["office", "held_at"], name="hold_office")]


class Destruction(models.Model):
    """A list of files to destroy, from the proposal to the minutes.

    `state`: proposed, ready (both letters are entered), declined, approved, running, finished. `number` is that of the
    minutes, taken as it begins. `witnesses`: a list of [name, post]. `content`: what the minutes count. The minutes lie
    in the vault under `vault_name`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.CharField(max_length=40)
    state = models.CharField(max_length=10)
    proposed_at = models.DateTimeField()
    proposed_by = models.PositiveBigIntegerField()
    longest_years = models.PositiveSmallIntegerField()
    panel_number = models.CharField(max_length=120, blank=True)
    panel_on = models.DateField(null=True)
    approver = models.CharField(max_length=10, blank=True)
    approval_number = models.CharField(max_length=120, blank=True)
    approval_on = models.DateField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.PositiveBigIntegerField(null=True)
    decided_reason = models.CharField(max_length=300, blank=True)
    began_at = models.DateTimeField(null=True)
    began_by = models.PositiveBigIntegerField(null=True)
    witnesses = models.JSONField(default=list)
    number = models.CharField(max_length=80, blank=True)
    finished_at = models.DateTimeField(null=True)
    content = models.JSONField(default=dict)
    vault_name = models.CharField(max_length=80, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        app_label = "records"
        db_table = "archive_destruction"
        indexes: ClassVar = [
            models.Index(fields=["office", "proposed_at"], name="destruction_office"),
            models.Index(fields=["began_at"], name="destruction_running", condition=Q(state="running")),
        ]


class DestructionLine(models.Model):
    """A file on such a list: what the register may go on saying of it. It names nobody.

    `book`: it is a line of that old book, and `application_id` its PastEntry; "" for a file.
    `left_at`: it was taken off the list, and `left_why` is a code of `core.retention.life.HOLDS`, or "declined".
    """

    destruction = models.ForeignKey(Destruction, on_delete=models.PROTECT, related_name="lines")
    application_id = models.UUIDField()
    book = models.CharField(max_length=20, blank=True)
    register = models.CharField(max_length=40)
    service = models.CharField(max_length=60)
    received_on = models.DateField()
    closed_on = models.DateField()
    ends_on = models.DateField()
    years = models.PositiveSmallIntegerField()
    papers = models.PositiveIntegerField(default=0)
    letters = models.PositiveIntegerField(default=0)
    left_at = models.DateTimeField(null=True)
    left_why = models.CharField(max_length=20, blank=True)
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "records"
        db_table = "archive_destruction_line"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["application_id"], name="destruction_line_once", condition=Q(left_at=None)),
        ]


class DoomedBlob(models.Model):
    """A file of the vault that a destroyed application named, until it is clear that nobody else names it."""

    destruction = models.ForeignKey(Destruction, on_delete=models.PROTECT, related_name="blobs")
    name = models.CharField(max_length=80)

    class Meta:
        app_label = "records"
        db_table = "archive_doomed_blob"
        constraints: ClassVar = [models.UniqueConstraint(fields=["destruction", "name"], name="doomed_blob_once")]
