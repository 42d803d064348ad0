"""Mending what went wrong: a lost secret, a letter that must not stand."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from maklumat.core.errors import NotVisible
from maklumat.records.people.access import Actor
from maklumat.records.work import actions, counter, printing
from maklumat.records.work import queries as work
from maklumat.records.work.submit import Receipt
from maklumat.web.desk.counter import show_receipt
from maklumat.web.desk.file import page, revoke_form
from maklumat.web.desk.forms_remedy import ReissueForm, RevokeForm
from maklumat.web.shared.entering import CLERK, SIGNER, officer
from maklumat.web.shared.forms import attempt


@officer(CLERK)
@require_POST
def reissue(request: HttpRequest, actor: Actor, application_id: UUID) -> HttpResponse:
    """A new secret against an identity card; the page that shows it is for printing."""
    opened = work.file_for(actor, application_id)
    if not work.may_reissue(actor, opened):
        raise NotVisible
    form = ReissueForm(request.POST)
    if not form.is_valid():
        return page(request, actor, opened, {"reissue": form}, status=422)
    receipt = counter.reissue(
        actor,
        application_id,
        identity=form.identity_words(),
        seen_seq=form.cleaned_data["seen_seq"],
        moment=timezone.now(),
    )
    return show_receipt(request, actor, receipt, {"section": "worklist", "reissued": True, "file": opened})


@officer(CLERK)
@require_POST
def receipt_again(request: HttpRequest, actor: Actor, application_id: UUID) -> HttpResponse:
    """The receipt once more, marked as a copy. Its secret stands on the first one alone."""
    opened = work.file_for(actor, application_id)
    printed = printing.print_receipt(actor, opened, timezone.now())
    receipt = Receipt(opened.id, opened.code, "", opened.register, opened.received_at, repeated=True)
    return show_receipt(request, actor, receipt, {"section": "worklist", "printed": printed, "file": opened})


@officer(SIGNER)
@sensitive_post_parameters("password")
@require_POST
def revoke(request: HttpRequest, actor: Actor, application_id: UUID) -> HttpResponse:
    """Take an issued product back, after fresh proof of who does it."""
    opened = work.file_for(actor, application_id)
    product = request.POST.get("product", "")
    if not work.may_revoke(actor, opened, product):
        raise NotVisible
    form = revoke_form(opened, product, data=request.POST)
    if form.proven(request):
        state = attempt(form, lambda: _revoke(actor, application_id, form))
        if state is not None:
            messages.success(
                request, f"Surat berkas {opened.register} sudah dicabut, juga pada halaman pemeriksaannya."
            )
            return redirect("desk:file", application_id)
    return page(request, actor, opened, {"revoke": form, "revoking": product}, status=422)


def _revoke(actor: Actor, application_id: UUID, form: RevokeForm) -> object:
    return actions.revoke(
        actor,
        application_id,
        product=form.cleaned_data["product"],
        reason=form.cleaned_data["reason"],
        seen_seq=form.cleaned_data["seen_seq"],
        moment=timezone.now(),
    )
