"""Numbers of the waiting room: none twice, none left out, whoever presses at the same time."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from maklumat.core.errors import NotVisible, Refusal
from maklumat.core.organisation.table import QUEUE_IN_A_ROW, QUEUE_KEY
from maklumat.core.queueing.lanes import COMPENSATION, DISABLED, ELDERLY, ORDINARY, PRIORITY
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue import settings
from maklumat.records.guests import tickets
from maklumat.records.guests.models import QueueTicket
from maklumat.records.guests.queue import Board, Ticket, board, ticket_behind, ticket_of
from maklumat.records.guests.tickets import PaperTicket
from maklumat.records.ledger.following import Followed, follow
from maklumat.records.ledger.models import LedgerEntry
from maklumat.records.ledger.queries import verification
from maklumat.records.people.access import ADMINISTRATOR, Actor
from tests import cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def law() -> Any:
    return cast.enact()


@pytest.fixture
def clerk() -> Actor:
    return cast.officer(cast.CLERK).actor


def noon() -> datetime:
    """Noon of today at the office: no test of a day runs over midnight."""
    office = catalogue.office(cast.OFFICE, timezone.now())
    return timezone.now().astimezone(catalogue.zone(office)).replace(hour=12, minute=0, second=0, microsecond=0)


def give(actor: Actor, reason: str = "", minute: int = 0) -> Ticket:
    return tickets.give(actor, uuid4(), reason=reason, moment=noon() + timedelta(minutes=minute))


def call(actor: Actor, window: str = "1", minute: int = 30) -> str:
    called = tickets.call_next(actor, window, moment=noon() + timedelta(minutes=minute))
    return called.number if called else ""


def here(most: int = 2, minute: int = 30) -> Board:
    return board(cast.OFFICE, noon() + timedelta(minutes=minute), most)


def seen(number: str) -> Ticket:
    return next(one for one in here().tickets if one.number == number)


def at_once(people: int, press: Callable[[int], Any]) -> list[Any]:
    def run(person: int) -> Any:
        try:
            return press(person)
        finally:
            connection.close()

    with ThreadPoolExecutor(people) as pool:
        return list(pool.map(run, range(people)))


def test_each_lane_counts_by_itself_from_one_each_day(clerk: Actor) -> None:
    assert [give(clerk).number, give(clerk, ELDERLY).number, give(clerk).number] == ["A-01", "P-01", "A-02"]
    tomorrow = tickets.give(clerk, uuid4(), moment=noon() + timedelta(days=1))
    assert tomorrow.number == "A-01"
    other = cast.officer(cast.CLERK, office=cast.NEIGHBOUR).actor
    assert give(other).number == "A-01"


def test_two_printers_give_no_number_twice_and_leave_none_out(clerk: Actor) -> None:
    numbers = [one for some in at_once(4, lambda _: [give(clerk).seq for _ in range(5)]) for one in some]
    assert sorted(numbers) == list(range(1, 21))


def test_a_page_sent_twice_gives_one_number(clerk: Actor) -> None:
    page = uuid4()
    given = at_once(2, lambda _: tickets.give(clerk, page, moment=noon()))
    assert [one.number for one in given] == ["A-01", "A-01"]
    assert give(clerk).number == "A-02"


def test_two_windows_that_call_at_once_get_two_numbers(clerk: Actor) -> None:
    for minute in range(6):
        give(clerk, ELDERLY if minute % 2 else "", minute)
    called = at_once(4, lambda person: call(clerk, str(person + 1)))
    assert sorted(called) == ["A-01", "P-01", "P-02", "P-03"]
    assert len({one.call_seq for one in here().tickets if one.call_seq}) == 4


def test_the_fair_rule_holds_over_all_windows(clerk: Actor) -> None:
    for minute in range(4):
        give(clerk, ELDERLY, minute)
    give(clerk, minute=5)
    assert [call(clerk, window) for window in ("1", "2", "3", "1", "2", "3")] == [
        "P-01",
        "P-02",
        "A-01",
        "P-03",
        "P-04",
        "",
    ]


def test_the_office_decides_how_many_in_a_row(clerk: Actor) -> None:
    chief = cast.officer(ADMINISTRATOR).actor
    settings.decide(chief, QUEUE_IN_A_ROW, 1, moment=noon())
    for minute in range(2):
        give(clerk, ELDERLY, minute)
    give(clerk, minute=3)
    assert [call(clerk) for _ in range(3)] == ["P-01", "A-01", "P-02"]


def test_calling_the_next_finishes_whoever_was_there(clerk: Actor) -> None:
    give(clerk)
    give(clerk, minute=1)
    call(clerk, minute=10)
    call(clerk, minute=14)
    first, second = seen("A-01"), seen("A-02")
    assert (first.status, first.ended_at, first.waited_minutes) == ("served", noon() + timedelta(minutes=14), 10)
    assert (second.status, second.window) == ("called", "1")


def test_a_number_is_called_three_times_then_set_aside_and_comes_back_ahead(clerk: Actor) -> None:
    for minute in range(3):
        give(clerk, minute=minute)
    call(clerk)
    moment = noon() + timedelta(minutes=31)
    with pytest.raises(Refusal, match="ANT-003"):
        tickets.set_aside(clerk, seen("A-01").id, seen=seen("A-01").revision, moment=moment)
    for _ in range(2):
        tickets.call_again(clerk, seen("A-01").id, seen=seen("A-01").revision, moment=moment)
    with pytest.raises(Refusal, match="ANT-002"):
        tickets.call_again(clerk, seen("A-01").id, seen=seen("A-01").revision, moment=moment)
    tickets.set_aside(clerk, seen("A-01").id, seen=seen("A-01").revision, moment=moment)
    assert [one.number for one in here().aside] == ["A-01"]
    assert call(clerk) == "A-02"
    tickets.come_back(clerk, seen("A-01").id, seen=seen("A-01").revision, moment=moment)
    assert [one.number for one in here().waiting] == ["A-01", "A-03"]
    assert call(clerk) == "A-01"
    assert seen("A-01").waited_minutes == 30  # waiting ended with the first call


def test_a_number_put_back_is_told_in_the_ledger_and_says_nothing_about_how_long_serving_takes(clerk: Actor) -> None:
    for minute in range(6):
        give(clerk, minute=minute)
    for minute in (30, 40, 50, 60, 60):
        call(clerk, minute=minute)
    assert here(minute=60).minutes(2) == 20  # 10, 10, 10, 0
    hasty = seen("A-04")
    tickets.put_back(clerk, hasty.id, seen=hasty.revision, moment=noon() + timedelta(minutes=61))
    back = seen("A-04")
    assert (back.status, back.window, back.ended_at) == ("waiting", "", None)
    assert here(minute=61).served == 3
    assert here(minute=61).waiting[0].number == "A-04"
    entries = LedgerEntry.objects.filter(office=cast.OFFICE, kind="ticket").order_by("-office_seq")
    assert entries[0].outcome == "waiting"
    assert verification(cast.OFFICE).sound


def test_a_number_of_yesterday_or_of_somebody_not_served_is_not_put_back(clerk: Actor) -> None:
    give(clerk)
    call(clerk)
    with pytest.raises(Refusal, match="ANT-001"):
        tickets.put_back(clerk, seen("A-01").id, seen=seen("A-01").revision, moment=noon())
    tickets.finish(clerk, "1", moment=noon() + timedelta(minutes=40))
    with pytest.raises(Refusal, match="ANT-001"):
        tickets.put_back(clerk, seen("A-01").id, seen=seen("A-01").revision, moment=noon() + timedelta(days=1))


def test_what_somebody_else_has_changed_is_not_changed_again(clerk: Actor) -> None:
    ticket = give(clerk)
    tickets.give_up(clerk, ticket.id, seen=ticket.revision, moment=noon())
    for change in (tickets.give_up, tickets.call_again, tickets.set_aside, tickets.come_back):
        with pytest.raises(Refusal, match="ANT-001"):
            change(clerk, ticket.id, seen=ticket.revision, moment=noon())
    assert seen("A-01").status == "gave_up"


def test_a_number_of_another_office_is_not_there(clerk: Actor) -> None:
    ticket = give(clerk)
    other = cast.officer(cast.CLERK, office=cast.NEIGHBOUR).actor
    with pytest.raises(NotVisible):
        tickets.give_up(other, ticket.id, seen=1, moment=noon())
    assert call(other) == ""


def test_the_device_takes_numbers_only_with_its_key(clerk: Actor) -> None:
    with pytest.raises(NotVisible):
        tickets.take(cast.OFFICE, "", uuid4(), moment=noon())
    chief = cast.officer(ADMINISTRATOR).actor
    settings.decide(chief, QUEUE_KEY, "kunci-contoh", moment=noon())
    with pytest.raises(NotVisible):
        tickets.take(cast.OFFICE, "kunci-lain", uuid4(), moment=noon())
    taken = tickets.take(cast.OFFICE, "kunci-contoh", uuid4(), reason=ELDERLY, moment=noon())
    assert (taken.number, taken.lane) == ("P-01", PRIORITY)
    with pytest.raises(NotVisible):  # compensation is given by an officer who has looked it up
        tickets.take(cast.OFFICE, "kunci-contoh", uuid4(), reason=COMPENSATION, moment=noon())


def test_a_number_leads_to_a_file_and_forgets_the_reason_of_the_body(clerk: Actor) -> None:
    give(clerk, DISABLED)
    tickets.priority_ticket(clerk, uuid4(), moment=noon() + timedelta(minutes=1))
    file, other = cast.apply().application_id, cast.apply().application_id
    for application in (file, other):
        call(clerk)
        tickets.finish(clerk, "1", moment=noon() + timedelta(minutes=40), application_id=application)
    first, second = ticket_behind(cast.OFFICE, file), ticket_behind(cast.OFFICE, other)
    assert first is not None
    assert second is not None
    assert (first.number, first.waited_minutes, first.reason) == ("P-01", 30, "")
    assert (second.number, second.reason) == ("P-02", COMPENSATION)
    assert tickets.finish(clerk, "1", moment=noon()) is None


def test_every_change_is_in_the_ledger_and_no_reason_of_the_body_is(clerk: Actor) -> None:
    give(clerk, DISABLED)
    call(clerk)
    tickets.finish(clerk, "1", moment=noon() + timedelta(minutes=40))
    entries = LedgerEntry.objects.filter(office=cast.OFFICE, kind="ticket").order_by("office_seq")
    assert [entry.outcome for entry in entries] == ["waiting", "called", "served"]
    assert {entry.application for entry in entries} == {None}
    told: list[Followed] = []
    follow("uji", cast.OFFICE, told.extend, kinds=("ticket",))
    data = [one.event.data for one in told]
    assert [one["ticket"] for one in data] == ["P-01"] * 3
    assert DISABLED not in str(data)
    assert verification(cast.OFFICE).sound


def test_a_number_from_paper_comes_in_later_with_its_true_times(clerk: Actor) -> None:
    morning = noon() - timedelta(hours=3)
    paper = PaperTicket(7, "", morning, morning + timedelta(minutes=12), morning + timedelta(minutes=20), "2")
    entered = tickets.enter_paper(clerk, uuid4(), paper, late_reason="listrik padam", moment=noon())
    assert (entered.number, entered.status, entered.waited_minutes) == ("KA-07", "served", 12)
    with pytest.raises(Refusal, match="ANT-006"):
        tickets.enter_paper(clerk, uuid4(), paper, late_reason="listrik padam", moment=noon())
    gone = PaperTicket(7, ELDERLY, morning, None, morning + timedelta(minutes=20))
    assert tickets.enter_paper(clerk, uuid4(), gone, late_reason="listrik padam", moment=noon()).status == "gave_up"
    assert give(clerk).number == "A-01"


@pytest.mark.parametrize(
    ("change", "code"),
    [({"ended_at": timedelta(minutes=1)}, "ANT-004"), ({"seq": 0}, "ANT-004"), ({"reason": "  "}, "ANT-005")],
)
def test_times_that_cannot_be_are_refused(clerk: Actor, change: dict[str, Any], code: str) -> None:
    morning = noon() - timedelta(hours=3)
    ended = morning + change.get("ended_at", timedelta(minutes=20))
    paper = PaperTicket(change.get("seq", 7), "", morning, morning + timedelta(minutes=12), ended)
    with pytest.raises(Refusal, match=code):
        tickets.enter_paper(clerk, uuid4(), paper, late_reason=change.get("reason", "listrik padam"), moment=noon())
    assert not QueueTicket.objects.exists()


def test_the_waiting_room_is_read_in_one_query(clerk: Actor, django_assert_num_queries: Any) -> None:
    for minute in range(30):
        give(clerk, ELDERLY if minute % 3 == 0 else "", minute)
    for minute in range(4):
        call(clerk, minute=30 + 5 * minute)
    catalogue.office(cast.OFFICE, timezone.now())
    with django_assert_num_queries(1):
        found = here(minute=46)
        said = (found.waiting[0].number, found.windows_open, found.minutes(3), found.before(found.waiting[2].id))
    assert said == ("P-04", 1, 15, 2)
    lanes = [one.lane for one in found.called]
    assert lanes == [PRIORITY] or lanes == [ORDINARY]
    assert ticket_of(cast.OFFICE, uuid4()) is None
