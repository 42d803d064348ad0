"""What waits for me, most urgent first."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from maklumat.core.errors import NotVisible
from maklumat.records.people.access import Actor
from maklumat.records.work import waiting
from maklumat.web.desk.entering import MEMBER, officer, show

NO_DUE = "-"


@officer(MEMBER)
@require_safe
def worklist(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The open files of my posts, fifty to a page."""
    after = _after(request.GET.get("sesudah", ""))
    page = waiting.page(actor, now=timezone.now(), after=after)
    late = sum(line.late for line in page.lines)
    values = {"section": "worklist", "page": page, "late": late, "later": _mark(page.next), "first": after is None}
    return show(request, actor, "worklist.html", values)


def _mark(after: waiting.After | None) -> str:
    """Where the next page begins, as an address carries it: "2026-11-23T09:00:00+00:00_<id>"."""
    if after is None:
        return ""
    due_at, application_id = after
    return f"{due_at.isoformat() if due_at else NO_DUE}_{application_id}"


def _after(mark: str) -> waiting.After | None:
    if not mark:
        return None
    moment, _, identifier = mark.partition("_")
    try:
        due_at = None if moment == NO_DUE else datetime.fromisoformat(moment)
        if due_at is not None and due_at.tzinfo is None:
            raise NotVisible
        return (due_at.astimezone(UTC) if due_at else None, UUID(identifier))
    except (ValueError, OverflowError):
        raise NotVisible from None
