"""The common changes of a draft as plain forms, one component at a time."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from maklumat.core.errors import NotVisible, Refusal
from maklumat.core.standard.editing import COMPONENTS, edited, parts_of
from maklumat.core.standard.findings import Faults
from maklumat.records.catalogue import drafts
from maklumat.records.people.access import Actor
from maklumat.web.administration.home import ROOM
from maklumat.web.administration.standards import about, grades
from maklumat.web.shared.entering import ADMINISTRATOR, here, officer, show
from maklumat.web.shared.errors import say
from maklumat.web.shared.forms import SeenField


@officer(ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def component(request: HttpRequest, actor: Actor, draft_id: UUID, part: str) -> HttpResponse:
    """One form: what is written now; what was typed is written into the text, and nothing else is touched."""
    found = drafts.draft_of(actor, draft_id)
    if part not in COMPONENTS:
        raise NotVisible
    error = ""
    if request.method == "POST":
        try:
            text = edited(part, found.content, {name: request.POST.getlist(name) for name in request.POST})
            seen = SeenField().clean(request.POST.get("seen"))
            saved = drafts.save(actor, draft_id, text, seen=seen, moment=timezone.now())
        except Faults as faults:
            error = f"{say(faults)} ({faults.code})"
        except Refusal as refusal:
            error = f"{say(refusal)} ({refusal.code})"
        else:
            messages.success(request, f"Tersimpan sebagai simpanan ke-{saved.version}.")
            return redirect("administration:draft_part", draft_id, part)
    judgement = drafts.judged(found)
    try:
        parts = parts_of(part, found.content, here(request))
    except (Faults, Refusal):
        parts = []  # the text is broken here: only the text itself can mend it
    values = {
        **about(actor, found, judgement), "title": COMPONENTS[part].name, "parts": parts, "error": error,
        "grades": grades(judgement, found.content)[:1] if judgement.errors else [],
    }  # fmt: skip
    return show(request, actor, "standard_part.html", values, status=422 if error else 200, room=ROOM)
