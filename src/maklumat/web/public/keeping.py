"""Putting a draft aside and taking it up again: a code and a secret, also on a shared telephone."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from maklumat.records.applications.receipts import secret_of
from maklumat.records.applications.resuming import KEPT
from maklumat.records.catalogue.queries import local_date
from maklumat.web.public.grants import FOLLOWED, Draft, close_file, forget_draft, leave_draft, own_draft


@own_draft
@require_safe
def keep(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Code and secret of a draft that is not sent yet; its receipt will have the same."""
    if draft.submitted:
        return redirect("public:receipt", draft=draft.id)
    values = {
        "section": "services",
        "draft": draft,
        "secret": secret_of(draft.id),
        "address": settings.BASE_ADDRESS + reverse("public:follow"),
        "until": local_date(draft.law.office, draft.changed_at) + timedelta(days=KEPT.days),
    }
    return render(request, "public/draft_keep.html", values)


@own_draft
@require_POST
def leave(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Forget the draft on this device. It is not lost: code and secret open it again."""
    leave_draft(request, draft.id)
    if request.session.get(FOLLOWED) == str(draft.id):
        close_file(request)
    messages.success(request, _("Sudah ditutup di telepon ini."))
    response = redirect("public:home")
    forget_draft(response)
    return response
