"""Who is on duty now, and whom to ring next: every call is written down with its outcome."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from maklumat.core.errors import NotVisible
from maklumat.core.organisation.table import ROSTER_MINUTES
from maklumat.records.catalogue import settings
from maklumat.records.messages import nights
from maklumat.records.people import roster as kept
from maklumat.records.people.access import Actor
from maklumat.web.shared.contacts import dialled
from maklumat.web.shared.entering import MEMBER, here, officer, show, today


@officer(MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def roster(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The chain of those on duty; an answer, or none, moves it on."""
    now = timezone.now()
    if request.method == "POST":
        if request.POST.get("deed") == "take":
            nights.take(actor, _id(request, "file"), moment=now)
            messages.success(request, "Tercatat: Anda yang menangani. Yang lain tidak dikabari lagi.")
            return redirect("desk:roster")
        answered = request.POST.get("deed") == "answered"
        kept.call(actor, _id(request, "entry"), _id(request, "call_id"), answered=answered,
                  remark=request.POST.get("remark", ""), moment=now)  # fmt: skip
        messages.success(request, "Tercatat: dijawab." if answered else "Tercatat: tidak dijawab. Hubungi berikutnya.")
        return redirect("desk:roster")
    minutes = settings.value(actor.office, ROSTER_MINUTES)
    found = kept.chain(actor.office, now, today(here(request), now), minutes=minutes)
    links = [(link, f"tel:{dialled(link.turn.phone)}", uuid4()) for link in found]
    values = {
        "section": "counter",
        "links": links,
        "minutes": minutes,
        "calls": kept.calls(actor),
        "reports": nights.unattended(actor),
    }
    return show(request, actor, "roster.html", values)


def _id(request: HttpRequest, name: str) -> UUID:
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError:
        raise NotVisible from None
