"""The retention schedule of an office, and which closed files it says may be destroyed, or why they are held back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from maklumat.core.compensation.entitlements import PRIORITY
from maklumat.core.errors import NotVisible, Refusal
from maklumat.core.events import Event
from maklumat.core.procedure.state import ENDED, REFUSED
from maklumat.core.retention import life as lives
from maklumat.core.retention.life import Life, closed_before, life
from maklumat.core.retention.schedule import PERMANENT, Retention, default
from maklumat.core.standard.model import Office
from maklumat.records.applications.models import Application, Custody
from maklumat.records.archive.models import DestructionLine, RetentionHold, RetentionRule
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue.models import StandardVersion
from maklumat.records.compensation.models import Entitlement
from maklumat.records.ledger import actions as ledger
from maklumat.records.outages.models import Recheck
from maklumat.records.people import access
from maklumat.records.people.access import Actor, Facts
from maklumat.records.procedures.models import Booking, WorkItem
from maklumat.records.products.models import Duty, Product
from maklumat.records.products.refusals import refusal_told

RULED: Final = "retention_decided"
HELD: Final = "retention_held"
RELEASED: Final = "retention_released"
MOST: Final = 500
"""Files that one list of destruction holds, and that a page shows."""
LONGEST_REASON: Final = 300


@dataclass(frozen=True, slots=True)
class Line:
    """A service with its retention. `due`: files whose years are over and that are on no list yet; not counted where
    they are kept for good."""

    service: str
    name: str
    retention: Retention
    due: int


@dataclass(frozen=True, slots=True)
class Closed:
    """A closed file as the schedule sees it; or a line of an old `book` (see `old_lines`), whose own id is there."""

    application_id: UUID
    register: str
    service: str
    name: str
    received_on: date
    retention: Retention
    life: Life
    holds: tuple[str, ...]
    book: str = ""

    @property
    def destroyable(self) -> bool:
        return lives.may_be_destroyed(self.retention, self.life, self.holds)

    @property
    def words(self) -> str:
        """Why it is held back, in words."""
        return "; ".join(lives.HOLDS[hold] for hold in self.holds)


def schedule(office: str) -> dict[str, Retention]:
    """The retention of every service the office ever had a standard for, by code. Two queries."""
    known = StandardVersion.objects.filter(office=office).values_list("service", "pk").order_by("pk")
    newest = dict(known)
    found = {
        code: default(confidential=catalogue.standard(pk).confidentiality != "normal") for code, pk in newest.items()
    }
    rows = RetentionRule.objects.filter(office=office, service__in=found).order_by("pk")
    for row in rows:
        found[row.service] = Retention(row.active_years, row.inactive_years, row.fate, row.basis)
    return found


def names(office: str) -> dict[str, str]:
    """The name of every service of the office, as its newest standard says it."""
    known = StandardVersion.objects.filter(office=office).values_list("service", "pk").order_by("pk")
    return {code: catalogue.standard(pk).name for code, pk in dict(known).items()}


def decide(actor: Actor, services: Collection[str], wanted: Retention, *, moment: datetime) -> int:
    """From now on files of these services are kept so; how many services changed. Raises NotVisible, RTN-004."""
    access.require(actor, access.ADMINISTER, Facts(actor.office))
    held = schedule(actor.office)
    if not services or not set(services) <= set(held):
        raise Refusal("RTN-004", "Pilih layanannya.")
    changed = sorted(code for code in services if held[code] != wanted)
    if not changed:
        return 0
    said = {"active_years": wanted.active_years, "inactive_years": wanted.inactive_years, "fate": wanted.fate,
            "basis": wanted.basis}  # fmt: skip
    with transaction.atomic():
        RetentionRule.objects.bulk_create(
            RetentionRule(office=actor.office, service=code, decided_at=moment, decided_by=actor.user_id, **said)
            for code in changed
        )
        _tell(actor, RULED, {**said, "services": changed}, moment)
    return len(changed)


def lines(actor: Actor, moment: datetime) -> list[Line]:
    """Every service with its retention and how many of its files are due. A fixed number of queries."""
    access.require(actor, access.OVERSEE, Facts(actor.office))
    office, held = catalogue.office(actor.office, moment), schedule(actor.office)
    counted = _due(office, held, catalogue.local_date(office, moment), keeping=(PERMANENT,)).values_list("service")
    due = dict(counted.annotate(Count("pk")).order_by())
    called = names(actor.office)
    return [Line(code, called[code], held[code], due.get(code, 0)) for code in sorted(held, key=called.__getitem__)]


def due_files(actor: Actor, moment: datetime, limit: int = MOST) -> list[Closed]:
    """Files whose years are over and that the schedule destroys, on no list yet, the longest closed first."""
    access.require(actor, access.OVERSEE, Facts(actor.office))
    office = catalogue.office(actor.office, moment)
    held = {code: one for code, one in schedule(actor.office).items() if one.destroys}
    rows = _due(office, held, catalogue.local_date(office, moment)).order_by("since", "pk")[:limit]
    return judged(office, list(rows.values_list("pk", flat=True)), moment)


def _due(
    office: Office, held: Mapping[str, Retention], on: date, *, keeping: Collection[str] = ()
) -> QuerySet[WorkItem]:
    zone, wanted = catalogue.zone(office), Q(pk=None)
    for code, retention in held.items():
        if retention.fate not in keeping:
            after = datetime.combine(closed_before(retention, on) + timedelta(days=1), time(), zone)
            wanted |= Q(service=code, since__lt=after)
    listed = DestructionLine.objects.filter(application_id=OuterRef("pk"), left_at=None)
    return WorkItem.objects.filter(wanted, ~Exists(listed), office=office.code, step="")


def judged(office: Office, ids: Sequence[UUID], moment: datetime) -> list[Closed]:
    """These files in the order given: how old they are, and everything that holds them back now."""
    on, held, called = catalogue.local_date(office, moment), schedule(office.code), names(office.code)
    items = WorkItem.objects.filter(office=office.code).defer("state").in_bulk(list(ids))
    received = dict(Application.objects.filter(pk__in=ids).values_list("pk", "received_at"))
    until = _last_days(office, ids)
    holds = _holds(office, list(items.values()), on, moment)
    return [
        Closed(
            pk, items[pk].register, items[pk].service, called[items[pk].service],
            catalogue.local_date(office, received[pk]), held[items[pk].service],
            life(held[items[pk].service], max([catalogue.local_date(office, items[pk].since), *until.get(pk, ())]), on),
            tuple(sorted(holds.get(pk, ()))),
        )
        for pk in ids if pk in items
    ]  # fmt: skip


def _last_days(office: Office, ids: Sequence[UUID]) -> dict[UUID, list[date]]:
    """Days from which the years of a file may begin later than its end: rights and duties were not over before."""
    found: dict[UUID, list[date]] = {}

    def note(pairs: Iterable[tuple[UUID, Any]]) -> None:
        for pk, at in pairs:
            if at is not None:
                day = catalogue.local_date(office, at) if isinstance(at, datetime) else at
                found.setdefault(pk, []).append(day)

    products = Product.objects.filter(application_id__in=ids).exclude(status="void")
    note(products.filter(revoked_at=None).values_list("application_id", "valid_until"))
    note(products.values_list("application_id", "revoked_at"))
    note(products.values_list("application_id", "delivered_at"))
    note(Duty.objects.filter(application_id__in=ids).values_list("application_id", "met_at"))
    note(Entitlement.objects.filter(application_id__in=ids).values_list("application_id", "settled_at"))
    note(Custody.objects.filter(application_id__in=ids).values_list("application_id", "returned_at"))
    return found


def _holds(office: Office, items: Sequence[WorkItem], on: date, moment: datetime) -> dict[UUID, set[str]]:
    ids = [item.pk for item in items]
    found: dict[UUID, set[str]] = {item.pk: {lives.RUNNING} for item in items if item.status not in ENDED}
    for hold, files in HOLDERS.items():
        for pk in files(ids, on, moment):
            found.setdefault(pk, set()).add(hold)
    for item in items:
        if item.status == REFUSED:
            told = refusal_told(item.pk, office)
            if told is not None and told.object_until is not None and told.object_until >= on:
                found.setdefault(item.pk, set()).add(lives.OBJECTION)
    return found


Holder = Callable[[Sequence[UUID], date, datetime], Iterator[UUID]]


def _valid(ids: Sequence[UUID], on: date, _: datetime) -> Iterator[UUID]:
    rows = Product.objects.filter(application_id__in=ids, valid_until__gte=on, revoked_at=None).exclude(status="void")
    yield from rows.values_list("application_id", flat=True)


def _unsigned(ids: Sequence[UUID], _: date, __: datetime) -> Iterator[UUID]:
    rows = Product.objects.filter(application_id__in=ids, status="numbered")
    yield from rows.values_list("application_id", flat=True)


def _duties(ids: Sequence[UUID], _: date, __: datetime) -> Iterator[UUID]:
    rows = Duty.objects.filter(application_id__in=ids, met_at=None, product__revoked_at=None)
    yield from rows.exclude(product__status="void").values_list("application_id", flat=True)


def _owed(ids: Sequence[UUID], on: date, _: datetime) -> Iterator[UUID]:
    rows = Entitlement.objects.filter(application_id__in=ids, status="owed")
    rows = rows.exclude(form=PRIORITY, valid_until__lt=on)  # nobody can use it any more
    yield from rows.values_list("application_id", flat=True)


def _originals(ids: Sequence[UUID], _: date, __: datetime) -> Iterator[UUID]:
    yield from Custody.objects.filter(application_id__in=ids, returned_at=None).values_list("application_id", flat=True)


def _booked(ids: Sequence[UUID], _: date, moment: datetime) -> Iterator[UUID]:
    rows = Booking.objects.filter(application_id__in=ids, starts_at__gte=moment, given_up_at=None)
    yield from rows.values_list("application_id", flat=True)


def _rechecks(ids: Sequence[UUID], _: date, __: datetime) -> Iterator[UUID]:
    rows = Recheck.objects.filter(application_id__in=ids, status__in=("waiting", "differs"))
    yield from rows.values_list("application_id", flat=True)


def _disputes(ids: Sequence[UUID], _: date, __: datetime) -> Iterator[UUID]:
    rows = RetentionHold.objects.filter(application_id__in=ids, released_at=None)
    yield from rows.values_list("application_id", flat=True)


HOLDERS: Final[Mapping[str, Holder]] = {
    lives.VALID: _valid,
    lives.LETTER: _unsigned,
    lives.DUTY: _duties,
    lives.OWED: _owed,
    lives.ORIGINALS: _originals,
    lives.BOOKED: _booked,
    lives.RECHECK: _rechecks,
    lives.DISPUTE: _disputes,
}
"""What holds a file back, each asked for a whole list at once. A stage that keeps a dispute adds itself here."""


def hold(actor: Actor, year: int, seq: int, reason: str, *, moment: datetime) -> str:
    """Keep a file of the agenda for a dispute; its number. A repeat changes nothing.

    Raises NotVisible, Refusal RTN-005 (no reason), RTN-006 (no such file), RTN-007 (destroyed already).
    """
    access.require(actor, access.ADMINISTER, Facts(actor.office))
    if not reason.strip():
        raise Refusal("RTN-005", "Tulis mengapa berkas ini ditahan, misalnya nomor perkaranya.")
    with transaction.atomic():
        files = Application.objects.select_for_update().filter(office=actor.office)
        file = files.filter(register_year=year, register_seq=seq).only("destroyed_at").first()
        if file is None:
            raise Refusal("RTN-006", "Tidak ada berkas dengan nomor agenda itu.")
        if file.destroyed_at is not None:
            raise Refusal("RTN-007", "Berkas ini sudah dimusnahkan.")
        register = WorkItem.objects.values_list("register", flat=True).get(pk=file.pk)
        if not RetentionHold.objects.filter(application_id=file.pk, released_at=None).exists():
            RetentionHold.objects.create(
                office=actor.office, application_id=file.pk, register=register, reason=reason.strip()[:LONGEST_REASON],
                held_at=moment, held_by=actor.user_id,
            )  # fmt: skip
            _tell(actor, HELD, {"application": str(file.pk), "register": register}, moment)
    return register


def release(actor: Actor, hold_id: UUID, *, moment: datetime) -> None:
    """The dispute is over. Raises NotVisible; a repeat changes nothing."""
    access.require(actor, access.ADMINISTER, Facts(actor.office))
    with transaction.atomic():
        row = RetentionHold.objects.select_for_update().filter(pk=hold_id, office=actor.office).first()
        if row is None:
            raise NotVisible
        if row.released_at is None:
            row.released_at, row.released_by = moment, actor.user_id
            row.save(update_fields=["released_at", "released_by"])
            _tell(actor, RELEASED, {"application": str(row.application_id), "register": row.register}, moment)


def held_files(actor: Actor, limit: int = MOST) -> list[RetentionHold]:
    """The files that are held now, newest first."""
    access.require(actor, access.OVERSEE, Facts(actor.office))
    return list(RetentionHold.objects.filter(office=actor.office, released_at=None).order_by("-held_at")[:limit])


def _tell(actor: Actor, kind: str, data: Mapping[str, Any], moment: datetime) -> None:
    event = Event(0, kind, moment, moment, post=actor.in_charge, data=data)
    ledger.append(actor.office, None, event, actor.user_id)
