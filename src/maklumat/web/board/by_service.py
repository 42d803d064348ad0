"""Each service over a span of weeks: how much, how long, and how its promise was kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from maklumat.records.figures import branches, measures
from maklumat.records.figures.queries import spread, tallied
from maklumat.records.people.access import Actor
from maklumat.web.board.door import Reader, draw, reader
from maklumat.web.board.sheets import Cell, Sheet, taken
from maklumat.web.board.words import WEEKS, agenda_link, files_link, share, span_words, weeks
from maklumat.web.shared.entering import OVERSEER, officer
from maklumat.web.shared.spreads import hours_words, within_words

SPANS: Final = {"12": WEEKS, "52": 52}
COUNTED: Final = (
    measures.RECEIVED, *measures.ENDED, measures.RETURNED, measures.BREACHED, measures.KEPT, measures.BROKEN,
)  # fmt: skip
TIMED: Final = (measures.VERDICT, measures.ANSWER)

Sums = Mapping[tuple[Any, ...], int]


@dataclass(frozen=True, slots=True)
class Service:
    """What happened to one service in some days."""

    code: str
    name: str
    days: tuple[date, date]
    counts: Sums
    keyed: Sums

    def of(self, *wanted: str) -> int:
        return sum(self.counts.get((measure, self.code), 0) for measure in wanted)

    def buckets(self, measure: str) -> dict[int, int]:
        return {
            int(key): count for (found, code, key), count in self.keyed.items()
            if (found, code) == (measure, self.code)
        }  # fmt: skip

    def minutes(self, owner: str) -> int:
        return self.keyed.get((measures.MINUTES, self.code, owner), 0)


@officer(OVERSEER)
@require_safe
def services(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Two tables: how much and how well, and how long."""
    who = reader(request, actor, overseer=True)
    asked = request.GET.get("minggu", "12")
    asked = asked if asked in SPANS else "12"
    span = weeks(who.today, SPANS[asked])
    days = span[0][0], who.today
    found = list(read(who, days))
    sheets = [_counts(found), _lengths(found)]
    file = taken(request, actor, who.office, sheets, {"from": days[0].isoformat(), "until": days[1].isoformat()})
    if file is not None:
        return file
    choices = [(weeks_asked, f"{number} minggu", weeks_asked == asked) for weeks_asked, number in SPANS.items()]
    values = {"span": span_words(days), "choices": choices, "query": f"minggu={asked}"}
    return draw(request, who, "services.html", values, sheets)


def read(who: Reader, days: tuple[date, date]) -> Iterator[Service]:
    """Every service of the reader. Two queries."""
    counts = tallied(who.scope, COUNTED, *days, by=("service",))
    keyed = tallied(who.scope, (*TIMED, measures.MINUTES), *days, by=("service", "key"))
    retired = {code: code for _, code in counts if code not in who.scope.services}
    for code, name in {**who.scope.services, **retired}.items():
        yield Service(code, name, days, counts, keyed)


def _counts(found: list[Service]) -> Sheet:
    rows = [
        (
            Cell(one.name),
            _linked(one, measures.RECEIVED, agenda_link(one.days, one.code)),
            Cell(one.of(*measures.DECIDED), link=_files(one, branches.DECIDED, *measures.DECIDED)),
            Cell(share(one.of(measures.KEPT), one.of(measures.KEPT, measures.BROKEN))),
            _listed(one, branches.BREACHED, measures.BREACHED, late=True),
            _listed(one, branches.RETURNED, measures.RETURNED),
            _listed(one, measures.REFUSED, measures.REFUSED),
            _listed(one, measures.WITHDRAWN, measures.WITHDRAWN),
            _listed(one, measures.LAPSED, measures.LAPSED),
        )
        for one in found
    ]
    headings = ("Layanan", "Diterima", "Diputus", "Tepat janji", "Janji terlewati", "Dikembalikan", "Ditolak",
                "Ditarik", "Gugur")  # fmt: skip
    note = "Tepat janji: bagian dari yang diputus dan punya janji waktu, yang semua janjinya ditepati."
    return Sheet("jumlah", "Jumlah", headings, rows, note)


def _lengths(found: list[Service]) -> Sheet:
    rows = []
    for one in found:
        half, nine = spread(one.buckets(measures.VERDICT))
        first, _ = spread(one.buckets(measures.ANSWER))
        decided = one.of(*measures.DECIDED)
        owners = (Cell(hours_words(one.minutes(owner), decided)) for owner in ("office", "applicant", "outside"))
        spans = (Cell(within_words(bucket)) for bucket in (first, half, nine))
        rows.append((Cell(one.name), *spans, *owners))
    headings = ("Layanan", "Separuh dijawab dalam", "Separuh diputus dalam", "9 dari 10 diputus dalam",
                "Di kantor", "Di pemohon", "Di pihak luar")  # fmt: skip
    note = (
        "Dihitung sejak permohonan diterima sampai diputus, termasuk saat menunggu pemohon. "
        "Tiga kolom terakhir: jam kerja rata-rata setiap berkas."
    )
    return Sheet("lama", "Lamanya", headings, rows, note)


def _listed(one: Service, state: str, measure: str, *, late: bool = False) -> Cell:
    count = one.of(measure)
    return Cell(count, link=_files(one, state, measure), late=late and count > 0)


def _files(one: Service, state: str, *wanted: str) -> str:
    return files_link(state, service=one.code, days=one.days) if one.of(*wanted) else ""


def _linked(one: Service, measure: str, link: str) -> Cell:
    count = one.of(measure)
    return Cell(count, link=link if count else "")
