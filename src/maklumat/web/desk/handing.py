"""Handing the work on a file to somebody of the division, answering, and taking back what nobody has read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from maklumat.core.errors import Conflict, NotVisible, Refusal
from maklumat.records.people.access import Actor
from maklumat.records.work import delegating
from maklumat.records.work import queries as work
from maklumat.records.work.queries import FileView
from maklumat.web.desk.file import page
from maklumat.web.desk.forms_handing import answer_form, delegate_form
from maklumat.web.shared.entering import DESK, officer
from maklumat.web.shared.errors import TooMany, say
from maklumat.web.shared.forms import seen_seq


@officer(DESK)
@require_POST
def hand(request: HttpRequest, actor: Actor, application_id: UUID) -> HttpResponse:
    """One of three deeds; whoever may do none of them on this file sees nothing."""
    deed = DEEDS.get(request.POST.get("deed", ""))
    if deed is None:
        raise NotVisible
    opened = work.file_for(actor, application_id)
    try:
        return deed(request, actor, opened, timezone.now())
    except Conflict as conflict:
        return page(
            request, actor, work.file_for(actor, application_id), {"conflict": _sentence(conflict)}, status=409
        )  # fmt: skip


def _delegate(request: HttpRequest, actor: Actor, opened: FileView, now: datetime) -> HttpResponse:
    form = delegate_form(actor, opened, now, data=request.POST)
    if form is None:
        raise NotVisible
    if not form.is_valid():
        return page(request, actor, opened, {"delegating": form}, status=422)
    order, seen = form.order(), form.cleaned_data["seen_seq"]
    refused = _refused(lambda: delegating.delegate(actor, opened.id, order, seen_seq=seen, moment=now))
    if refused:
        form.add_error(None, refused)
        return page(request, actor, opened, {"delegating": form}, status=422)
    messages.success(request, f"Tugas pada berkas {opened.register} diteruskan. Meja Anda tetap bertanggung jawab.")
    return redirect("desk:file", opened.id)


def _answer(request: HttpRequest, actor: Actor, opened: FileView, now: datetime) -> HttpResponse:
    form = answer_form(actor, opened, data=request.POST)
    if form is None:
        raise NotVisible
    if not form.is_valid():
        return page(request, actor, opened, {"answering": form}, status=422)
    said = form.cleaned_data
    refused = _refused(
        lambda: delegating.answer(actor, opened.id, text=said["answer"], seen_seq=said["seen_seq"], moment=now)
    )
    if refused:
        form.add_error(None, refused)
        return page(request, actor, opened, {"answering": form}, status=422)
    messages.success(request, f"Jawaban Anda pada berkas {opened.register} sudah disampaikan.")
    return redirect("desk:worklist")


def _recall(request: HttpRequest, actor: Actor, opened: FileView, now: datetime) -> HttpResponse:
    of = request.POST.get("of", "")
    if not of.isdecimal() or len(of) > 8:
        raise NotVisible
    refused = _refused(lambda: delegating.recall(actor, opened.id, of=int(of), seen_seq=seen_seq(request), moment=now))
    if refused:
        return page(request, actor, work.file_for(actor, opened.id), {"refused": refused}, status=422)
    messages.success(request, f"Berkas {opened.register} ditarik kembali; penerimanya belum membacanya.")
    return redirect("desk:file", opened.id)


def _refused(act: Callable[[], Any]) -> str:
    """Do it; "" when it was done, else why it was not."""
    try:
        act()
    except TooMany:
        raise
    except Conflict:
        raise
    except Refusal as refusal:
        return _sentence(refusal)
    return ""


def _sentence(fault: Refusal | Conflict) -> str:
    return f"{say(fault)} ({fault.code})"


DEEDS = {"delegate": _delegate, "answer": _answer, "recall": _recall}
