"""Writing workbooks: every value comes back as it was, and no text becomes a formula."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from maklumat.ports.spreadsheets import DAY, NUMBER, Cell, read_sheets
from maklumat.ports.workbooks import Table, workbook

HEADINGS = ("Nomor", "Nama", "Hari", "Saat", "Kosong")


def test_what_is_written_comes_back() -> None:
    moment = datetime(2026, 3, 1, 17, 30, tzinfo=UTC)
    rows = [(7, "=2+2", date(2026, 3, 1), moment, None), (1.5, "@siti", date(2026, 3, 2), moment, "")]
    sheets = read_sheets(workbook(Table("Satu", HEADINGS, rows, zone="Asia/Makassar"), Table("Dua", ("A",))))
    assert sheets["Satu"][0] == [Cell(heading) for heading in HEADINGS]
    assert sheets["Satu"][1][:4] == [
        Cell("7", NUMBER), Cell("=2+2"), Cell("2026-03-01", DAY), Cell("2026-03-02 01:30", DAY),
    ]  # fmt: skip
    assert sheets["Satu"][2][1] == Cell("@siti")
    assert sheets["Dua"] == [[Cell("A")]]


def test_lists_notes_and_text_columns_do_not_stand_in_the_table() -> None:
    table = Table(
        "Isian", ("NIK", "Layanan"), notes={"NIK": "teks"}, choices={"Layanan": ["A" * 300, "B"]}, texts=("NIK",)
    )
    sheets = read_sheets(workbook(table))
    assert sheets["Isian"] == [[Cell("NIK"), Cell("Layanan")]]
    assert sheets["Daftar"][1] == [Cell("B")]


@settings(max_examples=40, deadline=None)
@given(
    st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=40).filter(lambda text: text.strip())
)
def test_any_text_stays_a_text(text: str) -> None:
    found = read_sheets(workbook(Table("A", ("Nama",), [(text,)])))["A"][1][0]
    assert (found.text, found.kind) == (text.strip(), "text")
