"""Giving out files: attachments and letters, each through its getter, never kept by the browser."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from maklumat.records.people.access import Actor
from maklumat.records.work import letters
from maklumat.records.work import queries as work
from maklumat.web.shared.entering import TEAM, officer
from maklumat.web.shared.uploading import shown


@officer(TEAM)
@require_safe
def paper(_: HttpRequest, actor: Actor, application_id: UUID, paper_id: UUID) -> HttpResponse:
    """One attachment, inline."""
    found, content = work.paper_for(actor, application_id, paper_id)
    return shown(content, found.kind, "lampiran")


@officer(TEAM)
@require_safe
def letter(_: HttpRequest, actor: Actor, application_id: UUID, product_id: UUID) -> HttpResponse:
    """A letter that came in or was issued, inline."""
    return shown(letters.letter_for(actor, application_id, product_id), "application/pdf", "surat.pdf")
