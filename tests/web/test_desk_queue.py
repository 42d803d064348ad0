"""The waiting room at the counter: a number, a call, and what it leads to."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from maklumat.core.organisation.table import QUEUE_WINDOWS
from maklumat.records.catalogue import settings
from maklumat.records.guests.models import GuestEntry, QueueTicket
from maklumat.records.models import Application
from maklumat.records.people.access import ADMINISTRATOR
from tests import cast
from tests.web.desk_steps import at_work, text
from tests.web.test_desk_counter import filled, receive

pytestmark = pytest.mark.django_db
QUEUE = "/kantor/antrean/"


@pytest.fixture(autouse=True)
def law() -> Any:
    return cast.enact()


@pytest.fixture
def clerk() -> Client:
    client = at_work(cast.officer(cast.CLERK))
    press(client, "window", window="1")
    return client


def press(client: Client, deed: str, **typed: Any) -> Any:
    """A button of the page as it is now."""
    if deed == "next":
        typed = {**shown(client), **typed}
    return client.post(QUEUE, {"deed": deed, **typed})


def shown(client: Client) -> dict[str, str]:
    """What the page says with `next`: whom it shows at the window."""
    present = client.get(QUEUE).context["present"]
    return {"at_window": present.mark if present else ""}


def give(client: Client, reason: str = "") -> QueueTicket:
    page = client.get(QUEUE).context["ticket_id"]
    answer = press(client, "give", ticket_id=page, reason=reason)
    return QueueTicket.objects.get(pk=UUID(answer.url.split("/")[3]))


def statuses() -> dict[int, str]:
    return dict(QueueTicket.objects.order_by("seq").values_list("seq", "status"))


def test_a_number_is_given_with_one_button_and_its_slip_can_be_printed(clerk: Client) -> None:
    ticket = give(clerk, "elderly")
    page = text(clerk.get(reverse("desk:queue_ticket", args=[ticket.id])))
    assert "P-01" in page
    assert "Jalur prioritas" in page
    assert "GRATIS" in page
    assert "Anda berikutnya" in page
    assert "lansia" not in page.lower()  # whoever finds the slip learns nothing about its holder


def test_the_same_page_pressed_twice_gives_one_number(clerk: Client) -> None:
    page = clerk.get(QUEUE).context["ticket_id"]
    addresses = {press(clerk, "give", ticket_id=page, reason="").url for _ in range(2)}
    assert len(addresses) == QueueTicket.objects.count() == 1


def test_an_id_that_no_page_gave_is_no_number(clerk: Client) -> None:
    assert press(clerk, "give", ticket_id="karangan", reason="").status_code == 404
    assert press(clerk, "give", ticket_id=clerk.get(QUEUE).context["ticket_id"], reason="kaya").status_code == 404
    assert not QueueTicket.objects.exists()


def test_without_a_window_nobody_is_called() -> None:
    client = at_work(cast.officer(cast.CLERK))
    give(client)
    assert "ANT-007" in text(client.post(QUEUE, {"deed": "next"}, follow=True))
    assert statuses() == {1: "waiting"}


@pytest.mark.parametrize("window", ["4", "0", "x", "-1"])
def test_only_a_window_of_this_office_can_be_chosen(clerk: Client, window: str) -> None:
    assert press(clerk, "window", window=window).status_code == 404
    settings.decide(cast.officer(ADMINISTRATOR).actor, QUEUE_WINDOWS, 4, moment=timezone.now())
    assert press(clerk, "window", window="4").status_code == 302


def again(client: Client, officer: cast.Officer) -> Client:
    """Somebody logs out of this browser and somebody logs in."""
    client.post(reverse("desk:logout"))
    client.force_login(officer.user)
    return client


def test_the_window_belongs_to_the_computer_and_outlives_the_login(clerk: Client) -> None:
    after = again(clerk, cast.officer(cast.CLERK))
    assert after.get(QUEUE).context["window"] == "1"
    give(after)
    press(after, "next")
    assert QueueTicket.objects.get().window == "1"
    assert at_work(cast.officer(cast.CLERK)).get(QUEUE).context["window"] == ""  # another computer


def test_what_is_kept_is_signed_out_of_reach_of_scripts_and_long_lived(clerk: Client) -> None:
    cookie = press(clerk, "window", window="2").cookies["loket-belitung"]
    assert cookie.value.startswith("2:")
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/kantor/")
    assert cookie["max-age"] > 300 * 24 * 3600
    with override_settings(SESSION_COOKIE_SECURE=True):
        assert press(clerk, "window", window="2").cookies["loket-belitung"]["secure"]


def test_a_window_that_was_not_chosen_here_is_none(clerk: Client) -> None:
    signed = clerk.cookies["loket-belitung"].value
    clerk.cookies["loket-belitung"] = signed.replace("1:", "2:", 1)
    assert clerk.get(QUEUE).context["window"] == ""
    neighbour = again(clerk, cast.officer(cast.CLERK, office=cast.NEIGHBOUR))
    neighbour.cookies[f"loket-{cast.NEIGHBOUR}"] = signed
    assert neighbour.get(QUEUE).context["window"] == ""


def test_each_office_has_its_own_window_on_the_same_computer(clerk: Client) -> None:
    neighbour = again(clerk, cast.officer(cast.CLERK, office=cast.NEIGHBOUR))
    assert neighbour.get(QUEUE).context["window"] == ""
    press(neighbour, "window", window="3")
    assert again(neighbour, cast.officer(cast.CLERK)).get(QUEUE).context["window"] == "1"


def test_a_window_that_the_office_closed_calls_nobody_and_can_still_finish(clerk: Client) -> None:
    press(clerk, "window", window="3")
    give(clerk)
    press(clerk, "next")
    settings.decide(cast.officer(ADMINISTRATOR).actor, QUEUE_WINDOWS, 2, moment=timezone.now())
    assert clerk.get(QUEUE).context["window"] == ""
    assert "ANT-007" in text(clerk.post(QUEUE, {"deed": "next"}, follow=True))
    assert clerk.get(reverse("desk:counter")).context["queue"] == {"window": ""}
    press(clerk, "done")
    assert statuses() == {1: "served"}


def test_whoever_calls_no_numbers_any_more_is_asked_again(clerk: Client) -> None:
    press(clerk, "window", window="")
    assert again(clerk, cast.officer(cast.CLERK)).get(QUEUE).context["window"] == ""


def test_two_officers_at_the_same_window_see_the_same_call(clerk: Client) -> None:
    other = at_work(cast.officer(cast.CLERK))
    press(other, "window", window="1")
    give(clerk)
    give(clerk)
    press(clerk, "next")
    assert other.get(QUEUE).context["present"].number == "A-01"
    press(other, "next")
    assert clerk.get(QUEUE).context["present"].number == "A-02"
    assert statuses() == {1: "served", 2: "called"}


def test_a_button_that_comes_too_late_changes_nothing_and_says_so(clerk: Client) -> None:
    ticket = give(clerk)
    press(clerk, "next")
    answer = clerk.post(QUEUE, {"deed": "again", "ticket": ticket.id, "seen": "1"}, follow=True)
    assert "ANT-001" in text(answer)
    assert QueueTicket.objects.get().calls == 1


def test_next_pressed_twice_on_one_page_loses_nobody(clerk: Client) -> None:
    for _ in range(3):
        give(clerk)
    for seqs in ({1: "called", 2: "waiting"}, {1: "served", 2: "called"}):
        page = {"deed": "next", **shown(clerk)}
        for _ in range(2):
            assert clerk.post(QUEUE, page).status_code == 302
        assert statuses() == {**seqs, 3: "waiting"}


def test_done_pressed_late_finishes_nobody_whom_its_page_did_not_show(clerk: Client) -> None:
    give(clerk)
    give(clerk)
    press(clerk, "next")
    page = {"deed": "done", **shown(clerk)}
    press(clerk, "next")
    clerk.post(QUEUE, page)
    assert statuses() == {1: "served", 2: "called"}


@pytest.mark.parametrize("address", [QUEUE, "/kantor/loket/"])
def test_both_pages_that_call_say_whom_they_show(clerk: Client, address: str) -> None:
    give(clerk)
    for _ in range(2):
        assert f'name="at_window" value="{shown(clerk)["at_window"]}"' in clerk.get(address).content.decode()
        press(clerk, "next")


def test_whoever_was_finished_by_mistake_is_offered_back_and_called_next(clerk: Client) -> None:
    for _ in range(3):
        give(clerk)
    press(clerk, "next")
    press(clerk, "next")
    last = clerk.get(QUEUE).context["last"]
    assert last.number == "A-01"
    assert "kembalikan ke antrean" in text(clerk.get(QUEUE))
    for _ in range(2):
        press(clerk, "put_back", ticket=last.id, seen=last.revision)
    assert statuses() == {1: "waiting", 2: "called", 3: "waiting"}
    press(clerk, "next")
    assert statuses() == {1: "called", 2: "served", 3: "waiting"}


def test_a_number_that_led_to_a_file_is_not_offered_back(clerk: Client) -> None:
    give(clerk)
    press(clerk, "next")
    receive(clerk, filled(clerk))
    row = QueueTicket.objects.get()
    assert clerk.get(QUEUE).context["last"] is None
    assert "ANT-001" in text(
        clerk.post(QUEUE, {"deed": "put_back", "ticket": row.pk, "seen": row.revision}, follow=True)
    )
    assert statuses() == {1: "served"}


def test_a_number_for_compensation_asks_the_window_to_look_at_the_file(clerk: Client) -> None:
    give(clerk, "compensation")
    press(clerk, "next")
    assert "periksa dahulu berkasnya" in text(clerk.get(QUEUE))
    assert "periksa berkasnya" in text(clerk.get(reverse("desk:counter")))
    give(clerk, "elderly")
    press(clerk, "next")
    assert "periksa dahulu berkasnya" not in text(clerk.get(QUEUE))


def test_whoever_is_called_stands_on_the_counters_page(clerk: Client) -> None:
    give(clerk)
    give(clerk)
    assert press(clerk, "next", back="loket").url == reverse("desk:counter")
    strip = clerk.get(reverse("desk:counter")).context["queue"]
    assert (strip["present"].number, strip["waiting_count"]) == ("A-01", 1)


def test_the_counter_reads_nothing_of_the_queue_where_no_numbers_are_called() -> None:
    client = at_work(cast.officer(cast.CLERK))
    assert client.get(reverse("desk:counter")).context["queue"] == {"window": ""}


def test_an_application_taken_in_finishes_the_number_and_knows_it(clerk: Client) -> None:
    give(clerk)
    give(clerk)
    press(clerk, "next")
    page = receive(clerk, filled(clerk))
    assert "Panggil nomor berikutnya" in text(page)
    assert QueueTicket.objects.get(seq=1).application_id == Application.objects.get().pk
    assert statuses() == {1: "served", 2: "waiting"}


def test_the_same_intake_sent_twice_leaves_the_next_person_alone(clerk: Client) -> None:
    give(clerk)
    give(clerk)
    press(clerk, "next")
    sent = filled(clerk)
    receive(clerk, sent)
    press(clerk, "next")
    receive(clerk, sent)
    assert statuses() == {1: "served", 2: "called"}


@pytest.mark.parametrize("twice", [False, True])
def test_a_consultation_in_the_guest_book_finishes_the_number(clerk: Client, twice: bool) -> None:
    give(clerk)
    give(clerk)
    press(clerk, "next")
    entry = clerk.get(reverse("desk:guests")).context["entry_id"]
    sent = {"entry_id": entry, "purpose": "consultation", "result": "answered"}
    clerk.post(reverse("desk:guests"), sent)
    if twice:
        press(clerk, "next")
        clerk.post(reverse("desk:guests"), sent)
    assert GuestEntry.objects.count() == 1
    assert statuses() == {1: "served", 2: "called" if twice else "waiting"}


def test_a_visit_of_this_morning_says_nothing_about_who_stands_here(clerk: Client) -> None:
    give(clerk)
    press(clerk, "next")
    entry = clerk.get(reverse("desk:guests")).context["entry_id"]
    day = cast.today()
    late = {"happened_on_0": day.day, "happened_on_1": day.month, "happened_on_2": day.year, "happened_at": "00.01",
            "late_reason": "listrik padam"}  # fmt: skip
    sent = {"entry_id": entry, "purpose": "consultation", "result": "answered", **late}
    assert clerk.post(reverse("desk:guests"), sent).status_code == 302
    assert statuses() == {1: "called"}


def test_a_status_question_finishes_the_number(clerk: Client) -> None:
    give(clerk)
    press(clerk, "next")
    entry = clerk.get(reverse("desk:counter")).context["entry_id"]
    clerk.post(
        reverse("desk:counter"),
        {"deed": "question", "entry_id": entry, "question": "dtks", "answer": "active", "minutes": "1"},
    )
    assert statuses() == {1: "served"}


def test_the_queue_page_reads_a_fixed_number_of_statements(clerk: Client, django_assert_num_queries: Any) -> None:
    for _ in range(4):
        give(clerk)
    press(clerk, "next")
    clerk.get(QUEUE)
    with django_assert_num_queries(
        5
    ):  # session, person; the day's numbers, two settings (posts go to the driver itself)
        clerk.get(QUEUE)


def test_a_number_from_paper_keeps_its_true_times_and_the_page_keeps_the_day(clerk: Client) -> None:
    address = reverse("desk:queue_paper")
    typed = {"seq": "7", "on_0": "2", "on_1": "11", "on_2": "2026", "came": "9.15", "called": "09:40", "ended": "09.55",
             "late_reason": "listrik padam", "ticket_id": clerk.get(address).context["ticket_id"]}  # fmt: skip
    answer = clerk.post(address, typed)
    assert answer.status_code == 302
    row = QueueTicket.objects.get()
    assert ((row.called_at - row.taken_at).total_seconds(), row.status, row.on_paper) == (25 * 60, "served", True)
    again = clerk.get(answer.url).context["form"]
    assert (again["on"].value().isoformat(), again["late_reason"].value()) == ("2026-11-02", "listrik padam")
    other = {**typed, "ticket_id": clerk.get(address).context["ticket_id"]}
    assert "ANT-006" in text(clerk.post(address, other))
    wrong = {**other, "seq": "8", "called": "08.00"}
    assert "ANT-004" in text(clerk.post(address, wrong))
    assert QueueTicket.objects.count() == 1


def test_two_sheets_have_no_number_in_common(clerk: Client) -> None:
    pages = [clerk.get(reverse("desk:queue_sheet") + f"?lembar={number}").context["numbers"] for number in (1, 2)]
    assert [len(page) for page in pages] == [24, 24]
    assert (pages[0][0], pages[0][-1], pages[1][0], pages[1][-1]) == ("KA-01", "KP-06", "KA-19", "KP-12")
    assert not set(pages[0]) & set(pages[1])
