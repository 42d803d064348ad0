"""What the office brought along: batches of rows that came in, and lines of the books of the years before."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from maklumat.records.ledger.fields import EncryptedTextField


class MovingBatch(models.Model):
    """A spreadsheet that was sent in. The file lies in the vault; `kind` says what its rows are.

    `confirmed_at`: from then on its sound rows come in, `done` of them so far; `finished_at`: all of them did.
    `dropped_at`: it was thrown away before it was confirmed. `taken`, `there` and `refused` count rows.
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


class PastEntry(models.Model):
    """A line of a book of a year before, as it was written there. It proves nothing here; it can be found."""

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
