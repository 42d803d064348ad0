"""Who is above a desk is warned before a promise breaks and told after: once, whoever runs the clock, however often."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection, connections, transaction

from maklumat.core.errors import NotVisible
from maklumat.core.organisation.table import DESK_HOURS
from maklumat.records.catalogue import queries as law
from maklumat.records.catalogue import settings
from maklumat.records.ledger.history import events_of
from maklumat.records.ledger.queries import verification
from maklumat.records.procedures import queries as procedures
from maklumat.records.work import actions, clockwork
from maklumat.records.work import queries as work
from maklumat.records.work.attention import SHOWN, Noticed, attention
from maklumat.records.work.rebuilt import differences
from maklumat.records.work.waiting import page
from tests import cast

pytestmark = pytest.mark.django_db(transaction=True)

MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # 09:00 at the office
WARNED = datetime(2026, 11, 24, 0, 30, tzinfo=UTC)  # Tuesday as the office opens: the promise of one day ends then
LATE = datetime(2026, 11, 24, 9, 0, 1, tzinfo=UTC)
CONFIDENTIAL = "konseling-puspaga"


@pytest.fixture(autouse=True)
def law_in_force() -> None:
    cast.enact()


def kinds(file: UUID) -> list[str]:
    return [event.kind for event in events_of(file)]


def noticed(who: cast.Officer, now: datetime = LATE) -> list[Noticed]:
    return list(attention(who.actor, now=now, revision=law.calendar_revision()).lines)


def test_the_stored_moments_are_the_warning_and_the_breach() -> None:
    file = cast.apply(moment=MONDAY).application_id
    assert clockwork.next_moment(MONDAY) == WARNED
    assert clockwork.run_due(WARNED - timedelta(microseconds=1)) == 0
    assert [clockwork.run_due(WARNED) for _ in range(2)] == [1, 0]
    assert kinds(file) == ["received", "warned"]
    assert clockwork.next_moment(WARNED) == datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    assert [clockwork.run_due(LATE) for _ in range(2)] == [1, 0]
    assert kinds(file) == ["received", "warned", "breached", "escalated"]
    assert clockwork.next_moment(LATE) is None
    assert list(differences(cast.OFFICE)) == []


def test_the_head_sees_what_is_late_and_nobody_else_is_bothered() -> None:
    head, clerk = cast.officer(cast.HEAD), cast.officer(cast.CLERK)
    other = cast.officer(cast.HEAD, office=cast.NEIGHBOUR)
    file = cast.apply(moment=MONDAY)
    assert noticed(head) == []
    clockwork.run_due(WARNED)
    (one,) = noticed(head, WARNED)
    assert (one.register, one.desk, one.late, one.opens) == (file.register, (cast.CLERK,), False, True)
    clockwork.run_due(LATE)
    assert [(one.late, one.remaining) for one in noticed(head)] == [(True, "terlambat")]
    assert noticed(clerk) == noticed(other) == []


def test_of_a_confidential_file_only_number_and_desk_are_told() -> None:
    above, head = cast.officer("kabid-pemberdayaan-perempuan"), cast.officer(cast.HEAD)
    file = cast.apply(CONFIDENTIAL, moment=MONDAY)
    clockwork.run_due(LATE)
    (one,) = noticed(above)
    assert (one.register, one.desk, one.late) == (file.register, ("petugas-administrasi-puspaga",), True)
    assert (one.opens, one.service, one.step) == (False, "", "")
    assert noticed(head) == []
    with pytest.raises(NotVisible):
        work.file_for(above.actor, file.application_id)


def test_a_file_leaves_the_list_as_it_leaves_the_office() -> None:
    head, clerk = cast.officer(cast.HEAD), cast.officer(cast.CLERK)
    file = cast.apply(moment=MONDAY).application_id
    clockwork.run_due(LATE)
    assert len(noticed(head)) == 1
    data = {"reason": "alasan", "findings": {"identitas": "buram"}}
    actions.act(
        clerk.actor, file, step="penyerahan-berkas", outcome="incomplete", seen_seq=1, data=data, moment=LATE
    )  # fmt: skip
    assert noticed(head) == []
    back = actions.resubmit(file, seen_seq=4, data={}, moment=LATE + timedelta(days=1))
    assert back.breached == ("utama",)
    assert len(noticed(head)) == 1
    assert list(differences(cast.OFFICE)) == []


def test_the_list_is_short_and_says_that_there_is_more() -> None:
    head = cast.officer(cast.HEAD)
    for _ in range(SHOWN + 1):
        cast.apply(moment=MONDAY)
    clockwork.run_due(LATE)
    found = attention(head.actor, now=LATE, revision=law.calendar_revision())
    assert (len(found.lines), found.more) == (SHOWN, True)


def test_two_workers_at_once_make_every_event_once() -> None:
    files = [cast.apply(moment=MONDAY + timedelta(seconds=number)).application_id for number in range(12)]

    def run(moment: datetime) -> int:
        try:
            return sum(iter(lambda: clockwork.run_due(moment), 0))
        finally:
            connections.close_all()

    for moment in (WARNED, LATE):
        with ThreadPoolExecutor(2) as pool:
            assert sum(pool.map(run, (moment, moment))) == len(files)
    for file in files:
        assert Counter(kinds(file)) == Counter(received=1, warned=1, breached=1, escalated=1)
    assert list(differences(cast.OFFICE)) == []
    assert verification(cast.OFFICE).sound


def test_a_file_that_moved_since_it_was_seen_is_not_claimed() -> None:
    file = cast.apply(moment=MONDAY).application_id
    assert actions.tick(file, moment=WARNED, seq=2) is None
    assert kinds(file) == ["received"]
    assert actions.tick(file, moment=WARNED, seq=1) is not None
    assert actions.tick(file, moment=LATE, seq=1) is None
    assert kinds(file) == ["received", "warned"]


def test_a_file_that_somebody_holds_is_passed_over_and_not_waited_for() -> None:
    if connection.vendor == "sqlite":
        return  # one writer at a time: whoever claims waits for the writer before, for the length of one action
    held, free = (cast.apply(moment=MONDAY).application_id for _ in range(2))

    def run() -> int:
        try:
            return clockwork.run_due(WARNED)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        assert procedures.locked_position(held) is not None
        assert pool.submit(run).result(timeout=20) == 1
    assert (kinds(held), kinds(free)) == (["received"], ["received", "warned"])
    assert clockwork.run_due(WARNED) == 1


def test_a_breach_that_somebodys_act_found_is_told_in_the_next_round() -> None:
    clerk = cast.officer(cast.CLERK)
    file = cast.apply(moment=MONDAY).application_id
    state = actions.act(
        clerk.actor, file, step="penyerahan-berkas", outcome="complete", seen_seq=1, data={}, moment=LATE
    )  # fmt: skip
    assert state.untold == (("utama", cast.CLERK, False),)
    assert [clockwork.run_due(LATE + timedelta(seconds=1)) for _ in range(2)] == [1, 0]
    assert kinds(file) == ["received", "breached", "acted", "escalated"]
    assert work.followed(file).state.told == cast.HEAD


def test_an_office_may_set_a_time_for_every_desk() -> None:
    head, clerk = cast.officer(cast.HEAD), cast.officer(cast.CLERK)
    chief = replace(head.actor, administers=True)
    before = cast.apply(moment=MONDAY).application_id
    settings.decide(chief, DESK_HOURS, 3, moment=MONDAY)
    file = cast.apply(moment=MONDAY).application_id
    assert clockwork.next_moment(MONDAY) == MONDAY + timedelta(hours=3)
    assert clockwork.run_due(MONDAY + timedelta(hours=3, seconds=1)) == 1
    assert kinds(file) == ["received", "step_late", "escalated"]
    assert kinds(before) == ["received"]
    (one,) = noticed(head, MONDAY + timedelta(hours=3, seconds=1))
    assert (one.application_id, one.late) == (file, False)  # no promise is broken
    moment = MONDAY + timedelta(hours=4)
    state = actions.act(
        clerk.actor, before, step="penyerahan-berkas", outcome="complete", seen_seq=1, data={}, moment=moment
    )  # fmt: skip
    assert state.step_due is not None
    assert state.step_due.over is False
    left = [one.step_left for one in page(cast.officer(cast.ANALYST).actor, now=moment).lines]
    assert left == ["tersisa 3 jam"]
    assert list(differences(cast.OFFICE)) == []
