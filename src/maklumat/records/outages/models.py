"""When an outside system could not be opened, and what was answered without it meanwhile."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from maklumat.records.ledger.fields import EncryptedTextField


class Outage(models.Model):
    """An outside system that the office cannot open, as an officer said. `ended_at` None: it still cannot."""

    office = models.CharField(max_length=40)
    system = models.CharField(max_length=120)
    reason = models.CharField(max_length=300)
    began_at = models.DateTimeField()
    began_by = models.PositiveBigIntegerField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.PositiveBigIntegerField(null=True)

    class Meta:
        app_label = "records"
        db_table = "outages_outage"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "system"], name="outage_once", condition=Q(ended_at=None)),
        ]
        indexes: ClassVar = [models.Index(fields=["office", "-began_at"], name="outage_last")]


class Recheck(models.Model):
    """A step (event `seq` of its file) that was answered without its system, to be looked up once that is back.

    `desk`: the posts of the step, sorted and joined by "+". `how`: the code of core.kinds.kind.HOW_FIELD. `status`:
    waiting, agrees, differs (until somebody settled that), settled.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.CharField(max_length=40)
    application_id = models.UUIDField()
    seq = models.PositiveIntegerField()
    step = models.CharField(max_length=60)
    desk = models.CharField(max_length=200)
    system = models.CharField(max_length=120)
    how = models.CharField(max_length=20)
    why = EncryptedTextField()
    outcome = models.CharField(max_length=60)
    answered_at = models.DateTimeField()
    status = models.CharField(max_length=10)
    checked_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "records"
        db_table = "outages_recheck"
        constraints: ClassVar = [models.UniqueConstraint(fields=["application_id", "seq"], name="recheck_once")]
        indexes: ClassVar = [
            models.Index(
                fields=["office", "status", "desk", "answered_at", "id"],
                name="recheck_open",
                condition=Q(status__in=("waiting", "differs")),
            ),
        ]
