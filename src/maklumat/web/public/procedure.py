"""The procedure of a service: its steps in words, with where each way out leads, and the same as a picture.

The picture has an address of its own, so that nobody on a slow network gets it unasked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from maklumat.core.drawing.layout import drawn
from maklumat.core.drawing.picture import Drawing
from maklumat.core.drawing.svg import svg
from maklumat.core.drawing.words import words
from maklumat.core.kinds.registry import KINDS
from maklumat.core.standard.model import (
    CLOSED,
    FINISHED,
    REFUSED,
    TO_APPLICANT,
    Office,
    Outcome,
    ServiceStandard,
    Step,
)
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue.queries import Enacted
from maklumat.web.shared.spoken import ALL_OF, ANY_OF, joined, spoken
from maklumat.web.shared.wording import in_indonesian, of_a_step, sentence

ACTORS: Final = {"applicant": gettext_noop("Pemohon"), "outside": gettext_noop("Pihak luar")}
LEADS: Final = {
    TO_APPLICANT: gettext_noop("kembali ke pemohon, lalu langkah ini diulang"),
    FINISHED: gettext_noop("selesai"),
    REFUSED: gettext_noop("permohonan ditolak"),
    CLOSED: gettext_noop("permohonan ditutup"),
}
SLICE: Final = 300
"""How high a slice of the picture may be, in pixels, so that paper is filled and nothing torn at its edge."""
KEPT: Final = "public, max-age=31536000, immutable"
"""For an address that changes with what it shows."""


@dataclass(frozen=True, slots=True)
class WayLine:
    """A way out of a step: its name, and where it leads."""

    label: str
    leads: str


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step as printed: who does it, in words (`post`: posts of the office by name), whether the decree has it, and
    the ways out; none where it simply goes on with the next."""

    text: str
    who: str
    post: bool
    system: str
    added: bool
    ways: tuple[WayLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is sent; `mark` changes with its content."""

    law: Enacted
    drawing: Drawing
    content: bytes
    mark: str


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of the picture over its whole width: paper is turned between two of them, and the first, with the names
    of the lanes, stands on every sheet. On the page each is a window on the one file."""

    top: int
    height: int


@require_safe
def procedure(request: HttpRequest, office: str, service: str) -> HttpResponse:
    """The procedure as a picture, and below it in words."""
    law = spoken(catalogue.in_force(office, service, timezone.now()))
    shown = picture(law)
    head, *slices = _slices(shown.drawing.cuts)
    values = {
        "section": "services",
        "law": law,
        "office": law.office,
        "steps": step_lines(law.standard, law.office),
        "picture": shown,
        "head": head,
        "slices": slices,
        "some_added": any(step.added for step in law.standard.steps),
        "some_back": any(line.back for line in shown.drawing.lines),
    }
    return render(request, "public/procedure.html", values)


@require_safe
def drawing(request: HttpRequest, office: str, service: str) -> HttpResponseBase:
    """The picture itself. Under the address that names its content it may be kept for good."""
    shown = picture(spoken(catalogue.in_force(office, service, timezone.now())))
    response = HttpResponse(shown.content, content_type="image/svg+xml")
    response["ETag"] = etag = quote_etag(shown.mark)
    response["Cache-Control"] = KEPT if request.GET.get("v") == shown.mark else "no-cache"
    return get_conditional_response(request, etag=etag, response=response) or response


_pictures: dict[tuple[int, str], Picture] = {}


def picture(law: Enacted) -> Picture:
    """The picture of an enacted standard, drawn once in each language; the law is kept beside it, so that another one
    under the same number (the texts in English have changed) is drawn anew."""
    key = law.id, get_language() or "id"
    kept = _pictures.get(key)
    if kept is None or kept.law is not law:
        kept = _pictures[key] = _picture(law)
    return kept


def _picture(law: Enacted) -> Picture:
    standard = law.standard
    shown = drawn(standard, law.office, words(standard, sentence, _))
    title = f"{_('Alur pelayanan')}: {standard.name}"
    told = _("Setiap lajur menunjukkan siapa yang bekerja. Langkah-langkahnya tertulis di halaman layanan ini.")
    content = svg(shown, title, told, get_language() or "id").encode()
    return Picture(law, shown, content, hashlib.sha256(content).hexdigest()[:16])


def _slices(cuts: tuple[int, ...]) -> Iterator[Slice]:
    """The names of the lanes, then slices as high as may be."""
    yield Slice(0, cuts[0])
    top = cuts[0]
    for cut, following in pairwise((*cuts, cuts[-1])):
        if cut > top and (following - top > SLICE or cut == cuts[-1]):
            yield Slice(top, cut - top)
            top = cut


def step_lines(standard: ServiceStandard, office: Office) -> list[StepLine]:
    """The steps in words. They tell all that the picture tells."""
    numbers = {step.code: number for number, step in enumerate(standard.steps, 1)}
    return [replace(step_line(step, office), ways=tuple(_ways(step, numbers))) for step in standard.steps]


def step_line(step: Step, office: Office) -> StepLine:
    """A step by itself, without its ways out."""
    if step.actor in ACTORS:
        who = _(ACTORS[step.actor])
    else:
        who = joined((office.post(post).name for post in step.posts), ALL_OF if step.joint else ANY_OF)
    return StepLine(step.text, who, step.actor not in ACTORS, step.system, step.added)


def _ways(step: Step, numbers: Mapping[str, int]) -> Iterator[WayLine]:
    """The ways out; none where the only one leads to the next step."""
    only = step.outcomes[0] if len(step.outcomes) == 1 else None
    if only is None or numbers.get(only.to) != numbers[step.code] + 1:
        for way in step.outcomes:
            yield WayLine(_label(step, way), _leads(step, way, numbers))


def _label(step: Step, way: Outcome) -> str:
    return in_indonesian(way.label) if way.label else of_a_step(KINDS[step.kind].way(way.code).label)


def _leads(step: Step, way: Outcome, numbers: Mapping[str, int]) -> str:
    if way.to in LEADS:
        return _(LEADS[way.to])
    if way.to == step.code:
        return _("langkah ini diulang")
    number = numbers[way.to]
    if number < numbers[step.code]:
        return _("kembali ke langkah {number}").format(number=number)
    return _("ke langkah {number}").format(number=number)
