"""Pages that belong to no file: privacy, language, large print, reporting a bribe."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from maklumat.core.errors import NotVisible
from maklumat.records.catalogue import queries as catalogue
from maklumat.web.shared import display
from maklumat.web.shared.contacts import contact, spoken_channels
from maklumat.web.shared.language import remember

NOTICES: Final = ("2026-11-29", "2026-11-28", "2026-11-22", "2026-11-21")
"""Every version of the privacy notice, the present one first; each stays readable in public/privacy/. A change of
meaning makes a new one."""

NOTICE_VERSION: Final = NOTICES[0]
"""Recorded with each application."""


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Choose the language and go back to the page it was chosen on."""
    response = _back(request)
    remember(response, request.POST.get("bahasa", ""))
    return response


@require_POST
def print_size(request: HttpRequest) -> HttpResponse:
    """Choose large or ordinary print and go back."""
    response = _back(request)
    display.remember(response, request.POST.get("huruf", ""))
    return response


def _back(request: HttpRequest) -> HttpResponse:
    address = request.POST.get("kembali", "")
    here = url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return HttpResponseRedirect(address if here else reverse("public:home"))


@require_safe
def privacy(request: HttpRequest, version: str = NOTICE_VERSION) -> HttpResponse:
    """What happens to personal data, as it was said in this version."""
    if version not in NOTICES:
        raise NotVisible
    values = {"notice_version": version, "versions": NOTICES, "present": NOTICE_VERSION}
    return render(request, f"public/privacy/{version}.html", values)


@require_safe
def bribe(request: HttpRequest) -> HttpResponse:
    """How to report somebody who asks for money, without passing the office."""
    offices = catalogue.offices(timezone.now())
    told = [(office, [contact(channel) for channel in spoken_channels(office)]) for office in offices]
    return render(request, "public/bribe.html", {"told": told, "alone": len(told) == 1})
