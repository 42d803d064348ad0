"""What every request passes: a method we answer, a size that can be read, a body that is whole, a session that ends
when nobody is there, no stored copies.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import IO, Concatenate, Final, ParamSpec, TypeAlias

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from maklumat.web.shared.errors import TOO_LARGE, WRONG_METHOD, error_page

P = ParamSpec("P")
View: TypeAlias = Callable[Concatenate[HttpRequest, P], HttpResponse]
DRAIN_CHUNK: Final = 256 * 1024
SEEN: Final = "seen_at"
METHODS: Final = ("GET", "HEAD", "POST")


class MethodMiddleware:
    """Pages are read and forms are sent; whatever else is asked of an address is answered alike everywhere."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in METHODS:
            return self.get_response(request)
        response = error_page(request, WRONG_METHOD)
        response["Allow"] = ", ".join(METHODS)
        return response


class WholeBody:
    """The body of a request, which must arrive whole.

    A line that breaks looks like the end of the body: half a form would then be kept in place of a whole one, half a
    file be taken for all of it. Reading past what arrived raises OSError, of which Django makes UnreadablePostError.
    """

    def __init__(self, stream: IO[bytes], size: int) -> None:
        self._stream, self._left = stream, size
        self.broken = False

    def read(self, size: int | None = None) -> bytes:
        wanted = self._left if size is None or size < 0 else min(size, self._left)
        return self._counted(self._stream.read(wanted), wanted)

    def readline(self, size: int | None = None) -> bytes:
        return self._counted(self._stream.readline(-1 if size is None else size), min(1, self._left))

    def close(self) -> None:
        self._stream.close()

    def _counted(self, data: bytes, wanted: int) -> bytes:
        self._left -= len(data)
        if len(data) < wanted:
            self.broken = True
            raise OSError("the body ends before its announced length")
        return data


class SizeLimitMiddleware:
    """Answers a request that is too large with a page that says so, and lets no body through that breaks off.

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
        if size.isdecimal() and int(size) > 0 and hasattr(request, "_stream"):
            whole = WholeBody(request._stream, int(size))  # noqa: SLF001  # no other way in without a copy
            request._stream = whole  # type: ignore[assignment]  # noqa: SLF001
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
