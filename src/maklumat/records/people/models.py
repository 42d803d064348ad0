"""Who works here: users, and the posts they hold in an office, with dates. And who tries too often."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """A person who can log in. What they may do comes from their memberships alone."""

    full_name = models.CharField(max_length=120)

    class Meta:
        app_label = "records"
        db_table = "people_user"


class Membership(models.Model):
    """A user holds a post of an office from a day until a day (empty: still). `heads`: the post heads the office."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    office = models.CharField(max_length=40)
    post = models.CharField(max_length=60)
    heads = models.BooleanField(default=False)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        app_label = "records"
        db_table = "people_membership"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "office", "post", "from_on"], name="membership_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["office", "post"], name="membership_office_post")]


class Tries(models.Model):
    """How often somebody tried something in the present window. `who` is a keyed digest, never an address.

    `began`: the start of the window in whole seconds since 1970 UTC.
    """

    bucket = models.CharField(max_length=40)
    who = models.CharField(max_length=64)
    began = models.BigIntegerField()
    count = models.PositiveIntegerField()

    class Meta:
        app_label = "records"
        db_table = "people_tries"
        constraints: ClassVar = [models.UniqueConstraint(fields=["bucket", "who"], name="tries_once")]
        indexes: ClassVar = [models.Index(fields=["began"], name="tries_began")]
