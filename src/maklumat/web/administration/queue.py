"""The waiting room's addresses: the screen on the wall, and the device that gives numbers, with the key it needs."""

from __future__ import annotations

import secrets
from typing import Final

from django.conf import settings as configured
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from maklumat.core.organisation.table import QUEUE_KEY
from maklumat.records.catalogue import settings
from maklumat.records.people.access import Actor
from maklumat.web.administration.home import ROOM
from maklumat.web.shared.entering import ADMINISTRATOR, officer, show

KEY_BYTES: Final = 12


@officer(ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def queue(request: HttpRequest, actor: Actor) -> HttpResponse:
    """A POST makes a new key; the device that had the old one gives no more numbers, and none turns devices off."""
    if request.method == "POST":
        key = "" if request.POST.get("deed") == "off" else secrets.token_urlsafe(KEY_BYTES)
        settings.decide(actor, QUEUE_KEY, key, moment=timezone.now())
        messages.success(request, "Kata kunci baru sudah dibuat. Buka alamatnya di perangkat itu." if key else
                         "Perangkat pengambil nomor dimatikan.")  # fmt: skip
        return redirect("administration:queue")
    key = str(settings.value(actor.office, QUEUE_KEY))
    values = {
        "section": ROOM,
        "screen": configured.BASE_ADDRESS + reverse("public:queue_screen", args=[actor.office]),
        "device": configured.BASE_ADDRESS + reverse("public:queue_take", args=[actor.office, key]) if key else "",
    }
    return show(request, actor, "queue.html", values, room=ROOM)
