"""What a day brings about: a letter that ends soon, a report that is due. Looked at once a day and office."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Q

from maklumat.core.messages import table
from maklumat.core.messages.table import OCCASIONS
from maklumat.core.messages.wishes import NOT_WANTED, route
from maklumat.core.standard.model import Product as ProductStandard
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue import settings
from maklumat.records.ledger import aside
from maklumat.records.ledger.damage import noting
from maklumat.records.messages import rows
from maklumat.records.messages.making import circumstances
from maklumat.records.messages.models import Message
from maklumat.records.messages.people import File, files, whom
from maklumat.records.products.afterlife import HOLDING
from maklumat.records.products.models import Duty, Product

NAME: Final = "reminders"
USUAL_DAYS: Final = (30,)
"""Before the end of a letter whose standard does not say when its holder is reminded."""
DUTY_DAYS: Final = (7, 0)
LOOKED_AHEAD: Final = timedelta(days=120)
BATCH: Final = 500

_looked: dict[str, tuple[date, UUID | None]] = {}
"""By office, the day that this process has looked at, and how far. A second look would find nothing new."""


def make_reminders(moment: datetime) -> int:
    """The messages that today brings about in every office. Repeat until 0."""
    return sum(
        _office(office.code, catalogue.local_date(office, moment), moment) for office in catalogue.offices(moment)
    )


def forget() -> None:
    """Look at this day again."""
    _looked.clear()


def _office(office: str, on: date, moment: datetime) -> int:
    day, after = _looked.get(office, (None, None))
    if day == on and after is None:
        return 0
    beyond = Q(pk__gt=after) if day == on and after else Q()
    soon = Q(office=office, status__in=HOLDING) & (
        Q(valid_until__range=(on, on + LOOKED_AHEAD)) | Q(duties__met_at__isnull=True, duties__due_on__gte=on)
    )
    found = list(Product.objects.filter(beyond & soon).distinct().order_by("pk")[:BATCH])
    _looked[office] = (on, found[-1].pk if len(found) == BATCH else None)
    with noting() as damaged:  # of those the next day reminds, as soon as they can be read
        known, values = files({one.application_id for one in found}), settings.values(office)
    for fault in damaged:
        aside.keep(NAME, fault, moment, office=office)
    owing: dict[UUID, list[Duty]] = {}
    for duty in Duty.objects.filter(product__in=found, met_at=None, reported_at=None, due_on__gte=on):
        owing.setdefault(duty.product_id, []).append(duty)
    made: list[Message] = []
    for one in found:
        file = known.get(one.application_id)
        product = next((p for p in file.law.standard.products if p.code == one.product), None) if file else None
        if file is not None and product is not None:
            days = [*_expiring(one, product, on), *_due(owing.get(one.pk, []), on)]
            for kind, occasion, about in days:
                made += _rows(file, kind, occasion, about, values, moment)
    Message.objects.bulk_create(made, ignore_conflicts=True)
    return len(found)


def _expiring(row: Product, product: ProductStandard, on: date) -> Iterator[tuple[str, str, date]]:
    if row.valid_until is not None:
        reached = _reached(product.remind_days or USUAL_DAYS, row.valid_until, on)
        if reached is not None:
            yield table.EXPIRING, f"expiring-{row.pk}-{row.valid_until}-{reached}", row.valid_until


def _due(duties: list[Duty], on: date) -> Iterator[tuple[str, str, date]]:
    for duty in duties:
        reached = _reached(DUTY_DAYS, duty.due_on, on) if duty.due_on else None
        if duty.due_on is not None and reached is not None:
            yield table.DUTY, f"duty-{duty.pk}-{duty.due_on}-{reached}", duty.due_on


def _reached(days: tuple[int, ...], end: date, on: date) -> int | None:
    """The smallest number of days left that has been reached: of several that were missed only the last is told."""
    left = (end - on).days
    return min((day for day in days if day >= left >= 0), default=None)


def _rows(
    file: File, kind: str, occasion: str, about: date, values: dict[str, object], moment: datetime
) -> Iterator[Message]:
    for one in whom(file, OCCASIONS[kind]):
        reason = route(one.person, one.person.told_by, circumstances(OCCASIONS[kind], file, values)).reason
        if reason != NOT_WANTED:
            yield rows.new(
                file.law.office.code, occasion, kind, one.role, application_id=file.id, happened_at=moment,
                moment=moment, about=about, reason=reason,
            )  # fmt: skip
