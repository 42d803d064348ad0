"""Where every file stands: one row per application, a projection written with each event."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Booking(models.Model):
    """A time at a place that takes one group at a time. `given_up_at`: another time was taken, or the file ended."""

    office = models.CharField(max_length=40)
    place = models.CharField(max_length=60)
    starts_at = models.DateTimeField()
    application_id = models.UUIDField()
    booked_at = models.DateTimeField()
    given_up_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "records"
        db_table = "procedures_booking"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["office", "place", "starts_at"], name="booking_once", condition=Q(given_up_at=None)
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["application_id"], name="booking_application")]


class WorkItem(models.Model):
    """The projection that worklists read. `state` is the whole fold (core.procedure.state), checkable at any time.

    `desk` is the posts that may act now, sorted and joined by "+"; "" when nobody of the office holds the file.
    `caller` is the desk that is to call the applicant of a returned file, "" while nobody need; `call_by`: its lapse.
    `delegate`: who works on it for the desk ("u:" and a user's id, or "p:" and a post), "" while the desk does.
    `attention` is the post above that desk that was warned of the file or told that it is late, "" for none.
    `order_at` is `due_at`, or the end of time where nothing is due, and much earlier where the file has priority; its
    fraction of a second tells who came first (see `desks.in_turn`): worklists are read off its index, in order.
    """

    application_id = models.UUIDField(primary_key=True)
    office = models.CharField(max_length=40)
    service = models.CharField(max_length=60)
    standard_id = models.PositiveBigIntegerField()
    confidentiality = models.CharField(max_length=20)
    register = models.CharField(max_length=20)
    status = models.CharField(max_length=20)
    step = models.CharField(max_length=60, blank=True)
    desk = models.CharField(max_length=200, blank=True)
    since = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    order_at = models.DateTimeField()
    due_provisional = models.BooleanField(default=False)
    look_at = models.DateTimeField(null=True)
    caller = models.CharField(max_length=200, blank=True, default="")
    call_by = models.DateTimeField(null=True)
    attention = models.CharField(max_length=60, blank=True, default="")
    delegate = models.CharField(max_length=64, blank=True, default="")
    seq = models.PositiveIntegerField()
    state = models.TextField()

    class Meta:
        app_label = "records"
        db_table = "procedures_work_item"
        indexes: ClassVar = [
            models.Index(
                fields=["office", "desk", "order_at", "application_id"],
                name="work_item_worklist",
                condition=Q(status="open"),
            ),
            models.Index(
                fields=["office", "service", "desk", "order_at", "application_id"],
                name="work_item_service",
                condition=Q(status="open"),
            ),
            models.Index(
                fields=["office", "service", "since", "application_id"],
                name="work_item_returned",
                condition=Q(status="with_applicant"),
            ),
            models.Index(
                fields=["office", "service", "since", "application_id"], name="work_item_ended", condition=Q(step="")
            ),
            models.Index(
                fields=["office", "caller", "call_by", "application_id"],
                name="work_item_calls",
                condition=Q(call_by__isnull=False),
            ),
            models.Index(
                fields=["office", "attention", "order_at", "application_id"],
                name="work_item_attention",
                condition=Q(attention__gt=""),
            ),
            models.Index(
                fields=["office", "delegate", "order_at", "application_id"],
                name="work_item_delegate",
                condition=Q(status="open") & ~Q(delegate=""),
            ),
            models.Index(fields=["look_at"], name="work_item_look", condition=Q(look_at__isnull=False)),
        ]


class Assignment(models.Model):
    """What somebody asked of somebody else on one file: by a disposisi (`act`), or by delegating the work on a step.

    Made of the ledger (`records.work.assignments`), of the event `seq`. `step`: where the work lies; `by_user` and
    `to_user` are users' ids, `to_user` 0 for whoever holds `to_post` (a desk, as in WorkItem). `read_at`: when a
    receiver first opened it. `ending`: "" while it is open, else answered, done, recalled or over; `ended_seq`: by
    which event.
    """

    office = models.CharField(max_length=40)
    application_id = models.UUIDField()
    seq = models.PositiveIntegerField()
    act = models.BooleanField()
    step = models.CharField(max_length=60)
    by_user = models.PositiveBigIntegerField()
    by_post = models.CharField(max_length=200)
    to_user = models.PositiveBigIntegerField(default=0)
    to_post = models.CharField(max_length=200)
    urgency = models.CharField(max_length=20, blank=True)
    given_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=10, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_seq = models.PositiveIntegerField(null=True)

    class Meta:
        app_label = "records"
        db_table = "procedures_assignment"
        constraints: ClassVar = [models.UniqueConstraint(fields=["application_id", "seq"], name="assignment_once")]
        indexes: ClassVar = [
            models.Index(fields=["office", "by_user", "given_at"], name="assignment_given_open",
                         condition=Q(ended_at=None)),
            models.Index(fields=["office", "to_user", "to_post", "given_at"], name="assignment_got_open",
                         condition=Q(ended_at=None)),
            models.Index(fields=["office", "by_user", "-ended_at"], name="assignment_given"),
            models.Index(fields=["office", "to_user", "to_post", "-ended_at"], name="assignment_got"),
        ]  # fmt: skip
