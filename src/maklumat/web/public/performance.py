"""The office's own clock, in public: how long it really took from receipt to verdict, beside what was promised."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from maklumat.core.clock.buckets import within
from maklumat.core.standard.model import ServiceStandard
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.figures.published import WHOLE, Clock, published
from maklumat.records.figures.trial import trial_until
from maklumat.web.shared.spoken import all_spoken, spoken_office
from maklumat.web.shared.spreads import count_words, within_words


@dataclass(frozen=True, slots=True)
class Span:
    """A service over a span of time, in sentences."""

    name: str
    sentences: list[str]


@dataclass(frozen=True, slots=True)
class Served:
    """A service with what is told of it."""

    standard: ServiceStandard
    spans: list[Span]


def _quiet(clocks: tuple[Clock, ...]) -> bool:
    """Whether there is no number to tell, not of a whole year either."""
    return not any(clock.received or clock.decided for clock in clocks)


@require_safe
def performance(request: HttpRequest, office: str) -> HttpResponse:
    """The clock of one office. Raises NotVisible for one that is not here."""
    now = timezone.now()
    found = catalogue.office(office, now)
    today = catalogue.local_date(found, now)
    values = {"section": "services", "office": spoken_office(found), "until": today - timedelta(days=1)}
    trial = trial_until(office, today)
    if trial is not None:
        return render(request, "public/performance.html", {**values, "trial": trial})
    laws = all_spoken(catalogue.services(office, now))
    clocks = published(office, {law.standard.code: law.standard.name for law in laws}, today)
    told, quiet = list[Served](), list[Served]()
    for law in laws:
        mine = clocks[law.standard.code]
        spans = list(_spans(mine))
        if _quiet(mine):
            quiet.append(Served(law.standard, [Span(spans[-1].name, spans[-1].sentences[:1])]))
        else:
            told.append(Served(law.standard, spans))
    whole = list(_spans(clocks[WHOLE]))
    return render(request, "public/performance.html", {**values, "whole": whole, "told": told, "quiet": quiet})


def _spans(clocks: tuple[Clock, ...]) -> Iterator[Span]:
    names = (_("12 minggu terakhir"), _("Setahun terakhir"))
    for name, clock in zip(names, clocks, strict=True):
        yield Span(name, list(_sentences(clock)))


def _sentences(clock: Clock) -> Iterator[str]:
    """What is told of one span; a few files are not told of."""
    if clock.received == 0 and clock.decided == 0:
        yield _("Belum ada permohonan.")
        return
    yield _("Diterima: {count}.").format(count=_number(clock.received))
    yield _("Diputus: {count}.").format(count=_number(clock.decided))
    if clock.half is not None and clock.nine is not None:
        half, nine = _duration(clock.half), _duration(clock.nine)
        yield _("Separuh permohonan selesai {half}; 9 dari 10 selesai {nine}.").format(half=half, nine=nine)
    if clock.kept is not None and clock.judged:
        share = 100 * clock.kept // clock.judged
        yield _("Janji ditepati pada {share} dari 100 permohonan yang diputus.").format(share=share)
    if clock.breached:
        yield _("Janji terlewati: {count}.").format(count=_number(clock.breached))
    if clock.unlisted:
        said = ngettext(
            "{n} berkas di luar standar diminta, dengan alasan tertulis.",
            "{n} berkas di luar standar diminta, dengan alasan tertulis.",
            clock.unlisted,
        )
        yield said.format(n=clock.unlisted)


def _number(count: int | None) -> str:
    return _("terlalu sedikit untuk disebut") if count is None else count_words(count)


def _duration(number: int) -> str:
    """ "dalam 2 hari kerja", "pada hari yang sama"."""
    found = within(number)
    if found.same_day:
        return _("pada hari yang sama")
    words = within_words(number)
    return words if found.beyond else _("dalam {amount}").format(amount=words)
