"""Many files out of few: each copy of a file has its own rows and numbers, so that pages can be asked twice."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext

from maklumat.records.models import Application, Custody, Delivery, LetterNumber, Place, Product, Standing, WorkItem


def multiply(until: int) -> None:
    """Copy the files that there are until there are so many, with what was issued, handed over and kept of each."""
    items = list(WorkItem.objects.order_by("pk"))
    for number in range(len(items), until):
        _copy(items[number % len(items)], number)


def _copy(item: WorkItem, number: int) -> None:
    file, before = uuid4(), item.pk
    application = Application.objects.get(pk=before)
    _again(application, pk=file, code=f"K{file.hex[:12]}", register_seq=10_000 + number)
    _again(item, pk=file, register=f"{10_000 + number}/2026")
    for product in Product.objects.filter(application_id=before):
        made = uuid4()
        _again(product, pk=made, application_id=file, code=f"P{made.hex[:12]}")
        for letter in LetterNumber.objects.filter(product=product):
            _again(letter, pk=None, product_id=made, seq=10_000 + number)
    for delivery in Delivery.objects.filter(application_id=before):
        _again(delivery, pk=uuid4(), application_id=file)
    for one in Custody.objects.filter(application_id=before):
        _again(one, pk=uuid4(), application_id=file, seq=10_000 + number)
    for place in Place.objects.filter(pk=before):
        _again(place, pk=file)
        alike = {"office": place.office, "service": place.service, "desk": place.desk, "due": place.due}
        Standing.objects.filter(**alike).update(files=models.F("files") + 1)


def _again(row: Any, *, pk: object, **changes: Any) -> None:
    """The same row under another key."""
    own = row._meta.pk.attname
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if field.attname != own}
    keyed = {} if pk is None else {own: pk}
    type(row)(**values | changes | keyed).save(force_insert=True)


def statements(client: Client, address: str) -> int:
    """How many statements a page sends that was opened before."""
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)
