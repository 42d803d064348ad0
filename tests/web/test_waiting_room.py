"""The screen on the wall and the device beside the door: numbers, and nothing about anybody."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings as configured
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maklumat.core.queueing.lanes import DISABLED, ELDERLY
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.guests import tickets
from maklumat.records.guests.models import QueueTicket
from maklumat.records.people.access import ADMINISTRATOR, Actor
from maklumat.web.public import waiting_room
from tests import cast
from tests.web.desk_steps import at_work
from tests.web.pages.waiting_room import KEY, device
from tests.web.public_steps import text

pytestmark = pytest.mark.django_db
SCREEN = f"/antrean/{cast.OFFICE}/layar/"
TAKE = f"/antrean/{cast.OFFICE}/ambil/{KEY}/"


@pytest.fixture(autouse=True)
def law() -> Any:
    return cast.enact()


@pytest.fixture
def clerk() -> Actor:
    return cast.officer(cast.CLERK).actor


def wait(clerk: Actor, people: int, reason: str = "") -> None:
    for _ in range(people):
        tickets.give(clerk, uuid4(), reason=reason, moment=timezone.now())


def press(client: Client, reason: str = "", page: str = "") -> Any:
    return client.post(TAKE, {"ticket_id": page or client.get(TAKE).context["ticket_id"], "reason": reason})


def test_the_screen_shows_the_call_the_next_ones_and_promises(client: Client, clerk: Actor) -> None:
    wait(clerk, 9)
    tickets.call_next(clerk, "2", moment=timezone.now())
    page = client.get(SCREEN)
    assert page.context["first"].number == "A-01"
    assert page.context["say"] == "Nomor antrean, A, satu. Silakan ke loket dua."
    assert [one.number for one in page.context["next"]] == [f"A-{seq:02d}" for seq in range(2, 8)]
    assert page.context["more"] == 2
    assert len(page.context["promises"]) == waiting_room.PROMISES
    assert "GRATIS" in text(page)


def test_a_second_call_is_told_apart_from_the_first(client: Client, clerk: Actor) -> None:
    wait(clerk, 1)
    called = tickets.call_next(clerk, "1", moment=timezone.now())
    assert called is not None
    before = client.get(SCREEN).context["call"]
    tickets.call_again(clerk, called.id, seen=called.revision, moment=timezone.now())
    assert before != client.get(SCREEN).context["call"]


def test_nothing_on_the_screen_says_why_somebody_has_priority(client: Client, clerk: Actor) -> None:
    wait(clerk, 2, DISABLED)
    tickets.call_next(clerk, "1", moment=timezone.now())
    page = text(client.get(SCREEN)).lower()
    assert "p-01" in page
    assert "disabilitas" not in page.split("janji pelayanan")[0]
    assert "contoh petugas" not in page


def test_every_service_has_its_turn_on_the_wall() -> None:
    now, shown = timezone.now(), set()
    services = {law.standard.code for law in catalogue.services(cast.OFFICE, now)}
    for turn in range(-(-len(services) // waiting_room.PROMISES)):
        moment = now + timedelta(seconds=waiting_room.TURN_SECONDS * turn)
        shown |= {one.standard.code for one in waiting_room._promises(cast.OFFICE, moment)}
    assert shown == services


def test_the_screen_reads_a_fixed_number_of_statements(
    client: Client, clerk: Actor, django_assert_num_queries: Any
) -> None:
    wait(clerk, 20)
    client.get(SCREEN)
    with django_assert_num_queries(3):  # which services are in force, the fair rule, the day's numbers
        client.get(SCREEN)


def test_without_its_key_the_device_is_not_there(client: Client) -> None:
    assert client.get(TAKE).status_code == 404
    device()
    assert client.get(TAKE).status_code == 200
    assert client.get(f"/antrean/{cast.OFFICE}/ambil/lain/").status_code == 404
    assert client.get(f"/antrean/{cast.NEIGHBOUR}/ambil/{KEY}/").status_code == 404


def test_a_new_key_turns_the_old_device_off(client: Client) -> None:
    device()
    chief = at_work(cast.officer(ADMINISTRATOR))
    assert chief.post(reverse("administration:queue")).status_code == 302
    assert client.get(TAKE).status_code == 404
    fresh = chief.get(reverse("administration:queue")).context["device"].removeprefix(configured.BASE_ADDRESS)
    assert client.get(fresh).status_code == 200
    chief.post(reverse("administration:queue"), {"deed": "off"})
    assert client.get(fresh).status_code == 404


def test_a_press_gives_a_number_and_its_slip(client: Client, clerk: Actor) -> None:
    device()
    wait(clerk, 2)
    page = text(client.get(press(client).url))
    assert "A-03" in page
    assert "belum dapat diperkirakan" in page  # nobody was served yet: nothing is promised
    assert "lapor" in page.lower()
    assert press(client, ELDERLY).status_code == 302
    assert QueueTicket.objects.filter(lane="priority").count() == 1


def test_two_touches_of_one_button_give_one_number(client: Client) -> None:
    device()
    page = client.get(TAKE).context["ticket_id"]
    assert press(client, page=page).url == press(client, page=page).url
    assert QueueTicket.objects.count() == 1


@pytest.mark.parametrize("reason", ["compensation", "kaya"])
def test_the_device_gives_no_priority_that_is_not_on_it(client: Client, reason: str) -> None:
    device()
    assert press(client, reason).status_code == 404
    assert not QueueTicket.objects.exists()


def test_whoever_floods_the_device_is_stopped(client: Client, settings: Any) -> None:
    device()
    settings.LIMITS = {**settings.LIMITS, "ticket": (2, 300)}
    assert [press(client).status_code for _ in range(3)] == [302, 302, 429]
    assert QueueTicket.objects.count() == 2
