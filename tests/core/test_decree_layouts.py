"""Whole decrees in layouts of our own: paragraphs, Markdown, headings, turned columns, HTML in another order."""

from __future__ import annotations

from pathlib import Path

import pytest

from maklumat.core.decree.drafting import Draft, draft
from maklumat.core.decree.model import COMPONENTS
from maklumat.core.decree.reading import Service
from maklumat.core.standard.check import errors
from maklumat.core.standard.load import load_office

TEXTS = Path(__file__).parent / "decree_texts"
NAMES = ("crosswise", "headings", "landscape", "markdown", "otherorder", "paragraphs", "spaced")


def read(name: str) -> Draft:
    return draft((TEXTS / f"{name}.txt").read_text(), f"{name}.txt", "contoh", {"uu-25-2009": "Pelayanan Publik"})


def services(name: str) -> tuple[Service, ...]:
    return read(name).services


def needs(service: Service) -> list[tuple[str, str, str]]:
    return [(need.text, need.kind, need.form) for need in service.needs]


def steps(service: Service) -> list[tuple[str, str, str]]:
    return [(step.text, step.kind, step.actor) for step in service.steps]


@pytest.mark.parametrize("name", NAMES)
def test_every_layout_becomes_a_draft_that_loads(name: str) -> None:
    files = {f"contoh/{path}": text for path, text in read(name).files.items()}
    loaded = load_office(files | {"_bersama/dasar_hukum.yaml": _REGISTER})
    assert [str(found) for found in errors(loaded.findings)] == []
    assert len(loaded.services) == len(services(name))
    assert all(len(line) <= 120 for text in files.values() for line in text.splitlines())


_REGISTER = """\
format: 1
peraturan:
  - {kode: uu-25-2009, jenis: uu, nomor: 25, tahun: 2009, tentang: Pelayanan Publik}
"""


def test_numbered_paragraphs() -> None:
    found = read("paragraphs")
    assert (found.head.name, found.head.number) == ("Dinas Sosial Kota Contoharja", "460/15/2024")
    assert (found.head.enacted and found.head.enacted.isoformat(), found.head.place) == ("2024-01-02", "Contoharja")
    first, second = found.services
    assert (first.found.title, first.found.first, first.found.last) == (
        "STANDAR PELAYANAN REKOMENDASI BEASISWA CONTOH", 21, 44,
    )  # fmt: skip
    assert needs(first) == [
        ("Fotokopi KTP atau KIA", "dokumen", "fotokopi"),
        ("Surat keterangan lulus asli", "dokumen", "asli"),
        ("Usia paling tinggi 21 tahun", "kriteria", ""),
    ]
    assert first.needs[0].alternatives == ("Fotokopi KTP", "KIA")
    assert steps(first) == [
        ("Pemohon menyerahkan berkas ke loket", "periksa", "front-office"),
        ("Kepala Bidang memeriksa dan memaraf konsep", "paraf", "kabid"),
        ("Kepala Dinas menandatangani rekomendasi", "tanda_tangan", "kepala-dinas"),
        ("Pemohon menerima surat rekomendasi", "serah_hasil", ""),
    ]
    assert [(limit.unit, limit.high, limit.starts) for limit in first.limits] == [("hari_kerja", 3, "lengkap")]
    assert [act.code for act in first.acts] == ["uu-25-2009", "perda-contoharja-3-2020"]
    assert (first.staffing.count, first.staffing.roles) == (3, [("loket", 2), ("verifikator", 1)])
    assert first.survey == 3
    assert [need.text for need in second.needs] == ["Penyandang disabilitas", "Fotokopi KTP", "Fotokopi KK"]
    assert [(limit.unit, limit.low, limit.high) for limit in second.limits] == [("hari_kalender", 7, 14)]


def test_a_markdown_table_in_two_parts() -> None:
    found = read("markdown")
    assert found.head.number == "500/1/DS/2025"
    adoption, grant = found.services
    assert {part.component for part in adoption.found.parts} == set(COMPONENTS)
    assert len(grant.found.parts) == 6
    assert needs(adoption)[2] == ("Surat pernyataan bermeterai", "dokumen", "bermeterai")
    assert [step.kind for step in adoption.steps] == ["periksa", "kunjungan", "konsep"]
    assert [item.text for item in adoption.lists["sarana"]] == ["Komputer", "kendaraan", "ruang konseling"]
    assert adoption.survey == 6
    assert [channel.address for channel in adoption.channels] == ["contoh@contoh.go.id"]


def test_components_as_headings() -> None:
    data, referral = services("headings")
    assert (data.found.title, referral.found.title) == ("PELAYANAN DATA CONTOH", "PELAYANAN RUJUKAN CONTOH")
    assert [need.text for need in data.needs] == ["KTP", "Kartu Keluarga"]
    assert [(limit.unit, limit.low, limit.high) for limit in data.limits] == [("menit", 15, 20)]
    assert [(limit.unit, limit.high, limit.round_clock) for limit in referral.limits] == [("jam", 24, True)]
    assert [act.code for act in data.acts] == ["uu-13-2011"]
    assert "Komponen kompetensi tidak ditemukan." in [doubt.text for doubt in referral.doubts]


def test_the_contents_before_the_name() -> None:
    (letter,) = services("landscape")
    assert letter.found.title == "Standar Pelayanan Surat Tugas Contoh"
    assert {part.component for part in letter.found.parts} == set(COMPONENTS)
    assert needs(letter) == [("Fotokopi KTP", "dokumen", "fotokopi"), ("Pas foto 3 lembar", "dokumen", "")]
    assert [(limit.unit, limit.high) for limit in letter.limits] == [("jam", 2)]
    assert letter.staffing.count == 4


def test_fourteen_rows_in_another_order_under_other_names() -> None:
    (permit,) = services("otherorder")
    assert {part.component for part in permit.found.parts} == set(COMPONENTS)
    assert permit.found.parts[0].component == "evaluasi_kinerja"
    assert [need.text for need in permit.needs] == ["Surat permohonan", "Proposal kegiatan"]
    assert [step.text for step in permit.steps] == ["Pemohon mengirim surat", "Petugas memeriksa"]
    assert (permit.staffing.count, permit.survey, permit.fee.rupiah) == (5, 6, 0)
    assert "Judul layanan tidak ditemukan di atas tabelnya." in [doubt.text for doubt in permit.doubts]


def test_no_person_is_ever_kept() -> None:
    text = (TEXTS / "landscape.txt").read_text() + (
        "\nKepala Dinas,\n\nDr. Contoh Orang, S.Sos, M.Si\nNIP. 19720805 200112 1 007\n"
    )
    text = text.replace(
        "SP4N-LAPOR", "Nama : Contoh Orang, S.Sos NIP : 19720805 200112 1 007 Jabatan : Petugas; SP4N-LAPOR"
    )
    text = text.replace(
        "Survei setiap semester", "Survei KEPALA BIDANG <u>CONTOH ORANG.S.Hut</u> NIP. 19720805 200112 1 007"
    )
    written = "\n".join(draft(text, "x.txt", "contoh").files.values())
    assert "lapor.go.id" in written
    assert "1972" not in written
    assert "contoh orang" not in written.lower()
    assert "NIP" not in written


@pytest.mark.parametrize("name", NAMES)
def test_every_draft_has_the_letters_that_its_steps_write(name: str) -> None:
    made = read(name)
    wanted = {product.text for service in made.services for product in service.products if product.kind == "surat"}
    written = {
        text.split("judul: ")[1].splitlines()[0] for path, text in made.files.items() if path.startswith("surat/")
    }
    assert written == wanted


def test_one_service_in_each_row() -> None:
    letter, aid = services("crosswise")
    assert (letter.found.title, aid.found.title) == ("Surat Domisili Panti Contoh", "Bantuan Contoh")
    assert [need.text for need in letter.needs] == ["Akta pendirian", "Fotokopi KTP"]
    assert [(limit.unit, limit.high) for limit in (*letter.limits, *aid.limits)] == [("hari_kerja", 2), ("minggu", 1)]
    assert [step.kind for step in aid.steps] == ["lapor", "salurkan"]


def test_a_second_printing_is_said_to_be_one() -> None:
    text = (TEXTS / "landscape.txt").read_text()
    made = draft(text + "\n" + text.split("CONTOH\n", 1)[1], "x.txt", "contoh")
    assert [service.found.title for service in made.services] == ["Standar Pelayanan Surat Tugas Contoh"] * 2
    assert any("Judulnya sama dengan layanan surat-tugas-contoh" in str(line) for line in made.report)


def test_columns_kept_apart_by_spaces() -> None:
    letter, aid = services("spaced")
    assert (letter.found.title, aid.found.title) == ("SURAT KETERANGAN CONTOH", "BANTUAN CONTOH")
    assert [need.text for need in letter.needs] == [
        "Fotokopi KTP", "Surat pengantar dari kepala desa tempat tinggal pemohon",
    ]  # fmt: skip
    assert [step.kind for step in letter.steps] == ["periksa", "periksa", "tanda_tangan"]
    assert [channel.kind for channel in letter.channels] == ["kotak", "telepon"]
    assert [step.text for step in aid.steps] == ["Warga melapor", "Bantuan disalurkan"]
