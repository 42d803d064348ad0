"""Disposisi saya: what I asked and what was asked of me, in words."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests import cast
from tests.web.desk_steps import at_work, text
from tests.web.pages.handing import assigned

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def law_in_force() -> None:
    cast.enact()


def test_giver_and_getter_read_the_same_from_both_sides() -> None:
    kabid, expert = assigned()
    address = reverse("desk:assignments")
    got = text(at_work(expert).get(address))
    assert got.count("Waktu yang diminta lewat") == 1
    assert "Sangat segera" in got
    assert "Teliti dan sarankan" in got
    assert "Contoh Kabid, " in got
    assert "Sudah dijawab" in got
    given = text(at_work(kabid).get(address))
    assert "Contoh Fungsional (" in given
    assert "Sudah dibaca" in given
    assert "Belum dibaca" in given  # the kabid has opened neither disposisi of the head
    assert "Teliti dan sarankan; Bicarakan dengan saya" in given
    assert reverse("desk:assignments") in text(at_work(kabid).get(reverse("desk:worklist")))


def test_nobody_else_reads_any_of_it() -> None:
    assigned()
    page = text(at_work(cast.officer("konselor-rujukan")).get(reverse("desk:assignments")))
    assert "Tidak ada yang menunggu Anda." in page
    assert "d-box" not in page
