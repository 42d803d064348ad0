"""A sheet of a move holds everybody's numbers: it goes when it is thrown away, and some days after it came in."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from maklumat.core.errors import Unavailable
from maklumat.core.organisation.table import SHEET_DAYS
from maklumat.core.takeover import staff
from maklumat.ports.workbooks import Table, workbook
from maklumat.records.archive import moving
from maklumat.records.archive.models import MovingBatch
from maklumat.records.archive.sheets import sweep_sheets
from maklumat.records.catalogue.models import OfficeSetting
from maklumat.records.outside import vault
from maklumat.records.people.access import ADMINISTRATOR, Actor
from tests import cast

pytestmark = pytest.mark.django_db

HEADINGS = [column.heading for column in staff.COLUMNS]


@pytest.fixture
def admin() -> Actor:
    cast.enact()
    return cast.officer(ADMINISTRATOR).actor


def sheet() -> bytes:
    rows = (["Dewi Contoh", "dewi.contoh", cast.CLERK, ""], ["Andi Contoh", "andi.contoh", cast.HEAD, ""])
    return workbook(Table(staff.SHEET, HEADINGS, rows))


def sent(admin: Actor, data: bytes = b"") -> MovingBatch:
    return moving.send(admin, uuid4(), data or sheet(), moment=timezone.now())


def swept(moment: datetime) -> int:
    done = 0
    while some := sweep_sheets(moment):
        done += some
    return done


def gone(name: str) -> bool:
    try:
        vault().get(name)
    except Unavailable:
        return True
    return False


def test_a_sheet_that_was_thrown_away_leaves_the_vault(admin: Actor) -> None:
    batch, now = sent(admin), timezone.now()
    moving.drop(admin, batch.pk, moment=now)
    assert swept(now + timedelta(minutes=5)) == 0
    assert swept(now + timedelta(hours=2)) == 1
    assert gone(batch.vault_name)
    kept = moving.batch_of(admin, batch.pk)
    assert (kept.vault_name, kept.dropped_at, moving.contents(kept).rows) == ("", now, 0)
    assert swept(now + timedelta(hours=3)) == 0


def test_a_sheet_that_came_in_stays_as_long_as_the_office_says(admin: Actor) -> None:
    cast.officer(cast.HEAD, name="Budi Contoh")
    batch = moving.confirm(admin, sent(admin).pk, moment=timezone.now())
    assert (batch.taken, batch.refused, batch.refusals.count()) == (1, 1, 1)
    OfficeSetting.objects.create(
        office=cast.OFFICE, code=SHEET_DAYS, value="10", decided_at=timezone.now(), decided_by=0
    )  # fmt: skip
    assert swept(timezone.now() + timedelta(days=9)) == 0
    assert moving.contents(batch).rows == 2
    assert swept(timezone.now() + timedelta(days=11)) == 1
    assert gone(batch.vault_name)
    kept = moving.batch_of(admin, batch.pk)
    assert (kept.taken, kept.refused, kept.refusals.count()) == (1, 1, 0)
    assert moving.refusals(kept, moving.contents(kept), timezone.now()) == []


def test_a_sheet_that_nobody_decided_about_is_thrown_away(admin: Actor) -> None:
    batch = sent(admin)
    assert swept(timezone.now() + timedelta(days=29)) == 0
    assert swept(timezone.now() + timedelta(days=31)) == 1
    assert gone(batch.vault_name)
    assert moving.batch_of(admin, batch.pk).dropped_at is not None


def test_a_sheet_that_was_sent_again_and_is_needed_stays(admin: Actor) -> None:
    data = sheet()  # made once: a workbook says at which second it was made
    first, again = sent(admin, data), sent(admin, data)
    assert first.vault_name == again.vault_name
    moving.drop(admin, first.pk, moment=timezone.now())
    assert swept(timezone.now() + timedelta(hours=2)) == 1
    assert moving.confirm(admin, again.pk, moment=timezone.now()).taken == 2


def test_a_round_that_was_stopped_after_the_file_went_is_finished_by_the_next(admin: Actor) -> None:
    batch, later = sent(admin), timezone.now() + timedelta(hours=2)
    moving.drop(admin, batch.pk, moment=timezone.now())
    assert vault().remove(batch.vault_name, later)
    assert swept(later) == 1
    assert moving.batch_of(admin, batch.pk).vault_name == ""
