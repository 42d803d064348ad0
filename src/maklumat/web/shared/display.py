"""Large print, kept in a cookie, so that it needs no JavaScript."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.http import HttpResponse

COOKIE: Final = "huruf"
LARGE: Final = "besar"
YEAR: Final = 365 * 24 * 3600


def remember(response: HttpResponse, size: str) -> None:
    """Keep large print for a year; anything else means ordinary print."""
    if size == LARGE:
        response.set_cookie(
            COOKIE, LARGE, max_age=YEAR, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
        )
    else:
        response.delete_cookie(COOKIE)
