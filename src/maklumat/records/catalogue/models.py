"""The law in force: offices, standards and calendars as enacted, immutable and content-hashed."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q


class OfficeVersion(models.Model):
    """An office as its file described it on a day: canonical JSON, never changed, superseded by the next."""

    office = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    content = models.TextField()
    content_hash = models.CharField(max_length=64)
    in_force_from = models.DateField()
    enacted_at = models.DateTimeField()

    class Meta:
        app_label = "records"
        db_table = "catalogue_office_version"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "number"], name="office_version_number"),
        ]


class StandardVersion(models.Model):
    """One service of one office as enacted: canonical JSON. It never changes.

    A row without `enacted_at` binds nobody; what is being written is a `StandardDraft`. An application is bound for
    life to the version in force when it was received.
    """

    office = models.CharField(max_length=40)
    service = models.CharField(max_length=60)
    seq = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    office_version = models.ForeignKey(OfficeVersion, on_delete=models.PROTECT)
    format = models.PositiveIntegerField()
    content = models.TextField()
    content_hash = models.CharField(max_length=64)
    in_force_from = models.DateField()
    drafted_at = models.DateTimeField()
    enacted_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "records"
        db_table = "catalogue_standard_version"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "service", "number"], name="standard_version_number"),
        ]


class CalendarVersion(models.Model):
    """One year's holidays as loaded: the newest row of a year holds. Loading one recomputes open files by events."""

    year = models.PositiveIntegerField()
    content = models.TextField()
    content_hash = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()

    class Meta:
        app_label = "records"
        db_table = "catalogue_calendar_version"
        indexes: ClassVar = [models.Index(fields=["year"], name="calendar_version_year")]


class EnglishTexts(models.Model):
    """An office's texts in English, for readers: canonical JSON of pairs. The newest row of an office holds.

    It is no law and binds nobody, so it may change at any time, also for applications under an older standard.
    """

    office = models.CharField(max_length=40)
    content = models.TextField()
    content_hash = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()

    class Meta:
        app_label = "records"
        db_table = "catalogue_english_texts"
        indexes: ClassVar = [models.Index(fields=["office"], name="english_texts_office")]


class ReferenceList(models.Model):
    """What standards refer to: canonical JSON of a list. The newest row of an owner and a kind holds.

    `kind`: "families", of the owner "_bersama"; or "acts", those that an office (`owner`) cites. It is no law of an
    office: the words for a wish may become plainer, and an act may be repealed, while the standards stay as they are.
    """

    owner = models.CharField(max_length=40)
    kind = models.CharField(max_length=20)
    content = models.TextField()
    content_hash = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()

    class Meta:
        app_label = "records"
        db_table = "catalogue_reference_list"
        indexes: ClassVar = [models.Index(fields=["owner", "kind"], name="reference_list_owner")]


class EnactedFiles(models.Model):
    """What an office was enacted from: the digest of its files and of the program that read them (`digest`), and how
    the law then stood in the database (`standing`, see `enacted_files`). The newest row of an office holds."""

    office = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)
    standing = models.CharField(max_length=200)
    enacted_at = models.DateTimeField()

    class Meta:
        app_label = "records"
        db_table = "catalogue_enacted_files"
        indexes: ClassVar = [models.Index(fields=["office"], name="enacted_files_office")]


class LetterBody(models.Model):
    """The text of a letter template as enacted, so that a letter can be drawn again as it was."""

    office = models.CharField(max_length=40)
    name = models.CharField(max_length=80)
    content = models.TextField()
    content_hash = models.CharField(max_length=64)
    enacted_at = models.DateTimeField()

    class Meta:
        app_label = "records"
        db_table = "catalogue_letter_body"
        indexes: ClassVar = [models.Index(fields=["office", "name"], name="letter_body_name")]


class OfficeSetting(models.Model):
    """What an office decided for itself (core.organisation.table). Rows are only added; the newest of a code holds."""

    office = models.CharField(max_length=40)
    code = models.CharField(max_length=40)
    value = models.TextField()
    decided_at = models.DateTimeField()
    decided_by = models.PositiveBigIntegerField()

    class Meta:
        app_label = "records"
        db_table = "catalogue_office_setting"
        indexes: ClassVar = [models.Index(fields=["office", "code"], name="office_setting_code")]


class StandardText(models.Model):
    """A file that the law was read from, as text: comments, order and all. Rows are only added; the newest of a path
    holds, and an empty one says that the file is gone.

    `owner`: an office or "_bersama". `origin`: "folder", as it lay there when the office was enacted, or "browser",
    where it was enacted (see `catalogue.texts` for what holds when both change).
    """

    owner = models.CharField(max_length=40)
    path = models.CharField(max_length=200)
    content = models.TextField()
    origin = models.CharField(max_length=10)
    kept_at = models.DateTimeField()

    class Meta:
        app_label = "records"
        db_table = "catalogue_standard_text"
        indexes: ClassVar = [models.Index(fields=["owner", "path"], name="standard_text_path")]


class StandardDraft(models.Model):
    """A standard that is being changed in the browser: its text, and how far it has come. It binds nobody.

    `version` counts its saves: whoever saves says which one they saw. `status`: open, proposed (the text stands still
    until the head decides), enacted or discarded. `decision` holds what was proposed with it (see
    `catalogue.enacting`), `standard_id` the version that it became.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    office = models.CharField(max_length=40)
    service = models.CharField(max_length=60)
    path = models.CharField(max_length=200)
    content = models.TextField()
    version = models.PositiveIntegerField(default=1)
    status = models.CharField(max_length=10)
    begun_at = models.DateTimeField()
    begun_by = models.PositiveBigIntegerField()
    changed_at = models.DateTimeField()
    changed_by = models.PositiveBigIntegerField()
    decision = models.TextField(default="")
    proposed_at = models.DateTimeField(null=True)
    proposed_by = models.PositiveBigIntegerField(null=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.PositiveBigIntegerField(null=True)
    standard_id = models.PositiveBigIntegerField(null=True)

    class Meta:
        app_label = "records"
        db_table = "catalogue_standard_draft"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["office", "service"], name="standard_draft_once", condition=Q(status__in=("open", "proposed"))
            ),
        ]


class DraftSave(models.Model):
    """What a draft said at one of its versions. `aside`: it came too late, somebody had saved since, and is kept here
    so that nothing that was written is lost. `by_itself`: the page saved it while somebody wrote."""

    draft = models.ForeignKey(StandardDraft, on_delete=models.PROTECT, related_name="saves")
    version = models.PositiveIntegerField()
    content = models.TextField()
    saved_at = models.DateTimeField()
    saved_by = models.PositiveBigIntegerField()
    aside = models.BooleanField(default=False)
    by_itself = models.BooleanField(default=False)

    class Meta:
        app_label = "records"
        db_table = "catalogue_draft_save"
        indexes: ClassVar = [models.Index(fields=["draft", "version"], name="draft_save_version")]


class Rehearsal(models.Model):
    """A year's files through a draft: asked for on a page, answered by the clock worker. `question` and `answer` are
    JSON; `done` counts files. `error`: the code and sentence of why there is no answer."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    office = models.CharField(max_length=40)
    draft = models.ForeignKey(StandardDraft, on_delete=models.PROTECT, related_name="rehearsals")
    version = models.PositiveIntegerField()
    content = models.TextField()
    question = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.PositiveBigIntegerField()
    started_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    done = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)
    answer = models.TextField(default="")
    error = models.TextField(default="")

    class Meta:
        app_label = "records"
        db_table = "catalogue_rehearsal"
        indexes: ClassVar = [
            models.Index(fields=["asked_at"], name="rehearsal_waiting", condition=Q(finished_at__isnull=True)),
        ]
