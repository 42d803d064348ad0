"""Template, values and frame become a letter without holes; what is missing is said before a number is taken."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from maklumat.core.letter.compose import compose, unanswered
from maklumat.core.letter.content import LetterContent, Letterhead, letterhead_of, with_number
from maklumat.core.letter.faults import LetterFault
from maklumat.core.letter.names import OFFICE_NAMES
from maklumat.core.letter.template import Paragraph, Party, Rows, Template, parse_template
from maklumat.core.letter.texts import Value
from maklumat.core.standard.model import Decree, Office, Pledge, Source, Text
from tests.core.letter_cast import PERSON, SIGNATORY, STANDARDS, TEMPLATE_FILES, answers, base, frame, template

LETTER = parse_template(
    """\
kode: contoh
bentuk: keterangan
judul: Surat Keterangan {layanan}
isian:
  keperluan: {label: Keperluan surat, wajib: tidak}
  catatan_petugas: {label: Catatan petugas, wajib: tidak}
  tunggakan: {label: Jumlah tunggakan, jenis: bilangan}
  barang: {label: Barang, jenis: tabel, wajib: tidak}
  kelas: {label: Kelas, pilihan: ["1", "2"]}
isi:
  - baris:
      Nama: "{nama}"
      Lahir: "{tempat_lahir}, {tanggal_lahir}"
      Alamat: "{alamat}"
      Tetap: "kata tetap"
  - alinea: "Tunggakan {tunggakan:rupiah}, kelas {kelas}, catatan {catatan_petugas}."
  - alinea: "Untuk {keperluan}."
    bila_ada: keperluan
  - tabel: {dari: barang, kolom: [{judul: Nama}, {judul: Jumlah}]}
""",
    "contoh.yaml",
)
VALUES: dict[str, Value] = {"nama": "CONTOH SATU", "layanan": "DTKS", "tunggakan": 1000, "kelas": "2"}


def letter(values: dict[str, Value], source: Template = LETTER) -> LetterContent:
    return compose(source, base(), frame(), values)


def test_what_is_absent_takes_its_row_or_paragraph_with_it() -> None:
    content = letter(VALUES)
    assert content.title == "Surat Keterangan DTKS"
    assert content.blocks == (
        Rows((("Nama", "CONTOH SATU"), ("Tetap", "kata tetap"))),
        Paragraph("Tunggakan Rp1.000,00, kelas 2, catatan -."),
    )


def test_what_is_there_is_printed() -> None:
    full = letter(VALUES | {"keperluan": "sekolah", "alamat": "Jl. A", "barang": (("beras", "1"),)})
    kinds = [block["kind"] for block in full.to_values()["blocks"]]
    assert kinds == ["rows", "paragraph", "paragraph", "table"]
    assert full.to_values()["blocks"][3]["rows"] == [["beras", "1"]]
    assert ("Alamat", "Jl. A") in full.blocks[0].rows  # type: ignore[union-attr]


def test_everything_missing_is_named_at_once_by_its_label() -> None:
    with pytest.raises(LetterFault) as fault:
        letter({"tempat_lahir": "Contoh"})
    assert fault.value.code == "SRT-020"
    assert set(fault.value.message.values["missing"]) == {"layanan", "nama", "tanggal_lahir", "tunggakan", "kelas"}
    assert "Jumlah tunggakan" in str(fault.value.message)


def test_of_an_addressee_and_the_copies_only_what_is_known_is_written() -> None:
    source = parse_template(
        """\
kode: contoh
bentuk: surat
hal: Contoh
kepada: ["Sdr. {nama_pemohon}", "{alamat_pemohon}", di Tempat]
isi: [{rata: "Isi."}]
tembusan: ["Ketua {pekerjaan}", Camat]
""",
        "contoh.yaml",
    )
    alone = letter({"nama_pemohon": "CONTOH"}, source)
    assert (alone.addressee, alone.cc) == (("Sdr. CONTOH", "di Tempat"), ("Camat",))
    full = letter({"nama_pemohon": "CONTOH", "alamat_pemohon": "Jl. A", "pekerjaan": "RT"}, source)
    assert (full.addressee, full.cc) == (("Sdr. CONTOH", "Jl. A", "di Tempat"), ("Ketua RT", "Camat"))
    assert unanswered(source, {}) == ("nama_pemohon",)


def test_yth_is_said_once_whoever_else_says_it() -> None:
    source = parse_template(
        """\
kode: contoh
bentuk: surat
hal: Contoh
kepada: ["Yth. {penerima}", "di {tempat}"]
isian: {penerima: {label: Penerima}}
isi: [{alinea: "Isi surat."}]
""",
        "contoh.yaml",
    )
    place = f"di {frame().place}"
    assert letter({"penerima": "Kepala Desa Contoh"}, source).addressee == ("Kepala Desa Contoh", place)
    assert letter({"penerima": "Yth. Bapak Camat"}, source).addressee == ("Bapak Camat", place)


def test_a_party_whom_nobody_names_has_room_to_write() -> None:
    source = parse_template(
        """\
kode: contoh
bentuk: berita_acara
judul: Contoh
isian: {saksi: {label: Saksi, wajib: tidak}}
isi: [{alinea: "Isi berita acara."}]
pihak: [{sebutan: Saksi, nama: "{saksi}", keterangan: "atas nama {saksi}"}]
""",
        "contoh.yaml",
    )
    assert letter({}, source).parties == (Party("Saksi", "", ""),)
    assert letter({"saksi": "CONTOH"}, source).parties == (Party("Saksi", "CONTOH", "atas nama CONTOH"),)


def test_a_draft_leads_nowhere_and_nobody_has_signed_it() -> None:
    draft = compose(LETTER, base(), frame(number="", signatory=replace(SIGNATORY, name="")), VALUES)
    values = draft.to_values()
    assert (values["verification"], values["signature"]["mode"]) == ({"url": "", "code": ""}, "draft")
    assert len(draft.footer) == 1
    assert "GRATIS" in draft.footer[0]


def test_a_signatory_whom_nobody_knows_yet_takes_no_row() -> None:
    source = parse_template(
        """\
kode: contoh
bentuk: keterangan
judul: Contoh
isi: [{baris: {Nama: "{nama_penanda_tangan}", Jabatan: "{jabatan_penanda_tangan} {daerah}"}}]
""",
        "contoh.yaml",
    )
    jabatan = ("Jabatan", "Kepala Dinas Sosial Kabupaten Contoh")
    unknown = frame(number="", signatory=replace(SIGNATORY, name=""))
    assert compose(source, base(), unknown, {}).blocks == (Rows((jabatan,)),)
    assert compose(source, base(), frame(), {}).blocks == (Rows((("Nama", SIGNATORY.name), jabatan)),)


def test_the_desk_is_told_what_to_ask() -> None:
    assert unanswered(LETTER, VALUES) == ()
    assert set(unanswered(LETTER, {"layanan": "x", "nama": "y"})) == {"tunggakan", "kelas"}
    for path in TEMPLATE_FILES:
        assert not set(unanswered(template(path), {})) & OFFICE_NAMES.keys()


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"tunggakan": "seribu"}, "SRT-021"),
        ({"tunggakan": date(2026, 1, 1)}, "SRT-021"),
        ({"kelas": 2}, "SRT-021"),
        ({"kelas": "3"}, "SRT-022"),
        ({"barang": (("beras",),)}, "SRT-021"),
        ({"barang": "beras"}, "SRT-021"),
        ({"nama": "  "}, "SRT-020"),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(changed: dict[str, Value], code: str) -> None:
    with pytest.raises(LetterFault) as fault:
        letter(VALUES | changed)
    assert fault.value.code == code


@pytest.mark.parametrize(
    ("frame_changed", "watermark"),
    [({}, ""), ({"is_demo": True}, "CONTOH"), ({"number": ""}, "KONSEP"), ({"number": "", "is_demo": True}, "CONTOH")],
)
def test_demo_letters_and_drafts_say_so_across_the_page(frame_changed: dict[str, object], watermark: str) -> None:
    content = compose(LETTER, base(), frame(**frame_changed), VALUES)
    assert content.watermark == watermark
    assert content.document_title.startswith(f"{watermark}: " if watermark else "Surat Keterangan DTKS 400.9.14")


def test_the_foot_says_honestly_who_signed() -> None:
    def foot(**changed: object) -> str:
        return " ".join(compose(LETTER, base(), frame(**changed), VALUES).footer)

    assert "penanda tangan bawaan Maklumat, bukan BSrE" in foot()
    assert "BSrE" not in foot(mode="electronic", built_in_signer=False)
    assert "BSrE" not in foot(mode="wet")
    assert "cap basah" in foot(mode="wet")
    assert "di luar" in foot(mode="outside")
    for mode in ("electronic", "wet", "outside"):
        assert "GRATIS" in foot(mode=mode)


def test_a_title_never_carries_a_name() -> None:
    """It shows in browser tabs and file lists."""
    for path in TEMPLATE_FILES:
        source = template(path)
        assert "CONTOH SATU" not in compose(source, base(), frame(), answers(source)).document_title


def test_acting_signatories_and_authority_of_another() -> None:
    assert replace(SIGNATORY, capacity="Plt.").heading == ("Plt. Kepala Dinas Sosial",)
    on_behalf = replace(SIGNATORY, post="Sekretaris", above=("a.n. Kepala Dinas Sosial",))
    assert on_behalf.heading == ("a.n. Kepala Dinas Sosial", "Sekretaris")


def test_the_number_comes_last() -> None:
    draft = frame(number="")
    assert draft.is_draft
    assert with_number(draft, "17/2026").number == "17/2026"


@pytest.mark.parametrize("path", TEMPLATE_FILES, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_every_letter_in_the_standards_composes(path: Path) -> None:
    source = template(path)
    assert source.code == path.stem
    content = compose(source, base(), frame(), answers(source))
    values = content.to_values()
    assert json.loads(json.dumps(values)) == values
    printed = [content.title, content.subject, *content.addressee, *content.footer, *content.cc]
    printed += [json.dumps(block.get("text") or block.get("rows") or block["items"]) for block in values["blocks"]]
    assert len(printed) > 5
    assert not [text for text in printed if "{" in text]
    assert source.names <= PERSON.keys() | OFFICE_NAMES.keys() | {field.name for field in source.fields}


@pytest.mark.parametrize("path", TEMPLATE_FILES, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_every_declared_field_is_used(path: Path) -> None:
    source = template(path)
    assert {field.name for field in source.fields} - source.names == set()


def test_confidential_letters_mask_what_the_reader_does_not_need() -> None:
    refusal = next(path for path in TEMPLATE_FILES if path.stem == "surat-penolakan")
    assert "nik" not in template(refusal).names
    adoption = next(path for path in TEMPLATE_FILES if path.stem == "surat-rekomendasi-pengangkatan-anak")
    assert template(adoption).nature == "Rahasia"
    assert "inisial_anak" in template(adoption).names


def test_below_its_government_s_name_the_region_is_not_said_again() -> None:
    head = Letterhead("Pemerintah Kabupaten Contoh", "Dinas Sosial Kabupaten Contoh", "Jalan Contoh")
    values = compose(LETTER, base(), frame(letterhead=head), VALUES).to_values()
    assert values["letterhead"]["heading"] == "Dinas Sosial"
    assert head.region == "Kabupaten Contoh"
    assert replace(head, agency="Dinas Sosial").heading == "Dinas Sosial"


def test_letterhead_of_an_office() -> None:
    source = Source("1")
    office = Office(
        code="contoh",
        name="Dinas Sosial",
        short_name="Dinsos",
        government="Pemerintah Kabupaten Contoh",
        region_code="99.99",
        time_zone="Asia/Jakarta",
        address="Jalan Contoh Nomor 1",
        postal_code="99999",
        phones=("(0999) 1", "(0999) 2"),
        email="dinas@example.go.id",
        website="",
        decree=Decree("1", "x", "x", date(2026, 1, 1), date(2026, 1, 1), "kepala-dinas", "x", (), (), ()),
        divisions=(),
        posts=(),
        hours=(),
        channels=(),
        pledge=Pledge("", (), (), source),
        vision=Text("", source),
        mission=(),
        motto=(),
    )
    assert letterhead_of(office) == Letterhead(
        "Pemerintah Kabupaten Contoh", "Dinas Sosial", "Jalan Contoh Nomor 1 99999",
        ("(0999) 1", "(0999) 2"), "dinas@example.go.id",
    )  # fmt: skip


def test_who_signs_above_the_office_has_the_head_and_the_day_of_their_own() -> None:
    source = template(STANDARDS / "tulungagung/surat/surat-usulan-dtks.yaml")
    above = compose(source, base(), frame(number="", for_outside=True, mode="outside"), answers(source)).to_values()
    assert (above["own_head"], above["place_and_date"]) == (False, "Kota Contoh, …………………")
    ours = compose(LETTER, base(), frame(), VALUES).to_values()
    assert (ours["own_head"], ours["place_and_date"]) == (True, "Kota Contoh, 21 November 2026")
