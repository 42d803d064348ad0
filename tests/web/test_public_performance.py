"""The published clock of an office: whole from receipt to verdict, nothing about few people, nothing on trial."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maklumat.core.clock.buckets import bucket
from maklumat.core.organisation.table import TRIAL_UNTIL
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue import settings
from maklumat.records.figures import measures
from maklumat.records.figures.models import Tally
from maklumat.records.figures.published import FEW, WHOLE, published
from maklumat.records.people.access import ADMINISTRATOR
from tests import cast

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _law() -> None:
    cast.enact()


def happened(measure: str, amount: int, key: str = "", days_ago: int = 3, office: str = cast.OFFICE) -> None:
    Tally.objects.create(office=office, measure=measure, counted_on=cast.today() - DAY * days_ago, service=cast.SERVICE,
                         key=key, amount=amount)  # fmt: skip


def decided(files: int, within: int, days_ago: int = 3) -> None:
    """So many files received and decided, each in so many working days."""
    happened(measures.RECEIVED, files, days_ago=days_ago)
    happened(measures.FINISHED, files, days_ago=days_ago)
    happened(measures.VERDICT, files, str(bucket(timedelta(), within)), days_ago=days_ago)


def page(**cookies: str) -> str:
    client = Client()
    client.cookies.load(cookies)
    answer = client.get(reverse("public:performance", args=[cast.OFFICE]))
    assert answer.status_code == 200
    assert len(answer.content) < 100_000
    return answer.content.decode()


def test_it_says_within_how_long_half_and_nine_of_ten_were_decided() -> None:
    decided(60, 2, days_ago=3)
    decided(35, 5, days_ago=4)
    decided(5, 40, days_ago=5)
    happened(measures.KEPT, 92)
    happened(measures.BROKEN, 8)
    happened(measures.BREACHED, 9, key="one_desk")
    said = page()
    assert "Diterima: 100. Diputus: 100." in said
    assert "Separuh permohonan selesai dalam 2 hari kerja; 9 dari 10 selesai dalam 5 hari kerja." in said
    assert "Janji ditepati pada 92 dari 100 permohonan yang diputus. Janji terlewati: 9." in said


@pytest.mark.parametrize("files", [1, FEW - 1])
def test_a_few_files_are_not_told_of(files: int) -> None:
    decided(files, 2)
    happened(measures.KEPT, files)
    happened(measures.BREACHED, 1, key="one_desk")
    said = page()
    assert "Diterima: terlalu sedikit untuk disebut." in said
    assert "Separuh" not in said
    assert "Janji ditepati" not in said
    assert "Janji terlewati" not in said


def test_a_few_of_many_are_not_told_of_either() -> None:
    decided(FEW, 2)
    happened(measures.BREACHED, 1, key="one_desk")
    said = page()
    assert f"Diterima: {FEW}." in said
    assert "Janji terlewati" not in said


def test_what_is_older_counts_for_the_year_alone_and_today_not_yet() -> None:
    decided(FEW, 2, days_ago=100)
    decided(FEW + 1, 2, days_ago=0)
    weeks, year = published(cast.OFFICE, {cast.SERVICE: ""}, cast.today())[cast.SERVICE]
    assert (weeks.received, year.received) == (0, FEW)


def of_services(**received: int) -> None:
    for service, amount in received.items():
        Tally.objects.create(office=cast.OFFICE, measure=measures.RECEIVED, counted_on=cast.today() - DAY,
                             service=service, amount=amount)  # fmt: skip


@pytest.mark.parametrize(
    ("received", "told"),
    [
        ({"a": 10, "b": 20}, 30),
        ({"a": 10}, 10),
        ({"a": 10, "b": 3}, None),  # 13 - 10 would tell of 3
        ({"a": 10, "b": 2, "c": 2}, None),  # 14 - 10 would tell of 4
        ({"a": 10, "b": 4, "c": 1}, 15),
        ({"a": 3, "b": 3}, 6),
        ({"a": 2, "b": 2}, None),
        ({"a": 4}, None),
        ({}, 0),
    ],
)
def test_the_whole_office_is_told_where_that_tells_of_no_few(received: dict[str, int], told: int | None) -> None:
    of_services(**received)
    weeks, year = published(cast.OFFICE, dict.fromkeys("abcd", ""), cast.today())[WHOLE]
    assert (weeks.received, year.received) == (told, told)


def test_the_whole_office_stands_first_and_what_is_too_few_stands_last_in_one_line() -> None:
    decided(60, 2)
    said = page()
    assert said.index('id="seluruh-layanan"') < said.index(f'id="{cast.SERVICE}"') < said.index('id="sedikit"')
    assert said.count("Diterima: 60. Diputus: 60.") == 4, "12 weeks and the year, of the service and of the office"
    assert said.count("Belum ada permohonan.") == len(catalogue.services(cast.OFFICE, timezone.now())) - 1


def test_another_office_keeps_its_own() -> None:
    happened(measures.RECEIVED, 50, office=cast.NEIGHBOUR)
    assert "Diterima: 50" not in page()


def test_in_the_trial_period_only_that_is_said() -> None:
    decided(60, 2)
    until = cast.today() + 30 * DAY
    settings.decide(cast.officer(ADMINISTRATOR).actor, TRIAL_UNTIL, until.isoformat(), moment=timezone.now())
    said = page()
    assert "Kantor ini dalam masa percobaan sampai" in said
    assert "Diterima" not in said
    settings.decide(cast.officer(ADMINISTRATOR).actor, TRIAL_UNTIL, (cast.today() - DAY).isoformat(),
                    moment=timezone.now())  # fmt: skip
    assert "Diterima: 60." in page()


def test_the_office_and_each_service_lead_to_it() -> None:
    address = reverse("public:performance", args=[cast.OFFICE])
    assert f'href="{address}"' in Client().get(reverse("public:office", args=[cast.OFFICE])).content.decode()
    service = reverse("public:service", args=[cast.OFFICE, cast.SERVICE])
    assert f'href="{address}#{cast.SERVICE}"' in Client().get(service).content.decode()


def test_it_stands_beside_the_promise_of_every_service() -> None:
    said = page()
    for law in catalogue.services(cast.OFFICE, timezone.now()):
        assert f'id="{law.standard.code}"' in said
    assert "sejak berkas lengkap dan benar" in said
