"""The ledger's tables. Only `actions` writes them; triggers refuse every other change on both databases."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class LedgerEntry(models.Model):
    """What happened, once and for all: `core.evidence.chain.Entry` as a row."""

    id = models.BigAutoField(primary_key=True)
    office = models.CharField(max_length=40)
    office_seq = models.BigIntegerField()
    application = models.UUIDField(null=True)
    application_seq = models.IntegerField(null=True)
    kind = models.CharField(max_length=24)
    step = models.CharField(max_length=80)
    outcome = models.CharField(max_length=80)
    post = models.CharField(max_length=60)
    actor_id = models.BigIntegerField(null=True)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    payload_digest = models.BinaryField(max_length=32)
    previous_hash = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    class Meta:
        app_label = "records"
        db_table = "ledger_entry"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "office_seq"], name="ledger_entry_office_seq"),
            models.UniqueConstraint(fields=["application", "application_seq"], name="ledger_entry_application_seq"),
        ]
        indexes: ClassVar = [  # few entries are about no file: their index costs the others nothing
            models.Index(fields=["office", "kind", "office_seq"], name="ledger_entry_of_office",
                         condition=models.Q(application__isnull=True)),
        ]  # fmt: skip


class LedgerPayload(models.Model):
    """What the entry says in detail, sealed under the entry's body together with its salt.

    Erasing blanks `sealed` and names the ledger entry (`erased_by`, an office_seq) that says why.
    No foreign key in the database: entries are never deleted, and the check would cost every action.
    """

    entry = models.OneToOneField(
        LedgerEntry, on_delete=models.DO_NOTHING, primary_key=True, db_constraint=False, related_name="payload"
    )
    sealed = models.BinaryField()
    erased_at = models.DateTimeField(null=True)
    erased_by = models.BigIntegerField(null=True)
    erased_reason = models.CharField(max_length=200)

    class Meta:
        app_label = "records"
        db_table = "ledger_payload"


class LedgerHead(models.Model):
    """The last entry of each office's chain. Locked for the last statement of an action, and no longer."""

    office = models.CharField(max_length=40, primary_key=True)
    seq = models.BigIntegerField()
    hash = models.BinaryField(max_length=32)

    class Meta:
        app_label = "records"
        db_table = "ledger_head"


class LedgerFollower(models.Model):
    """How far something that is made of an office's entries has read them: everything up to `seq`. See `following`.

    `begun`: the number of the newest entry when it began to follow; what is older happened before its time.
    """

    name = models.CharField(max_length=40)
    office = models.CharField(max_length=40)
    seq = models.BigIntegerField()
    begun = models.BigIntegerField(default=0)

    class Meta:
        app_label = "records"
        db_table = "ledger_follower"
        constraints: ClassVar = [models.UniqueConstraint(fields=["name", "office"], name="ledger_follower_once")]


class LedgerDamage(models.Model):
    """Something that could not be read, until it can be: see `ledger.aside`.

    `name` is who met it: a follower, the clock, a page, the verification. `application` and `number` (its agenda
    number) are of the file, None and "" where nobody knows; `office_seq` is of the entry that a follower owes still, 0
    for everybody else. `tried_at`: when it was last tried. `mended_at`: when it could be read again.
    """

    name = models.CharField(max_length=40)
    office = models.CharField(max_length=40)
    application = models.UUIDField(null=True)
    office_seq = models.BigIntegerField(default=0)
    number = models.CharField(max_length=20, blank=True)
    code = models.CharField(max_length=8)
    met_at = models.DateTimeField()
    tried_at = models.DateTimeField()
    mended_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "records"
        db_table = "ledger_damage"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["name", "office", "application", "office_seq"],
                name="ledger_damage_once",
                condition=models.Q(mended_at=None),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["application"], name="ledger_damage_of_file", condition=models.Q(mended_at=None)),
        ]  # fmt: skip
