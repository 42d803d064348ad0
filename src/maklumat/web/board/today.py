"""The board of today: what waits, what is due today, what is late and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from maklumat.core.clock.causes import CAUSES
from maklumat.core.terbilang.numbers import grouped
from maklumat.records.figures import branches, measures
from maklumat.records.figures.queries import Now, Stood, standing, tallied
from maklumat.records.people.access import Actor
from maklumat.web.board.door import Reader, draw, reader
from maklumat.web.board.sheets import Cell, Sheet, taken
from maklumat.web.board.words import agenda_link, files_link
from maklumat.web.shared.entering import MEMBER, officer
from maklumat.web.shared.lists import cause_words
from maklumat.web.shared.officials import post_names

NOW: Final = ("Di meja", "Batas hari ini", "Terlambat", "Di pihak luar")


@dataclass(frozen=True, slots=True)
class Figure:
    """A large figure at the head of the page, with the files behind it; `late` marks what is not well."""

    name: str
    count: int
    link: str
    late: bool = False

    @property
    def shown(self) -> str:
        return grouped(self.count)


@officer(MEMBER)
@require_safe
def today(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Where everything stands now."""
    who = reader(request, actor)
    now = standing(who.scope, who.today)
    sheets = [_causes(now), _by_service(who, now), _by_desk(who, now)]
    file = taken(request, actor, who.office, sheets, {})
    if file is not None:
        return file
    values = {"figures": list(_figures(who, now)), "causes": sheets[0], "service": sheets[1], "desk": sheets[2]}
    return draw(request, who, "today.html", {**values, "now": who.now})


def _figures(who: Reader, now: Now) -> Iterator[Figure]:
    total = now.total
    yield Figure("Di meja kantor", total.waiting, files_link(branches.WAITING))
    yield Figure("Batas waktunya hari ini", total.today, files_link(branches.TODAY))
    yield Figure("Terlambat", total.late, files_link(branches.LATE), late=total.late > 0)
    yield Figure("Di antaranya menunggu pihak luar", total.outside, files_link(branches.OUTSIDE_NOW))
    if who.scope.oversees:
        yield Figure("Dilengkapi pemohon", total.returned, files_link(branches.RETURNED_NOW))
        day = (who.today, who.today)
        sums = tallied(who.scope, (measures.RECEIVED, *measures.DECIDED), *day)
        yield Figure("Diterima hari ini", sums.get((measures.RECEIVED,), 0), agenda_link(day))
        decided = sum(sums.get((measure,), 0) for measure in measures.DECIDED)
        yield Figure("Diputus hari ini", decided, files_link(branches.DECIDED, days=day))


def _causes(now: Now) -> Sheet:
    """Why the late files are late: the causes that there are, the most frequent first."""
    found = now.total.causes or {}
    order = list(CAUSES)
    ranked = sorted(found.items(), key=lambda one: (-one[1], order.index(one[0]) if one[0] in order else len(order)))
    rows = [
        (Cell(cause_words(code)), Cell(files, link=files_link(branches.LATE, cause=code) if code else "", late=True))
        for code, files in ranked
    ]
    return Sheet("sebab", "Mengapa terlambat", ("Sebab", "Berkas"), rows, empty="Tidak ada berkas yang terlambat.")


def _by_service(who: Reader, now: Now) -> Sheet:
    retired = {code: code for code in sorted(now.services) if code not in who.scope.services}
    names = {**who.scope.services, **retired}
    rows = [
        (Cell(names[code]), *_counts(stood, service=code), *_returned(who, stood, code))
        for code in names
        if (stood := now.services.get(code)) is not None
    ]
    headings = ("Layanan", *NOW, *(("Di pemohon",) if who.scope.oversees else ()))
    return Sheet("layanan", "Per layanan", headings, rows, empty="Tidak ada berkas yang berjalan.")


def _returned(who: Reader, stood: Stood, service: str) -> tuple[Cell, ...]:
    if not who.scope.oversees:
        return ()
    return (Cell(stood.returned, link=files_link(branches.RETURNED_NOW, service=service) if stood.returned else ""),)


def _by_desk(who: Reader, now: Now) -> Sheet:
    rows = [
        (Cell(post_names(who.office, desk)), *_counts(stood, desk=desk))
        for desk, stood in sorted(now.desks.items(), key=lambda one: (-one[1].late, -one[1].waiting, one[0]))
    ]
    return Sheet("meja", "Per meja", ("Meja", *NOW), rows, empty="Tidak ada berkas di meja mana pun.")


def _counts(stood: Stood, *, service: str = "", desk: str = "") -> Iterator[Cell]:
    counts = (
        (branches.WAITING, stood.waiting), (branches.TODAY, stood.today), (branches.LATE, stood.late),
        (branches.OUTSIDE_NOW, stood.outside),
    )  # fmt: skip
    for state, count in counts:
        link = files_link(state, service=service, desk=desk) if count else ""
        yield Cell(count, link=link, late=state == branches.LATE and count > 0)
