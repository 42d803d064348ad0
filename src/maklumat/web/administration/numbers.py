"""The register of letter numbers in the hand of whoever arranges the office, who may hold no post there."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from maklumat.records.people.access import Actor
from maklumat.web.administration.home import ROOM
from maklumat.web.shared.entering import ADMINISTRATOR, officer
from maklumat.web.shared.letter_book import letter_book


@officer(ADMINISTRATOR)
def numbers(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The next number, numbers for paper, and back-numbers."""
    return letter_book(request, actor, ROOM)
