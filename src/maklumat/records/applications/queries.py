"""Reading drafts, applications and attachments. Whether somebody may see them is decided a stage above."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from maklumat.core.errors import Damaged, NotVisible, Refusal, Unavailable
from maklumat.records.applications.models import Application, Attachment, Draft
from maklumat.records.outside import vault


class Destroyed(Refusal):
    """The file is no more (RTN-030): its years were over, and it was destroyed by minutes with a number."""

    def __init__(self, number: str, on: date) -> None:
        self.number, self.on = number, on
        super().__init__(
            "RTN-030",
            "Berkas ini dimusnahkan pada {day} dengan berita acara nomor {number}. Isinya tidak ada lagi.",
            day=f"{on:%d-%m-%Y}", number=number,
        )  # fmt: skip


class FileGone(Damaged, Unavailable):
    """A file that a row names is not in the vault (BRK-001): it was lost, or the folder is not there just now."""


@dataclass(frozen=True, slots=True)
class DraftView:
    id: UUID
    office: str
    service: str
    content: Mapping[str, Any]
    changed_at: datetime
    submitted: bool
    code: str = ""


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
    replaced_at: datetime | None = None
    first_attached_at: datetime | None = None

    @property
    def reused(self) -> bool:
        """Whether its owner agreed to use a paper of an earlier application again."""
        return self.first_attached_at is not None


def draft(draft_id: UUID) -> DraftView:
    """Raises NotVisible when there is none."""
    row = Draft.objects.filter(pk=draft_id).first()
    if row is None:
        raise NotVisible
    return DraftView(
        row.id, row.office, row.service, row.content, row.changed_at, row.submitted_at is not None, row.code or ""
    )


def papers(application_id: UUID) -> list[PaperView]:
    """The files attached now, in the order they came."""
    rows = Attachment.objects.filter(application_id=application_id, replaced_at__isnull=True).order_by(
        "attached_at", "id"
    )
    return [_paper(row) for row in rows]


def earlier_papers(application_id: UUID, since: datetime) -> list[PaperView]:
    """The files that were replaced after `since` (when the application was recorded), newest first."""
    rows = Attachment.objects.filter(application_id=application_id, replaced_at__gt=since).order_by("-attached_at")
    return [_paper(row) for row in rows]


def _paper(row: Attachment) -> PaperView:
    return PaperView(
        id=row.id,
        requirement=row.requirement,
        person=row.person,
        kind=row.kind,
        size_bytes=row.size_bytes,
        pages=row.pages,
        attached_at=row.attached_at,
        vault_name=row.vault_name,
        replaced_at=row.replaced_at,
        first_attached_at=row.first_attached_at,
    )


def paper_bytes(paper: PaperView) -> bytes:
    """The file itself. Raises Damaged when the vault cannot give it."""
    return vault_bytes(paper.vault_name)


def vault_bytes(name: str) -> bytes:
    """A stored file by its name in the vault. Raises Damaged when the vault cannot give it."""
    try:
        return vault().get(name)
    except Unavailable as gone:
        raise FileGone(gone.code, gone.message.text) from gone


def by_code(code: str) -> Application | None:
    """The application with this receipt code."""
    return Application.objects.filter(code=code).first()


def offices_with_files() -> frozenset[str]:
    """The offices where anybody has ever applied for anything."""
    return frozenset(Application.objects.order_by("office").values_list("office", flat=True).distinct())
