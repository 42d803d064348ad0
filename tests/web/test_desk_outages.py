"""The pages of an office whose register is down: switch, banner, answers without it, the queue."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maklumat.records.outages import actions
from tests import outage_cast as outside
from tests.cast import Officer
from tests.web.desk_steps import at_work, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def law_in_force() -> None:
    outside.enact()


@pytest.fixture
def operator() -> Officer:
    return outside.staff(outside.OPERATOR)


def opened(client: Client, file: UUID) -> Any:
    return client.get(reverse("desk:file", args=[file]))


def down(operator: Officer) -> None:
    actions.begin(operator.actor, outside.SYSTEM, reason="Halaman kosong", moment=timezone.now())


def test_an_officer_says_that_the_system_is_down_and_up_again(operator: Officer) -> None:
    client, address = at_work(operator), reverse("desk:outages")
    sent = {"system": outside.SYSTEM, "deed": "begin", "reason": "Halaman kosong"}
    assert client.post(address, {**sent, "reason": " "}).status_code == 422
    assert client.post(address, sent).status_code == 302
    assert "Halaman kosong" in text(client.get(address))
    assert client.post(address, {"system": outside.SYSTEM, "deed": "end"}).status_code == 302
    assert "Gangguan yang sudah berakhir" in text(client.get(address))
    assert client.post(address, {**sent, "system": "Karangan"}).status_code == 404


def test_the_banner_stands_where_the_system_is_needed_and_nowhere_else(operator: Officer) -> None:
    file, client, banner = outside.waiting(), at_work(operator), f"{outside.SYSTEM} tidak dapat dibuka</strong>"
    assert banner not in text(opened(client, file))
    down(operator)
    assert banner in text(opened(client, file))
    assert banner in text(client.get(reverse("desk:worklist")))
    other = at_work(outside.staff(outside.CLERK))
    assert banner not in text(other.get(reverse("desk:worklist")))
    actions.end(operator.actor, outside.SYSTEM, moment=timezone.now())
    assert banner not in text(opened(client, file))


def test_the_fields_open_by_themselves_while_the_system_is_down(operator: Officer) -> None:
    file, client = outside.waiting(), at_work(operator)

    def unfolded() -> list[bool]:
        return [way.by_hand_open for way in opened(client, file).context["act"].shown() if way.by_hand]

    assert unfolded() == [False, False, False]
    down(operator)
    assert unfolded() == [True, True, True]


def test_an_answer_without_the_system_is_marked_on_the_file(operator: Officer) -> None:
    file, client = outside.waiting(), at_work(operator)
    state = outside.state(file)
    sent = {"seen_seq": state.seq, "step": state.step, "outcome": "found", "found-reference": "Telepon 09.10",
            "found-answered_how": "phone_centre"}  # fmt: skip
    refused = client.post(reverse("desk:act", args=[file]), sent)
    assert refused.status_code == 422
    assert [way.by_hand_open for way in refused.context["act"].shown() if way.code == "found"] == [True]
    done = client.post(reverse("desk:act", args=[file]), {**sent, "found-answered_why": "Tidak terbuka"})
    assert done.status_code == 302
    page = text(opened(client, file))
    assert f"Dijawab tanpa {outside.SYSTEM}" in page
    assert "Telepon ke pusat data" in page


def test_what_differs_shows_on_the_file_on_both_worklists_and_until_it_is_settled(operator: Officer) -> None:
    file, seq = outside.answered(operator)
    client, head = at_work(operator), at_work(outside.staff(outside.HEAD))
    address = reverse("desk:recheck", args=[file, seq])
    assert client.post(address, {"result": "agrees"}).status_code == 422
    assert client.post(address, {"result": "differs"}).status_code == 422
    assert client.post(address, {"result": "differs", "note": "Desil 8"}).status_code == 302
    assert client.post(address, {"result": "agrees", "reference": "1"}).status_code == 422
    for page in (opened(client, file), client.get(reverse("desk:worklist")), head.get(reverse("desk:worklist"))):
        assert "Hasil cek ulang berbeda" in text(page)
    assert head.post(address, {"note": "Sudah dibetulkan"}).status_code == 302
    assert "Hasil cek ulang berbeda" not in text(head.get(reverse("desk:worklist")))
    assert "Perbedaan hasil cek ulang sudah ditangani" in text(opened(client, file))


def test_nobody_records_a_look_that_is_not_theirs(operator: Officer) -> None:
    file, seq = outside.answered(operator)
    clerk = at_work(outside.staff(outside.CLERK))
    address = reverse("desk:recheck", args=[file, seq])
    assert clerk.get(address).status_code == 200
    assert clerk.post(address, {"result": "agrees", "reference": "1"}).status_code == 404
    assert clerk.get(reverse("desk:recheck", args=[file, seq - 1])).status_code == 404


def test_the_queue_reads_a_fixed_number_of_statements(operator: Officer, django_assert_num_queries: Any) -> None:
    client, address = at_work(operator), reverse("desk:rechecks")
    outside.answered(operator)
    client.get(address)
    with django_assert_num_queries(5):
        client.get(address)
    for _ in range(3):
        outside.answered(operator)
    with django_assert_num_queries(5):
        client.get(address)


def test_the_worklist_asks_for_outages_once_and_only_where_a_system_is_named(
    operator: Officer, django_assert_num_queries: Any
) -> None:
    client, address = at_work(operator), reverse("desk:worklist")
    client.get(address)
    with django_assert_num_queries(8):
        client.get(address)
    outside.waiting()
    outside.waiting()
    with django_assert_num_queries(9):
        client.get(address)
