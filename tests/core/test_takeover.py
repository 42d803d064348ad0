"""Moving in: what a row of an old book says, what is wrong with it, and where its file then stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maklumat.core import events
from maklumat.core.clock.spans import APPLICANT, OFFICE
from maklumat.core.errors import Refusal
from maklumat.core.intake.persons import Terms
from maklumat.core.procedure.actions import Act, Tick
from maklumat.core.procedure.decide import decide_from
from maklumat.core.procedure.fold import fold
from maklumat.core.procedure.takeover import TakeOver, take_over
from maklumat.core.takeover import past, running
from maklumat.core.takeover.days import read_written_day
from maklumat.core.takeover.past import read_numbers, read_past
from maklumat.core.takeover.reading import Given
from maklumat.core.takeover.running import RunningFile, read_running
from tests.core.clock_cast import calendar
from tests.core.small_standard import STANDARD

CALENDAR = calendar()
TODAY = date(2025, 7, 10)
TERMS = Terms(TODAY, "19.02", fictitious_allowed=True)
HEAD = [column.heading for column in running.COLUMNS]
GOOD = {
    "Nomor agenda": "12", "Tanggal diterima": "02-07-2025", "Layanan": STANDARD.name, "Nama pemohon": "Siti Contoh",
    "NIK": "9999014505900001", "Langkah sekarang": STANDARD.steps[1].text, "Sejak": "2025-07-04",
    "Lengkap sejak": "3/7/2025", "Catatan": "map biru",
}  # fmt: skip


def given_(row: Sequence[str | Given]) -> list[Given]:
    return [cell if isinstance(cell, Given) else Given(cell) for cell in row]


def sheet(*rows: dict[str, str | Given], headings: Sequence[str] = HEAD) -> list[list[Given]]:
    return [given_(headings), *(given_([row.get(name, "") for name in headings]) for row in rows)]


def read(*rows: dict[str, str | Given]) -> tuple[list[RunningFile], list[tuple[int, str, str]]]:
    files, problems = read_running(sheet(*rows), {STANDARD.code: STANDARD}, TERMS)
    return files, [(one.row, one.column, one.code) for one in problems]


def test_a_whole_row_becomes_a_file() -> None:
    files, problems = read(GOOD)
    assert problems == []
    (file,) = files
    assert (file.row, file.seq, file.year) == (2, 12, 2025)
    assert (file.received_on, file.since_on, file.complete_on) == (
        date(2025, 7, 2), date(2025, 7, 4), date(2025, 7, 3),
    )  # fmt: skip
    assert (file.service, file.step, file.with_applicant) == (STANDARD.code, STANDARD.steps[1].code, False)
    assert (file.applicant.name, file.applicant.nik, file.note) == ("Siti Contoh", "9999014505900001", "map biru")


@pytest.mark.parametrize(
    ("change", "column", "code"),
    [
        ({"Nomor agenda": ""}, "Nomor agenda", "PND-002"),
        ({"Tanggal diterima": "32-07-2025"}, "Tanggal diterima", "PND-003"),
        ({"Tanggal diterima": "11-07-2025"}, "Tanggal diterima", "PND-004"),
        ({"Tanggal diterima": "01-01-1926"}, "Tanggal diterima", "PND-004"),
        ({"Nomor agenda": "dua belas"}, "Nomor agenda", "PND-005"),
        ({"Nomor agenda": "0"}, "Nomor agenda", "PND-005"),
        ({"Layanan": "Layanan Lain"}, "Layanan", "PND-006"),
        ({"Langkah sekarang": "entah"}, "Langkah sekarang", "PND-007"),
        ({"NIK": Given("9999014505900000.0", numeric=True)}, "NIK", "PND-008"),
        ({"Sejak": "01-07-2025"}, "Sejak", "PND-010"),
        ({"Di tangan": "camat"}, "Di tangan", "PND-011"),
        ({"NIK": "12345"}, "NIK", "IDN-001"),
    ],
)
def test_what_is_wrong_is_told_with_its_place_and_leaves_the_row_out(
    change: dict[str, str | Given], column: str, code: str
) -> None:
    files, problems = read({**GOOD, **change}, {**GOOD, "Nomor agenda": "13"})
    assert (2, column, code) in problems
    assert [file.seq for file in files] == [13]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-11-20", date(2026, 11, 20)),
        ("2026-11-20 09:30", date(2026, 11, 20)),
        ("20-11-2026 09.30 WIB", date(2026, 11, 20)),
        ("20 November 2026", date(2026, 11, 20)),
        ("20 Nopember 2026", date(2026, 11, 20)),
        ("Jumat, 20 November 2026", date(2026, 11, 20)),
        ("Jum'at, 20 NOV 2026", date(2026, 11, 20)),
        ("27 Mar 2026", date(2026, 3, 27)),
        ("27-Mar-26", date(2026, 3, 27)),
        ("27-3-26", date(2026, 3, 27)),
        ("27/03/2026", date(2026, 3, 27)),
        ("3/4/26", date(2026, 4, 3)),
        ("03/04/2026", date(2026, 4, 3)),
        ("1.1.69", date(2069, 1, 1)),
        ("1.1.70", date(1970, 1, 1)),
        ("5 Mei  99", date(1999, 5, 5)),
        ("7 Agt. 2025", date(2025, 8, 7)),
        ("46108", date(2026, 3, 27)),
        ("46108.4375", date(2026, 3, 27)),
        ("04/27/2026", None),
        ("31 April 2026", None),
        ("30-02-26", None),
        ("20 Novembir 2026", None),
        ("27-3", None),
        ("1234", None),
        ("20 November", None),
    ],
)
def test_a_day_is_read_as_offices_write_it(written: str, day: date | None) -> None:
    assert read_written_day(written) == day


def test_a_day_that_lost_its_form_in_excel_is_a_day_of_a_file() -> None:
    files, problems = read({**GOOD, "Tanggal diterima": Given("45840", numeric=True), "Sejak": "4 Juli 25"})
    assert (problems, files[0].received_on, files[0].since_on) == ([], date(2025, 7, 2), date(2025, 7, 4))


def test_a_near_name_is_offered() -> None:
    wrong = {**GOOD, "Layanan": STANDARD.name[:-2]}
    _, problems = read_running(sheet(wrong), {STANDARD.code: STANDARD}, TERMS)
    assert STANDARD.name in str(problems[0].message)


def test_a_number_that_comes_twice_counts_once() -> None:
    files, problems = read(GOOD, {**GOOD, "Nama pemohon": "Budi Contoh"})
    assert [file.row for file in files] == [2]
    assert problems == [(3, "Nomor agenda", "PND-009")]


def test_headings_may_stand_lower_be_called_otherwise_and_come_in_any_order() -> None:
    rows = [
        given_(["BUKU AGENDA TAHUN 2026"]),
        given_([]),
        given_(["NAMA", "No. Agenda", "tgl masuk *", "Jenis Layanan", "Posisi"]),
        given_(["", "", "", "", ""]),
        given_(["Siti Contoh", "012/DINSOS/2024", "2025-07-02 00:00", STANDARD.code, STANDARD.steps[0].code]),
    ]
    files, problems = read_running(rows, {STANDARD.code: STANDARD}, TERMS)
    assert problems == []
    assert (files[0].row, files[0].seq, files[0].year, files[0].since_on) == (5, 12, 2024, date(2025, 7, 2))


def test_without_its_headings_no_row_is_guessed() -> None:
    files, problems = read_running([given_(["a", "b"]), given_(["1", "2"])], {STANDARD.code: STANDARD}, TERMS)
    assert (files, [one.code for one in problems]) == ([], ["PND-001"])
    lacking = [name for name in HEAD if name != "Langkah sekarang"]
    files, problems = read_running(sheet(GOOD, headings=lacking), {STANDARD.code: STANDARD}, TERMS)
    assert "Langkah sekarang" in str(problems[0].message)
    assert files == []


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(st.text(max_size=20), max_size=14), max_size=6))
def test_no_sheet_makes_it_stumble(rows: list[list[str]]) -> None:
    cells = [given_(row) for row in rows]
    read_running([given_(HEAD), *cells], {STANDARD.code: STANDARD}, TERMS)
    read_running(cells, {STANDARD.code: STANDARD}, TERMS)
    read_past([given_([column.heading for column in past.COLUMNS]), *cells], TERMS)
    read_numbers([given_([column.heading for column in past.NUMBER_COLUMNS]), *cells], 2026)


def test_old_books_and_next_numbers() -> None:
    headings = ["Buku", "Nomor", "Tanggal", "Layanan", "Nama", "NIK", "Hasil"]
    rows = [
        given_(headings),
        given_(["Buku agenda permohonan", "0007/2025", "01-02-2025", "SKTM", "Siti Contoh", "", "selesai"]),
        given_(["agenda", "0007/2025", "01-02-2025", "", "", "", ""]),
        given_(["buku mimpi", "1", "01-02-2025", "", "", "", ""]),
        given_(["tamu", "1", "", "", "", "", ""]),
    ]
    lines, problems = read_past(rows, TERMS)
    assert [(one.book, one.number, one.name, one.result) for one in lines] == [
        ("agenda", "0007/2025", "Siti Contoh", "selesai")
    ]
    assert [(one.row, one.code) for one in problems] == [(3, "PND-009"), (4, "PND-012"), (5, "PND-002")]
    numbers, problems = read_numbers(
        [given_(["Buku", "Tahun", "Nomor berikutnya"]), given_(["surat-keluar", "2026", "412"]),
         given_(["agenda", "2020", "5"]), given_(["agenda", "2026", "lima"])], 2026,
    )  # fmt: skip
    assert [(one.book, one.year, one.seq) for one in numbers] == [("surat-keluar", 2026, 412)]
    assert [(one.row, one.code) for one in problems] == [(3, "PND-013"), (4, "PND-013")]


# Where such a file then stands

NOW = datetime(2025, 7, 10, 3, 0, tzinfo=UTC)
RECEIVED = datetime(2025, 7, 2, 1, 0, tzinfo=UTC)
LIMITS = tuple(limit.code for limit in STANDARD.time_limits)
LYING = TakeOver(RECEIVED, LIMITS, STANDARD.steps[1].code, RECEIVED + timedelta(days=2), RECEIVED + timedelta(days=1))


def test_it_lies_where_the_paper_says_and_goes_on_from_there() -> None:
    decision = take_over(STANDARD, LYING, NOW, CALENDAR)
    state = decision.state
    step = STANDARD.steps[1]
    assert [event.kind for event in decision.events] == [events.RECEIVED, events.TAKEN_OVER]
    assert (state.seq, state.step, state.desk, state.status) == (2, step.code, step.posts, "open")
    assert (state.received_at, state.complete_at) == (RECEIVED, RECEIVED + timedelta(days=1))
    assert [(span.owner, span.desk) for span in state.holdings] == [(OFFICE, ""), (OFFICE, "+".join(step.posts))]
    assert state.dues
    assert fold(STANDARD, decision.events) == state._replace(dues=fold(STANDARD, decision.events).dues)
    way = step.outcomes[0].code
    on = decide_from(STANDARD, state, Act(step.code, way, step.posts, 2, NOW, {"note": "x"}), NOW, CALENDAR)
    assert on.state.seq == 3 + len([one for one in on.events if one.kind == events.BREACHED])


def test_a_promise_that_was_broken_on_paper_is_broken() -> None:
    early = replace(LYING, received_at=RECEIVED - timedelta(days=60), since=RECEIVED - timedelta(days=50),
                    complete_at=RECEIVED - timedelta(days=59))  # fmt: skip
    state = take_over(STANDARD, early, NOW, CALENDAR).state
    ticked = decide_from(STANDARD, state, Tick(NOW), NOW, CALENDAR)
    assert events.BREACHED in [event.kind for event in ticked.events]


def test_one_that_lies_with_its_applicant_waits_for_them() -> None:
    state = take_over(STANDARD, replace(LYING, with_applicant=True), NOW, CALENDAR).state
    assert (state.status, state.desk, state.owner) == ("with_applicant", (), APPLICANT)
    assert state.lapses_at == LYING.since + timedelta(days=STANDARD.lapse_after_days)


@pytest.mark.parametrize(
    "wrong", [{"since": RECEIVED - timedelta(days=1)}, {"since": NOW + timedelta(hours=1)},
              {"received_at": NOW + timedelta(days=1), "since": NOW + timedelta(days=1)}],
)  # fmt: skip
def test_what_cannot_have_been_is_refused(wrong: dict[str, datetime]) -> None:
    with pytest.raises(Refusal, match=r"PRO-0(30|12)"):
        take_over(STANDARD, replace(LYING, **wrong), NOW, CALENDAR)  # type: ignore[arg-type]
