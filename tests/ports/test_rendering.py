"""Letters as PDF/A: archivable, reproducible, offline, and safe with whatever people type."""

from __future__ import annotations

import io
import json
import os
import subprocess
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from maklumat.core.letter.base import Theme
from maklumat.core.letter.compose import compose
from maklumat.core.letter.content import LetterContent
from maklumat.core.letter.sheet import Sheet
from maklumat.core.letter.template import Column, Paragraph
from maklumat.core.letter.texts import Value
from maklumat.ports.pages import joined, page_count
from maklumat.ports.qr import matrix, qr_svg
from maklumat.ports.rendering import LAYOUT, SHEET, CannotRender, Renderer, main
from tests.core.letter_cast import FONTS, SHARED, SIGNATORY, TEMPLATE_FILES, answers, base, frame, template
from tests.ports.scanned import find_code, gray_page

PER_MM = 72 / 25.4


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer(SHARED, FONTS)


def letter(
    stem: str = "surat-keterangan-dtks", values: Mapping[str, Value] | None = None, **changed: Any
) -> LetterContent:
    source = template(next(path for path in TEMPLATE_FILES if path.stem == stem))
    return compose(source, base(), frame(**changed), answers(source) | dict(values or {}))


def words(pdf: bytes) -> str:
    """The text of a PDF, blanks between words, zero-width blanks gone."""
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(done.stdout.decode().replace("\u200b", "").split())


def raw_words(pdf: bytes) -> str:
    """The text of a PDF as a reader copies it."""
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()


def pages(pdf: bytes) -> int:
    return len(pikepdf.open(io.BytesIO(pdf)).pages)


@pytest.mark.parametrize("path", TEMPLATE_FILES, ids=lambda path: path.stem)
@pytest.mark.parametrize("mode", ["electronic", "wet", "outside"])
def test_every_letter_prints_in_every_mode(path: Path, mode: str, renderer: Renderer) -> None:
    content = letter(path.stem, mode=mode)
    pdf = renderer.render(content.to_values())
    text = words(pdf)
    assert content.frame.number in text
    assert content.frame.signatory.name in text
    assert f"{content.frame.verify_url} " in raw_words(pdf)  # in one piece, so that it can be copied
    assert "GRATIS" in text
    assert ("bukan BSrE" in text) == (mode == "electronic")
    assert pages(pdf) <= 2


def test_who_signs_in_anothers_name_says_so_above_their_own_post(renderer: Renderer) -> None:
    """In capitals but for "a.n." and "u.b."; who signs is named by their own post in the text."""
    above = ("a.n. Kepala Dinas Sosial", "Sekretaris", "u.b.")
    signs = replace(SIGNATORY, post="Kepala Bidang Contoh", above=above)
    said = raw_words(renderer.render(letter(signatory=signs, mode="wet").to_values()))
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    first = lines.index("a.n. KEPALA DINAS SOSIAL")
    assert lines[first : first + 4] == ["a.n. KEPALA DINAS SOSIAL", "SEKRETARIS", "u.b.", "KEPALA BIDANG CONTOH,"]
    assert "Kepala Bidang Contoh Kabupaten Contoh" in said
    acting = replace(SIGNATORY, capacity="Plt.")
    assert "Plt. KEPALA DINAS SOSIAL," in raw_words(renderer.render(letter(signatory=acting, mode="wet").to_values()))
    electronic = words(renderer.render(letter(signatory=signs).to_values()))
    assert "secara elektronik oleh a.n. Kepala Dinas Sosial, Sekretaris, Kepala Bidang Contoh" in electronic


def test_it_is_archivable_and_accessible(renderer: Renderer) -> None:
    content = letter()
    with pikepdf.open(io.BytesIO(renderer.render(content.to_values()))) as pdf:
        xmp = pdf.open_metadata()
        assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("2", "A")
        assert xmp["pdfuaid:part"] == "1"
        assert xmp["dc:title"] == content.document_title
        assert str(pdf.Root.Lang).startswith("id")
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.OutputIntents[0].S == "/GTS_PDFA1"
        assert "/Encrypt" not in pdf.trailer


def test_every_font_is_ours_and_embedded(renderer: Renderer) -> None:
    done = subprocess.run(
        ["pdffonts", "-"], input=renderer.render(letter().to_values()), capture_output=True, check=True, text=False
    )
    fonts = done.stdout.decode().splitlines()[2:]
    assert fonts
    for line in fonts:
        assert "LiberationSans" in line
        assert " yes yes yes " in line  # embedded, subset, with Unicode


@pytest.mark.parametrize(("paper", "width", "height"), [("f4", 215, 330), ("a4", 210, 297)])
def test_the_paper_is_the_theme_s(paper: str, width: int, height: int, renderer: Renderer) -> None:
    content = replace(letter(), theme=Theme(paper=paper))
    with pikepdf.open(io.BytesIO(renderer.render(content.to_values()))) as pdf:
        box = [float(edge) for edge in pdf.pages[0].mediabox]  # type: ignore[attr-defined]
    assert box == pytest.approx([0, 0, width * PER_MM, height * PER_MM], abs=0.1)


def test_the_same_letter_is_the_same_file_everywhere(renderer: Renderer) -> None:
    values = letter().to_values()
    once = renderer.render(values)
    assert Renderer(SHARED, FONTS).render(values) == once
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda _: renderer.render(values), range(12))) == {once}
    assert renderer.render(letter(number="400.9.14/0018/X/2026").to_values()) != once


def test_a_child_of_a_process_that_rendered_renders_too(renderer: Renderer) -> None:
    """The compiler's threads do not survive a fork; a worker forked late must not hang."""
    values = letter().to_values()
    expected = renderer.render(values)
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:  # pragma: no cover  # coverage does not look into the child
        try:
            os.write(writer, b"same" if renderer.render(values) == expected else b"other")
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as answer:
        assert answer.read() == b"same"
    os.waitpid(child, 0)


HOSTILE = (
    "#panic() #sys.inputs *tebal* _miring_ $x^2$ `raw` <label> @acuan \\ {nama} https://x.example [isi] // komentar"
)


def test_what_people_type_is_shown_and_never_run(renderer: Renderer) -> None:
    pdf = renderer.render(letter(values={"keperluan": HOSTILE, "nama": '"CONTOH" #{1+1}'}).to_values())
    text = words(pdf)
    assert HOSTILE in text
    assert '"CONTOH" #{1+1}' in text
    assert "/URI" not in pdf.decode("latin-1")


def test_long_names_and_addresses_stay_on_the_paper(renderer: Renderer) -> None:
    name = "CONTOH " + "NAMANYA PANJANG SEKALI " * 12
    address = "Jalan " + "x" * 300 + " Nomor 1"
    pdf = renderer.render(letter(values={"nama": name, "alamat": address}).to_values())
    boxes = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    right_edges = [float(part.split('"')[0]) for part in boxes.split('xMax="')[1:]]
    assert len(right_edges) > 50
    assert max(right_edges) <= (215 - 20) * PER_MM + 1
    assert "x" * 300 in words(pdf).replace(" ", "")


def test_a_letter_of_several_pages(renderer: Renderer) -> None:
    rows = tuple((str(number), f"barang {number}", "1", "unit", "10.000", "baik") for number in range(1, 121))
    content = letter("berita-acara-serah-terima", {"barang": rows}, mode="wet", is_demo=True)
    pdf = renderer.render(content.to_values())
    count = pages(pdf)
    assert count >= 3
    for number in range(1, count + 1):
        page = subprocess.run(
            ["pdftotext", "-raw", "-f", str(number), "-l", str(number), "-", "-"],
            input=pdf,
            capture_output=True,
            check=True,
        ).stdout.decode()
        assert f"Halaman {number} dari {count}" in page
        assert content.frame.number in page
        assert "C\nO\nN\nT\nO\nH" in page  # slanted: one letter a line
        assert "Nama barang" in page or number == count  # the head of the table is repeated
    assert "barang 120" in words(pdf)


@pytest.mark.parametrize("stem", ["surat-keterangan-dtks", "surat-rekomendasi-pub", "berita-acara-serah-terima"])
@pytest.mark.parametrize("mode", ["electronic", "wet"])
def test_neither_signature_nor_copies_begin_a_page(stem: str, mode: str, renderer: Renderer) -> None:
    """However long the letter is, words of its text stand above the signature on the page."""
    source = template(next(path for path in TEMPLATE_FILES if path.stem == stem))
    last = source.blocks[-1]
    assert isinstance(last, Paragraph)
    seen = set()
    for lines in range(1, 40, 3):
        filler = "tujuan_pengumpulan" if stem == "surat-rekomendasi-pub" else "alamat"
        values: dict[str, Value] = {filler: "\n".join(f"baris {number}" for number in range(lines))}
        pdf = renderer.render(letter(stem, values, mode=mode).to_values())
        count = pages(pdf)
        seen.add(count)
        final = " ".join(page_words(pdf, count))
        assert last.text.split()[-1] in final
        assert "KEPALA DINAS SOSIAL" in final
        assert final.index(last.text.split()[-1]) < final.index("KEPALA DINAS SOSIAL")
    assert seen == {1, 2}


def page_words(pdf: bytes, number: int) -> list[str]:
    page = str(number)
    command = ["pdftotext", "-raw", "-f", page, "-l", page, "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode().split()


@pytest.mark.parametrize("mode", ["electronic", "wet"])
@pytest.mark.parametrize(
    "base_address",
    ["https://s.id", "https://maklumat.belitungkab.go.id", "https://pelayanan.dinas-sosial.kabupaten-kepulauan.example.go.id"],
)  # fmt: skip
def test_the_code_on_the_printed_page_can_be_scanned(mode: str, base_address: str, renderer: Renderer) -> None:
    """Each module as it should be, at least 0.4 mm wide, even on a printer without colour."""
    url = f"{base_address}/v/7KQ29-XWM4T/"
    pdf = renderer.render(letter(mode=mode, verify_url=url, verify_code="7KQ29-XWM4T", is_demo=True).to_values())
    wanted = tuple(tuple(bool(dark) for dark in row) for row in matrix(url))
    found = find_code(gray_page(pdf), len(wanted))
    assert found.modules == wanted
    assert found.module_mm >= 0.4


def test_a_draft_shows_no_code_and_no_signature(renderer: Renderer) -> None:
    pdf = renderer.render(letter(number="").to_values())
    text = words(pdf)
    assert "belum ditandatangani" in text
    assert "Ditandatangani secara elektronik" not in text
    assert "/v/" not in text
    assert "periksa/" not in text


def test_on_paper_there_is_room_for_the_number_of_the_signatory(renderer: Renderer) -> None:
    unknown = replace(SIGNATORY, nip="", rank="")
    assert "NIP ....." in words(renderer.render(letter(mode="wet", signatory=unknown).to_values()))
    assert "NIP" not in words(renderer.render(letter(signatory=unknown).to_values()))


def test_a_script_without_letters_in_the_font_is_refused_with_the_character(renderer: Renderer) -> None:
    with pytest.raises(CannotRender) as fault:
        renderer.render(letter(values={"nama": "CONTOH 漢"}).to_values())
    assert fault.value.code == "CTK-002"
    assert "aksara 漢" in str(fault.value.message)


@pytest.mark.parametrize(
    "name",
    [
        "Ñandú Œuvre Ş Ā Đ",
        "e\u0301 composed",
        "R. A. Contoh, S.Sos., M.Si. (Alm.)",
        "Nurʿaini Ḥalīmah binti ʿAbd al-Raḥmān Ṣāliḥ Ḍiyāʾ",
        "Mu’minah Qur‘an Ma`ruf",
    ],
)
def test_latin_names_print(name: str, renderer: Renderer) -> None:
    assert renderer.render(letter(values={"nama": name}).to_values()).startswith(b"%PDF")


def test_without_layout_or_fonts_it_says_so(tmp_path: Path) -> None:
    for layout_dir, fonts_dir in ((tmp_path, FONTS), (SHARED, tmp_path)):
        with pytest.raises(CannotRender, match="CTK-001"):
            Renderer(layout_dir, fonts_dir)


def test_a_broken_layout_is_no_letter(tmp_path: Path) -> None:
    (tmp_path / LAYOUT).write_text("#let x = ")
    with pytest.raises(CannotRender, match="CTK-002"):
        Renderer(tmp_path, FONTS).render(letter().to_values())


def test_the_layout_reads_nothing_outside_its_folder(tmp_path: Path) -> None:
    secret = tmp_path / "rahasia.txt"
    secret.write_text("RAHASIA")
    (tmp_path / "surat").mkdir()
    (tmp_path / "surat" / LAYOUT).write_text(
        '#set document(title: "x")\n#set text(lang: "id")\n#read("../rahasia.txt")'
    )
    with pytest.raises(CannotRender, match="CTK-002"):
        Renderer(tmp_path / "surat", FONTS).render(letter().to_values())


def test_the_command_says_why_not(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(letter(values={"nama": "漢"}).to_values())))
    assert main([str(SHARED), str(FONTS)]) == 1
    assert "aksara 漢" in capsys.readouterr().err


def test_qr_codes_differ_by_their_text_alone() -> None:
    first = qr_svg("http://127.0.0.1:8000/periksa/A")
    assert first == qr_svg("http://127.0.0.1:8000/periksa/A")
    assert first != qr_svg("http://127.0.0.1:8000/periksa/B")
    assert first.startswith("<svg")


def test_a_sheet_of_the_office_shows_its_table_on_every_page_and_letters_print_as_before(renderer: Renderer) -> None:
    """Letters and sheets are laid out by the same process in turn; values are shown, whatever is in them."""
    sheet = Sheet(
        office="Dinas Contoh",
        title="Lembar paraf",
        on=date(2025, 7, 7),
        facts=(("Surat", "Surat #uji *contoh*"),),
        columns=(Column("Paraf oleh", share=3), Column("Keadaan")),
        rows=tuple((f"Contoh ke-{number}", "Berlaku") for number in range(80)),
        notes=("Dikembalikan 2 kali.",),
        foot="Salinan untuk arsip kantor",
    )
    before = renderer.render(letter(mode="wet").to_values())
    pdf = renderer.render(sheet.to_values(), SHEET)
    assert pages(pdf) > 1
    said = words(pdf)
    assert "Surat #uji *contoh*" in said
    assert "Contoh ke-79" in said
    assert "Dikembalikan 2 kali." in said
    assert said.count("Paraf oleh") == said.count("Salinan untuk arsip kantor") == pages(pdf)
    assert renderer.render(sheet.to_values(), SHEET) == pdf
    assert renderer.render(letter(mode="wet").to_values()) == before


def test_pages_of_several_letters_are_joined_always_alike(renderer: Renderer) -> None:
    one, two = renderer.render(letter(mode="wet").to_values()), renderer.render(letter(mode="outside").to_values())
    whole = joined([one, two, one])
    assert page_count(whole) == 2 * page_count(one) + page_count(two)
    assert joined([one, two, one]) == whole
