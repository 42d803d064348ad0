"""What a citizen asked for: drafts, applications and their attachments. Personal content is sealed."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from maklumat.records.catalogue.models import StandardVersion
from maklumat.records.ledger.fields import EncryptedJSONField, EncryptedTextField


class Draft(models.Model):
    """An application that is still being written. Its id becomes the submission id, so a repeat cannot make two.

    `code` is the code that its receipt will have: with the secret it opens the draft on any device.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.CharField(max_length=40)
    service = models.CharField(max_length=60)
    code = models.CharField(max_length=20, unique=True, null=True)  # noqa: DJ001  # drafts older than the column
    content = EncryptedJSONField()
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "records"
        db_table = "applications_draft"
        indexes: ClassVar = [models.Index(fields=["changed_at"], name="draft_changed")]


class Application(models.Model):
    """An application as received; it never changes (but for `secret_issue`, which rises when the secret is reissued,
    and for its end: `destroyed_at`, by the minutes with the number `destroyed_by`, when its content was emptied).
    Where it stands is the fold of its events.

    `code` is the public code of the receipt; the secret that goes with it is derived, never stored. `register` is the
    agenda number within office and year. `nik_index` and `name_index` find a person's files without opening them (blind
    indexes; a name as `core.identity.persons.name_key` writes it, null for files that came before it was kept).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.CharField(max_length=40)
    service = models.CharField(max_length=60)
    standard = models.ForeignKey(StandardVersion, on_delete=models.PROTECT)
    code = models.CharField(max_length=20, unique=True)
    register_year = models.PositiveIntegerField()
    register_seq = models.PositiveIntegerField()
    channel = models.CharField(max_length=10)
    confidentiality = models.CharField(max_length=20)
    content = EncryptedJSONField()
    nik_index = models.BinaryField(max_length=16, null=True)
    name_index = models.BinaryField(max_length=16, null=True)
    received_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    entered_by = models.PositiveBigIntegerField(null=True)
    notice_version = models.CharField(max_length=20)
    secret_issue = models.PositiveIntegerField(default=0)
    destroyed_at = models.DateTimeField(null=True)
    destroyed_by = models.CharField(max_length=80, null=True)  # noqa: DJ001  # set with destroyed_at and not before

    class Meta:
        app_label = "records"
        db_table = "applications_application"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "register_year", "register_seq"], name="application_register"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["office", "nik_index"], name="application_nik"),
            models.Index(fields=["office", "name_index"], name="application_name"),
            models.Index(  # the agenda by days or service: what does not fit is passed over without looking at its row
                fields=["office", "register_year", "register_seq", "received_at", "service"], name="application_agenda"
            ),
        ]


class Attachment(models.Model):
    """One file for one requirement, of a draft or of an application (the draft's id is the application's id).

    A place may have several files: the pages of one paper, in the order they came. `copied_from` is the attachment of
    an earlier application that its owner agreed to use again, at `attached_at`; `first_attached_at` says since when
    the office has had that paper.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application_id = models.UUIDField()
    office = models.CharField(max_length=40)
    requirement = models.CharField(max_length=60)
    person = models.CharField(max_length=30, blank=True)
    vault_name = models.CharField(max_length=80)
    kind = models.CharField(max_length=40)
    size_bytes = models.PositiveIntegerField()
    pages = models.PositiveIntegerField(default=1)
    attached_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)
    copied_from = models.UUIDField(null=True)
    first_attached_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "records"
        db_table = "applications_attachment"
        indexes: ClassVar = [models.Index(fields=["application_id", "requirement"], name="attachment_of")]


class Counter(models.Model):
    """The next number of a register of an office in a year: agenda numbers and letter numbers.

    `closed_at`: the book of that year was closed; it gives no number any more.
    """

    office = models.CharField(max_length=40)
    register = models.CharField(max_length=60)
    year = models.PositiveIntegerField()
    next = models.PositiveIntegerField(default=1)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "records"
        db_table = "applications_counter"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "register", "year"], name="counter_once"),
        ]


class UnlistedPaper(models.Model):
    """A paper that the standard does not list, asked of one applicant with a written reason. Counted in public.

    `number` counts from 1 within the application; `core.intake.unlisted` names its place to attach after it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application_id = models.UUIDField()
    office = models.CharField(max_length=40)
    service = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    paper = EncryptedTextField()
    reason = EncryptedTextField()
    asked_at = models.DateTimeField()
    asked_by = models.PositiveBigIntegerField()

    class Meta:
        app_label = "records"
        db_table = "applications_unlisted_paper"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["application_id", "number"], name="unlisted_paper_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["office", "service", "asked_at"], name="unlisted_paper_counted")]


class Custody(models.Model):
    """A numbered receipt for original papers that lie at the office until they go back.

    `id` is the submission id of the form, so sent twice it is one receipt. `papers` is a list of texts; `owner` is
    whose they are; `collector` who took them back, null while they are here. `taken_post` joins posts by "+".
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application_id = models.UUIDField()
    office = models.CharField(max_length=40)
    service = models.CharField(max_length=60)
    year = models.PositiveIntegerField()
    seq = models.PositiveIntegerField()
    papers = EncryptedJSONField()
    owner = EncryptedTextField()
    taken_at = models.DateTimeField()
    taken_by = models.PositiveBigIntegerField()
    taken_post = models.CharField(max_length=200)
    returned_at = models.DateTimeField(null=True)
    returned_by = models.PositiveBigIntegerField(null=True)
    collector = EncryptedTextField(null=True)  # type: ignore[misc]  # the plugin knows no nullable sealed column

    class Meta:
        app_label = "records"
        db_table = "applications_custody"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "year", "seq"], name="custody_register"),
        ]
        indexes: ClassVar = [models.Index(fields=["application_id"], name="custody_of")]


class PaperPrinting(models.Model):
    """A paper was printed: see `printing`. `about` tells it from others of its `kind`, `number` is how people call it.

    `copies`: how often it was printed before and is therefore a copy; 0 for the first paper.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.CharField(max_length=40)
    kind = models.CharField(max_length=20)
    about = models.CharField(max_length=60)
    number = models.CharField(max_length=60)
    application_id = models.UUIDField(null=True)
    service = models.CharField(max_length=60, blank=True)
    copies = models.PositiveIntegerField()
    printed_by = models.PositiveBigIntegerField()
    post = models.CharField(max_length=200, blank=True)
    printed_at = models.DateTimeField()

    class Meta:
        app_label = "records"
        db_table = "applications_paper_printing"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "kind", "about", "copies"], name="printed_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["office", "printed_at", "id"], name="printed_again", condition=models.Q(copies__gt=0)),
        ]
