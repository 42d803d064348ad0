"""Opening a file: whoever sent it here to be read learns that it was."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone

from maklumat.records.people.access import Actor
from maklumat.records.work import delegating
from maklumat.records.work import queries as work
from maklumat.records.work.queries import FileView

AHEAD: tuple[str, ...] = ("Sec-Purpose", "Purpose", "X-Moz")
"""Headers with which a browser says that nobody is looking yet."""


def opened(request: HttpRequest, actor: Actor, application_id: UUID) -> FileView:
    """The file as this person opens it. A page that is really looked at writes the receipt, once for each person.

    Raises NotVisible, also when it was taken back in the same moment and is no longer theirs to see.
    """
    file = work.file_for(actor, application_id)
    if not _looked_at(request):
        return file
    changed = delegating.opened(actor, file.position, timezone.now())
    return work.file_for(actor, application_id) if changed else file


def noted(request: HttpRequest, actor: Actor, application_id: UUID) -> None:
    """The same for a page that shows a part of the file: its letter. Whoever may not see the file leaves no mark."""
    if _looked_at(request):
        delegating.opened_by(actor, application_id, timezone.now())


def _looked_at(request: HttpRequest) -> bool:
    return request.method == "GET" and not any("prefetch" in request.headers.get(name, "") for name in AHEAD)
