"""What is thrown away by time alone: drafts that nobody sent, and their files."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.apps import apps
from django.db import transaction
from django.db.models import Exists, Model, OuterRef, QuerySet

from maklumat.records.applications.models import Application, Attachment, Draft
from maklumat.records.applications.resuming import KEPT
from maklumat.records.outside import vault

BATCH: Final = 100
GRACE: Final = timedelta(hours=1)
"""Longer than any action: a file stored again within it may be about to get its row."""


def sweep_drafts(moment: datetime) -> int:
    """Remove drafts that did not change for 30 days, a batch at most; how many went. Repeat until 0.

    Of one that was sent only the draft goes: its content and papers belong to the application. Scans of a counter page
    that was never sent go like the papers of a draft.
    """
    with transaction.atomic():
        old = Draft.objects.select_for_update().filter(changed_at__lt=moment - KEPT).order_by("changed_at")[:BATCH]
        drafts = {draft.id: draft.submitted_at for draft in old}
        unsent = [pk for pk, submitted_at in drafts.items() if submitted_at is None]
        lost = _without_owner(moment)
        names = _forget(unsent + lost)
        Draft.objects.filter(pk__in=drafts).delete()
    for name in names - named(names):
        vault().remove(name, moment - GRACE)
    return len(drafts) + len(lost)


def _without_owner(moment: datetime) -> list[UUID]:
    """Ids under which files lie, although neither a draft nor an application has that id."""
    mine = OuterRef("application_id")
    rows = Attachment.objects.filter(attached_at__lt=moment - KEPT).exclude(
        Exists(Draft.objects.filter(pk=mine)) | Exists(Application.objects.filter(pk=mine))
    )
    return list(rows.order_by().values_list("application_id", flat=True).distinct()[:BATCH])


def _forget(ids: Collection[UUID]) -> set[str]:
    """Delete the rows of these drafts' files; the names in the vault that they had."""
    rows = Attachment.objects.filter(application_id__in=ids)
    names = set(rows.values_list("vault_name", flat=True))
    rows.delete()
    return names


def named(names: Collection[str], *, beside: type[Model] | None = None) -> set[str]:
    """Those of the names that a row of any table (`beside` that one) still has: equal files of an office are one."""
    found: set[str] = set()
    for model in apps.all_models["records"].values():
        if model is not beside and hasattr(model, "vault_name"):
            rows: QuerySet[Any] = QuerySet(model).filter(vault_name__in=names)
            found.update(rows.values_list("vault_name", flat=True))
    return found
