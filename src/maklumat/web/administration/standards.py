"""The standards of the office in the browser: what is in force, what is being written, and where it is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from maklumat.core.errors import Conflict, NotVisible, Refusal
from maklumat.core.standard.editing import COMPONENTS
from maklumat.core.standard.findings import ERROR, NOTE, WARNING, Finding
from maklumat.core.standard.model import ServiceStandard
from maklumat.records.catalogue import drafts, enacting, texts
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue.drafts import Judgement, StandardDraft
from maklumat.records.people.access import Actor
from maklumat.records.people.queries import name_of
from maklumat.web.administration.home import ROOM
from maklumat.web.shared.entering import ADMINISTRATOR, officer, show
from maklumat.web.shared.errors import say
from maklumat.web.shared.forms import SeenField

YAML: Final = "application/yaml; charset=utf-8"
PART: Final = "X-Part"
"""A request with this header wants the findings alone: the page asks so while somebody writes."""
GRADES: Final = ((ERROR, "Galat"), (WARNING, "Peringatan"), (NOTE, "Catatan"))
STATUSES: Final = {
    drafts.OPEN: "Sedang diubah", drafts.PROPOSED: "Menunggu kepala", drafts.ENACTED: "Ditetapkan",
    drafts.DISCARDED: "Dibuang",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A service with its version in force, and its draft where there is one."""

    standard: ServiceStandard
    number: int
    draft: StandardDraft | None
    who: str
    status: str


@dataclass(frozen=True, slots=True)
class Found:
    """A finding as the page shows it, with the line that it is about."""

    finding: Finding
    written: str
    fresh: bool


@officer(ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def standards(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Every service; a draft is begun here."""
    error = ""
    if request.method == "POST":
        service = request.POST.get("service", "")
        now = timezone.now()
        catalogue.in_force(actor.office, service, now)  # NotVisible for none
        try:
            return redirect("administration:draft", drafts.begin(actor, service, moment=now).pk)
        except Refusal as refusal:
            error = f"{say(refusal)} ({refusal.code})"
    values = {"section": ROOM, "lines": list(_lines(actor)), "theirs": actor.administers, "error": error}
    return show(request, actor, "standards.html", values, status=422 if error else 200, room=ROOM)


def _lines(actor: Actor) -> Iterator[Line]:
    live = drafts.live(actor.office)
    for law in catalogue.services(actor.office, timezone.now()):
        draft = live.get(law.standard.code)
        who = name_of(draft.changed_by) if draft else ""
        yield Line(law.standard, law.number, draft, who, STATUSES[draft.status] if draft else "")


@officer(ADMINISTRATOR)
@require_safe
def written(_: HttpRequest, actor: Actor, service: str) -> HttpResponse:
    """The text that the law in force stands on, for the folder of standards."""
    files = texts.files_of(actor.office)
    path = texts.path_of(files, actor.office, service)
    if not path:
        raise NotVisible
    answer = HttpResponse(files[path], content_type=YAML)
    answer["Content-Disposition"] = f'attachment; filename="{path.rpartition("/")[2]}"'
    return answer


@officer(ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, actor: Actor, draft_id: UUID) -> HttpResponse:
    """The text with what is wrong with it: written, checked, saved, thrown away."""
    found = drafts.draft_of(actor, draft_id)
    if request.method != "POST":
        return _editor(request, actor, found, found.content)
    deed, text = request.POST.get("deed", ""), request.POST.get("text", "").replace("\r\n", "\n")
    try:
        if deed == "discard":
            drafts.discard(actor, draft_id, moment=timezone.now())
            messages.success(request, "Rancangan dibuang. Yang pernah disimpan tetap ada di riwayatnya.")
            return redirect("administration:standards")
        if deed == "check":
            return _editor(request, actor, found, text)
        found = _saved(request, actor, draft_id, text, by_itself=deed == "auto")
    except Conflict as conflict:
        return _editor(
            request, actor, drafts.draft_of(actor, draft_id), text, f"{say(conflict)} ({conflict.code})", 409
        )
    except Refusal as refusal:
        return _editor(request, actor, found, text, f"{say(refusal)} ({refusal.code})", 422)
    if PART in request.headers:
        return _editor(request, actor, found, found.content)
    messages.success(request, f"Tersimpan sebagai simpanan ke-{found.version}.")
    return redirect("administration:draft", draft_id)


def _saved(request: HttpRequest, actor: Actor, draft_id: UUID, text: str, *, by_itself: bool) -> StandardDraft:
    seen = SeenField().clean(request.POST.get("seen"))
    return drafts.save(actor, draft_id, text, seen=seen, moment=timezone.now(), by_itself=by_itself)


def _editor(
    request: HttpRequest, actor: Actor, found: StandardDraft, text: str, error: str = "", status: int = 200
) -> HttpResponse:
    judgement = drafts.judged(found, text)
    values = {
        **about(actor, found, judgement), "text": text, "error": error, "grades": grades(judgement, text),
        "forms": [(code, one.name) for code, one in COMPONENTS.items()],
        "returned": enacting.returned_because(found) if found.status == drafts.OPEN else "",
    }  # fmt: skip
    if PART in request.headers:
        return render(request, "administration/standard_findings.html", values, status=status)
    return show(request, actor, "standard_draft.html", values, status=status, room=ROOM)


def about(actor: Actor, found: StandardDraft, judgement: Judgement) -> dict[str, Any]:
    """What every page of a draft shows."""
    law = catalogue.in_force(found.office, found.service, timezone.now())
    return {
        "section": ROOM,
        "draft": found,
        "name": judgement.service.name if judgement.service else law.standard.name,
        "judgement": judgement,
        "status": STATUSES[found.status],
        "who": name_of(found.changed_by),
        "writes": actor.administers and found.status == drafts.OPEN,
    }


def grades(judgement: Judgement, text: str) -> list[tuple[str, list[Found]]]:
    """The findings by grade, each with its line."""
    lines, fresh = text.splitlines(), {id(one) for one in judgement.fresh}
    said = [
        (word, [Found(one, _line(lines, one), id(one) in fresh) for one in judgement.findings if one.grade == grade])
        for grade, word in GRADES
    ]
    return [(word, found) for word, found in said if found]


def _line(lines: list[str], finding: Finding) -> str:
    place = finding.place.line
    return lines[place - 1].strip() if 0 < place <= len(lines) else ""


@officer(ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def history(request: HttpRequest, actor: Actor, draft_id: UUID) -> HttpResponse:
    """Every save; an earlier one is taken up again as a new one."""
    found = drafts.draft_of(actor, draft_id)
    kept = drafts.saves(found)
    error = ""
    if request.method == "POST":
        wanted = next((save for save in kept if str(save.pk) == request.POST.get("save")), None)
        if wanted is None:
            raise NotVisible
        try:
            _saved(request, actor, draft_id, wanted.content, by_itself=False)
        except Refusal as refusal:
            error = f"{say(refusal)} ({refusal.code})"
        else:
            messages.success(request, "Rancangan kini berbunyi seperti simpanan itu.")
            return redirect("administration:draft", draft_id)
    values = {
        **about(actor, found, drafts.judged(found)), "error": error,
        "saves": [(save, name_of(save.saved_by)) for save in kept],
    }  # fmt: skip
    return show(request, actor, "standard_history.html", values, status=422 if error else 200, room=ROOM)
