"""The page for somebody whose password failed too often."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from http import HTTPStatus
from typing import Any

from axes.helpers import get_cool_off
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop

from maklumat.web.shared.errors import Page, error_page


def locked_out(
    request: HttpRequest, response: HttpResponse | None = None, credentials: Mapping[str, Any] | None = None
) -> HttpResponse:
    """AXES_LOCKOUT_CALLABLE: 429 with a code, saying how long; never whether the name exists."""
    del response, credentials
    wait = get_cool_off(request) or timedelta(minutes=15)
    minutes = max(1, round(wait.total_seconds() / 60))
    page = Page(
        HTTPStatus.TOO_MANY_REQUESTS,
        "BTS-002",
        gettext_noop("Kata sandi salah terlalu sering"),
        gettext_noop("Tunggu, lalu coba lagi dengan teliti. Bila lupa kata sandi, hubungi admin kantor Anda."),
        f"Percobaan dari tempat ini dihentikan selama {minutes} menit.",
    )
    answer = error_page(request, page)
    answer["Retry-After"] = str(minutes * 60)
    return answer
