"""One message of a file once more, and what somebody of it chooses at the counter."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from maklumat.core.errors import NotVisible
from maklumat.records.messages.people import file_of
from maklumat.records.people.access import Actor
from maklumat.records.work import queries as work
from maklumat.records.work import told
from maklumat.records.work.queries import FileView
from maklumat.web.desk.file import page
from maklumat.web.desk.forms_remedy import IDENTITIES
from maklumat.web.desk.messages import CounterChoiceForm, section
from maklumat.web.shared.entering import CLERK, TEAM, officer


@officer(TEAM)
@require_POST
def again(request: HttpRequest, actor: Actor, application_id: UUID, message_id: UUID) -> HttpResponse:
    """One message once more."""
    told.send_again(actor, application_id, message_id, moment=timezone.now())
    notices.success(request, "Pesan itu akan dikirim lagi.")
    return redirect("desk:file", application_id)


@officer(CLERK)
@require_POST
def choose(request: HttpRequest, actor: Actor, application_id: UUID) -> HttpResponse:
    """What somebody of the file chose at the counter, against a card."""
    opened = work.file_for(actor, application_id)
    if not told.may_choose(actor, opened):
        raise NotVisible
    role, file = request.POST.get("role", ""), file_of(application_id)
    person = file.person(role) if file else None
    if person is None:
        raise NotVisible
    form = CounterChoiceForm(person, data=request.POST, auto_id=f"told_{role}_%s")
    if not form.is_valid():
        return _wrong(request, actor, opened, role, form)
    chosen = form.cleaned_data
    told.choose(
        application_id, role=role, wish=chosen["told_by"], use=chosen.get("phone_use", ""), moment=timezone.now(),
        actor=actor, identity=dict(IDENTITIES)[chosen["identity"]],
    )  # fmt: skip
    notices.success(request, "Pilihan kabar tersimpan.")
    return redirect("desk:file", application_id)


def _wrong(request: HttpRequest, actor: Actor, opened: FileView, role: str, form: CounterChoiceForm) -> HttpResponse:

    choosing = [
        (one, words, form if one == role else blank) for one, words, blank in section(actor, opened)["choosing"]
    ]
    return page(request, actor, opened, {"choosing": choosing, "chosen_wrong": form}, status=422)
