"""Papers of an earlier application, used again because their owner agreed to each."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from maklumat.core.errors import NotVisible
from maklumat.records.applications.actions import files_at, open_draft
from maklumat.records.applications.models import Attachment


def reuse(
    draft_id: UUID,
    earlier_id: UUID,
    paper_ids: Collection[UUID],
    requirement: str,
    *,
    moment: datetime,
    person: str = "",
) -> None:
    """Lay papers of the application `earlier_id` at one place of a draft, in place of what lies there.

    The file itself is not copied: both rows name it. Consent is the row: what it is copied from, and when. Whether the
    draft is its owner's is decided before. Raises NotVisible for papers that are not that application's, or of another
    office; Refusal PMH-002 when the draft was sent.
    """
    with transaction.atomic():
        draft = open_draft(draft_id)
        earlier = Attachment.objects.filter(
            pk__in=paper_ids, application_id=earlier_id, office=draft.office, replaced_at__isnull=True
        )
        papers = list(earlier.order_by("attached_at", "id"))
        if not papers or len(papers) != len(set(paper_ids)):
            raise NotVisible
        files_at(draft_id, requirement, person).update(replaced_at=moment)
        Attachment.objects.bulk_create(_copy(paper, draft_id, requirement, person, moment) for paper in papers)


def _copy(paper: Attachment, draft_id: UUID, requirement: str, person: str, moment: datetime) -> Attachment:
    return Attachment(
        id=uuid4(),
        application_id=draft_id,
        office=paper.office,
        requirement=requirement,
        person=person,
        vault_name=paper.vault_name,
        kind=paper.kind,
        size_bytes=paper.size_bytes,
        pages=paper.pages,
        attached_at=moment,
        copied_from=paper.id,
        first_attached_at=paper.first_attached_at or paper.attached_at,
    )
