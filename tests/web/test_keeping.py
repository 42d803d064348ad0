"""Backups and archive in one look: what stands how, and what to do next."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from maklumat.records.archive import closing, rehearsals, retention
from maklumat.records.archive.retention import Closed
from maklumat.records.people.access import ADMINISTRATOR
from tests import cast, retention_cast
from tests.web.desk_steps import at_work, text
from tests.web.pages.retention import due_today

pytestmark = pytest.mark.django_db

FINE = {"applications": 12, "attachments": 30, "seconds": 41, "fine": True, "broken": 0}


@pytest.fixture
def chief() -> cast.Officer:
    cast.enact()
    return cast.officer(ADMINISTRATOR)


def grades(chief: cast.Officer) -> dict[str, str]:
    answer = at_work(chief).get(reverse("administration:keeping"))
    assert answer.status_code == 200
    return {look.title: look.grade for look in answer.context["looks"]}


def test_a_new_office_is_told_that_it_has_no_backup(chief: cast.Officer) -> None:
    found = grades(chief)
    assert (found["Cadangan terakhir"], found["Latihan pemulihan terakhir"]) == ("late", "wait")
    assert found["Jadwal retensi"] == "wait"


@pytest.mark.parametrize(("age", "grade"), [(timedelta(hours=30), "good"), (timedelta(days=3), "late")])
def test_a_backup_grows_old(chief: cast.Officer, age: timedelta, grade: str) -> None:
    rehearsals.record_backup(120, 48_000_000, timezone.now() - age)
    assert grades(chief)["Cadangan terakhir"] == grade


@pytest.mark.parametrize(
    ("age", "fine", "grade"),
    [(timedelta(days=2), True, "good"), (timedelta(days=40), True, "wait"), (timedelta(days=2), False, "late")],
)
def test_a_rehearsal_grows_old_or_fails(chief: cast.Officer, age: timedelta, fine: bool, grade: str) -> None:
    rehearsals.record({cast.OFFICE: {**FINE, "fine": fine}}, timezone.now() - age)
    assert grades(chief)["Latihan pemulihan terakhir"] == grade
    assert grades(cast.officer(ADMINISTRATOR, office=cast.NEIGHBOUR))["Latihan pemulihan terakhir"] == "wait"


def test_open_years_due_files_and_lists_that_wait(chief: cast.Officer) -> None:
    due_today()
    year = (timezone.now() - timedelta(days=800)).year
    page = text(at_work(chief).get(reverse("administration:keeping")))
    assert f"Belum ditutup: {year}" in page
    assert "3 berkas habis masa simpannya" in page
    closing.close(chief.actor, year, note="di buku kertas", moment=timezone.now())
    assert grades(chief)["Buku tahun lalu"] == "good"
    retention_cast.proposed(chief.actor, [one.application_id for one in _due(chief)], timezone.now())
    assert grades(chief)["Daftar usul musnah"] == "wait"


def _due(chief: cast.Officer) -> list[Closed]:
    return retention.due_files(chief.actor, timezone.now())
