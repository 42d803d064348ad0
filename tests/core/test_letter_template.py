"""Reading templates and the shared letter data: every fault names file, line, column and what was meant."""

from __future__ import annotations

from datetime import date

import pytest

from maklumat.core.letter.base import parse_base
from maklumat.core.letter.check import letter_faults
from maklumat.core.letter.faults import TemplateFault
from maklumat.core.letter.template import Column, Paragraph, Points, Rows, Table, parse_template
from tests.core.letter_cast import TEMPLATE_FILES

GOOD = """\
kode: surat-contoh
bentuk: keterangan
judul: Surat Keterangan
isian:
  keperluan: {label: Keperluan, wajib: tidak}
  barang: {label: Barang, jenis: tabel}
  kelas: {label: Kelas, pilihan: ["1", "2"]}
isi:
  - alinea: "Menerangkan {nama}."
  - rata: "Untuk {keperluan}."
    bila_ada: keperluan
  - tengah: MENERANGKAN
  - baris: {Nama: "{nama}", Kelas: "{kelas}"}
  - butir: [satu, dua]
  - huruf: [satu]
  - tabel: {dari: barang, kolom: [{judul: Nama, bagian: 3}, {judul: Jumlah, rata: kanan}]}
tembusan: ["Camat {kantor}"]
"""

BASE = """\
tema: {kertas: a4, huruf_pt: 12, tepi_mm: {atas: 15, kanan: 20, bawah: 15, kiri: 25}}
kaki: {elektronik: ["Periksa di {alamat_periksa}."], basah: [], luar: []}
penanda_tangan_bawaan: bukan BSrE
gratis: GRATIS
kata_contoh: CONTOH
kata_konsep: KONSEP
"""


def test_a_template_is_read() -> None:
    template = parse_template(GOOD, "surat-contoh.yaml")
    assert template.code == "surat-contoh"
    assert template.form == "statement"
    assert template.blocks == (
        Paragraph("Menerangkan {nama}."),
        Paragraph("Untuk {keperluan}.", "flush", "keperluan"),
        Paragraph("MENERANGKAN", "center"),
        Rows((("Nama", "{nama}"), ("Kelas", "{kelas}"))),
        Points(("satu", "dua")),
        Points(("satu",), "a."),
        Table((Column("Nama", "left", 3.0), Column("Jumlah", "right")), "barang"),
    )
    assert [(field.name, field.kind, field.required) for field in template.fields] == [
        ("keperluan", "text", False),
        ("barang", "table", True),
        ("kelas", "text", True),
    ]
    assert template.names == {"nama", "keperluan", "kelas", "barang", "kantor"}
    assert [column.title for column in template.columns("barang")] == ["Nama", "Jumlah"]
    assert template.columns("kelas") == ()


@pytest.mark.parametrize(
    ("old", "new", "code", "place", "said"),
    [
        ("judul: Surat", "judull: Surat", "SRT-011", "3:1", "Maksudnya: judul?"),
        ("tembusan:", "kode: lagi\ntembusan:", "SRT-011", "17:1", "ditulis dua kali"),
        ("    bila_ada: keperluan\n  - t", "  - bila_ada: keperluan\n    t", "SRT-011", "11:5", "hanya untuk"),
        ("judul: Surat Keterangan\n", "", "SRT-012", "1:1", "judul"),
        ("bentuk: keterangan\n", "", "SRT-012", "1:1", "bentuk"),
        ("{label: Kelas, ", "{", "SRT-012", "7:10", "label"),
        ("isi:\n", "isi:\n  - {}\n", "SRT-013", "9:5", "tepat satu dari"),
        ("butir: [satu, dua]", "butir: satu", "SRT-013", "14:12", "daftar"),
        ("judul: Surat Keterangan", "judul: [a]", "SRT-013", "3:8", "teks"),
        ("{label: Kelas, pilihan: [\"1\", \"2\"]}", "Kelas", "SRT-013", "7:10", "kunci: nilai"),
        ("Menerangkan {nama}.", "Menerangkan {nma}.", "SRT-014", "9:13", "Maksudnya: nama?"),
        ("Menerangkan {nama}.", "Menerangkan {nama.}.", "SRT-015", "9:13", "kurawal"),
        ("Untuk {keperluan}.", "Untuk {keperluan:rupiahh}.", "SRT-015", "10:11", "Maksudnya: rupiah?"),
        ("bentuk: keterangan", "bentuk: keteragan", "SRT-016", "2:9", "Maksudnya: keterangan?"),
        ("wajib: tidak", "wajib: no", "SRT-016", "5:40", "tidak dikenal"),
        ("jenis: tabel", "jenis: tabl", "SRT-016", "6:34", "Maksudnya: tabel?"),
        ("dari: barang", "dari: brang", "SRT-016", "16:19", "Maksudnya: barang?"),
        ("bagian: 3", "bagian: lebar", "SRT-016", "16:57", "angka"),
        ("bila_ada: keperluan", "bila_ada: keprluan", "SRT-016", "11:15", "Maksudnya: keperluan?"),
        ("  keperluan: {", "  nama: {label: x}\n  keperluan: {", "SRT-017", "5:9", "sudah dikenal"),
        ("  kelas: {", "  Kelas: {", "SRT-017", "7:10", "huruf kecil"),
        ("kode: surat-contoh", "kode: &a surat-contoh", "SRT-010", "1:7", "jangkar"),
        ("kode: surat-contoh", "kode: !!python/name:os.system x", "SRT-010", "1:7", "tag"),
        ("judul: Surat Keterangan", "judul: 'Surat", "SRT-010", "", "YAML"),
    ],
)  # fmt: skip
def test_a_fault_says_where_and_what_was_meant(old: str, new: str, code: str, place: str, said: str) -> None:
    assert GOOD.count(old) == 1
    with pytest.raises(TemplateFault) as fault:
        parse_template(GOOD.replace(old, new), "surat-contoh.yaml")
    assert fault.value.code == code
    assert str(fault.value.message).startswith(f"surat-contoh.yaml:{place}")
    assert said in str(fault.value.message)


@pytest.mark.parametrize("text", ["", "# kosong", "- a", "a", "\x00", "a: *b"])
def test_what_is_no_template_is_refused(text: str) -> None:
    with pytest.raises(TemplateFault):
        parse_template(text, "x.yaml")


def test_a_letter_needs_an_addressee() -> None:
    with pytest.raises(TemplateFault, match="kepada"):
        parse_template(GOOD.replace("bentuk: keterangan", "bentuk: surat\nhal: Contoh"), "x.yaml")


def test_the_duty_stamp_is_that_of_the_day() -> None:
    rates = (
        "bea_meterai: [{sejak: 2000-05-01, rupiah: 6000, dasar: Lama}, {sejak: 2021-01-01, rupiah: 10000, dasar: Baru}]"
    )
    base = parse_base(f"{BASE.rstrip()}\n{rates}\n", "dasar.yaml")
    days = (date(1999, 1, 1), date(2020, 12, 31), date(2021, 1, 1))
    found = [base.stamp_duty(on) for on in days]
    assert [duty and (duty.rupiah, duty.legal_basis) for duty in found] == [None, (6000, "Lama"), (10000, "Baru")]
    with pytest.raises(TemplateFault, match="2021-02-30"):
        parse_base(f"{BASE.rstrip()}\n{rates.replace('2021-01-01', '2021-02-30')}\n", "dasar.yaml")


def test_the_shared_data_is_read() -> None:
    base = parse_base(BASE, "dasar.yaml")
    assert (base.theme.paper, base.theme.font_size, base.theme.margins) == ("a4", 12.0, (15.0, 20.0, 15.0, 25.0))
    assert base.footers == {"electronic": ("Periksa di {alamat_periksa}.",), "wet": (), "outside": ()}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("kertas: a4", "kertas: a5", "SRT-016"),
        ("huruf_pt: 12", "huruf_pt: 40", "SRT-016"),
        ("huruf_pt: 12", "huruf_pt: nan", "SRT-016"),
        ("gratis: GRATIS\n", "", "SRT-012"),
        ("luar: []", "luarr: []", "SRT-011"),
        ("{alamat_periksa}", "{alamat}{x}", "SRT-014"),
    ],
)
def test_faults_of_the_shared_data(old: str, new: str, code: str) -> None:
    with pytest.raises(TemplateFault) as fault:
        parse_base(BASE.replace(old, new), "dasar.yaml")
    assert fault.value.code == code


def test_the_letters_in_the_standards_are_good() -> None:
    for folder in {path.parent for path in TEMPLATE_FILES}:
        letters = {path.stem: path.read_text() for path in folder.glob("*.yaml")}
        assert letters
        assert letter_faults(letters) == ()


def test_all_letters_are_judged_at_once() -> None:
    faults = letter_faults({"dasar": "tema: x", "surat-contoh": GOOD, "surat-lain": GOOD, "rusak": "kode: ["})
    assert [(fault.code, fault.message.values["file"]) for fault in faults] == [
        ("SRT-012", "dasar.yaml"),
        ("SRT-010", "rusak.yaml"),
        ("SRT-016", "surat-lain.yaml"),
    ]
