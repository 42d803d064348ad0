"""What every template knows beyond its own values."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from maklumat.web.shared.display import COOKIE as LARGE
from maklumat.web.shared.logs import REQUEST_ID
from maklumat.web.shared.whereabouts import shown


def shell(request: HttpRequest) -> dict[str, Any]:
    """`demo`: this is an example installation; `large`: the reader chose large print; `here`: the address a
    switch returns to; `whereabouts`: the place that the reader has chosen, where there is a choice."""
    return {
        "demo": settings.DEMO,
        "large": request.COOKIES.get(LARGE) == "besar",
        "here": request.get_full_path() if request.method in {"GET", "HEAD"} else request.path,
        "request_id": REQUEST_ID.get(),
        "whereabouts": shown(request),
    }
