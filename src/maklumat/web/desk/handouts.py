"""What hangs in the waiting room and what visitors take home, made from the standards in force."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from maklumat.core.errors import NotVisible
from maklumat.core.standard.model import Office
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.people.access import Actor
from maklumat.records.products.handouts import BANNER, LEAFLET, Kind, printed
from maklumat.web.desk.handout_words import handout
from maklumat.web.shared.entering import MEMBER, here, officer, show, today
from maklumat.web.shared.uploading import shown

PDF = "application/pdf"


@officer(MEMBER)
@require_safe
def handouts(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What there is to print, and how."""
    laws = catalogue.services(actor.office, timezone.now())
    served = {law.standard.division for law in laws}
    divisions = [division for division in here(request).divisions if division.code in served]
    values = {
        "section": "counter",
        "count": len(laws),
        "address": _address(here(request)),
        "divisions": divisions if len(divisions) > 1 else [],
    }
    return show(request, actor, "handouts.html", values)


@officer(MEMBER)
@require_safe
def banner(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Every service on one banner, or on as many as it needs."""
    return _pdf(request, actor, BANNER, "spanduk")


@officer(MEMBER)
@require_safe
def leaflet(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Every service, or those of one division."""
    return _pdf(request, actor, LEAFLET, "selebaran", request.GET.get("bidang", ""))


def _pdf(request: HttpRequest, actor: Actor, kind: Kind, name: str, division: str = "") -> HttpResponse:
    office, now = here(request), timezone.now()
    laws = [law for law in catalogue.services(actor.office, now) if division in ("", law.standard.division)]
    if not laws:
        raise NotVisible
    values = handout(office, laws, today(office, now), _address(office))
    name = "-".join(filter(None, (name, office.code, division)))
    return shown(printed(kind, values), PDF, f"{name}.pdf", download=True)


def _address(office: Office) -> str:
    """Where the code leads: to the catalogue, or to the office's own services where there are several offices."""
    alone = len(catalogue.offices(timezone.now())) == 1
    return settings.BASE_ADDRESS + (reverse("public:home") if alone else reverse("public:office", args=[office.code]))
