"""Applicants are reminded before a returned file lapses: by the clock, once each, and by the desk that returned it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connections

from maklumat.core.errors import Conflict, NotVisible, Refusal
from maklumat.records.ledger.queries import verification
from maklumat.records.procedures import queries as procedures
from maklumat.records.work import actions, clockwork, reminding
from maklumat.records.work import queries as work
from maklumat.records.work.rebuilt import differences
from tests import cast
from tests.cast import Officer

pytestmark = pytest.mark.django_db(transaction=True)
MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # 09:00 at the office
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def law_in_force() -> None:
    cast.enact()


@pytest.fixture
def clerk() -> Officer:
    return cast.officer(cast.CLERK)


@pytest.fixture
def returned(clerk: Officer) -> UUID:
    file = cast.apply(moment=MONDAY).application_id
    data = {"findings": {"identitas": "buram"}}
    actions.act(clerk.actor, file, step=_state(file).step, outcome="incomplete", seen_seq=1, data=data, moment=MONDAY)
    return file


def _state(file: UUID) -> work.State:
    found = procedures.position(file)
    assert found is not None
    return found.state


def kinds(file: UUID) -> list[str]:
    return [event.kind for event in work.followed(file).history]


def contact(who: Officer, file: UUID, *, reached: bool, seen_seq: int = 0, day: int = 15) -> None:
    seen = seen_seq or _state(file).seq
    actions.contact(who.actor, file, reached=reached, note="", seen_seq=seen, moment=MONDAY + day * DAY + DAY / 24)


def test_the_clock_reminds_halfway_and_three_days_before_each_once(returned: UUID, clerk: Officer) -> None:
    assert clockwork.run_due(MONDAY + 14 * DAY) == 0
    assert reminding.calls(clerk.actor) == ()
    assert [clockwork.run_due(MONDAY + 15 * DAY) for _ in range(2)] == [1, 0]
    assert len(reminding.calls(clerk.actor)) == 1
    assert [clockwork.run_due(MONDAY + 27 * DAY) for _ in range(2)] == [1, 0]
    assert clockwork.run_due(MONDAY + 30 * DAY) == 1
    assert kinds(returned) == ["received", "acted", "reminded", "reminded", "lapsed"]
    assert reminding.calls(clerk.actor) == ()
    assert list(differences(cast.OFFICE)) == []
    assert verification(cast.OFFICE).sound


def test_a_clock_that_stood_still_reminds_once_for_both(returned: UUID) -> None:
    assert clockwork.run_due(MONDAY + 28 * DAY) == 1
    assert kinds(returned).count("reminded") == 1


def test_the_call_says_who_what_and_until_when(returned: UUID, clerk: Officer) -> None:
    clockwork.run_due(MONDAY + 15 * DAY)
    (call,) = reminding.calls(clerk.actor)
    assert (call.name, call.phone) == (cast.SITI.name, cast.SITI.phone)
    assert [why for _, why in call.missing] == ["buram"]
    assert (call.lapses_at, call.since, call.missed) == (MONDAY + 30 * DAY, MONDAY + 15 * DAY, 0)


def test_who_was_reached_leaves_the_list_until_the_next_reminder(returned: UUID, clerk: Officer) -> None:
    clockwork.run_due(MONDAY + 15 * DAY)
    contact(clerk, returned, reached=True)
    assert reminding.calls(clerk.actor) == ()
    clockwork.run_due(MONDAY + 27 * DAY)
    assert len(reminding.calls(clerk.actor)) == 1
    assert list(differences(cast.OFFICE)) == []


def test_who_did_not_answer_stays_and_the_tries_are_counted(returned: UUID, clerk: Officer) -> None:
    clockwork.run_due(MONDAY + 15 * DAY)
    for _ in range(2):
        contact(clerk, returned, reached=False)
    assert [call.missed for call in reminding.calls(clerk.actor)] == [2]
    assert list(differences(cast.OFFICE)) == []


def test_a_file_that_came_back_needs_no_call(returned: UUID, clerk: Officer) -> None:
    clockwork.run_due(MONDAY + 15 * DAY)
    actions.resubmit(returned, seen_seq=_state(returned).seq, data={}, moment=MONDAY + 16 * DAY)
    assert reminding.calls(clerk.actor) == ()
    with pytest.raises(NotVisible):
        contact(clerk, returned, reached=True, day=16)
    assert clockwork.run_due(MONDAY + 16 * DAY) == 0


def test_an_applicant_who_saw_the_file_before_the_call_completes_it_all_the_same(
    returned: UUID, clerk: Officer
) -> None:
    seen = _state(returned).seq
    clockwork.run_due(MONDAY + 15 * DAY)
    contact(clerk, returned, reached=True)
    actions.resubmit(returned, seen_seq=seen, data={}, moment=MONDAY + 16 * DAY)
    assert _state(returned).status == "open"


def test_nobody_else_sees_or_calls(returned: UUID, clerk: Officer) -> None:
    clockwork.run_due(MONDAY + 15 * DAY)
    for other in (cast.officer(cast.ANALYST), cast.officer(cast.HEAD), cast.officer(cast.CLERK, office=cast.NEIGHBOUR)):
        assert reminding.calls(other.actor) == ()
        with pytest.raises(NotVisible):
            contact(other, returned, reached=True)
        with pytest.raises(NotVisible):
            reminding.reveal(other.actor, returned)


def test_the_same_answer_twice_is_one_and_before_its_time_none(returned: UUID, clerk: Officer) -> None:
    with pytest.raises(Refusal) as early:
        contact(clerk, returned, reached=True)
    assert early.value.code == "PRO-060"
    clockwork.run_due(MONDAY + 15 * DAY)
    seen = _state(returned).seq
    for _ in range(2):
        contact(clerk, returned, reached=False, seen_seq=seen)
    assert kinds(returned).count("contacted") == 1


def test_of_two_who_call_at_once_one_is_recorded(returned: UUID, clerk: Officer) -> None:
    clockwork.run_due(MONDAY + 15 * DAY)
    other, seen = cast.officer(cast.CLERK), _state(returned).seq

    def call(who: Officer) -> str:
        try:
            contact(who, returned, reached=True, seen_seq=seen)
        except Conflict:
            return "conflict"
        finally:
            connections.close_all()
        return "recorded"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(call, (clerk, other))) == ["conflict", "recorded"]
    assert kinds(returned).count("contacted") == 1
