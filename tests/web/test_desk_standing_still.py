"""A promise stands still while the file lies with the applicant or an outsider, and nobody calls the office late."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import reverse
from django.utils import timezone

from maklumat.core.standard.model import Office
from maklumat.records.work import actions, clockwork
from tests import cast
from tests.web import step_cast
from tests.web.desk_steps import at_work, position, text

pytestmark = pytest.mark.django_db
LONG_AGO = timedelta(days=20)


@pytest.fixture(autouse=True)
def office() -> Office:
    return cast.enact(neighbour=False)


@pytest.fixture
def returned() -> UUID:
    """Returned on the day it came, twenty days ago, for a promise of one working day."""
    back = timezone.now() - LONG_AGO
    file = cast.apply(moment=back).application_id
    clerk, data = cast.officer(cast.CLERK).actor, {"findings": {"identitas": "Foto KTP tidak terbaca"}}
    actions.act(
        clerk, file, step="penyerahan-berkas", outcome="incomplete", seen_seq=1, data=data, moment=back
    )  # fmt: skip
    clockwork.run_due(timezone.now())
    return file


def test_the_time_of_the_applicant_is_not_called_late(returned: UUID) -> None:
    client = at_work(cast.officer(cast.CLERK))
    page = text(client.get(reverse("desk:file", args=[returned])))
    assert "berhenti: berkas di pemohon" in page
    assert "Batasnya mundur sampai berkas kembali ke kantor." in page
    found = text(client.post(reverse("desk:counter"), {"q": cast.SITI.nik}))
    assert "Menunggu pemohon melengkapi" in found
    assert "erlambat" not in page + found
    assert "Batas " not in found


def test_what_waits_for_an_outsider_stands_behind_what_the_office_can_do() -> None:
    giver = step_cast.everybody()
    waiting = step_cast.at_step(giver, "pemulangan-pekerja-migran", "tunggu-keberangkatan")
    assert position(waiting).state.owner == "outside"
    mine = step_cast.at_step(giver, "rehabilitasi-sosial", "kunjungan")
    page = at_work(cast.officer("pejabat-fungsional")).get(reverse("desk:worklist"))
    assert [one.line.application_id for one in page.context["page"].lines] == [mine, waiting]
    assert "Berhenti: berkas di pihak luar" in text(page)
    assert page.context["desks"][0].late == 0
