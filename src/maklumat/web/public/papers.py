"""The papers of a draft: one place to attach per requirement, one file at a time, nothing lost by a bad one."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from maklumat.core.errors import NotVisible, Refusal
from maklumat.core.intake import ABSENT, BROUGHT, Slot
from maklumat.records.applications import actions as applications
from maklumat.records.applications import queries as application_queries
from maklumat.web.public.applying import stages
from maklumat.web.public.grants import Draft, own_draft, require_known
from maklumat.web.shared.errors import TooMany
from maklumat.web.shared.flash import keep_error, kept_error
from maklumat.web.shared.intake import places
from maklumat.web.shared.limits import spend
from maklumat.web.shared.uploading import ACCEPT, MAX_BYTES, received, shown

CLAIMS: Final = {"bawa": BROUGHT, "tidak_punya": ABSENT}
BUTTONS: Final = frozenset({"unggah", "hapus", *CLAIMS})


@own_draft
@require_http_methods(["GET", "HEAD", "POST"])
def papers(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Every place to attach. A POST is about one of them."""
    if draft.submitted:
        return redirect("public:receipt", draft=draft.id)
    if request.method != "POST":
        return _page(request, draft)
    key = request.POST.get("tempat", "")
    try:
        _answer(request, draft, _slot(draft, key))
    except TooMany:
        raise
    except Refusal as refusal:
        keep_error(request, key, refusal)
    return redirect(f"{request.path}#tempat-{key}")


@own_draft
@require_safe
def paper(request: HttpRequest, draft: Draft, paper: UUID) -> HttpResponse:  # noqa: ARG001  # for the decorator
    """One attached file, to look at."""
    found = next((one for one in draft.filled.papers if one.id == paper), None)
    if found is None:
        raise NotVisible
    return shown(application_queries.paper_bytes(found), found.kind, "lampiran")


def _slot(draft: Draft, key: str) -> Slot:
    """The place that the button belongs to. Raises NotVisible for one that is not asked for."""
    for slot in draft.filled.slots:
        if slot.key == key:
            return slot
    raise NotVisible


def _answer(request: HttpRequest, draft: Draft, slot: Slot) -> None:
    """Do what the button of one place says."""
    button = require_known(request.POST.get("aksi", "unggah"), BUTTONS)
    now = timezone.now()
    claims = dict(draft.content.get("claims", {}))
    said = claims.get(slot.key, {}).get("how", "") if button == "unggah" else ""  # a bad file takes nothing back
    claims[slot.key] = {"how": CLAIMS.get(button, said), "alternative": request.POST.get("pilihan", "")}
    if button == "unggah":
        spend(request, "upload")
        spend(request, "upload_draft", str(draft.id))
        applications.save_draft(draft.id, "claims", claims, moment=now)
        file = received(request, "berkas")
        applications.attach(
            draft.id, draft.law.office.code, slot.requirement.code, file, moment=now, person=slot.person
        )
        messages.success(request, _("Tersimpan: {text}").format(text=slot.requirement.text))
        return
    for one in draft.filled.papers:
        if (one.requirement, one.person) == (slot.requirement.code, slot.person):
            applications.detach(draft.id, one.id, moment=now)
    applications.save_draft(draft.id, "claims", claims, moment=now)


def _page(request: HttpRequest, draft: Draft) -> HttpResponse:
    filled = draft.filled
    values = {
        "section": "services",
        "draft": draft,
        "stages": stages(draft, "draft_papers"),
        "places": places(filled.slots, filled.submission, filled.papers, {}),
        "others": [slot.requirement for slot in filled.slots if slot.requirement.kind != "document"],
        **kept_error(request),
        "max_bytes": MAX_BYTES,
        "accept": ACCEPT,
    }
    return render(request, "public/draft_papers.html", values)
