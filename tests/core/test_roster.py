"""Who is on duty, and whom to ring next."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

import pytest

from maklumat.core.errors import Refusal
from maklumat.core.organisation.roster import (
    ANSWERED,
    RINGING,
    SILENT,
    WAITING,
    RosterCall,
    RosterTurn,
    chain,
    nights,
    on_duty,
)

NIGHT = datetime(2026, 11, 30, 14, 0, tzinfo=UTC)  # 21.00 in the west


def turn(rank: int, name: str, hours: int = 8) -> RosterTurn:
    return RosterTurn(uuid4(), rank, name, rank, f"+6281200000{rank:03}", False, NIGHT, NIGHT + timedelta(hours=hours))


FIRST, SECOND, THIRD = turn(1, "Andi Contoh"), turn(2, "Budi Contoh"), turn(3, "Citra Contoh", hours=1)
TURNS = (THIRD, FIRST, SECOND)


def states(minute: int, *calls: RosterCall) -> list[str]:
    return [link.state for link in chain(TURNS, calls, NIGHT + timedelta(minutes=minute), minutes=15)]


def rung(whom: RosterTurn, minute: int, *, answered: bool = False) -> RosterCall:
    return RosterCall(whom.id, NIGHT + timedelta(minutes=minute), answered)


def test_a_turn_holds_from_its_first_moment_to_just_before_its_last() -> None:
    assert on_duty(TURNS, NIGHT - timedelta(seconds=1)) == ()
    assert on_duty(TURNS, NIGHT) == (FIRST, SECOND, THIRD)
    assert on_duty(TURNS, NIGHT + timedelta(hours=1)) == (FIRST, SECOND)
    assert on_duty(TURNS, NIGHT + timedelta(hours=8)) == ()


def test_who_does_not_answer_is_passed_over_for_a_while() -> None:
    assert states(0) == [RINGING, WAITING, WAITING]
    assert states(1, rung(FIRST, 0)) == [SILENT, RINGING, WAITING]
    assert states(2, rung(FIRST, 0), rung(SECOND, 1)) == [SILENT, SILENT, RINGING]
    assert states(3, rung(FIRST, 0), rung(SECOND, 1), rung(THIRD, 2)) == [SILENT, SILENT, SILENT]
    assert states(14, rung(FIRST, 0), rung(SECOND, 1)) == [SILENT, SILENT, RINGING]
    assert states(15, rung(FIRST, 0), rung(SECOND, 1)) == [RINGING, SILENT, WAITING]  # the chain begins anew
    assert states(60, rung(FIRST, 0)) == [RINGING, WAITING]


def test_an_answer_ends_the_search() -> None:
    assert states(2, rung(FIRST, 0), rung(SECOND, 1, answered=True)) == [SILENT, ANSWERED, WAITING]
    assert states(2, rung(FIRST, 1, answered=True), rung(FIRST, 0)) == [ANSWERED, WAITING, WAITING]
    assert states(20, rung(FIRST, 0, answered=True)) == [RINGING, WAITING, WAITING]  # another report is another call


def test_the_same_night_on_several_days_at_the_offices_clock() -> None:
    (first, last) = nights(date(2026, 11, 30), time(16), time(7, 30), 2, "Asia/Makassar")
    assert [moment.astimezone(UTC).isoformat() for moment in (*first, *last)] == [
        "2026-11-30T08:00:00+00:00", "2026-11-30T23:30:00+00:00",
        "2026-12-01T08:00:00+00:00", "2026-12-01T23:30:00+00:00",
    ]  # fmt: skip
    ((begin, end),) = nights(date(2026, 11, 30), time(8), time(16), 1, "Asia/Jakarta")
    assert end - begin == timedelta(hours=8)


@pytest.mark.parametrize(("ends", "count"), [(time(16), 1), (time(7), 0), (time(7), 32)])
def test_no_hours_or_too_many_days(ends: time, count: int) -> None:
    with pytest.raises(Refusal) as caught:
        nights(date(2026, 11, 30), time(16), ends, count, "Asia/Jakarta")
    assert caught.value.code == "PKT-001"
