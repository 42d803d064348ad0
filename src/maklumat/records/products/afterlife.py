"""The life of an issued product: its duties, its extension, and what is about to end. Inside transactions of work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, TypeAlias
from uuid import UUID

from django.db.models import F, Q

from maklumat.core.errors import NotVisible, Refusal
from maklumat.core.expression.durations import months_later
from maklumat.core.standard.model import Product as ProductStandard
from maklumat.records.products.actions import DELIVERED, ISSUED
from maklumat.records.products.models import Duty, Product

HOLDING: Final = (ISSUED, DELIVERED)
PAGE: Final = 20
Mark: TypeAlias = tuple[date | None, UUID]
"""The last row of a page of the office's list: its day, and its id."""


@dataclass(frozen=True, slots=True)
class DutyView:
    """A duty of an issued product, as the office's list and the file's page show it."""

    id: UUID
    application_id: UUID
    service: str
    product: str
    product_id: UUID
    code: str
    due_on: date | None
    reported_at: datetime | None
    met_at: datetime | None


@dataclass(frozen=True, slots=True)
class Expiring:
    """An issued product that ends on `until`."""

    id: UUID
    application_id: UUID
    service: str
    product: str
    number: str
    until: date


def begin_duties(row: Product, product: ProductStandard, answers: Mapping[str, Any], on: date) -> None:
    """The duties of a product that is issued on the local date `on`; those that it has already stay as they are."""
    Duty.objects.bulk_create(
        (
            Duty(
                product=row, application_id=row.application_id, office=row.office, service=row.service,
                code=duty.code, due_on=duty.due_on(on, row.valid_until, answers),
            )
            for duty in product.duties
        ),
        ignore_conflicts=True,
    )  # fmt: skip


def extend(application_id: UUID, product: ProductStandard, *, seen: date, on: date) -> date:
    """A product that still holds goes on for as long as the standard grants; the new last day.

    `seen`: the last day that the officer saw. Refusal PRD-020 when it was extended since, PRD-021 when it has ended or
    holds no more, PRD-022 when it was extended as often as it may be.
    """
    row = Product.objects.select_for_update().filter(
        application_id=application_id, product=product.code, status__in=HOLDING
    ).first()  # fmt: skip
    extension = product.extension
    if row is None or row.valid_until is None or extension is None or row.valid_until < on:
        raise Refusal("PRD-021", "Surat ini tidak berlaku lagi, jadi tidak dapat diperpanjang; ajukan yang baru.")
    if row.valid_until != seen:
        raise Refusal("PRD-020", "Surat ini sudah diperpanjang. Muat ulang untuk melihat tanggalnya.")
    if row.extended_times >= extension.times:
        raise Refusal("PRD-022", "Surat ini sudah diperpanjang {times} kali; lebih dari itu tidak boleh ({basis}).",
                      times=extension.times, basis=extension.legal_basis)  # fmt: skip
    before, row.valid_until = row.valid_until, months_later(row.valid_until, extension.months)
    row.extended_times += 1
    row.save(update_fields=["valid_until", "extended_times"])
    after_expiry = [duty.code for duty in product.duties if duty.since == "expiry"]
    for owed in Duty.objects.filter(product=row, code__in=after_expiry, met_at=None, due_on__isnull=False):
        assert owed.due_on is not None  # noqa: S101  # as filtered
        owed.due_on += row.valid_until - before
        owed.save(update_fields=["due_on"])
    return row.valid_until


def duty(application_id: UUID, duty_id: UUID) -> DutyView:
    """One duty of this file, held until the transaction ends. Raises NotVisible."""
    found = Duty.objects.select_for_update().filter(pk=duty_id, application_id=application_id).first()
    if found is None:
        raise NotVisible
    return _view(found, Product.objects.values_list("product", flat=True).get(pk=found.product_id))


def mark(duty_id: UUID, *, reported_at: datetime | None, met_at: datetime | None) -> None:
    """Where the duty stands now."""
    Duty.objects.filter(pk=duty_id).update(reported_at=reported_at, met_at=met_at)


def duties_of(application_id: UUID) -> list[DutyView]:
    """Every duty of a file's products, the next one first."""
    rows = Duty.objects.filter(application_id=application_id).select_related("product")
    return [_view(row, row.product.product) for row in rows.order_by("due_on", "code")]


def open_duties(
    office: str, services: tuple[str, ...], *, reported: bool, after: Mark | None = None, limit: int = PAGE
) -> list[DutyView]:
    """The duties of these services that are not met, the earliest first, those without a day last.

    `reported`: those that the office is to look at, else those that nobody has reported. `after`: where the last page
    ended.
    """
    rows = Duty.objects.filter(office=office, met_at=None, service__in=services, reported_at__isnull=not reported)
    if after is not None:
        rows = rows.filter(_behind("due_on", after))
    rows = rows.select_related("product").order_by(F("due_on").asc(nulls_last=True), "id")
    return [_view(row, row.product.product) for row in rows[:limit]]


def expiring(
    office: str, since: date, windows: Mapping[tuple[str, str], date], *, after: Mark | None = None, limit: int = PAGE
) -> list[Expiring]:
    """The products whose last day lies from `since` to that of their (service, product) in `windows`, the earliest
    first. `after`: where the last page ended."""
    if not windows:
        return []
    wanted = Q()
    for (service, product), until in windows.items():
        wanted |= Q(service=service, product=product, valid_until__lte=until)
    rows = Product.objects.filter(
        wanted, office=office, valid_until__gte=since, valid_until__lte=max(windows.values()), status__in=HOLDING
    )
    if after is not None:
        rows = rows.filter(_behind("valid_until", after))
    found = rows.order_by("valid_until", "id").values_list(
        "id", "application_id", "service", "product", "number", "outside_number", "valid_until"
    )
    return [
        Expiring(pk, file, service, product, number or outside, ends)
        for pk, file, service, product, number, outside, ends in found[:limit]
        if ends is not None
    ]


def _behind(day: str, mark: Mark) -> Q:
    """Behind this row in an order by the day (none last), then by id."""
    on, row = mark
    if on is None:
        return Q(**{f"{day}__isnull": True, "id__gt": row})
    return Q(**{f"{day}__gt": on}) | Q(**{day: on, "id__gt": row}) | Q(**{f"{day}__isnull": True})


def _view(row: Duty, product: str) -> DutyView:
    return DutyView(
        row.id, row.application_id, row.service, product, row.product_id, row.code, row.due_on, row.reported_at,
        row.met_at,
    )  # fmt: skip
