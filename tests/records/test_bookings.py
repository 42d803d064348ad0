"""A place that takes one group at a time: two groups never have the same time, and the next free one is offered."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.db import connections
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from maklumat.core.errors import Refusal
from maklumat.core.standard.model import Office, Outcome, SharedPlace, Source, Step
from maklumat.core.workdays.slots import fits, next_free
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue.actions import enact
from maklumat.records.models import Booking
from maklumat.records.work import actions
from maklumat.records.work import queries as work
from tests import cast
from tests.web.step_cast import everybody, leave, record_of

WIB = ZoneInfo("Asia/Jakarta")
HERE = Source("", reason="uji")
PLACE = SharedPlace("makam", "Taman Makam Contoh", 60, HERE)
SERVICE = "surat-keterangan-contoh"


def _law() -> Office:
    """One service of the office books the cemetery before anything else."""
    cast.enact(neighbour=False)
    now = timezone.now()
    laws = catalogue.services(cast.OFFICE, now)
    office = replace(laws[0].office, places=(PLACE,))
    first = Step("jadwal", "Jadwal", "post", "schedule", ("front-office",), (Outcome("scheduled", "serah"),), HERE,
                 place="makam")  # fmt: skip
    last = Step("serah", "Serah", "post", "general", ("front-office",), (Outcome("done", "selesai"),), HERE)
    changed = [
        replace(one.standard, steps=(first, last), time_limits=())
        if one.standard.code == cast.SERVICE
        else one.standard
        for one in laws
    ]
    enact(office, changed, {}, moment=now)
    return office


def _book(file: UUID, at: datetime) -> None:
    leave(everybody(), file, "scheduled", record_of(file, "scheduled", meets_at=at.isoformat()))


def _hour(hour: int, minute: int = 0) -> datetime:
    tomorrow = cast.today() + timedelta(days=1)
    return datetime(tomorrow.year, tomorrow.month, tomorrow.day, hour, minute, tzinfo=WIB)


@pytest.mark.django_db(transaction=True)
def test_two_groups_never_have_the_same_time() -> None:
    _law()
    first, second = (cast.apply().application_id for _ in range(2))
    _book(first, _hour(8))
    with pytest.raises(Refusal) as caught:
        _book(second, _hour(8))
    assert caught.value.code == "JDW-001"
    assert "pukul 09.00 WIB" in str(caught.value.message)
    assert work.followed(second).state.step == "jadwal"  # nothing moved
    with pytest.raises(Refusal) as caught:
        _book(second, _hour(8, 30))
    assert caught.value.code == "JDW-002"
    _book(second, _hour(9))
    assert Booking.objects.filter(given_up_at=None).count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_at_once_one_has_the_time() -> None:
    _law()
    files = [cast.apply().application_id for _ in range(2)]
    actors = [everybody() for _ in files]

    def book(index: int) -> str:
        try:
            leave(actors[index], files[index], "scheduled", record_of(files[index], "scheduled",
                  meets_at=_hour(10).isoformat()))  # fmt: skip
        except Refusal as refusal:
            return refusal.code
        finally:
            connections.close_all()
        return "booked"

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(book, range(2)))
    assert answers == ["JDW-001", "booked"]


@pytest.mark.django_db(transaction=True)
def test_a_file_that_is_taken_back_gives_its_time_up() -> None:
    _law()
    first, second = (cast.apply().application_id for _ in range(2))
    _book(first, _hour(8))
    actions.withdraw(first, seen_seq=work.followed(first).state.seq, moment=timezone.now())
    _book(second, _hour(8))
    assert Booking.objects.get(given_up_at=None).application_id == second


@given(
    taken=st.sets(st.integers(0, 200), max_size=60),
    hours=st.integers(0, 300),
    minutes=st.sampled_from([30, 45, 60, 90, 120]),
)
def test_the_next_free_time_is_free_fits_and_is_the_first(taken: set[int], hours: int, minutes: int) -> None:
    start = datetime(2026, 3, 1, 0, 0, tzinfo=UTC)
    booked = {start + timedelta(minutes=30 * each) for each in taken}
    after = start + timedelta(minutes=17 * hours)
    found = next_free(booked, after, minutes, WIB)
    assert found is not None
    assert found >= after
    assert fits(found, minutes, WIB)
    assert found not in booked
    earlier = (after + timedelta(minutes=each) for each in range((found - after) // timedelta(minutes=1)))
    assert all(moment in booked for moment in earlier if fits(moment, minutes, WIB))
