"""Booking a place: what is taken, what is free, a time that another group has, and the offered one in one press."""

from __future__ import annotations

from html import unescape
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maklumat.records.models import Booking
from maklumat.records.work import queries as work
from tests import booking_cast, cast
from tests.booking_cast import PLACE, at, book
from tests.web.desk_steps import at_work, position, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def changed(law: None) -> None:
    """The law of the module, with a service that books a place."""
    booking_cast.change(cast.OFFICE, cast.NEIGHBOUR)


@pytest.fixture
def clerk() -> Client:
    return at_work(cast.officer(cast.CLERK, name="Contoh Loket"))


def visit(days: int = 3, office: str = cast.OFFICE) -> UUID:
    return booking_cast.apply(at(8, days).date(), office).application_id


def page(client: Client, file: UUID) -> str:
    return unescape(text(client.get(reverse("desk:file", args=[file]))))


def sent(file: UUID, hour: str, days: int = 3) -> dict[str, Any]:
    """The form as the page sends it, for this hour of the wished day."""
    state, on = position(file).state, at(8, days)
    moment = {f"scheduled-meets_at_{index}": part for index, part in enumerate((on.day, on.month, on.year, hour))}
    return {
        "seen_seq": state.seq,
        "step": state.step,
        "outcome": "scheduled",
        "scheduled-meets_where": PLACE.name,
        "scheduled-message": "Bawa bunga",
        **moment,
    }


def press(client: Client, file: UUID, data: dict[str, Any]) -> Any:
    return client.post(reverse("desk:act", args=[file]), data)


def booked(file: UUID) -> list[Any]:
    return list(Booking.objects.filter(application_id=file, given_up_at=None).values_list("starts_at", flat=True))


def test_the_form_shows_what_is_taken_around_the_wish_and_begins_with_what_is_free(clerk: Client) -> None:
    for hour in (8, 9):
        book(visit(), at(hour))
    book(visit(), at(11, 4))
    file = visit()
    html = page(clerk, file)
    assert "lamanya 60 menit" in html
    assert "dipakai pukul 08.00, 09.00" in html
    assert "dipakai pukul 11.00" in html
    assert 'name="scheduled-meets_at_3" type="text" inputmode="decimal" autocomplete="off" value="10.00"' in html
    assert f'name="scheduled-meets_at_0" type="text" inputmode="numeric" autocomplete="off" value="{at(8).day}"' in html
    assert f'value="{PLACE.name}"' in html
    assert 'name="offered"' not in html


def test_a_time_that_another_group_has_is_told_beside_it_with_a_free_one(clerk: Client) -> None:
    book(visit(), at(8))
    file = visit()
    answer = press(clerk, file, sent(file, "08.00"))
    html = unescape(text(answer))
    assert answer.status_code == 422
    assert "(JDW-001)" in html
    assert 'id="id_scheduled-meets_at_error"' in html
    assert "Bawa bunga" in html
    offered = at(9).isoformat()
    assert f'name="offered" value="{offered}"' in html
    for _ in range(2):  # the double click
        assert press(clerk, file, {**sent_again(file, "08.00"), "offered": offered}).status_code == 302
    assert booked(file) == [at(9)]
    (event,) = (event for event in work.followed(file).history if event.kind == "acted")
    assert event.data["message"] == "Bawa bunga"


def sent_again(file: UUID, hour: str) -> dict[str, Any]:
    """What a page that was opened before the file moved sends."""
    return {**sent(file, hour), "seen_seq": 1, "step": "jadwal"}


def test_a_time_between_two_visits_is_told_with_the_nearest_that_fits(clerk: Client) -> None:
    file = visit()
    html = unescape(text(press(clerk, file, sent(file, "08.30"))))
    assert "(JDW-002)" in html
    assert f'name="offered" value="{at(9).isoformat()}"' in html


def test_an_offer_that_was_taken_in_between_is_offered_anew(clerk: Client) -> None:
    book(visit(), at(8))
    file = visit()
    press(clerk, file, sent(file, "08.00"))
    book(visit(), at(9))
    html = unescape(text(press(clerk, file, {**sent(file, "08.00"), "offered": at(9).isoformat()})))
    assert "(JDW-001)" in html
    assert f'name="offered" value="{at(10).isoformat()}"' in html
    assert booked(file) == []


@pytest.mark.parametrize("offered", ["", "besok", "9999-99-99T00:00", "0001-01-01T00:00:00+14:00"])
def test_an_offer_that_no_page_made_books_nothing(clerk: Client, offered: str) -> None:
    book(visit(), at(8))
    file = visit()
    assert press(clerk, file, {**sent(file, "08.00"), "offered": offered}).status_code == 422
    assert booked(file) == []


def test_a_wish_that_is_past_begins_now(clerk: Client) -> None:
    file = booking_cast.apply(at(8, -20).date()).application_id
    now = timezone.now()
    booking = clerk.get(reverse("desk:file", args=[file])).context["booking"]
    assert now <= booking.shown.free
    assert booking.shown.days[0].on == cast.today()


def test_other_steps_and_other_offices_see_none_of_it(clerk: Client) -> None:
    assert "Satu rombongan" not in page(clerk, cast.apply().application_id)
    book(visit(), at(8))
    theirs = visit(office=cast.NEIGHBOUR)
    html = page(at_work(cast.officer(cast.CLERK, office=cast.NEIGHBOUR)), theirs)
    assert "dipakai pukul" not in html


def test_a_group_chooses_on_the_page_of_the_service(client: Client) -> None:
    book(visit(), at(8))
    book(visit(), at(13, 13))
    html = text(client.get(reverse("public:service", args=[cast.OFFICE, booking_cast.SERVICE])))
    assert "Waktu yang sudah dipesan" in html
    assert "dipakai pukul 08.00" in html
    assert "dipakai pukul 13.00" in html
    assert html.count("masih kosong") == 12
    assert cast.SITI.name not in html
    client.post(reverse("public:language"), {"bahasa": "en"})
    english = text(client.get(reverse("public:service", args=[cast.OFFICE, booking_cast.SERVICE])))
    assert "taken at 08.00" in english
    other = text(client.get(reverse("public:service", args=[cast.OFFICE, cast.SERVICE])))
    assert "Times already booked" not in other
