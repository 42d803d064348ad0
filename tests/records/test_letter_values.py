"""What a letter says without being asked: the last visit of the file, and a document as it came from elsewhere."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from maklumat.records.catalogue import queries as catalogue
from maklumat.records.products import actions as products
from maklumat.records.products.queries import products_of
from maklumat.records.work import letters
from tests import cast
from tests.web.step_cast import at_step, everybody, leave, record_of

pytestmark = pytest.mark.django_db


def test_a_letter_begins_with_the_day_of_the_visit() -> None:
    cast.enact(neighbour=False)
    actor = everybody()
    file = at_step(actor, "rekomendasi-pub", "verifikasi-lapangan")
    seen = datetime(2026, 1, 5, 23, 30, tzinfo=UTC)  # already the next morning at the office
    leave(actor, file, "not_met", record_of(file, "not_met"))
    leave(actor, file, "done", record_of(file, "done", visited_at=seen.isoformat()))
    asked = letters.questions(actor, file, "surat-rekomendasi-pub", timezone.now())
    known = {question.field.name: question.known for question in asked}
    assert known["tanggal_verifikasi_lapangan"] == date(2026, 1, 6)


def test_a_document_that_nobody_here_signs_is_issued_as_it_came() -> None:
    cast.enact(neighbour=False)
    file = cast.apply("pengangkatan-anak").application_id
    standard = catalogue.in_force(cast.OFFICE, "pengangkatan-anak", timezone.now()).standard
    here, came = standard.product("surat-rekomendasi-pengangkatan-anak"), standard.product("rekomendasi-tim-pipa")
    now = timezone.now()
    products.draft(file, cast.OFFICE, standard.code, here, {"values": {}}, moment=now)
    products.take_in(
        file, cast.OFFICE, standard.code, came, vault_name="contoh", sha256="0" * 64, outside_number="88", moment=now
    )
    for product in (here, came):
        products.let_out(file, product, on=cast.today(), moment=now)
    found = {one.product: (one.status, one.signature, one.issued_at) for one in products_of(file)}
    assert found == {here.code: ("drafted", "", None), came.code: ("issued", "outside", now)}
