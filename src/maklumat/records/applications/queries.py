"""Reading drafts, applications and attachments. Whether somebody may see them is decided a stage above."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from maklumat.core.errors import NotVisible
from maklumat.records.applications.models import Application, Attachment, Draft
from maklumat.records.outside import vault


@dataclass(frozen=True, slots=True)
class DraftView:
    id: UUID
    office: str
    service: str
    content: Mapping[str, Any]
    changed_at: datetime
    submitted: bool


@dataclass(frozen=True, slots=True)
class PaperView:
    """An attachment as shown: which requirement (and person) it is for, what it is, and its place in the vault."""

    id: UUID
    requirement: str
    person: str
    kind: str
    size_bytes: int
    pages: int
    attached_at: datetime
    vault_name: str


def draft(draft_id: UUID) -> DraftView:
    """Raises NotVisible when there is none."""
    row = Draft.objects.filter(pk=draft_id).first()
    if row is None:
        raise NotVisible
    return DraftView(row.id, row.office, row.service, row.content, row.changed_at, row.submitted_at is not None)


def papers(application_id: UUID) -> list[PaperView]:
    """The files attached now, in the order they came."""
    rows = Attachment.objects.filter(application_id=application_id, replaced_at__isnull=True).order_by("attached_at")
    return [
        PaperView(
            row.id, row.requirement, row.person, row.kind, row.size_bytes, row.pages, row.attached_at, row.vault_name
        )
        for row in rows
    ]  # fmt: skip


def paper_bytes(paper: PaperView) -> bytes:
    """The file itself. Raises Unavailable when the vault cannot give it."""
    return vault_bytes(paper.vault_name)


def vault_bytes(name: str) -> bytes:
    """A stored file by its name in the vault. Raises Unavailable when the vault cannot give it."""
    return vault().get(name)


def by_code(code: str) -> Application | None:
    """The application with this receipt code."""
    return Application.objects.filter(code=code).first()
