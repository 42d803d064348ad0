"""Leaving a step: the one POST that moves a file on."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from maklumat.core.errors import Conflict, MaklumatError, NotVisible, Refusal
from maklumat.core.intake import WEB
from maklumat.core.kinds import kind as kinds
from maklumat.core.kinds.deliver import KIND as DELIVER
from maklumat.core.letter.faults import LetterFault
from maklumat.core.procedure.state import WITH_APPLICANT, State
from maklumat.records.people.access import Actor
from maklumat.records.work import actions
from maklumat.records.work import queries as work
from maklumat.records.work.queries import FileView
from maklumat.web.desk import booking
from maklumat.web.desk.file import act_form, page
from maklumat.web.desk.forms_act import ActForm
from maklumat.web.desk.telling import outcome_words
from maklumat.web.shared.entering import DESK, officer
from maklumat.web.shared.errors import TooMany, say
from maklumat.web.shared.forms import seen_seq

UNSAID = frozenset({"csrfmiddlewaretoken", "seen_seq", "step", "outcome"})


@officer(DESK)
@require_POST
def act(request: HttpRequest, actor: Actor, application_id: UUID) -> HttpResponse:
    """Do it and say so; a wrong form comes back as it was typed, and whoever was slower is told who was faster."""
    opened = work.file_for(actor, application_id)
    if sent_again(request, actor, opened, request.POST.get("step", ""), request.POST.get("outcome", "")):
        return _done(request, actor, opened, request.POST["step"], request.POST["outcome"], opened.state)
    if not work.may_act(actor, opened):
        return _too_late(request, actor, opened)
    form = act_form(actor, opened, timezone.now(), data=booking.typed(request, opened), files=request.FILES)
    if "uploads_only" in request.POST:
        form.full_clean()
        form.uploads_only()
        return page(request, actor, opened, {"act": form})
    if not form.is_valid():
        return page(request, actor, opened, {"act": form}, status=422)
    try:
        state = _do(actor, opened, form)
    except Conflict as conflict:
        values = {"conflict": sentence_of(conflict), "typed": list(_typed(request))}
        return page(request, actor, work.file_for(actor, application_id), values, status=409)
    except TooMany:
        raise
    except (Refusal, LetterFault) as refusal:
        return page(request, actor, opened, _refused(opened, form, refusal), status=422)
    return _done(request, actor, opened, form.cleaned_data["step"], form.cleaned_data["outcome"], state)


def _refused(opened: FileView, form: ActForm, refusal: Refusal | LetterFault) -> dict[str, object]:
    """The page again; where a place cannot be had at that time, the error stands beside it with a time that is free."""
    if not booking.is_about_time(refusal):
        form.add_error(None, sentence_of(refusal))
        return {"act": form}
    refused = booking.time_of(opened, form.cleaned_data)
    form.add_error(booking.field_name(opened), sentence_of(refusal))
    return {"act": form, "booking": booking.booking_of(opened, timezone.now(), refused)}


def _done(request: HttpRequest, actor: Actor, opened: FileView, step: str, outcome: str, state: State) -> HttpResponse:
    """Say what was recorded and go on: to the file while it lies with the same officer, else to the worklist.

    Whoever applied at the counter takes home on paper what is missing; what is acknowledged on paper is printed next.
    """
    way = outcome_words(opened.law.standard, step, outcome)
    messages.success(request, f"Tercatat untuk berkas {opened.register}: {way}.")
    if request.POST.get(f"{outcome}-proof") in kinds.ON_PAPER and opened.law.standard.step(step).kind == DELIVER.code:
        acted = (event for event in reversed(work.file_for(actor, opened.id).history) if event.step == step)
        return redirect("desk:sheet", opened.id, next(acted).seq)
    if set(state.desk) & set(actor.posts):
        return redirect("desk:file", opened.id)
    if state.status == WITH_APPLICANT and opened.channel != WEB:
        return redirect("desk:lacking", opened.id)
    return redirect("desk:worklist")


def sent_again(request: HttpRequest, actor: Actor, opened: FileView, step: str, outcome: str) -> bool:
    """Whether this request was carried out before: its answer got lost and it was sent once more."""
    seen = seen_seq(request)
    known = any(one.code == step for one in opened.law.standard.steps)
    return known and seen > 0 and actions.was_recorded(
        actor, opened.position, step=step, outcome=outcome, seen_seq=seen, moment=timezone.now()
    )  # fmt: skip


def _do(actor: Actor, opened: FileView, form: ActForm) -> State:
    """The action itself; an uploaded document was kept before, outside any transaction."""
    data = form.data_of_way()
    if form.wants_document:
        data["document"] = form.cleaned_data[form.wants_document]
    return actions.act(
        actor,
        opened.id,
        step=form.cleaned_data["step"],
        outcome=form.cleaned_data["outcome"],
        seen_seq=form.cleaned_data["seen_seq"],
        data=data,
        moment=timezone.now(),
        occurred_at=form.occurred_at(opened.law.office.time_zone),
        late_reason=form.cleaned_data["late_reason"],
    )


def _too_late(request: HttpRequest, actor: Actor, opened: FileView) -> HttpResponse:
    """The file lies with somebody else now: whoever held it is told who acted; anybody else sees nothing."""
    seen = seen_seq(request)
    later = [event for event in opened.history if event.seq > seen > 0]
    if not later or request.POST.get("step", "") not in steps_of(actor, opened):
        raise NotVisible
    values = {"conflict": sentence_of(actions.conflict(opened.position)), "typed": list(_typed(request))}
    return page(request, actor, opened, values, status=409)


def steps_of(actor: Actor, opened: FileView) -> frozenset[str]:
    """The steps of the file's standard that one of the actor's posts works on."""
    steps = opened.law.standard.steps
    return frozenset(step.code for step in steps if set(step.posts) & set(actor.posts))


def _typed(request: HttpRequest) -> Iterator[str]:
    """What was written in vain, so that it can be copied."""
    for name, value in request.POST.items():
        if name not in UNSAID and isinstance(value, str) and len(value) > 2:
            yield value


def sentence_of(error: MaklumatError) -> str:
    return f"{say(error)} ({error.code})"
