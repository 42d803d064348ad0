"""Lines of books of the years before, when their years are over: listed and destroyed as files are.

A line whose service the office knows is kept as long as a file of it, any other as long as the head has decided. The
years begin when its book was closed: with the end of its year.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from maklumat.core.organisation.table import OLD_BOOK_BASIS, OLD_BOOK_YEARS
from maklumat.core.retention.life import closed_before, life
from maklumat.core.retention.schedule import DESTROY, REVIEW, Retention
from maklumat.core.standard.model import Office
from maklumat.core.takeover.past import BOOKS
from maklumat.core.takeover.reading import plain
from maklumat.records.archive import retention
from maklumat.records.archive.models import DestructionLine, PastEntry
from maklumat.records.archive.retention import MOST, Closed
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue import settings
from maklumat.records.ledger.fields import sealed_for
from maklumat.records.people import access
from maklumat.records.people.access import Actor, Facts

LONGEST = 60
"""Letters of a service that a list repeats."""
Judge = Callable[[str], tuple[str, Retention]]


def judge_of(office: str) -> Judge:
    """What the words of a line say of its service: its code ("" for one that is not known) and how long it is kept."""
    held, known = retention.schedule(office), dict[str, str]()
    for code, name in retention.names(office).items():
        known |= {plain(code): code, plain(name): code}
    years, basis = settings.value(office, OLD_BOOK_YEARS), settings.value(office, OLD_BOOK_BASIS)
    own = Retention(0, years, DESTROY if years and basis else REVIEW, basis)

    def judge(words: str) -> tuple[str, Retention]:
        code = known.get(plain(words), "")
        return code, held[code] if code else own

    return judge


def how_many(actor: Actor, moment: datetime) -> int:
    """Of how many lines the years are over, on no list yet. A fixed number of queries."""
    access.require(actor, access.OVERSEE, Facts(actor.office))
    office = catalogue.office(actor.office, moment)
    return _due(office, judge_of(actor.office), catalogue.local_date(office, moment)).count()


def due_lines(actor: Actor, moment: datetime, limit: int = MOST) -> list[Closed]:
    """Lines whose years are over and that may be destroyed, on no list yet, the oldest first."""
    access.require(actor, access.OVERSEE, Facts(actor.office))
    office, judge = catalogue.office(actor.office, moment), judge_of(actor.office)
    on = catalogue.local_date(office, moment)
    return [_closed(row, judge, on) for row in _due(office, judge, on).order_by("on", "pk")[:limit]]


def judged(office: Office, ids: Sequence[UUID], moment: datetime) -> list[Closed]:
    """Those of the ids that are lines of old books and were not destroyed yet, as things stand."""
    rows = PastEntry.objects.filter(office=office.code, pk__in=list(ids), destroyed_at=None).order_by("on", "pk")
    found = list(_numbers_alone(rows))
    judge, on = judge_of(office.code) if found else _nothing, catalogue.local_date(office, moment)
    return [_closed(row, judge, on) for row in found]


def _nothing(_: str) -> tuple[str, Retention]:
    raise LookupError


def _numbers_alone(rows: QuerySet[PastEntry]) -> QuerySet[PastEntry]:
    """Without what is sealed: a list names nobody."""
    return rows.defer("name", "nik", "note")


def _due(office: Office, judge: Judge, on: date) -> QuerySet[PastEntry]:
    mine = PastEntry.objects.filter(office=office.code, destroyed_at=None)
    kept: dict[Retention, list[str]] = {}
    for words in mine.order_by().values_list("service", flat=True).distinct():
        _, rule = judge(words)
        if rule.destroys:
            kept.setdefault(rule, []).append(words)
    wanted = Q(pk=None)
    for rule, services in kept.items():
        wanted |= Q(service__in=services, on__lte=_last_of_its_year(closed_before(rule, on)))
    listed = DestructionLine.objects.filter(application_id=OuterRef("pk"), left_at=None)
    return _numbers_alone(mine.filter(wanted).exclude(Exists(listed)))


def _closed(row: PastEntry, judge: Judge, on: date) -> Closed:
    code, rule = judge(row.service)
    lived = life(rule, date(row.on.year, 12, 31), on)
    name = f"{row.service}, {BOOKS[row.book]}" if row.service else BOOKS[row.book]
    return Closed(row.pk, row.number, code or row.service[:LONGEST], name, row.on, rule, lived, (), row.book)


def _last_of_its_year(day: date) -> date:
    """The last day of the last year that was over by then."""
    return day if (day.month, day.day) == (12, 31) else date(day.year - 1, 12, 31)


def empty_line(entry_id: UUID, *, number: str, moment: datetime) -> None:
    """What is personal in a line goes, by the minutes with that number; its number, day and service stay."""
    blank = {name: sealed_for(PastEntry, entry_id, name, "") for name in ("name", "nik", "note")}
    PastEntry.objects.filter(pk=entry_id).update(
        **blank, result="", name_index=None, nik_index=None, destroyed_at=moment, destroyed_by=number
    )
