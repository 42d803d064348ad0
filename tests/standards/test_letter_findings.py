"""What `standards check` finds in the letters."""

from __future__ import annotations

import pytest

from maklumat.core.letter.check import letter_findings
from maklumat.core.standard.load import load_office
from tests.standards.cast import PATHS, good

LETTER = "contoh/surat/surat-contoh.yaml"
TEMPLATE = """\
kode: surat-contoh
bentuk: keterangan
judul: Contoh
isian:
  hari_acara: {label: Hari acara, jenis: tanggal}
isi: [{rata: "Untuk {nama}, {hari_acara}."}]
"""


def found(letter: str, layanan: str = "") -> list[tuple[str, str]]:
    files = good() | {LETTER: letter}
    if layanan:
        files[PATHS["layanan"]] = layanan
    return [(one.code, one.grade) for one in letter_findings(load_office(files))]


def asking(question: str) -> str:
    """The sound service with another question in its intake."""
    text = good()[PATHS["layanan"]]
    end = text.index("kelayakan:\n")
    return f"{text[:end]}  - {question}\n{text[end:]}"


def test_sound_letters() -> None:
    assert found(good()[LETTER]) == []
    assert found(TEMPLATE) == []


def test_a_letter_that_cannot_be_read_says_where() -> None:
    (one,) = letter_findings(load_office(good() | {LETTER: TEMPLATE.replace("{nama}", "{nma}")}))
    assert (one.code, one.grade, str(one.place)) == ("SRT-014", "error", "surat/surat-contoh.yaml:6:14")
    assert "nma" in one.text
    assert "surat-contoh.yaml" not in one.text


@pytest.mark.parametrize(
    ("field", "question", "finding"),
    [
        ("jenis: teks", "{kode: x, tanya: X, jenis: teks, sumber: {baris: 10}}", []),
        ("jenis: alinea", "{kode: x, tanya: X, jenis: paragraf, sumber: {baris: 10}}", []),
        ("jenis: bilangan", "{kode: x, tanya: X, jenis: angka, sumber: {baris: 10}}", []),
        ("jenis: bilangan", "{kode: x, tanya: X, jenis: teks, sumber: {baris: 10}}", [("SRT-023", "error")]),
        ("jenis: teks", "{kode: x, tanya: X, jenis: angka, sumber: {baris: 10}}", [("SRT-023", "error")]),
        ("jenis: tanggal", "{kode: x, tanya: X, jenis: ya_tidak, sumber: {baris: 10}}", []),
        (
            "pilihan: [a, b]",
            "{kode: x, tanya: X, jenis: pilihan, pilihan: [{kode: b, teks: b}], sumber: {baris: 10}}",
            [],
        ),
        (
            "pilihan: [a, b]",
            "{kode: x, tanya: X, jenis: pilihan, pilihan: [{kode: c, teks: c}], sumber: {baris: 10}}",
            [("SRT-023", "error")],
        ),
    ],
)
def test_an_answer_must_fit_its_place_in_the_letter(field: str, question: str, finding: list[tuple[str, str]]) -> None:
    letter = TEMPLATE.replace("isian:", f"isian:\n  x: {{label: X, {field}}}").replace("Untuk", "Untuk {x}")
    assert found(letter, asking(question)) == finding


def test_what_is_asked_and_never_printed() -> None:
    assert found(TEMPLATE.replace(", {hari_acara}", "")) == [("SRT-024", "warning")]


def test_a_validity_that_the_product_does_not_have() -> None:
    assert found(TEMPLATE.replace("{nama}", "{berlaku_sampai}")) == [("SRT-025", "error")]


@pytest.mark.parametrize(("addressee", "finding"), [("Yth. Camat", [("SRT-026", "error")]), ("Camat Yth", [])])
def test_the_layout_says_to_the_honoured(addressee: str, finding: list[tuple[str, str]]) -> None:
    letter = TEMPLATE.replace(
        "bentuk: keterangan\njudul: Contoh", f'bentuk: surat\nhal: Contoh\nkepada: ["{addressee}"]'
    )
    assert found(letter) == finding
