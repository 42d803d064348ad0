"""Twelve weeks side by side: as bars, and as the table that says the same."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from maklumat.core.drawing.chart import chart
from maklumat.core.terbilang.dates import short_date
from maklumat.core.terbilang.numbers import grouped
from maklumat.records.figures import branches, measures
from maklumat.records.figures.queries import tallied
from maklumat.records.people.access import Actor
from maklumat.web.board.door import Reader, draw, reader
from maklumat.web.board.sheets import Cell, Sheet, taken
from maklumat.web.board.words import agenda_link, files_link, share, weeks
from maklumat.web.shared.entering import OVERSEER, officer

COUNTED = (
    measures.RECEIVED, *measures.DECIDED, measures.BREACHED, measures.RETURNED, measures.KEPT, measures.BROKEN,
)  # fmt: skip
Weeks = list[tuple[tuple[date, date], Counter[str]]]


@officer(OVERSEER)
@require_safe
def trend(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The last twelve weeks, of one service on request."""
    who = reader(request, actor, overseer=True)
    asked = request.GET.get("layanan", "")
    service = asked if asked in who.scope.services else ""
    found = _weeks(who, service)
    sheets = [_sheet(found, service)]
    file = taken(request, actor, who.office, sheets, {"service": service} if service else {})
    if file is not None:
        return file
    received = [counts[measures.RECEIVED] for _, counts in found]
    decided = [_decided(counts) for _, counts in found]
    breached = [counts[measures.BREACHED] for _, counts in found]
    series = [("diterima", received), ("diputus", decided), ("janji terlewati", breached)]
    picture = chart([short_date(days[0]) for days, _ in found], series)
    values = {
        "chart": picture,
        "sheet": sheets[0],
        "services": who.scope.services.items(),
        "chosen": service,
        "query": f"layanan={service}" if service else "",
        "summary": _summary(sum(received), sum(decided), sum(breached)),
    }
    return draw(request, who, "trend.html", values, sheets)


def _weeks(who: Reader, service: str) -> Weeks:
    """What happened in each of the weeks. One query."""
    spans = weeks(who.today)
    sums = tallied(who.scope, COUNTED, spans[0][0], spans[-1][1], by=("service", "counted_on"))
    found = {span[0]: Counter[str]() for span in spans}
    for (measure, of, on), amount in sums.items():
        if not service or of == service:
            found[on - timedelta(days=on.weekday())][measure] += amount
    return [(span, found[span[0]]) for span in spans]


def _decided(counts: Counter[str]) -> int:
    return sum(counts[measure] for measure in measures.DECIDED)


def _sheet(found: Weeks, service: str) -> Sheet:
    rows = []
    for days, counts in reversed(found):
        decided = _decided(counts)
        listed = [
            Cell(count, link=files_link(state, service=service, days=days) if count else "", late=late and count > 0)
            for state, count, late in (
                (branches.DECIDED, decided, False),
                (branches.BREACHED, counts[measures.BREACHED], True),
                (branches.RETURNED, counts[measures.RETURNED], False),
            )
        ]
        received = counts[measures.RECEIVED]
        rows.append(
            (
                Cell(days[0], text=f"{short_date(days[0])} – {short_date(days[1])}"),
                Cell(received, link=agenda_link(days, service) if received else ""),
                *listed,
                Cell(share(counts[measures.KEPT], counts[measures.KEPT] + counts[measures.BROKEN])),
            )
        )
    headings = ("Minggu", "Diterima", "Diputus", "Janji terlewati", "Dikembalikan", "Tepat janji")
    return Sheet("tren", "Minggu demi minggu", headings, rows, "Minggu teratas masih berjalan.")


def _summary(received: int, decided: int, breached: int) -> str:
    told = [grouped(count) for count in (received, decided, breached)]
    return "Dalam 12 minggu: {} diterima, {} diputus, {} janji terlewati.".format(*told)
