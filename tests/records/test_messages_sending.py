"""What becomes of a message: sent, repeated, given up, kept back; two senders at once, and one that dies."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections, transaction

from maklumat.core import events
from maklumat.core.events import Event
from maklumat.core.messages.pacing import DELAYS
from maklumat.core.organisation.table import OLDEST_HOURS
from maklumat.ports.messages.channel import BAD_ADDRESS, Answer, Later, Never, Outgoing
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue import settings as office_settings
from maklumat.records.ledger import actions as ledger
from maklumat.records.ledger.models import LedgerFollower
from maklumat.records.messages import making, queries, reminding, rows, sending
from maklumat.records.messages.models import Message
from maklumat.records.people import roster
from maklumat.records.people.access import ADMINISTRATOR
from maklumat.records.work import actions, told
from tests import cast, duty_cast
from tests.cast import SITI
from tests.records.message_ways import (
    DAY,
    EVENING,
    MINUTE,
    MONDAY,
    MORNING,
    Way,
    apply,
    hand_back,
    messages,
    only,
    run,
    state_of,
    three_ways,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def law_in_force() -> None:
    cast.enact()
    reminding.forget()


@pytest.fixture
def ways(settings: Any) -> dict[str, Way]:
    settings.CHANNELS = three_ways()
    return settings.CHANNELS


# What becomes of it


def test_what_was_never_sent_away_says_so(settings: Any) -> None:
    settings.CHANNELS = {}
    apply()
    run(MONDAY)
    row = only()
    assert (row.state, row.way, row.provider_id) == (rows.WRITTEN, "sms", f"{row.pk}-sms.txt")
    written = (settings.DATA_DIR / "outbox" / row.provider_id).read_text()
    assert SITI.phone not in written
    assert "+62812" in written


def test_a_failure_is_repeated_later_and_later_under_the_same_key_and_given_up(ways: dict[str, Way]) -> None:
    ways["sms"].answers = [Later("busy")] * 9
    apply()
    now = MONDAY
    run(now)
    assert (only().state, only().held, only().reason) == (rows.WAITING, rows.RETRY, "busy")
    while only().state == rows.WAITING:
        run(only().next_at - timedelta(seconds=1))
        now = only().next_at
        run(now)
    row = only()
    assert (row.state, row.reason, row.attempts) == (rows.DEAD, "busy", len(DELAYS) + 1)
    assert {one.key for one in ways["sms"].given} == {f"{row.pk}-sms"}
    assert len(ways["sms"].given) == len(DELAYS) + 1


def test_a_wrong_number_is_remembered_and_the_other_way_is_tried(ways: dict[str, Way]) -> None:
    ways["sms"].answers = [Never(BAD_ADDRESS, address=True)]
    file = apply()
    run(MONDAY)
    assert only().state == rows.SENT
    assert [len(ways[name].given) for name in ("sms", "whatsapp")] == [1, 1]
    hand_back(file, MONDAY + MINUTE)
    run(MONDAY + 2 * MINUTE)
    assert [len(ways[name].given) for name in ("sms", "whatsapp")] == [1, 2]
    assert queries.unreachable(queries.of_file(file)) == {"applicant": ("sms",)}


def test_who_cannot_be_reached_at_all_is_shown_as_that(ways: dict[str, Way]) -> None:
    for name in ("sms", "whatsapp"):
        ways[name].answers = [Never(BAD_ADDRESS, address=True)]
    file = apply()
    run(MONDAY)
    assert (only().state, only().reason) == (rows.DEAD, BAD_ADDRESS)
    assert queries.unreachable(queries.of_file(file)) == {"applicant": ("whatsapp", "sms")}
    hand_back(file, MONDAY + MINUTE)
    run(MONDAY + 2 * MINUTE)
    assert only(kind="returned").reason == "unreachable"
    assert len(ways["sms"].given) == 1


def test_a_way_that_does_not_answer_holds_up_no_other(ways: dict[str, Way]) -> None:
    ways["sms"].answers = [Later("no_answer", down=True)]
    for _ in range(3):
        apply()
    apply(told_by="email")
    run(MONDAY)
    assert len(ways["sms"].given) == 1
    assert len(ways["email"].given) == 1
    assert sorted(Message.objects.values_list("held", flat=True)) == ["", rows.DOWN, rows.DOWN, rows.RETRY]
    run(MONDAY + 10 * MINUTE)
    assert Message.objects.filter(state=rows.SENT).count() == 4


def test_at_night_nobody_is_woken(ways: dict[str, Way]) -> None:
    apply(EVENING)
    run(EVENING)
    row = only()
    assert (row.state, row.held, row.next_at) == (rows.WAITING, rows.QUIET, MORNING)
    assert ways["sms"].given == []
    run(row.next_at)
    assert only().state == rows.SENT
    assert only().attempts == 0


def test_what_no_longer_holds_is_not_told(ways: dict[str, Way]) -> None:
    file = apply(EVENING)
    hand_back(file, EVENING + MINUTE)
    run(EVENING + MINUTE)
    actions.resubmit(file, seen_seq=state_of(file).seq, data={}, moment=EVENING + 5 * MINUTE)
    run(MORNING + 30 * MINUTE)
    assert messages() == [("received", "applicant", rows.SENT), ("returned", "applicant", rows.SKIPPED)]
    assert only(kind="returned").reason == rows.MOOT


def test_old_news_are_not_sent_after_a_long_silence(ways: dict[str, Way]) -> None:
    apply(MONDAY - 3 * DAY)
    run(MONDAY)
    assert messages() == []
    apply(MONDAY)
    making.make_messages(MONDAY)
    run(MONDAY + 3 * DAY)
    assert (only().state, only().reason) == (rows.SKIPPED, rows.TOO_OLD)


def test_what_has_to_be_told_is_given_up_aloud_when_nothing_ran_for_too_long(ways: dict[str, Way]) -> None:
    waiting = apply()
    hand_back(waiting, MONDAY + MINUTE)
    making.make_messages(MONDAY + 2 * MINUTE)  # it dies before it sends
    unseen = apply(MONDAY + 3 * MINUTE)
    hand_back(unseen, MONDAY + 4 * MINUTE)
    run(MONDAY + 3 * DAY)
    assert [one for way in ways.values() for one in way.given] == []
    assert messages(application_id=waiting) == [
        ("received", "applicant", rows.SKIPPED),
        ("returned", "applicant", rows.DEAD),
    ]
    assert messages(application_id=unseen) == [("returned", "applicant", rows.DEAD)]
    dead = only(application_id=unseen)
    assert (dead.reason, dead.settled_at) == (rows.TOO_OLD, MONDAY + 3 * DAY)
    told.send_again(cast.officer(cast.CLERK).actor, unseen, dead.pk, moment=MONDAY + 3 * DAY)
    run(MONDAY + 3 * DAY)
    assert [one.template for one in ways["sms"].given] == ["returned"]


def test_what_happened_before_an_office_told_anybody_is_not_called_about_either(ways: dict[str, Way]) -> None:
    hand_back(apply(MONDAY - 3 * DAY), MONDAY - 3 * DAY + MINUTE)
    run(MONDAY)
    assert messages() == []


def test_the_night_and_a_silent_way_make_nothing_old(ways: dict[str, Way]) -> None:
    office_settings.decide(cast.officer(ADMINISTRATOR).actor, OLDEST_HOURS, 1, moment=MONDAY)
    apply(EVENING)
    run(EVENING)
    assert only().held == rows.QUIET
    run(MORNING)
    assert only().state == rows.SENT
    later = apply(MORNING)
    making.make_messages(MORNING)
    row = only(application_id=later)
    for round_ in range(30):
        assert sending.send_one(row.pk, MORNING + round_ * sending.PAUSE, {"sms"})
    assert only(application_id=later).held == rows.DOWN
    run(MORNING + 30 * sending.PAUSE)
    assert only(application_id=later).state == rows.SENT


def test_an_office_that_ran_before_messages_begins_behind_what_happened(ways: dict[str, Way]) -> None:
    apply()
    with transaction.atomic():
        LedgerFollower.objects.create(name=making.NAME, office=cast.OFFICE, seq=1)  # as the migration does
    run(MONDAY)
    assert messages() == []


# Two at once, and one that dies


def test_two_senders_at_once_send_each_message_once(ways: dict[str, Way]) -> None:
    for _ in range(12):
        apply()
    making.make_messages(MONDAY)

    def work_off(_: int) -> None:
        try:
            while sending.send_messages(MONDAY):
                continue
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(work_off, range(2)))
    keys = [one.key for one in ways["sms"].given]
    assert len(keys) == len(set(keys)) == 12
    assert Message.objects.filter(state=rows.SENT).count() == 12


def test_one_that_dies_between_sending_and_writing_repeats_with_the_same_key(ways: dict[str, Way]) -> None:
    class Killed(BaseException):
        """The process is gone."""

    class Dying(Way):
        def send(self, message: Outgoing) -> Answer:
            super().send(message)
            raise Killed

    dying = Dying()
    alive, ways["sms"] = ways["sms"], dying
    apply()
    with pytest.raises(Killed):
        run(MONDAY)
    assert only().state == rows.WAITING
    ways["sms"] = alive
    run(MONDAY + MINUTE)  # the claim still holds: nobody knows that it is dead
    assert alive.given == []
    run(MONDAY + 2 * sending.LEASE)
    assert [one.key for one in (*dying.given, *alive.given)] == [f"{only().pk}-sms"] * 2
    assert (only().state, only().claim) == (rows.SENT, None)


def test_who_lost_the_claim_writes_nothing(ways: dict[str, Way]) -> None:
    class Slow(Way):
        def send(self, message: Outgoing) -> Answer:
            Message.objects.update(claim=uuid4(), state=rows.SENT, provider_id="lain")
            return super().send(message)

    ways["sms"] = Slow(answers=[Later("busy")])
    apply()
    run(MONDAY)
    assert (only().state, only().provider_id, only().attempts) == (rows.SENT, "lain", 0)


def test_nothing_is_sent_inside_a_transaction(ways: dict[str, Way]) -> None:
    with transaction.atomic(), pytest.raises(sending.InsideTransaction):
        sending.send_messages(MONDAY)


@pytest.mark.parametrize("round_the_clock", [True, False])
def test_officials_hear_at_night_of_a_promise_that_runs_at_night(ways: dict[str, Way], round_the_clock: bool) -> None:
    if round_the_clock:
        duty_cast.promise_day_and_night()
    head = cast.officer(cast.HEAD).user
    head.__class__.objects.filter(pk=head.pk).update(email="kepala@contoh.example")
    file = apply(MONDAY, told_by="none")
    limit = catalogue.in_force(cast.OFFICE, cast.SERVICE, EVENING).standard.time_limits[0].code
    told = Event(99, events.ESCALATED, EVENING, EVENING, data={"limit": limit, "to": cast.HEAD})
    with transaction.atomic():
        ledger.append_events(cast.OFFICE, file, [told])
    run(EVENING)
    row = only(kind="escalated")
    assert (row.state, row.held) == ((rows.SENT, "") if round_the_clock else (rows.WAITING, rows.QUIET))


def test_who_is_on_duty_and_does_not_answer_is_told_at_night_by_their_duty_number(ways: dict[str, Way]) -> None:
    chief, rung = cast.officer(ADMINISTRATOR).actor, cast.officer(cast.CLERK)
    times = [(EVENING - DAY, EVENING + DAY)]
    roster.enter(chief, rung.user.pk, times, rank=1, phone="+6281200000007", published=False, moment=EVENING)
    (turn,) = roster.on_duty(cast.OFFICE, EVENING, EVENING.date())
    for answered in (True, False):
        roster.call(rung.actor, turn.id, uuid4(), answered=answered, remark="", moment=EVENING)
    run(EVENING)
    (given,) = ways["sms"].given
    assert (given.to, given.template) == ("+6281200000007", "roster")
    assert [len(ways[name].given) for name in ("whatsapp", "email")] == [0, 0]
    assert (only().recipient, only().state) == (f"officer-{rung.user.pk}", rows.SENT)
