"""Who works here: users, their second factor, the posts they hold in an office. And who tries too often."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.contrib.auth.models import AbstractUser
from django.db import models

from maklumat.records.ledger.fields import EncryptedTextField


class User(AbstractUser):
    """A person who can log in. What they may do comes from their memberships alone.

    `second_factor_at`: since when they have their present authenticator app; None for none. `password_once`: their
    password was given to them, and they must choose their own. Both stand here because every request reads its user
    anyway. `certificate_name`: the name in their BSrE certificate where it is written otherwise than `full_name`.
    """

    full_name = models.CharField(max_length=120)
    password_once = models.BooleanField(default=False)
    certificate_name = models.CharField(max_length=120, blank=True)
    second_factor_at = models.DateTimeField(null=True, blank=True)

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


class Mandate(models.Model):
    """The authority of a post given to a person by a written order; see `core.organisation.mandates`.

    A row is never changed but to be revoked, once: `revoked_on` is the first day on which it no longer holds.
    `services` and `products` are codes separated by spaces, "" for all.
    """

    office = models.CharField(max_length=40)
    kind = models.CharField(max_length=4)
    post = models.CharField(max_length=60)
    holder = models.ForeignKey(User, on_delete=models.PROTECT, related_name="mandates")
    holder_post = models.CharField(max_length=60, blank=True)
    from_on = models.DateField()
    until_on = models.DateField()
    basis = models.CharField(max_length=120)
    basis_on = models.DateField()
    services = models.TextField(blank=True)
    products = models.TextField(blank=True)
    under = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField()
    given_by = models.PositiveBigIntegerField()
    revoked_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.PositiveBigIntegerField(null=True)
    revoked_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        app_label = "records"
        db_table = "people_mandate"
        indexes: ClassVar = [models.Index(fields=["office", "post"], name="mandate_office_post")]


class Absence(models.Model):
    """A person is away from a day until a day, both included; `back_on`: the day on which they were at work again.

    While it lasts `substitute` works the queue of their posts, and signs nothing by that. `kind` is one of the closed
    list in `records.people.absences`; why exactly somebody is ill is nobody's business and stands nowhere.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="absences")
    office = models.CharField(max_length=40)
    kind = models.CharField(max_length=20)
    from_on = models.DateField()
    until_on = models.DateField()
    substitute = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="substitutions")
    recorded_at = models.DateTimeField()
    recorded_by = models.PositiveBigIntegerField()
    back_on = models.DateField(null=True)
    back_at = models.DateTimeField(null=True)
    back_by = models.PositiveBigIntegerField(null=True)

    class Meta:
        app_label = "records"
        db_table = "people_absence"
        indexes: ClassVar = [models.Index(fields=["office", "from_on"], name="absence_office_from")]


class RosterEntry(models.Model):
    """Somebody is on duty outside hours from a moment until another (that one no more); see `core.organisation.roster`.

    A row is never changed but to be cancelled, once: then it does not take place, or ended at that moment.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    office = models.CharField(max_length=40)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="roster_entries")
    rank = models.PositiveSmallIntegerField()
    phone = EncryptedTextField()
    published = models.BooleanField(default=False)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()
    entered_at = models.DateTimeField()
    entered_by = models.PositiveBigIntegerField()
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.PositiveBigIntegerField(null=True)

    class Meta:
        app_label = "records"
        db_table = "people_roster_entry"
        indexes: ClassVar = [models.Index(fields=["office", "until_at"], name="roster_entry_until")]


class RosterCall(models.Model):
    """Somebody on duty was rung, and answered or did not. The id comes from the page, so that a repeat is one call."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    entry = models.ForeignKey(RosterEntry, on_delete=models.PROTECT, related_name="calls")
    called_at = models.DateTimeField()
    called_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    answered = models.BooleanField()
    remark = models.CharField(max_length=200, blank=True)

    class Meta:
        app_label = "records"
        db_table = "people_roster_call"
        indexes: ClassVar = [models.Index(fields=["called_at"], name="roster_call_at")]


class SecondFactor(models.Model):
    """The authenticator app of a user. `secret` in base 32; `last_step`: the newest 30-second step that was used."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="second_factor")
    secret = EncryptedTextField()
    last_step = models.BigIntegerField()

    class Meta:
        app_label = "records"
        db_table = "people_second_factor"


class RecoveryCode(models.Model):
    """A code on paper for the day the telephone is lost, as a keyed digest. It opens once."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="recovery_codes")
    digest = models.CharField(max_length=32)
    used_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "records"
        db_table = "people_recovery_code"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "digest"], name="recovery_code_once"),
        ]


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
