"""The clock of a file laid open: who held it how long, what stopped it, what became of each promise."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from maklumat.core.clock.spans import APPLICANT, OFFICE
from maklumat.records.work import actions, clockwork
from maklumat.records.work import queries as work
from maklumat.records.work.timesheet import BROKEN, COMPLETE, RUNNING, VOID, Timesheet, timesheet
from tests import cast

pytestmark = pytest.mark.django_db(transaction=True)

MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # 09:00 at the office
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TEAM = f"{cast.ANALYST}+{cast.OPERATOR}"


@pytest.fixture(autouse=True)
def law_in_force() -> None:
    cast.enact()


@pytest.fixture
def everybody() -> cast.Officer:
    return cast.officer(cast.CLERK, cast.ANALYST, cast.OPERATOR)


def act(who: cast.Officer, file: UUID, step: str, outcome: str, moment: datetime) -> None:
    data: dict[str, Any] = {"reason": "Kurang jelas", "findings": {"identitas": "buram"}}
    seq = work.followed(file).state.seq
    actions.act(who.actor, file, step=step, outcome=outcome, seen_seq=seq, data=data, moment=moment)


def sheet(file: UUID, now: datetime) -> Timesheet:
    return timesheet(work.followed(file), now)


def test_every_holder_in_turn_and_what_stopped_the_clock(everybody: cast.Officer) -> None:
    file = cast.apply(moment=MONDAY).application_id
    act(everybody, file, "penyerahan-berkas", "incomplete", MONDAY + HOUR)
    actions.resubmit(file, seen_seq=2, data={}, moment=MONDAY + 2 * DAY)
    act(everybody, file, "penyerahan-berkas", "complete", MONDAY + 2 * DAY + HOUR)
    found = sheet(file, MONDAY + 2 * DAY + 2 * HOUR)
    assert [(one.owner, one.desk, one.used.total.working, one.to_at is None) for one in found.held] == [
        (OFFICE, cast.CLERK, HOUR, False),
        (APPLICANT, "", timedelta(hours=14), False),  # two days of seven hours of work
        (OFFICE, cast.CLERK, HOUR, False),
        (OFFICE, TEAM, HOUR, True),
    ]
    returned = found.held[1].because
    assert returned is not None
    assert (returned.post, returned.data["findings"]) == (cast.CLERK, {"identitas": "buram"})
    assert [one.step != "" for one in found.held] == [True, False, True, True]
    assert found.held[0].step == found.held[2].step != found.held[3].step
    assert (found.total.by(OFFICE).working, found.total.by(APPLICANT).working_days) == (3 * HOUR, 2)
    assert [(one.desk, one.working) for one in found.total.desks] == [(cast.CLERK, 2 * HOUR), (TEAM, HOUR)]
    assert found.total.total.clock == 2 * DAY + 2 * HOUR


def test_a_promise_that_starts_later_does_not_hide_the_days_before(everybody: cast.Officer) -> None:
    file = cast.apply(moment=MONDAY).application_id
    assert sheet(file, MONDAY + HOUR).later == ""
    act(everybody, file, "penyerahan-berkas", "complete", MONDAY + 5 * HOUR)
    found = sheet(file, MONDAY + DAY)
    (promise,) = found.promises
    assert (found.later, promise.due.started_at, found.total.from_at) == (COMPLETE, MONDAY + 5 * HOUR, MONDAY)
    assert (promise.state, str(promise.margin)) == (RUNNING, "tersisa 6 jam")
    assert promise.reasons


def test_a_broken_promise_says_since_when_by_how_much_and_who_was_told() -> None:
    file = cast.apply(moment=MONDAY).application_id
    for moment in (MONDAY + DAY, MONDAY + DAY + 8 * HOUR):
        clockwork.run_due(moment)
    (promise,) = sheet(file, MONDAY + 3 * DAY).promises
    assert (promise.state, str(promise.margin), promise.settled_at) == (BROKEN, "terlambat 2 hari kerja", None)
    assert promise.warned_at == MONDAY + DAY
    assert promise.told == ((MONDAY + DAY + 8 * HOUR, cast.HEAD),)
    assert promise.due.at == MONDAY + DAY + 7 * HOUR


def test_a_promise_of_a_withdrawn_application_holds_no_longer() -> None:
    file = cast.apply(moment=MONDAY).application_id
    actions.withdraw(file, seen_seq=1, moment=MONDAY + HOUR)
    found = sheet(file, MONDAY + 30 * DAY)
    assert [one.state for one in found.promises] == [VOID]
    assert (found.ended, found.total.to_at, found.held[-1].to_at) == (True, MONDAY + HOUR, MONDAY + HOUR)
    assert len(found.held) == 1
