"""The book of letter numbers in the hand of those who keep it: told in the ledger, once, and only by them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from maklumat.core.errors import NotVisible, Refusal
from maklumat.records.ledger.history import opened
from maklumat.records.ledger.models import LedgerEntry
from maklumat.records.models import LetterNumber
from maklumat.records.people.access import ADMINISTRATOR, Actor
from maklumat.records.products import numbers
from tests import cast

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
LATER = MONDAY + timedelta(seconds=5)
CHANGES: dict[str, Callable[[Actor], Any]] = {
    "next": lambda who: numbers.set_next(who, year=2026, seq=5, note="buku kertas", moment=MONDAY),
    "reserve": lambda who: numbers.reserve(who, year=2026, count=3, note="undangan", moment=MONDAY),
    "insert": lambda who: numbers.insert_back(who, year=2026, after=1, reason="terlewat", moment=MONDAY),
}


@pytest.fixture
def keeper() -> Actor:
    cast.enact()
    who = cast.officer(cast.PRINTER).actor
    numbers.reserve(who, year=2026, count=2, note="awal", moment=MONDAY)
    return who


def told() -> list[tuple[str, dict[str, Any]]]:
    """What the office's ledger says of the book, but for how it began."""
    kinds = (numbers.CONTINUED, numbers.RESERVED, numbers.INSERTED)
    rows = LedgerEntry.objects.filter(office=cast.OFFICE, application=None, kind__in=kinds).order_by("office_seq")
    return [(event.kind, dict(event.data)) for _, event in opened(rows)][1:]


def lines() -> list[tuple[int, str]]:
    return list(LetterNumber.objects.order_by("seq", "suffix").values_list("seq", "suffix"))


@pytest.mark.parametrize("post", [cast.PRINTER, cast.CLERK, cast.HEAD, ADMINISTRATOR])
@pytest.mark.parametrize("change", CHANGES)
def test_the_common_desk_the_head_and_the_administrator_write_in_it(keeper: Actor, change: str, post: str) -> None:
    CHANGES[change](cast.officer(post).actor)
    assert len(told()) == 1


@pytest.mark.parametrize("post", [cast.ANALYST, cast.OPERATOR, "kabid-pemberdayaan-sosial"])
def test_everybody_else_reads_it_and_changes_nothing(keeper: Actor, post: str) -> None:
    who, before = cast.officer(post).actor, lines()
    for change in CHANGES.values():
        with pytest.raises(NotVisible):
            change(who)
    with pytest.raises(NotVisible):
        numbers.to_write_off(who, year=2026, seq=9, moment=MONDAY)
    assert (lines(), told()) == (before, [])
    assert [line.seq for line in numbers.register(who, 2026)] == [2, 1]
    state = numbers.book_of(who, 2026, MONDAY)
    assert (state.next, state.closed, state.theirs) == (3, False, False)


def test_the_ledger_says_what_was_done_with_which_numbers_and_why(keeper: Actor) -> None:
    for change in CHANGES.values():
        change(keeper)
    assert told() == [
        (numbers.CONTINUED, {"year": 2026, "from": 3, "to": 4, "reason": "buku kertas"}),
        (numbers.RESERVED, {"year": 2026, "from": 5, "to": 7, "reason": "undangan"}),
        (numbers.INSERTED, {"year": 2026, "number": "1.a", "after": 1, "reason": "terlewat"}),
    ]


def test_a_long_run_is_written_off_only_by_whoever_saw_it(keeper: Actor) -> None:
    def go_on(seq: int, agreed: int | None) -> None:
        numbers.set_next(keeper, year=2026, seq=seq, note="buku kertas", moment=MONDAY, agreed=agreed)

    go_on(3 + numbers.MOST_SKIPPED, None)
    first = 3 + numbers.MOST_SKIPPED
    assert numbers.to_write_off(keeper, year=2026, seq=400, moment=MONDAY) == range(first, 400)
    for agreed in (None, 3):  # nothing was seen, or a book that has gone on since
        with pytest.raises(Refusal, match="PRD-027"):
            go_on(400, agreed)
    assert len(told()) == 1
    go_on(400, first)
    go_on(400, first)  # sent twice
    assert [data["to"] for _, data in told()] == [first - 1, 399]
    assert lines() == [(seq, "") for seq in range(1, 400)]


def test_the_same_page_sent_twice_reserves_and_inserts_once(keeper: Actor) -> None:
    seen = numbers.book_of(keeper, 2026, MONDAY).newest
    other = cast.officer(cast.CLERK).actor
    for moment in (MONDAY, LATER):
        taken = numbers.reserve(keeper, year=2026, count=3, note="undangan", moment=moment, seen=seen)
        text = numbers.insert_back(keeper, year=2026, after=1, reason="terlewat", moment=moment, seen=seen)
        assert (taken, text) == ([3, 4, 5], "1.a")
    assert len(told()) == 2
    fresh = numbers.book_of(keeper, 2026, LATER).newest
    assert numbers.reserve(keeper, year=2026, count=3, note="undangan", moment=LATER, seen=fresh) == [6, 7, 8]
    assert numbers.reserve(keeper, year=2026, count=3, note="undangan", moment=LATER, seen=seen) == [3, 4, 5]
    assert numbers.insert_back(keeper, year=2026, after=1, reason="terlewat", moment=LATER, seen=fresh) == "1.b"
    assert numbers.insert_back(other, year=2026, after=1, reason="terlewat", moment=LATER, seen=seen) == "1.c"
    assert numbers.reserve(other, year=2026, count=3, note="undangan", moment=LATER, seen=seen) == [9, 10, 11]
    assert len(told()) == 6


def test_behind_one_number_there_are_as_many_as_letters(keeper: Actor) -> None:
    made = [
        numbers.insert_back(keeper, year=2026, after=1, reason=f"surat {turn}", moment=MONDAY) for turn in range(26)
    ]
    assert (made[0], made[-1]) == ("1.a", "1.z")
    with pytest.raises(Refusal, match="PRD-028"):
        numbers.insert_back(keeper, year=2026, after=1, reason="satu lagi", moment=MONDAY)
    assert numbers.insert_back(keeper, year=2026, after=2, reason="satu lagi", moment=MONDAY) == "2.a"
    shown = [(line.seq, line.suffix) for line in numbers.register(keeper, 2026)]
    assert shown == sorted(shown, reverse=True)
    assert numbers.register(keeper, 2026, after=(1, "c"))[0].suffix == "b"
