"""Figures of an office: what happened, counted by day, and what waits now, counted by desk.

Everything here is made of the ledger by a follower (see `counting`) and may be thrown away and made again. No row names
a person by more than the number of an account, and none of an applicant.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Tally(models.Model):
    """How much of a measure fell on a local day of the office. What `key` says depends on it: see `measures`."""

    office = models.CharField(max_length=40)
    measure = models.CharField(max_length=20)
    counted_on = models.DateField()
    service = models.CharField(max_length=60, blank=True)
    key = models.CharField(max_length=200, blank=True)
    amount = models.BigIntegerField()

    class Meta:
        app_label = "records"
        db_table = "figures_tally"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["office", "measure", "counted_on", "service", "key"], name="figures_tally_once"
            ),
        ]


class Place(models.Model):
    """Where an open file is counted in `Standing`: removed when it ends.

    `stands_at`: when the promise broke that is still owing, or since when it lies with somebody outside; else None.
    """

    application_id = models.UUIDField(primary_key=True)
    office = models.CharField(max_length=40)
    service = models.CharField(max_length=60)
    desk = models.CharField(max_length=200, blank=True)
    due = models.CharField(max_length=20, blank=True)
    stands_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "records"
        db_table = "figures_place"
        indexes: ClassVar = [
            models.Index(
                fields=["office", "due", "stands_at", "application_id"],
                name="figures_place_list",
                condition=Q(stands_at__isnull=False),
            )
        ]


class Standing(models.Model):
    """How many open files stand alike now. `desk`: "" while they lie with their applicants.

    `due`: the local day of the promise as "2026-11-30", "" where nothing is due, "late-" and the cause where a broken
    promise is owing, APPLICANT while they lie with their applicants, OUTSIDE while they wait for somebody outside.
    """

    office = models.CharField(max_length=40)
    service = models.CharField(max_length=60)
    desk = models.CharField(max_length=200, blank=True)
    due = models.CharField(max_length=20, blank=True)
    files = models.BigIntegerField()

    class Meta:
        app_label = "records"
        db_table = "figures_standing"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "service", "desk", "due"], name="figures_standing_once"),
        ]


class Mark(models.Model):
    """A file behind a figure that its work item does not tell: a promise that broke, a file that was returned.

    `key`: the cause of the breach; `desk`: who held it longest, or who returned it.
    """

    office = models.CharField(max_length=40)
    measure = models.CharField(max_length=20)
    marked_at = models.DateTimeField()
    application_id = models.UUIDField()
    service = models.CharField(max_length=60)
    key = models.CharField(max_length=20, blank=True)
    desk = models.CharField(max_length=200, blank=True)

    class Meta:
        app_label = "records"
        db_table = "figures_mark"
        indexes: ClassVar = [
            models.Index(fields=["office", "measure", "marked_at", "application_id"], name="figures_mark_list"),
            models.Index(
                fields=["office", "measure", "service", "marked_at", "application_id"], name="figures_mark_service"
            ),
        ]
