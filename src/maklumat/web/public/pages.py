"""Pages that belong to no file: privacy, language."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from maklumat.web.shared.language import remember

NOTICE_VERSION: Final = "2026-11-21"
"""Changes whenever the text of public/privacy.html changes its meaning; recorded with each application."""


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Choose the language and go back to the page it was chosen on."""
    back = request.POST.get("kembali", "")
    here = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    response = HttpResponseRedirect(back if here else reverse("public:home"))
    remember(response, request.POST.get("bahasa", ""))
    return response


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What happens to personal data."""
    return render(request, "public/privacy.html", {"notice_version": NOTICE_VERSION})
