"""Who works here: users, and the posts they hold in an office, with dates."""

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
    """A user holds a post of an office from a day until a day (empty: still)."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    office = models.CharField(max_length=40)
    post = models.CharField(max_length=60)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        app_label = "records"
        db_table = "people_membership"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "office", "post", "from_on"], name="membership_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["office", "post"], name="membership_office_post")]
