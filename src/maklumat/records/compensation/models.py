"""What the office owes for broken promises, and how it was given."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from maklumat.records.ledger.fields import EncryptedJSONField, EncryptedTextField


class Entitlement(models.Model):
    """One thing owed to the applicant of one file, once however many promises of that file were broken.

    `number` counts from 1 within office and year. `key`, `form`, `text` and `ground` as in
    `core.compensation.entitlements`. `status`: owed, given (an apology, something else), used (a priority), declined.
    `nik_index` finds the person of a priority (None: by the code of the file). `valid_until`: the last day of a
    priority; `due_on`: the last day to apologise. `used_by` is the file that a priority was spent on, `placed_at` when
    it was put before others. `proof` is a file of the vault. `letter_*`: the letter of apology; `content` what it says.
    `letter_signer`: the user who signed it, or for whose hand it was printed at `letter_printed_at`;
    `letter_signed_as`: as what, "" for the holder of `letter_post`. `reminded_at`: the head was told that it is due.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.CharField(max_length=40)
    application_id = models.UUIDField()
    service = models.CharField(max_length=60)
    year = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=20)
    form = models.CharField(max_length=20)
    text = models.CharField(max_length=500)
    ground = models.CharField(max_length=10)
    status = models.CharField(max_length=10)
    nik_index = models.BinaryField(max_length=16, null=True)
    made_at = models.DateTimeField()
    due_on = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    content = EncryptedJSONField()
    letter_number = models.CharField(max_length=80, blank=True)
    letter_code = models.CharField(max_length=20, unique=True, null=True)  # noqa: DJ001  # only a letter has one
    letter_name = models.CharField(max_length=80, blank=True)
    letter_sha256 = models.CharField(max_length=64, blank=True)
    letter_mode = models.CharField(max_length=12, blank=True)
    letter_at = models.DateTimeField(null=True)
    letter_post = models.CharField(max_length=60, blank=True)
    letter_signed_as = models.CharField(max_length=400, blank=True)
    letter_signer = models.PositiveBigIntegerField(null=True)
    letter_signed_on = models.DateField(null=True)
    letter_printed_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.PositiveBigIntegerField(null=True)
    settled_post = models.CharField(max_length=200, blank=True)
    how = models.CharField(max_length=20, blank=True)
    note = EncryptedTextField()
    proof = models.CharField(max_length=80, blank=True)
    used_by = models.UUIDField(null=True)
    placed_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "records"
        db_table = "compensation_entitlement"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["application_id", "key"], name="entitlement_once"),
            models.UniqueConstraint(fields=["office", "year", "number"], name="entitlement_register"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["office", "nik_index", "valid_until"],
                name="entitlement_priority",
                condition=Q(status="owed", form="priority"),
            ),
            models.Index(
                fields=["office", "due_on", "id"],
                name="entitlement_task",
                condition=Q(status="owed") & ~Q(form="priority"),
            ),
            models.Index(fields=["office", "made_at", "form", "status"], name="entitlement_count"),
            models.Index(
                fields=["used_by"], name="entitlement_to_place", condition=Q(used_by__isnull=False, placed_at=None)
            ),
        ]


class Breach(models.Model):
    """A broken promise of a file, as the ledger tells it. `office_seq` is its entry; `caused`: on the office's own
    time, so that it counts for what is owed."""

    office = models.CharField(max_length=40)
    office_seq = models.BigIntegerField()
    application_id = models.UUIDField()
    service = models.CharField(max_length=60)
    limit = models.CharField(max_length=60)
    due_at = models.DateTimeField()
    known_at = models.DateTimeField()
    caused = models.BooleanField()

    class Meta:
        app_label = "records"
        db_table = "compensation_breach"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "office_seq"], name="breach_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["application_id", "office_seq"], name="breach_of"),
            models.Index(fields=["office", "known_at"], name="breach_count"),
        ]
