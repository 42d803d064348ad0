"""Reading spreadsheets that strangers send: every cell as it stands, and no file takes the server with it."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from datetime import date, datetime
from io import BytesIO

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maklumat.ports import spreadsheets
from maklumat.ports.spreadsheets import DAY, NUMBER, OTHER, TEXT, Cell, SheetRefused, read_sheets


def book(*rows: list[object], name: str = "Berkas", more: str = "") -> bytes:
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"default_date_format": "yyyy-mm-dd"}) as workbook:
        sheet = workbook.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        if more:
            workbook.add_worksheet(more)
    return target.getvalue()


def test_every_kind_of_cell_as_it_stands() -> None:
    rows = [["Nomor", "NIK"], ["012/2026", "9999014505900001"], [17, 9999014505900001], [1.5, True]]
    sheets = read_sheets(book(*rows, [date(2026, 3, 1), datetime(2026, 3, 1, 9, 30)], more="Kosong"))  # noqa: DTZ001
    assert list(sheets) == ["Berkas", "Kosong"]
    assert sheets["Kosong"] == []
    assert sheets["Berkas"] == [
        [Cell("Nomor"), Cell("NIK")],
        [Cell("012/2026"), Cell("9999014505900001")],
        [Cell("17", NUMBER), Cell("9999014505900000.0", NUMBER)],  # digits that the file itself has lost
        [Cell("1.5", NUMBER), Cell("ya", OTHER)],
        [Cell("2026-03-01", DAY), Cell("2026-03-01 09:30", DAY)],
    ]


def test_text_with_commas_or_semicolons() -> None:
    assert read_sheets(b'Nomor;Nama\r\n1;"Siti; Contoh"\r\n')[""] == [
        [Cell("Nomor"), Cell("Nama")],
        [Cell("1"), Cell("Siti; Contoh")],
    ]
    assert read_sheets("\ufeffNomor,Nama\n1,Siti\n".encode())[""][0] == [Cell("Nomor"), Cell("Nama")]
    assert read_sheets(b"1\n")[""] == [[Cell("1", TEXT)]]


@pytest.mark.parametrize(
    ("encoding", "separator"),
    [("utf-8", ";"), ("utf-8-sig", ","), ("utf-16", "\t"), ("utf-16-le", ";"), ("cp1252", ";")],
)
def test_whatever_program_of_windows_saved_it(encoding: str, separator: str) -> None:
    text = f"Nomor{separator}Nama\r\n1{separator}Zoé Contoh – “ibu”\r\n"
    assert read_sheets(text.encode(encoding))[""] == [
        [Cell("Nomor"), Cell("Nama")],
        [Cell("1"), Cell("Zoé Contoh – “ibu”")],
    ]


def test_a_csv_is_never_told_to_become_a_csv() -> None:
    for data in (b"Nomor,Nama\n1,\x81\n", b'"open quote\n'):
        with pytest.raises(SheetRefused) as refused:
            read_sheets(data)
        assert "atau CSV" not in str(refused.value.message)


def test_formulas_give_what_was_reckoned_and_joined_cells_their_corner() -> None:
    target = BytesIO()
    with xlsxwriter.Workbook(target) as workbook:
        sheet = workbook.add_worksheet("A")
        sheet.write_formula(0, 0, "=1+1", None, 2)
        sheet.write_formula(0, 1, '="a"&"b"', None, "ab")
        sheet.merge_range(1, 0, 2, 1, "bersama")
        sheet.write(2, 2, "sendiri")
    assert read_sheets(target.getvalue())["A"] == [
        [Cell("2", NUMBER), Cell("ab"), Cell("")],
        [Cell("bersama"), Cell(""), Cell("")],
        [Cell(""), Cell(""), Cell("sendiri")],
    ]


def test_rows_above_the_table_are_counted() -> None:
    target = BytesIO()
    with xlsxwriter.Workbook(target) as workbook:
        workbook.add_worksheet("A").write(2, 1, "di sini")
    rows = read_sheets(target.getvalue())["A"]
    assert rows[2][1] == Cell("di sini")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "LBR-001"),
        (b"x" * (spreadsheets.MOST_BYTES + 1), "LBR-002"),
        (b"PK\x03\x04 no workbook", "LBR-003"),
        (b"\xd0\xcf\x11\xe0 no workbook", "LBR-003"),
        (b"%PDF-1.7\n\xff\xfe", "LBR-003"),
        (b"nama,\0nol\n", "LBR-003"),
        (b'"open quote\n', "LBR-003"),
        (b"," * 80 + b"\n", "LBR-004"),
        (b"a\n" * (spreadsheets.MOST_ROWS + 1), "LBR-004"),
        (b"Nomor,Nama\n1,\x81\x8d\n", "LBR-005"),
        (b"\xff\xfeN\0o\0,", "LBR-005"),
        (b"nama,\x07\xe9\n", "LBR-003"),
        (b"\x89PNG\r\n\x1a\n", "LBR-003"),
    ],
)
def test_what_cannot_be_read_is_told(data: bytes, code: str) -> None:
    with pytest.raises(SheetRefused) as refused:
        read_sheets(data)
    assert refused.value.code == code


def test_a_small_file_that_asks_for_everything_is_only_refused() -> None:
    """The corner of the table lies a million rows down: 300 bytes that would be gigabytes of empty cells."""
    source = BytesIO(book(["a"]))
    target = BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            content = old.read(item)
            if item.filename == "xl/worksheets/sheet1.xml":
                content = content.replace(
                    b"</sheetData>",
                    b'<row r="1048576"><c r="XFD1048576" t="str"><v>z</v></c></row></sheetData>',
                )
            new.writestr(item, content)
    assert len(target.getvalue()) < 10_000
    with pytest.raises(SheetRefused) as refused:
        read_sheets(target.getvalue())
    assert refused.value.code in {"LBR-003", "LBR-004"}


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"]))
def test_no_bytes_raise_anything_else(data: bytes, head: bytes) -> None:
    with suppress(SheetRefused):
        read_sheets(head + data)
