"""An office moves in: its running files stand where the paper said, once, however often its sheet is sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from maklumat.core import events
from maklumat.core.errors import NotVisible, Refusal
from maklumat.core.takeover import past, running
from maklumat.ports.workbooks import Table, workbook
from maklumat.records.applications.models import Application, Counter
from maklumat.records.archive import moving
from maklumat.records.archive.clashes import clashes
from maklumat.records.archive.models import MovingBatch, PastEntry
from maklumat.records.archive.queries import PastLine, past_lines
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.ledger.history import events_of
from maklumat.records.ledger.models import LedgerEntry
from maklumat.records.people.access import ADMINISTRATOR, Actor
from maklumat.records.procedures import queries as procedures
from maklumat.records.products.models import LetterNumber
from maklumat.records.work import clockwork, waiting
from maklumat.records.work.rebuilt import differences
from maklumat.records.work.registers import Wanted
from maklumat.records.work.submit import submit
from tests import cast

pytestmark = pytest.mark.django_db

HEADINGS = [column.heading for column in running.COLUMNS]
YEAR = timezone.now().year


@pytest.fixture
def admin() -> Actor:
    cast.enact(datetime(YEAR - 1, 1, 5, tzinfo=UTC))
    return cast.officer(ADMINISTRATOR).actor


def row(number: int, **changes: str) -> list[str]:
    standard = catalogue.in_force(cast.OFFICE, cast.SERVICE, timezone.now()).standard
    week_ago = (cast.today() - timedelta(days=7)).strftime("%d-%m-%Y")
    values = {
        "Nomor agenda": f"{number}/{YEAR}", "Tanggal diterima": week_ago, "Layanan": standard.name,
        "Nama pemohon": f"Siti Contoh {number}", "Langkah sekarang": standard.steps[1].text, "Sejak": week_ago,
        "Lengkap sejak": week_ago,
    }  # fmt: skip
    return [{**values, **changes}.get(name, "") for name in HEADINGS]


def old(number: int, name: str = "Budi Contoh") -> list[str]:
    return ["agenda", f"{number:04d}/{YEAR - 1}", f"03-02-{YEAR - 1}", "SKTM", name, "", "selesai", "", ""]


def sheet(*rows: list[str], lines: list[list[str]] | None = None, numbers: list[list[Any]] | None = None) -> bytes:
    tables = [Table(running.SHEET, HEADINGS, rows)]
    if lines is not None:
        tables.append(Table(past.SHEET, [column.heading for column in past.COLUMNS], lines))
    if numbers is not None:
        tables.append(Table(past.NUMBERS_SHEET, [column.heading for column in past.NUMBER_COLUMNS], numbers))
    return workbook(*tables)


def moved(admin: Actor, data: bytes) -> MovingBatch:
    batch = moving.send(admin, uuid4(), data, moment=timezone.now())
    return moving.confirm(admin, batch.pk, moment=timezone.now())


def test_a_file_from_paper_waits_at_its_desk_with_its_own_number_and_promise(admin: Actor) -> None:
    batch = moved(admin, sheet(row(12), row(15, **{"Di tangan": "pemohon"})))
    assert (batch.taken, batch.there, batch.refused) == (2, 0, 0)
    assert batch.finished_at is not None
    first = Application.objects.get(register_seq=12)
    item = procedures.position(first.pk)
    assert item is not None
    standard = catalogue.standard(item.standard_id)
    assert (item.register, item.state.step) == (f"0012/{YEAR}", standard.steps[1].code)
    analyst = cast.officer(*standard.steps[1].posts).actor
    assert f"0012/{YEAR}" in [one.line.register for one in waiting.page(analyst, now=timezone.now()).lines]
    assert [event.kind for event in events_of(first.pk)] == [events.RECEIVED, events.TAKEN_OVER]
    returned = procedures.position(Application.objects.get(register_seq=15).pk)
    assert returned is not None
    assert returned.state.status == "with_applicant"
    clockwork.run_due(timezone.now())
    assert events.BREACHED in [event.kind for event in events_of(first.pk)], "one working day was promised a week ago"
    assert list(differences(cast.OFFICE)) == []
    new = submit(uuid4(), submission=cast.submission(), notice_version="1", moment=timezone.now())
    assert new.register == f"0016/{YEAR}"


def test_sent_again_it_is_the_same_and_a_mended_row_joins(admin: Actor) -> None:
    faulty = row(13, Layanan="entah")
    first = moved(admin, sheet(row(12), faulty))
    assert (first.taken, moving.contents(first).faulty) == (1, 1)
    again = moved(admin, sheet(row(12), row(13)))
    assert (again.taken, again.there) == (1, 1)
    assert Application.objects.count() == 2
    repeated = moving.confirm(admin, again.pk, moment=timezone.now())
    assert (repeated.taken, repeated.done) == (1, 2)
    assert LedgerEntry.objects.filter(kind=moving.MOVED_IN).count() == 2


def test_a_number_that_was_given_here_already_is_refused_and_the_others_come_in(admin: Actor) -> None:
    receipt = submit(uuid4(), submission=cast.submission(), notice_version="1", moment=timezone.now())
    assert receipt.register == f"0001/{YEAR}"
    batch = moving.send(admin, uuid4(), sheet(row(1), row(2)), moment=timezone.now())
    assert told(batch) == [(running.SHEET, 2, "PND-014")], "it is told before anything comes in"
    batch = moving.confirm(admin, batch.pk, moment=timezone.now())
    assert (batch.taken, batch.refused) == (1, 1)
    assert told(batch) == [(running.SHEET, 2, "PND-014")]
    assert told(moved(admin, sheet(row(2)))) == [], "what is there already is no refusal"


def told(batch: MovingBatch) -> list[tuple[str, int, str]]:
    refusals = moving.refusals(batch, moving.contents(batch), timezone.now())
    assert all(one.text for one in refusals)
    return [(one.sheet, one.row, one.code) for one in refusals]


def test_a_step_that_the_standard_of_its_day_does_not_know_is_told_before(admin: Actor) -> None:
    batch = moving.send(admin, uuid4(), sheet(row(1), row(2)), moment=timezone.now())
    law = catalogue.in_force(cast.OFFICE, cast.SERVICE, timezone.now())
    other = replace(moving.contents(batch).files[1], step="tidak-ada")
    (why,) = clashes(batch, [moving.contents(batch).files[0], other], (), (), timezone.now())
    assert (law.standard.steps[1].code, why.row, why.code) == (moving.contents(batch).files[0].step, 3, "PND-015")


def test_a_number_of_letters_that_was_passed_is_told_before_and_after(admin: Actor) -> None:
    moved(admin, sheet(numbers=[["surat-keluar", YEAR, 9]]))
    batch = moving.send(admin, uuid4(), sheet(numbers=[["surat-keluar", YEAR, 4]]), moment=timezone.now())
    assert told(batch) == [(past.NUMBERS_SHEET, 2, "PRD-004")]
    batch = moving.confirm(admin, batch.pk, moment=timezone.now())
    assert (batch.refused, told(batch)) == (1, [(past.NUMBERS_SHEET, 2, "PRD-004")])


def test_old_books_are_found_by_number_and_name_and_sealed(admin: Actor) -> None:
    moved(admin, sheet(lines=[old(7), old(8, "Siti Contoh"), old(7, "Orang Lain")]))
    clerk, office = cast.officer(cast.CLERK).actor, catalogue.office(cast.OFFICE, timezone.now())

    def found(actor: Actor = clerk, after: tuple[Any, ...] | None = None, **wanted: Any) -> list[PastLine]:
        return past_lines(actor, office, Wanted(**wanted), after=after, limit=1 if "number" not in wanted else 9)

    first = found()[0]
    second = found(after=first.key)[0]
    assert {first.number, second.number} == {f"0008/{YEAR - 1}", f"0007/{YEAR - 1}"}
    assert found(after=second.key) == []
    assert "Contoh" not in first.name + second.name
    assert [one.name for one in found(person="SITI  CONTOH")] == ["Siti Contoh"]
    assert [one.number for one in found(number=7)] == [f"0007/{YEAR - 1}"]
    assert found(from_on=date(YEAR, 1, 1)) == found(until_on=date(YEAR - 2, 1, 1)) == []
    assert "Contoh" in found(cast.officer(cast.HEAD).actor, named=True)[0].name
    neighbour = cast.officer(cast.CLERK, office=cast.NEIGHBOUR).actor
    theirs = catalogue.office(cast.NEIGHBOUR, timezone.now())
    assert past_lines(neighbour, theirs, Wanted(), after=None, limit=9) == []
    with pytest.raises(NotVisible):
        past_lines(admin, office, Wanted(), after=None, limit=9)
    raw = PastEntry.objects.values_list("name", flat=True)[0]
    assert b"Contoh" not in bytes(raw)


def test_books_go_on_with_the_numbers_that_were_set(admin: Actor) -> None:
    numbers = [["agenda", YEAR, 500], ["surat-keluar", YEAR, 4], ["agenda", YEAR, 20]]
    batch = moved(admin, sheet(row(3), numbers=numbers))
    assert (batch.taken, batch.refused) == (4, 0)
    assert Counter.objects.get(register="agenda").next == 500
    assert [one.status for one in LetterNumber.objects.all()] == ["paper"] * 3


def test_many_rows_come_in_slices_and_nothing_twice(admin: Actor) -> None:
    data = sheet(*(row(number) for number in range(1, 6)), lines=[old(number) for number in range(1, 400)])
    batch = moving.send(admin, uuid4(), data, moment=timezone.now())
    moving.confirm(admin, batch.pk, moment=timezone.now())
    batch.refresh_from_db()
    assert (batch.done, batch.finished_at) == (moving.SLICE, None)
    stale = moving.batch_of(admin, batch.pk)
    assert moving.go_on(timezone.now()) == moving.SLICE
    moving.proceed(stale, timezone.now())  # a second worker that began at the same place
    while moving.go_on(timezone.now()):
        continue
    batch.refresh_from_db()
    assert (batch.done, batch.taken, batch.there) == (404, 404, 0)
    assert (Application.objects.count(), PastEntry.objects.count()) == (5, 399)
    assert batch.finished_at is not None


def test_only_the_offices_own_administrator_and_only_what_can_be(admin: Actor) -> None:
    with pytest.raises(NotVisible):
        moving.send(cast.officer(cast.CLERK).actor, uuid4(), sheet(row(1)), moment=timezone.now())
    batch = moving.send(admin, uuid4(), sheet(row(1)), moment=timezone.now())
    with pytest.raises(NotVisible):
        moving.confirm(cast.officer(ADMINISTRATOR, office=cast.NEIGHBOUR).actor, batch.pk, moment=timezone.now())
    moving.drop(admin, batch.pk, moment=timezone.now())
    with pytest.raises(Refusal, match="PND-018"):
        moving.confirm(admin, batch.pk, moment=timezone.now())
    with pytest.raises(Refusal, match="PND-016"):
        moving.send(admin, uuid4(), workbook(Table("Lain", ("A",)), Table("Lagi", ("B",))), moment=timezone.now())
    with pytest.raises(Refusal, match="PND-019"):
        moved(admin, sheet(row(1, Layanan="")))
    done = moved(admin, sheet(row(2)))
    with pytest.raises(Refusal, match="PND-017"):
        moving.drop(admin, done.pk, moment=timezone.now())


def test_a_large_sheet_keeps_no_other_waiting_and_one_that_is_lost_neither(admin: Actor) -> None:
    large = moving.send(admin, uuid4(), sheet(lines=[old(number) for number in range(1, 700)]), moment=timezone.now())
    moving.confirm(admin, large.pk, moment=timezone.now())
    lost = moving.send(admin, uuid4(), sheet(row(1)), moment=timezone.now())
    small = moving.send(admin, uuid4(), sheet(row(2)), moment=timezone.now())
    MovingBatch.objects.filter(pk__in=(lost.pk, small.pk)).update(
        confirmed_at=timezone.now(), confirmed_by=admin.user_id
    )
    MovingBatch.objects.filter(pk=lost.pk).update(vault_name="0" * 64)
    assert moving.go_on(timezone.now()) == 1, "the small one first"
    assert moving.go_on(timezone.now()) == moving.SLICE, "one slice of one sheet in one go"
    small.refresh_from_db()
    large.refresh_from_db()
    assert (small.finished_at is None, large.done) == (False, 2 * moving.SLICE)
