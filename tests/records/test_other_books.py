"""The minutes of a year count the books that stay open too, by the days of the office."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from maklumat.records.applications import printing
from maklumat.records.applications.models import PaperPrinting
from maklumat.records.archive import closing
from maklumat.records.archive.models import YearClosing
from maklumat.records.compensation.following import GIVEN, OWED
from maklumat.records.compensation.models import Entitlement
from maklumat.records.guests.models import GuestEntry
from maklumat.records.models import Delivery
from maklumat.records.people.access import ADMINISTRATOR, Actor
from maklumat.records.work import actions
from maklumat.records.work import queries as work
from maklumat.records.work.submit import submit
from tests import cast

pytestmark = pytest.mark.django_db

YEAR = timezone.now().year - 1
BEGINS = datetime(YEAR - 1, 12, 31, 17, 0, tzinfo=UTC)
"""The year begins at the office, which is seven hours ahead."""
ENDS = datetime(YEAR, 12, 31, 17, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
MIDST = datetime(YEAR, 6, 3, 3, 0, tzinfo=UTC)


@pytest.fixture
def admin() -> Actor:
    cast.enact(datetime(YEAR - 1, 1, 5, tzinfo=UTC))
    return cast.officer(ADMINISTRATOR).actor


def fill(office: str = cast.OFFICE) -> None:
    """Lines on the first and last moment of the year, and just outside it."""
    for moment in (BEGINS - SECOND, BEGINS, ENDS - SECOND, ENDS):
        about: dict[str, Any] = {"office": office, "service": cast.SERVICE}
        Delivery.objects.create(application_id=uuid4(), **about, delivered_at=moment, collector="", post="")
        for copies in (0, 1):
            PaperPrinting.objects.create(
                **about, kind=printing.SHEET, about=uuid4().hex, number="1", copies=copies, printed_by=1,
                printed_at=moment,
            )  # fmt: skip
    for seq, day in enumerate((date(YEAR - 1, 12, 31), date(YEAR, 1, 1), date(YEAR, 12, 31), date(YEAR + 1, 1, 1)), 1):
        GuestEntry.objects.create(
            office=office, visited_on=day, seq=seq, came_at=MIDST, recorded_at=MIDST, purpose="question",
            result="answered", minutes=1, note="", reason="", post=cast.CLERK, entered_by=1,
        )  # fmt: skip
    for number, (year, status) in enumerate(((YEAR, OWED), (YEAR, GIVEN), (YEAR, OWED), (YEAR + 1, OWED)), 1):
        Entitlement.objects.create(
            office=office, application_id=uuid4(), service=cast.SERVICE, year=year, number=number, key=str(number),
            form="apology", text="", ground="", status=status, made_at=MIDST, content={}, note="",
        )  # fmt: skip


def counted(actor: Actor) -> dict[str, tuple[int, int]]:
    found = closing.standing_beside(actor, YEAR, timezone.now())
    return {one.book: (one.lines, one.open) for one in found}


def test_each_book_is_counted_by_the_year_at_the_office(admin: Actor) -> None:
    fill()
    fill(cast.NEIGHBOUR)
    clerk = cast.officer(cast.CLERK).actor
    for received in (MIDST, ENDS - SECOND, ENDS):
        receipt = submit(uuid4(), submission=cast.submission(), notice_version="1", moment=received)
        seq = work.followed(receipt.application_id).state.seq
        actions.act(clerk, receipt.application_id, step="penyerahan-berkas", outcome="complete", seen_seq=seq,
                    data={}, moment=received)  # fmt: skip
    assert counted(admin) == {
        "penerima": (2, 0), "penyerahan": (2, 0), "kegiatan": (2, 0), "cetak-ulang": (2, 0), "tamu": (2, 0),
        "kompensasi": (3, 2),
    }  # fmt: skip


def test_the_minutes_keep_what_was_counted_and_the_ledger_too(admin: Actor) -> None:
    fill()
    before = counted(admin)
    minutes = closing.close(admin, YEAR, note="", moment=timezone.now())
    Delivery.objects.create(
        application_id=uuid4(), office=cast.OFFICE, service=cast.SERVICE, delivered_at=MIDST, collector="", post=""
    )
    again = closing.minutes(admin, YEAR)
    assert again == minutes
    assert {one.book: (one.lines, one.open) for one in again.others} == before
    assert [book.register for book in again.books] == ["agenda", "surat", "titipan"]
    assert counted(admin)["penyerahan"] == (3, 0), "that book stays open"


def test_minutes_of_an_older_version_name_three_books_and_stay_readable(admin: Actor) -> None:
    closing.close(admin, YEAR, note="", moment=timezone.now())
    row = YearClosing.objects.get()
    row.content = [one for one in row.content if "register" in one]
    row.save()
    minutes = closing.minutes(admin, YEAR)
    assert (len(minutes.books), minutes.others) == (3, ())
