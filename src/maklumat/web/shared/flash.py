"""A refusal carried over a redirect to the page it is about, so that nothing has to be sent twice to be read again."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest

from maklumat.core.errors import MaklumatError
from maklumat.web.shared.errors import say

KEPT: Final = "refused"


def keep_error(request: HttpRequest, place: str, error: MaklumatError) -> None:
    """Remember for the next page what was refused, and at which place of it."""
    request.session[KEPT] = [place[:100], f"{say(error)} ({error.code})"]


def kept_error(request: HttpRequest) -> dict[str, str]:
    """What was refused on the page before: {"bad_place", "bad_text"}, both "" for nothing. It is told once."""
    place, text = request.session.pop(KEPT, ("", ""))
    return {"bad_place": place, "bad_text": text}
