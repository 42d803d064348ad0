"""Logs without people: one JSON line per request, and never a personal value.

What is written: the request's id, method, the *template* of the path (never its values or its query), status and
milliseconds. An exception is written as its type and the places it passed, never as its text, since a database quotes
values in its complaints. Whatever else slips in, any 16-digit number (NIK, KK) is masked.
"""

from __future__ import annotations

import json
import logging
import re
import time
import traceback
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, Final
from uuid import uuid4

from django.http import HttpRequest, HttpResponse

REQUEST_ID: Final[ContextVar[str]] = ContextVar("request_id", default="-")
SIXTEEN_DIGITS: Final = re.compile(r"(?<!\d)\d(?:[ .\-_+]?\d){15}(?!\d)")
# Django's own lines about requests carry the path or the host as typed; our line per request says all that is needed.
PATH_TELLERS: Final = frozenset({"django.request", "django.server"})
# What it refuses for us (a forged host, a form of another site) is no fault of ours, however often it is tried.
REFUSERS: Final = "django.security"

METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})

log = logging.getLogger("maklumat.web")


def masked(text: str) -> str:
    """The text with every 16-digit number replaced, also when it is written in groups."""
    return SIXTEEN_DIGITS.sub("[16 angka]", text)


class JsonFormatter(logging.Formatter):
    """One JSON object per line."""

    def format(self, record: logging.LogRecord) -> str:
        refused = record.name.startswith(REFUSERS)
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": "warning" if refused else record.levelname.lower(),
            "logger": record.name,
            "request": REQUEST_ID.get(),
            "message": "request refused" if refused else self._words(record),
        }
        line.update(getattr(record, "facts", {}))
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__name__
            line["passed"] = [
                f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}:{frame.name}"
                for frame in traceback.extract_tb(record.exc_info[2])
            ]
        return masked(json.dumps(line, ensure_ascii=False))

    def _words(self, record: logging.LogRecord) -> str:
        return "request failed" if record.name in PATH_TELLERS else masked(record.getMessage())


class RequestLogMiddleware:
    """Gives each request an id and writes its one line. The outermost of all."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = REQUEST_ID.set(uuid4().hex[:12])
        began = time.perf_counter()
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = REQUEST_ID.get()
            self._write(request, response.status_code, began)
        finally:
            REQUEST_ID.reset(token)
        return response

    def _write(self, request: HttpRequest, status: int, began: float) -> None:
        match = request.resolver_match
        facts = {
            "method": request.method if request.method in METHODS else "OTHER",
            "path": match.route if match else "-",
            "status": status,
            "ms": round((time.perf_counter() - began) * 1000, 1),
        }
        log.info("request", extra={"facts": facts})
