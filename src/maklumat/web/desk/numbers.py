"""The register of letter numbers at the desk."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from maklumat.records.people.access import Actor
from maklumat.web.shared.entering import MEMBER, officer
from maklumat.web.shared.letter_book import letter_book


@officer(MEMBER)
def register(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Everybody reads it; whoever keeps the book writes in it."""
    return letter_book(request, actor, "registers")
