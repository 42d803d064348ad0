"""Lines of old books whose years are over stand on the page from which lists of destruction are made."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from maklumat.core.takeover import past
from maklumat.ports.workbooks import Table, workbook
from maklumat.records.archive import moving
from maklumat.records.archive.models import DestructionLine, PastEntry
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.people.access import ADMINISTRATOR
from tests import cast, retention_cast
from tests.web.desk_steps import at_work

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_old_line_is_proposed_with_its_book_and_without_its_name() -> None:
    cast.enact()
    admin = cast.officer(ADMINISTRATOR, name="Andi Contoh")
    retention_cast.decide(admin.actor)
    name = catalogue.in_force(cast.OFFICE, cast.SERVICE, timezone.now()).standard.name
    row = ["agenda", "0007/2009", "03-02-2009", name, "Siti Contoh", "", "", "", ""]
    data = workbook(Table(past.SHEET, [column.heading for column in past.COLUMNS], [row]))
    batch = moving.send(admin.actor, uuid4(), data, moment=timezone.now())
    moving.confirm(admin.actor, batch.pk, moment=timezone.now())
    client, address = at_work(admin), reverse("administration:retention_due")
    assert "1 berkas habis masa simpannya" in client.get(reverse("administration:retention")).content.decode()
    page = client.get(address).content.decode()
    assert "0007/2009" in page
    assert f"{name}, Buku agenda permohonan" in page
    assert "Siti" not in page
    line = PastEntry.objects.get()
    listed = client.post(address, {"list_id": str(uuid4()), "file": str(line.pk)}, follow=True).content.decode()
    assert f"{name}, Buku agenda permohonan" in listed
    assert DestructionLine.objects.get().application_id == line.pk
    assert "0007/2009" not in client.get(address).content.decode()
