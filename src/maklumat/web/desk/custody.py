"""Originals at the counter: taken in and given back against a numbered receipt that is printed."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from maklumat.core.errors import NotVisible
from maklumat.records.applications.custody import CustodyView
from maklumat.records.applications.printing import CUSTODY, Printed
from maklumat.records.people.access import Actor
from maklumat.records.people.queries import name_of
from maklumat.records.work import custody as work
from maklumat.records.work import queries as files
from maklumat.records.work.queries import FileView
from maklumat.web.desk.file import page
from maklumat.web.desk.forms_papers import CustodyForm, ReturnForm
from maklumat.web.desk.printing import printed_now
from maklumat.web.desk.telling import post_names
from maklumat.web.shared.entering import CLERK, TEAM, officer, show
from maklumat.web.shared.forms import attempt


@officer(CLERK)
@require_POST
def take(request: HttpRequest, actor: Actor, application_id: UUID) -> HttpResponse:
    """Write the receipt; the page that follows is for printing."""
    opened = files.file_for(actor, application_id)
    if not work.may_handle(actor, opened):
        raise NotVisible
    form = CustodyForm(opened.slots, data=request.POST, auto_id="custody_%s")
    if form.is_valid():
        receipt = attempt(
            form,
            lambda: work.take(
                actor,
                application_id,
                form.custody_id(),
                papers=form.texts(),
                owner=form.cleaned_data["owner"],
                moment=timezone.now(),
            ),
        )
        if receipt is not None:
            return redirect("desk:custody", application_id, receipt.id)
    return page(request, actor, opened, {"taking": form}, status=422)


@officer(TEAM)
@require_http_methods(["GET", "HEAD", "POST"])
def receipt(request: HttpRequest, actor: Actor, application_id: UUID, custody_id: UUID) -> HttpResponse:
    """The receipt, and below it the way back."""
    opened, found = work.receipt_for(actor, application_id, custody_id)
    back = "back" if found.returned_at else "here"  # the paper of the taking, and the paper of the giving back
    printed = printed_now(request, actor, opened, CUSTODY, f"{found.id}/{back}", found.number)
    return _show(request, actor, opened, found, ReturnForm(), printed=printed)


@officer(CLERK)
@require_POST
def give_back(request: HttpRequest, actor: Actor, application_id: UUID, custody_id: UUID) -> HttpResponse:
    """The originals go back to whoever collects them."""
    opened, found = work.receipt_for(actor, application_id, custody_id)
    if not work.may_handle(actor, opened):
        raise NotVisible
    form = ReturnForm(request.POST)
    if form.is_valid():
        whom = form.cleaned_data["collector"]
        back = attempt(
            form, lambda: work.give_back(actor, application_id, custody_id, collector=whom, moment=timezone.now())
        )
        if back is not None:
            messages.success(request, f"Tercatat: berkas asli nomor {back.number} sudah dikembalikan.")
            return redirect("desk:custody", application_id, custody_id)
    return _show(request, actor, opened, found, form, status=422)


def _show(
    request: HttpRequest,
    actor: Actor,
    opened: FileView,
    found: CustodyView,
    form: ReturnForm,
    *,
    printed: Printed | None = None,
    status: int = 200,
) -> HttpResponse:
    values = {
        "section": "worklist",
        "file": opened,
        "receipt": found,
        "printed": printed,
        "taker": name_of(found.taken_by),
        "taker_post": post_names(opened.law.office, found.taken_post),
        "giver": name_of(found.returned_by) if found.returned_by else "",
        "form": form,
        "giving": found.open and work.may_handle(actor, opened),
    }
    return show(request, actor, "custody_receipt.html", values, status=status)
