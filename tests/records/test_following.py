"""Following a ledger: everything once, in order, however often it is stopped and however many follow."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction

from maklumat.core.events import Event
from maklumat.records.applications.models import Counter
from maklumat.records.ledger.actions import append, erase
from maklumat.records.ledger.following import Followed, begin_at_head, begun_at, follow, place_of

pytestmark = pytest.mark.django_db(transaction=True)

MOMENT = datetime(2025, 6, 2, 1, 30, tzinfo=UTC)
OFFICE, NAME = "contoh", "penghitung"


def happen(kind: str, note: str, office: str = OFFICE) -> int:
    with transaction.atomic():
        at = MOMENT + timedelta(minutes=1)
        return append(office, uuid4(), Event(1, kind, at, at, data={"note": note})).office_seq


def notes(seen: list[str], *, batch: int = 500, kinds: Sequence[str] = ("acted",)) -> int:
    def handle(found: Sequence[Followed]) -> None:
        seen.extend(str(one.event.data.get("note", "")) for one in found)

    return follow(NAME, OFFICE, handle, kinds=kinds, batch=batch)


def test_every_entry_of_the_wanted_kinds_once_and_in_order() -> None:
    for number in range(7):
        happen("acted" if number % 2 else "breached", f"ke-{number}")
    happen("acted", "kantor lain", office="lain")
    seen: list[str] = []
    assert [notes(seen, batch=3) for _ in range(4)] == [3, 3, 1, 0]
    assert seen == ["ke-1", "ke-3", "ke-5"]
    happen("acted", "sesudahnya")
    assert notes(seen) == 1
    assert seen[3:] == ["sesudahnya"]
    assert place_of(NAME, OFFICE) == 8


def test_it_remembers_where_it_began() -> None:
    for number in range(3):
        happen("acted", f"ke-{number}")
    notes([])
    happen("acted", "sesudahnya")
    notes([])
    assert begun_at(NAME, OFFICE) == 3
    begin_at_head("lain", OFFICE)
    assert (begun_at("lain", OFFICE), begun_at("tidak ada", OFFICE)) == (4, 0)


def test_what_fails_is_handed_over_again() -> None:
    happen("acted", "satu")

    def fail(_: Sequence[Followed]) -> None:
        Counter.objects.create(office=OFFICE, register="coba", year=2025)
        raise ValueError("gagal")

    with pytest.raises(ValueError, match="gagal"):
        follow(NAME, OFFICE, fail, kinds=("acted",))
    assert not Counter.objects.exists()
    seen: list[str] = []
    assert notes(seen) == 1
    assert seen == ["satu"]


def test_two_at_once_share_the_work() -> None:
    for number in range(60):
        happen("acted", f"ke-{number}")
    seen: list[str] = []

    def run(_: int) -> None:
        try:
            while notes(seen, batch=7):
                continue
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(run, range(2)))
    assert seen == [f"ke-{number}" for number in range(60)]


def test_a_follower_may_pass_over_what_was_before_it() -> None:
    happen("acted", "dahulu")
    begin_at_head(NAME, OFFICE)
    seen: list[str] = []
    assert notes(seen) == 0
    happen("acted", "sekarang")
    begin_at_head(NAME, OFFICE)
    assert notes(seen) == 1
    assert seen == ["sekarang"]


def test_an_erased_payload_is_passed_on_empty() -> None:
    seq = happen("acted", "rahasia")
    with transaction.atomic():
        erase(OFFICE, [seq], reason="UU 27/2022", moment=MOMENT, post="kasi", actor_id=None)
    seen: list[str] = []
    notes(seen)
    assert seen == [""]


def test_an_office_without_a_ledger_has_nothing_to_follow() -> None:
    seen: list[str] = []
    assert notes(seen) == 0
    assert place_of(NAME, OFFICE) == 0
