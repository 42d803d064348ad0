"""The papers of a draft: one place to attach per requirement, one file at a time, nothing lost by a bad one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final
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
from maklumat.web.public.earlier import earlier_of, offered, use_again
from maklumat.web.public.grants import Draft, own_draft, require_known
from maklumat.web.shared.errors import TooMany
from maklumat.web.shared.flash import keep_error, kept_error
from maklumat.web.shared.intake import places, slot_key
from maklumat.web.shared.limits import spend
from maklumat.web.shared.uploading import ACCEPT, MAX_BYTES, received, shown

UPLOAD: Final = "unggah"
ANOTHER: Final = "tambah"
REMOVE: Final = "hapus"
AGAIN: Final = "pakai"
CLAIMS: Final = {"bawa": BROUGHT, "tidak_punya": ABSENT}
BUTTONS: Final = frozenset({UPLOAD, ANOTHER, REMOVE, AGAIN, *CLAIMS})


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
    button = require_known(request.POST.get("aksi", UPLOAD), BUTTONS)
    if button == AGAIN:
        alternative = use_again(request, draft, slot)
        _claim(draft, slot, "", alternative)
        messages.success(request, _("Tersimpan: {text}").format(text=slot.requirement.text))
    elif button in {UPLOAD, ANOTHER}:
        _upload(request, draft, slot, another_page=button == ANOTHER)
    elif button == REMOVE and "lampiran" in request.POST:
        _remove(draft, slot, request.POST["lampiran"])
    else:
        _remove(draft, slot)
        _claim(draft, slot, CLAIMS.get(button, ""), request.POST.get("pilihan", ""))


def _upload(request: HttpRequest, draft: Draft, slot: Slot, *, another_page: bool) -> None:
    spend(request, "upload")
    spend(request, "upload_draft", str(draft.id))
    said = draft.content.get("claims", {}).get(slot.key, {}).get("how", "")  # a bad file takes nothing back
    _claim(draft, slot, said, request.POST.get("pilihan", ""))
    file = received(request, "berkas")
    applications.attach(
        draft.id,
        draft.law.office.code,
        slot.requirement.code,
        file,
        moment=timezone.now(),
        person=slot.person,
        another_page=another_page,
    )
    messages.success(request, _("Tersimpan: {text}").format(text=slot.requirement.text))


def _remove(draft: Draft, slot: Slot, only: str = "") -> None:
    """Take the files off one place, or one of them."""
    for one in draft.filled.papers:
        if slot_key(one.requirement, one.person) == slot.key and only in {"", str(one.id)}:
            applications.detach(draft.id, one.id, moment=timezone.now())


def _claim(draft: Draft, slot: Slot, how: str, alternative: str) -> None:
    """Keep what is said about a place; a choice made before stays while none is sent."""
    claims = dict(draft.content.get("claims", {}))
    said = alternative or claims.get(slot.key, {}).get("alternative", "")
    claims[slot.key] = {"how": how, "alternative": said}
    applications.save_draft(draft.id, "claims", claims, moment=timezone.now())


def _page(request: HttpRequest, draft: Draft) -> HttpResponse:
    filled = draft.filled
    earlier = earlier_of(request, draft)
    fitting = offered(draft, earlier) if earlier else {}
    values: dict[str, Any] = {
        "section": "services",
        "draft": draft,
        "stages": stages(draft, "draft_papers"),
        "places": [
            replace(place, offers=tuple(fitting.get(place.key, ())))
            for place in places(filled.slots, filled.submission, filled.papers, {})
        ],
        "others": {
            slot.requirement.code: slot.requirement for slot in filled.slots if slot.requirement.kind != "document"
        },
        "earlier": earlier,
        **kept_error(request),
        "max_bytes": MAX_BYTES,
        "accept": ACCEPT,
    }
    return render(request, "public/draft_papers.html", values)
