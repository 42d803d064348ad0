"""The list of applicants to call: honest, masked until asked, and one key to record what came of it."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse
from django.utils import timezone

from maklumat.records.work import actions, clockwork
from maklumat.records.work import queries as work
from tests import cast
from tests.cast import Officer
from tests.web.desk_steps import at_work, position, text

pytestmark = pytest.mark.django_db
LIST = "/kantor/ingatkan/"


@pytest.fixture(autouse=True)
def office(law: None) -> None:
    """The law of the module."""


@pytest.fixture
def clerk() -> Officer:
    return cast.officer(cast.CLERK, name="Contoh Petugas Depan")


@pytest.fixture
def returned(clerk: Officer) -> UUID:
    """Returned 28 days ago: two days are left, and the clock has reminded."""
    back = timezone.now() - timedelta(days=28)
    file = cast.apply(moment=back).application_id
    data = {"findings": {"identitas": "buram"}}
    seen = position(file).state
    actions.act(clerk.actor, file, step=seen.step, outcome="incomplete", seen_seq=seen.seq, data=data, moment=back)
    clockwork.run_due(timezone.now())
    return file


def test_an_empty_list_says_so(clerk: Officer) -> None:
    assert "Tidak ada pemohon yang perlu diingatkan" in text(at_work(clerk).get(LIST))


def test_the_list_says_what_is_missing_until_when_and_how_to_say_it(returned: UUID, clerk: Officer) -> None:
    page = text(at_work(clerk).get(LIST))
    assert cast.SITI.name in page
    assert "2 hari lagi" in page
    assert "buram" in page
    assert "Saya Contoh Petugas Depan dari" in page
    assert "pesan otomatis tidak menggantikannya" in page


def test_the_number_is_masked_until_it_is_asked_for_and_the_log_knows_who_asked(
    returned: UUID, clerk: Officer, caplog: pytest.LogCaptureFixture
) -> None:
    client = at_work(clerk)
    assert str(cast.SITI.phone) not in text(client.get(LIST))
    with caplog.at_level(logging.INFO, logger="maklumat.work"):
        opened = text(client.post(reverse("desk:phone", args=[returned])))
    assert f'href="tel:{cast.SITI.phone}"' in opened
    (line,) = [record for record in caplog.records if record.name == "maklumat.work"]
    assert line.facts == {"user": clerk.user.pk, "file": str(returned)}  # type: ignore[attr-defined]
    assert str(cast.SITI.phone) not in str(line.__dict__)


@pytest.mark.parametrize(("result", "left", "words"), [("reached", 0, "sudah dihubungi"), ("missed", 1, "1 kali")])
def test_one_key_records_what_came_of_it(returned: UUID, clerk: Officer, result: str, left: int, words: str) -> None:
    client, address = at_work(clerk), reverse("desk:contacted", args=[returned])
    data: dict[str, Any] = {"seen_seq": position(returned).state.seq, "result": result, "note": "lewat tetangga"}
    for _ in range(2):  # sent twice, recorded once
        answer = client.post(address, data)
        assert (answer.status_code, answer.url) == (302, LIST)
    page = text(client.get(LIST))
    assert page.count("Sudah dihubungi<") == left
    assert words in page
    event = work.followed(returned).history[-1]
    assert (event.kind, event.data) == (
        "contacted",
        {"reached": result == "reached", "note": "lewat tetangga", "due": event.data["due"]},
    )


def test_a_form_that_says_nothing_is_no_form(returned: UUID, clerk: Officer) -> None:
    address = reverse("desk:contacted", args=[returned])
    for data in ({}, {"seen_seq": "3"}, {"seen_seq": "x", "result": "reached"}, {"seen_seq": "3", "result": "?"}):
        assert at_work(clerk).post(address, data).status_code == 404


def test_a_colleague_who_was_slower_is_told(returned: UUID, clerk: Officer) -> None:
    address = reverse("desk:contacted", args=[returned])
    data = {"seen_seq": position(returned).state.seq, "result": "missed"}
    at_work(clerk).post(address, data)
    slower = at_work(cast.officer(cast.CLERK)).post(address, data)
    assert slower.status_code == 409
    assert f"sudah dikerjakan oleh {clerk.actor.name}" in text(slower)


def test_the_applicant_sees_that_they_were_reminded_and_until_when(returned: UUID) -> None:
    from django.test import Client

    from tests.web import public_steps as public

    client, file = Client(), work.followed(returned)
    public.follow(client, file.code, work.secret_of(returned))
    page = text(client.get(reverse("public:follow_file")))
    assert "kantor perlu mengingatkan Anda" in page
    assert "Lengkapi sebelum" in page
