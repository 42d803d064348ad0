"""Lines of old books go as files go: by the years of their service, by list and minutes, and their numbers stay."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from maklumat.core.errors import Refusal
from maklumat.core.organisation.table import OLD_BOOK_BASIS, OLD_BOOK_YEARS
from maklumat.core.takeover import past
from maklumat.ports.workbooks import Table, workbook
from maklumat.records.archive import destroying, moving, old_lines
from maklumat.records.archive.models import DestructionLine, PastEntry
from maklumat.records.archive.queries import past_lines
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue import settings
from maklumat.records.ledger.queries import verification
from maklumat.records.people.access import Actor
from maklumat.records.work.registers import Wanted
from tests import cast, retention_cast
from tests.retention_cast import approved, destroyed

pytestmark = pytest.mark.django_db(transaction=True)

HEADINGS = [column.heading for column in past.COLUMNS]
YEAR = timezone.now().year - 3


@pytest.fixture
def chief() -> Actor:
    cast.enact()
    actor = retention_cast.administrator()
    retention_cast.decide(actor)
    name = catalogue.in_force(cast.OFFICE, cast.SERVICE, timezone.now()).standard.name
    day = f"03-02-{YEAR}"
    rows = [
        [
            "agenda",
            f"0007/{YEAR}",
            day,
            name.upper(),
            "Siti Contoh",
            "",
            "diambil Siti",
            "400/7",
            "Siti",
        ],
        ["tamu", "8", day, "urusan lain", "Budi Contoh", "", "", "", ""],
    ]
    batch = moving.send(actor, uuid4(), workbook(Table(past.SHEET, HEADINGS, rows)), moment=timezone.now())
    assert moving.confirm(actor, batch.pk, moment=timezone.now()).taken == 2
    return actor


def rule(years: int, basis: str = "Perbup 1/2020") -> None:
    head = cast.officer(cast.HEAD).actor
    wanted: tuple[tuple[str, int | str], ...] = ((OLD_BOOK_YEARS, years), (OLD_BOOK_BASIS, basis))
    for code, value in wanted:
        settings.decide(head, code, value, moment=timezone.now())


def due(chief: Actor, moment: datetime) -> list[tuple[str, str]]:
    found = old_lines.due_lines(chief, moment)
    assert len(found) == old_lines.how_many(chief, moment)
    assert all(one.destroyable for one in found)
    return [(one.book, one.register) for one in found]


def new_year(year: int) -> datetime:
    return datetime(year, 1, 1, tzinfo=UTC) + timedelta(days=2)


def id_of(book: str) -> UUID:
    return PastEntry.objects.get(book=book).pk


def test_a_line_is_kept_as_long_as_a_file_of_its_service_from_the_end_of_its_year(chief: Actor) -> None:
    years = retention_cast.RULE.years
    assert due(chief, new_year(YEAR + years)) == []
    assert due(chief, new_year(YEAR + years + 1)) == [("agenda", f"0007/{YEAR}")]


def test_a_line_of_an_unknown_service_is_kept_until_the_head_has_decided(chief: Actor) -> None:
    assert ("tamu", "8") not in due(chief, new_year(YEAR + 90))
    rule(4, basis="")
    assert ("tamu", "8") not in due(chief, new_year(YEAR + 90))
    rule(4)
    assert due(chief, new_year(YEAR + 4)) == []
    assert due(chief, new_year(YEAR + 5)) == [("tamu", "8")]


def test_by_list_and_minutes_the_name_goes_and_the_number_stays(chief: Actor) -> None:
    rule(4)
    moment = new_year(YEAR + 60)
    row = destroyed(chief, [id_of("agenda"), id_of("tamu")], moment)
    assert row.state == destroying.FINISHED
    assert row.content["files"] == 2
    for entry in PastEntry.objects.all():
        assert (entry.name, entry.nik, entry.note, entry.result) == ("", "", "", "")
        assert (entry.name_index, entry.nik_index, entry.destroyed_by) == (None, None, row.number)
    kept = PastEntry.objects.get(book="agenda")
    assert (kept.number, kept.letter, kept.on) == (f"0007/{YEAR}", "400/7", date(YEAR, 2, 3))
    assert due(chief, moment) == []
    clerk, office = cast.officer(cast.CLERK).actor, catalogue.office(cast.OFFICE, timezone.now())
    shown = past_lines(clerk, office, Wanted(), after=None, limit=9)
    assert {one.note for one in shown} == {f"Dimusnahkan, berita acara {row.number}"}
    assert past_lines(clerk, office, Wanted(person="Siti Contoh"), after=None, limit=9) == []
    assert verification(cast.OFFICE).sound


def test_what_the_head_takes_back_meanwhile_stays(chief: Actor) -> None:
    rule(4)
    moment = new_year(YEAR + 60)
    row = approved(chief, [id_of("agenda"), id_of("tamu")], moment)
    rule(0)
    destroying.begin(chief, row.pk, retention_cast.WITNESSES, moment=moment)
    while destroying.go_on(moment):
        continue
    assert PastEntry.objects.get(book="tamu").name == "Budi Contoh"
    assert PastEntry.objects.get(book="agenda").name == ""
    assert DestructionLine.objects.get(book="tamu").left_why == "ruled"


def test_the_neighbour_lists_no_line_of_this_office(chief: Actor) -> None:
    rule(4)
    theirs = retention_cast.administrator(cast.NEIGHBOUR)
    assert due(chief, new_year(YEAR + 60)) == [("agenda", f"0007/{YEAR}"), ("tamu", "8")]
    assert due(theirs, new_year(YEAR + 60)) == []
    with pytest.raises(Refusal, match="RTN-014"):
        destroying.propose(theirs, uuid4(), [id_of("tamu")], moment=new_year(YEAR + 60))
