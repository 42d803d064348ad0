"""Indonesian unless the reader chose English. The choice is a cookie; the browser's own wish does not decide.

Offices work in Indonesian: their pages have no other language, whatever was chosen on the citizens' pages.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers

COOKIE: Final = "bahasa"
YEAR: Final = 365 * 24 * 3600


class LanguageMiddleware:
    """Activates the chosen language for the time of one request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        office = request.path_info.startswith(reverse("desk:worklist"))
        chosen = "" if office else request.COOKIES.get(COOKIE, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ["Cookie"])
        return response


def remember(response: HttpResponse, language: str) -> None:
    """Keep the choice for a year. An unknown language is ignored."""
    if language in dict(settings.LANGUAGES):
        response.set_cookie(
            COOKIE, language, max_age=YEAR, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
        )
