"""Moving in, as its page tells it: what will not come in, what did not, and the list to carry away."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maklumat.core.takeover import running
from maklumat.ports.spreadsheets import read_sheets
from maklumat.ports.workbooks import Table, workbook
from maklumat.records.archive import moving
from maklumat.records.archive.models import MovingBatch
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.people.access import ADMINISTRATOR
from tests import cast

pytestmark = pytest.mark.django_db

TAKEN = "Nomor agenda ini sudah dipakai permohonan lain di sini."


def sent() -> tuple[Client, MovingBatch]:
    """A sheet of two rows, the number of the first of which was given here already."""
    cast.enact()
    cast.apply()
    admin = cast.officer(ADMINISTRATOR)
    law = catalogue.in_force(cast.OFFICE, cast.SERVICE, timezone.now()).standard
    headings = [column.heading for column in running.COLUMNS if column.required]
    day = cast.today().strftime("%d-%m-%Y")
    rows = [[number, day, law.name, f"Siti Contoh {number}", law.steps[1].text] for number in ("1", "2")]
    client = Client()
    client.force_login(admin.user)
    data = workbook(Table(running.SHEET, headings, rows))
    return client, moving.send(admin.actor, uuid4(), data, moment=timezone.now())


def carried(client: Client, batch: MovingBatch) -> list[list[str]]:
    answer = client.get(reverse("administration:moving_corrections", args=[batch.pk]))
    (rows,) = read_sheets(answer.getvalue()).values()
    return [[cell.text for cell in row] for row in rows[1:]]


def test_a_row_that_will_not_come_in_is_named_before_it_is_tried() -> None:
    client, batch = sent()
    page = client.get(reverse("administration:moving_batch", args=[batch.pk])).content.decode()
    assert TAKEN in page
    assert "Masukkan 1 baris yang benar" in page
    assert carried(client, batch) == [[running.SHEET, "2", "Nomor agenda", "PND-014", TAKEN, "perbaiki"]]


def test_a_row_that_was_refused_is_named_afterwards() -> None:
    client, batch = sent()
    address = reverse("administration:moving_batch", args=[batch.pk])
    page = client.post(address, {"deed": "confirm"}, follow=True).content.decode()
    assert "1 masuk, 0 sudah ada sebelumnya, 1 ditolak." in page
    assert "Ditolak</strong> " + TAKEN in page
    assert carried(client, batch) == [[running.SHEET, "2", "Nomor agenda", "PND-014", TAKEN, "ditolak"]]
