"""A template as a sheet to sign: the known is filled in, the rest is a line to write on, and a name stays a name."""

from __future__ import annotations

from maklumat.core.letter.blanks import PARAGRAPH, ROWS, WRITING, WRITTEN_LINES, blank_sheet, pieces
from maklumat.core.letter.template import parse_template

TEXT = """
kode: surat-contoh
bentuk: keterangan
judul: Surat Contoh
isian: {nama_kades: {label: Nama kepala desa}}
isi:
  - alinea: "Saya, {nama}, menyatakan {nama_kades} tahu."
  - baris: {Nama: "{nama}", NIK: "{nik}"}
  - butir: ["satu", "dua {nik}"]
pihak:
  - {sebutan: Mengetahui, nama: "{nama_kades}"}
  - {sebutan: Yang menyatakan, nama: "{nama}", keterangan: "Meterai"}
"""


def test_what_is_known_is_filled_in_and_the_rest_is_a_line() -> None:
    sheet = blank_sheet(parse_template(TEXT, "x.yaml"), {"nama": "Siti", "nik": " "})
    assert sheet.title == ("Surat Contoh",)
    assert [part.kind for part in sheet.parts] == [PARAGRAPH, ROWS, "points"]
    assert sheet.parts[0].lines == (("", ("Saya, ", "Siti", ", menyatakan ", None, " tahu.")),)
    assert sheet.parts[1].lines == (("Nama", ("Siti",)), ("NIK", (None,)))
    assert sheet.parts[2].lines == (("1.", ("satu",)), ("1.", ("dua ", None)))
    assert [(one.called, one.name, one.note) for one in sheet.signatures] == [
        ("Mengetahui", (None,), ()),
        ("Yang menyatakan", ("Siti",), ("Meterai",)),
    ]


def test_a_name_with_braces_is_a_name() -> None:
    assert pieces("{nama} dan {nik}", {"nama": "{nik}", "nik": "1"}) == ("{nik}", " dan ", "1")


def test_what_takes_a_paragraph_has_lines_to_write_on_until_it_is_known() -> None:
    text = """
kode: surat-contoh
bentuk: keterangan
judul: Surat Contoh
isian: {keadaan: {label: Keadaan, jenis: alinea}}
isi:
  - alinea: "Keadaannya begini: {keadaan}"
"""
    template = parse_template(text, "x.yaml")
    blank = blank_sheet(template, {})
    assert [(part.kind, part.lines) for part in blank.parts] == [
        (PARAGRAPH, (("", ("Keadaannya begini: ",)),)),
        (WRITING, (("", (None,) * WRITTEN_LINES),)),
    ]
    known = blank_sheet(template, {"keadaan": "sakit"})
    assert [(part.kind, part.lines) for part in known.parts] == [(PARAGRAPH, (("", ("Keadaannya begini: ", "sakit")),))]
