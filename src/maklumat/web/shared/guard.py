"""What every request passes: a size that can be read, a session that ends when nobody is there, no stored copies."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, Final, ParamSpec, TypeAlias

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from maklumat.web.shared.errors import TOO_LARGE, error_page

P = ParamSpec("P")
View: TypeAlias = Callable[Concatenate[HttpRequest, P], HttpResponse]
DRAIN_CHUNK: Final = 256 * 1024
SEEN: Final = "seen_at"


class SizeLimitMiddleware:
    """Answers a request that is too large with a page that says so.

    The body is read and thrown away first, up to `REQUEST_DRAIN_BYTES`: a browser shows no answer to a request that
    it is still sending.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        size = request.META.get("CONTENT_LENGTH") or "0"
        if size.isdecimal() and int(size) > settings.REQUEST_LIMIT_BYTES:
            left = min(int(size), settings.REQUEST_DRAIN_BYTES)
            while left > 0 and (chunk := request.read(min(DRAIN_CHUNK, left))):
                left -= len(chunk)
            return error_page(request, TOO_LARGE)
        return self.get_response(request)


class IdleSessionMiddleware:
    """Keeps a session alive while somebody uses it. It ends SESSION_COOKIE_AGE seconds after the last request.

    The store is written at most once in two minutes, so that reading pages stays cheap.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        session = request.session
        if settings.SESSION_COOKIE_NAME in request.COOKIES and session.keys():
            now = int(time.time())
            if now - session.get(SEEN, now) >= settings.SESSION_TOUCH_SECONDS or SEEN not in session:
                session[SEEN] = now
        return self.get_response(request)


def personal(view: View[P]) -> View[P]:
    """Marks a page with personal content: no browser and no proxy keeps a copy."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        add_never_cache_headers(response)
        response["Cache-Control"] = "no-store, private"
        return response

    return guarded
