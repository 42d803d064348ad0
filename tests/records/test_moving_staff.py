"""An office brings its people along: accounts that nobody knows a password of, each post in the ledger, once."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.utils import timezone

from maklumat.core.takeover import staff
from maklumat.ports.workbooks import Table, workbook
from maklumat.records.archive import moving
from maklumat.records.archive.models import MovingBatch
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.ledger.models import LedgerEntry
from maklumat.records.people import appointing
from maklumat.records.people.access import ADMINISTRATOR, Actor
from maklumat.records.people.models import Membership, User
from maklumat.records.people.queries import actor_for
from tests import cast

pytestmark = pytest.mark.django_db

HEADINGS = [column.heading for column in staff.COLUMNS]


@pytest.fixture
def admin() -> Actor:
    cast.enact()
    return cast.officer(ADMINISTRATOR).actor


def bring(admin: Actor, *rows: list[str]) -> MovingBatch:
    sheet = workbook(Table(staff.SHEET, HEADINGS, rows))
    batch = moving.send(admin, uuid4(), sheet, moment=timezone.now())
    return moving.confirm(admin, batch.pk, moment=timezone.now())


def test_people_come_with_their_posts_and_without_a_password(admin: Actor) -> None:
    batch = bring(
        admin, ["Dewi Contoh", "dewi.contoh", cast.CLERK, ""], ["Dewi Contoh", "dewi.contoh", cast.ANALYST, ""]
    )
    assert (batch.taken, batch.there, batch.refused) == (2, 0, 0)
    assert batch.finished_at is not None
    dewi = User.objects.get(username="dewi.contoh")
    assert (dewi.has_usable_password(), dewi.password_once) == (False, True)
    office = catalogue.office(cast.OFFICE, timezone.now())
    assert set(actor_for(dewi.pk, office, cast.today()).posts) == {cast.CLERK, cast.ANALYST}
    kinds = LedgerEntry.objects.filter(kind__in=(appointing.OPENED, appointing.APPOINTED)).order_by("office_seq")
    assert list(kinds.values_list("kind", "actor_id")) == [
        (appointing.OPENED, admin.user_id), (appointing.APPOINTED, admin.user_id)
    ]  # fmt: skip
    password = appointing.renew_password(admin, dewi.pk, moment=timezone.now())
    dewi.refresh_from_db()
    assert dewi.check_password(password)


def test_the_same_sheet_again_changes_nothing(admin: Actor) -> None:
    row = ["Dewi Contoh", "dewi.contoh", cast.CLERK, ""]
    bring(admin, row)
    again = bring(admin, row)
    assert (again.taken, again.there) == (0, 1)
    assert Membership.objects.filter(user__username="dewi.contoh").count() == 1


def test_somebody_elses_name_and_a_head_who_is_there_are_refused(admin: Actor) -> None:
    stranger = cast.officer(cast.CLERK, office=cast.NEIGHBOUR, name="Tetangga Contoh")
    cast.officer(cast.HEAD, name="Andi Contoh")
    batch = bring(
        admin,
        ["Tetangga Contoh", stranger.username, cast.CLERK, ""],
        ["Budi Contoh", "budi.contoh", cast.HEAD, ""],
        ["Citra Contoh", "citra.contoh", cast.CLERK, ""],
    )
    assert (batch.taken, batch.refused) == (1, 2)
    assert list(batch.refusals.order_by("row").values_list("sheet", "row", "code")) == [
        (staff.SHEET, 2, "ORG-001"), (staff.SHEET, 3, "ORG-012")
    ]  # fmt: skip
    assert not User.objects.filter(username="budi.contoh").exists()
    assert not Membership.objects.filter(user=stranger.user, office=cast.OFFICE).exists()


def test_a_user_name_that_somebody_else_has_is_told_before(admin: Actor) -> None:
    mine = cast.officer(cast.CLERK, name="Dewi Contoh")
    stranger = cast.officer(cast.CLERK, office=cast.NEIGHBOUR, name="Tetangga Contoh")
    rows = (
        ["DEWI CONTOH", mine.username, cast.ANALYST, ""],
        ["Bukan Dewi", mine.username + "x", cast.ANALYST, ""],
        ["Tetangga Contoh", stranger.username, cast.CLERK, ""],
    )
    batch = moving.send(admin, uuid4(), workbook(Table(staff.SHEET, HEADINGS, rows)), moment=timezone.now())
    found = moving.refusals(batch, moving.contents(batch), timezone.now())
    assert [(one.row, one.code) for one in found] == [(4, "ORG-001")]
