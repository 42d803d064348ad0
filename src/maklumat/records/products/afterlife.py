"""The life of an issued product: its duties, its extension, and what is about to end. Inside transactions of work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from maklumat.core.errors import NotVisible, Refusal
from maklumat.core.standard.issued import months_later
from maklumat.core.standard.model import Product as ProductStandard
from maklumat.records.products.actions import DELIVERED, ISSUED
from maklumat.records.products.models import Duty, Product

HOLDING: Final = (ISSUED, DELIVERED)
PAGE: Final = 20


@dataclass(frozen=True, slots=True)
class DutyView:
    """A duty of an issued product, as the office's list and the file's page show it."""

    id: UUID
    application_id: UUID
    service: str
    product: str
    code: str
    due_on: date | None
    reported_at: datetime | None
    met_at: datetime | None


@dataclass(frozen=True, slots=True)
class Expiring:
    """An issued product that ends on `until`."""

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


def open_duties(office: str, services: tuple[str, ...], limit: int = PAGE) -> list[DutyView]:
    """The duties of these services that are not met, the earliest first."""
    rows = Duty.objects.filter(office=office, met_at=None, service__in=services).select_related("product")
    return [_view(row, row.product.product) for row in rows.order_by("due_on", "id")[:limit]]


def expiring(office: str, services: tuple[str, ...], since: date, until: date, limit: int = PAGE) -> list[Expiring]:
    """The products of these services whose last day lies from `since` to `until`, the earliest first."""
    rows = Product.objects.filter(
        office=office, valid_until__gte=since, valid_until__lte=until, service__in=services, status__in=HOLDING
    )
    found = rows.order_by("valid_until", "id").values_list(
        "application_id", "service", "product", "number", "outside_number", "valid_until"
    )
    return [
        Expiring(file, service, product, number or outside, ends)
        for file, service, product, number, outside, ends in found[:limit]
        if ends is not None
    ]


def _view(row: Duty, product: str) -> DutyView:
    return DutyView(row.id, row.application_id, row.service, product, row.code, row.due_on, row.reported_at, row.met_at)
