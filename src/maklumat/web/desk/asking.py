"""Asking one applicant for a paper that the standard does not list: only with a written reason."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from maklumat.core.errors import NotVisible
from maklumat.records.people.access import Actor
from maklumat.records.work import actions
from maklumat.records.work import queries as work
from maklumat.web.desk.file import page
from maklumat.web.desk.forms_papers import UnlistedForm
from maklumat.web.shared.entering import DESK, officer
from maklumat.web.shared.forms import attempt


@officer(DESK)
@require_POST
def ask(request: HttpRequest, actor: Actor, application_id: UUID) -> HttpResponse:
    """Record the request; the paper joins the checklist and goes to the applicant when the file is returned."""
    opened = work.file_for(actor, application_id)
    if not work.may_act(actor, opened):
        raise NotVisible
    form = UnlistedForm(request.POST, auto_id="unlisted_%s")
    if form.is_valid():
        typed = form.cleaned_data
        done = attempt(
            form,
            lambda: actions.ask_unlisted(
                actor,
                application_id,
                paper=typed["paper"],
                reason=typed["reason"],
                seen_seq=typed["seen_seq"],
                moment=timezone.now(),
            ),
        )
        if done is not None:
            messages.success(
                request, "Tercatat. Berkas itu sampai kepada pemohon ketika Anda memilih “Belum lengkap, kembalikan”."
            )
            return redirect("desk:file", application_id)
    return page(request, actor, opened, {"unlisted": form}, status=422)
