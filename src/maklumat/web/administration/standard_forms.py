"""The common changes of a draft as plain forms, one component at a time."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from maklumat.core.errors import NotVisible, Refusal
from maklumat.core.standard.editing import COMPONENTS, Part, edited, parts_of
from maklumat.core.standard.findings import Faults
from maklumat.core.standard.retyping import Redrawn, redrawn
from maklumat.records.catalogue import drafts
from maklumat.records.catalogue.drafts import StandardDraft
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
    seen, error = found.version, ""
    typed: dict[str, list[str]] = {}
    if request.method == "POST":
        typed = {name: request.POST.getlist(name) for name in request.POST}
        seen = SeenField().clean(request.POST.get("seen"))
        try:
            return _saved(request, actor, found, part, typed, seen)
        except Faults as faults:
            error = f"{say(faults)} ({faults.code})"
        except Refusal as refusal:
            error = f"{say(refusal)} ({refusal.code})"
        found = drafts.draft_of(actor, draft_id)
    judgement, again = drafts.judged(found), _redrawn(request, found, part, typed, seen)
    values = {
        **about(actor, found, judgement), "title": COMPONENTS[part].name, "parts": again.parts, "lost": again.lost,
        "error": error, "grades": grades(judgement, found.content)[:1] if judgement.errors else [],
    }  # fmt: skip
    return show(request, actor, "standard_part.html", values, status=422 if error else 200, room=ROOM)


def _saved(
    request: HttpRequest, actor: Actor, found: StandardDraft, part: str, typed: dict[str, list[str]], seen: int
) -> HttpResponse:
    """What was typed, written into the text that its typist saw: who comes too late is told, and the copy that is kept
    beside says what they meant."""
    if seen != found.version:
        again = _redrawn(request, found, part, typed, seen)
        if not again.differs:
            messages.success(request, "Tidak ada yang Anda ubah. Di bawah ini yang tertulis sekarang.")
            return redirect("administration:draft_part", found.pk, part)
        if again.lost and drafts.text_at(found, seen) == found.content:
            raise drafts.overtaken(found)  # what they saw was saved over: there is no text to write it into
    text = edited(part, drafts.text_at(found, seen), typed)
    saved = drafts.save(actor, found.pk, text, seen=seen, moment=timezone.now())
    messages.success(request, f"Tersimpan sebagai simpanan ke-{saved.version}.")
    return redirect("administration:draft_part", found.pk, part)


def _redrawn(request: HttpRequest, found: StandardDraft, part: str, typed: dict[str, list[str]], seen: int) -> Redrawn:
    """The form with what stands now, and with what was typed into the one that its typist saw."""
    now = _parts(request, part, found.content)
    return redrawn(now, typed, _parts(request, part, drafts.text_at(found, seen)) if typed else now)


def _parts(request: HttpRequest, part: str, text: str) -> list[Part]:
    try:
        return parts_of(part, text, here(request))
    except (Faults, Refusal):
        return []  # the text is broken here: only the text itself can mend it
