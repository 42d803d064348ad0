"""Each reader of a decree by itself: names, lists, figures, requirements, steps, acts, channels."""

from __future__ import annotations

import pytest

from maklumat.core.decree.acts import cite, split_joined
from maklumat.core.decree.channels import channels
from maklumat.core.decree.figures import fee, limits, staffing, survey_months
from maklumat.core.decree.lists import items, leaves
from maklumat.core.decree.model import Bit, Item
from maklumat.core.decree.names import component_of
from maklumat.core.decree.pages import rows
from maklumat.core.decree.requirements import alternatives, needs
from maklumat.core.decree.spelling import number, number_word
from maklumat.core.decree.steps import graph, steps, without_graphs


def listed(text: str) -> list[Item]:
    """The items of a cell, as its row is read."""
    return items([bit for cell in rows(text)[0].cells for bit in cell])


def texts(text: str) -> list[str]:
    return [item.text for item in leaves(listed(text))]


@pytest.mark.parametrize(
    ("name", "component"),
    [
        ("Persyaratan", "persyaratan"),
        ("SYARAT-SYARAT", "persyaratan"),
        ("Persyaratan Pengusulan Bantuan", "persyaratan"),
        ("Sistem, Mekanisme, dan Prosedur", "prosedur"), ("SISTIM MEKANISME DAN PROSUDUR", "prosedur"),
        ("Tata Cara", "prosedur"), ("Alur Pelayanan", "prosedur"), ("Jangka Waktu Penyelesaian", "jangka_waktu"),
        ("Waktu Layanan", "jangka_waktu"), ("Biaya/Tarif", "biaya"), ("B1aya / tarif", "biaya"),
        ("Produk Layanan", "produk"),
        ("Hasil Layanan", "produk"),
        ("Penanganan Pengaduan, Sarana dan Masukan", "pengaduan"),
        ("Dasar Hukum", "dasar_hukum"),
        ("Landasan Hukum", "dasar_hukum"),
        ("Sarana, Prasarana dan/atau Fasilitas", "sarana"),
        ("Kompetensi Pelaksana", "kompetensi"), ("Pengawasan Internal", "pengawasan_internal"),
        ("Jumlah Pelaksana", "jumlah_pelaksana"), ("Jumlah Petugas", "jumlah_pelaksana"),
        ("Jaminan Pelayanan", "jaminan_pelayanan"), ("Jaminan Keamanan dan Keselamatan", "jaminan_keamanan"),
        ("Evaluasi Kinerja Pelaksana", "evaluasi_kinerja"), ("Penilaian Kinerja", "evaluasi_kinerja"),
    ],
)  # fmt: skip
def test_names_of_components(name: str, component: str) -> None:
    found = component_of(name)
    assert found is not None
    assert found.component == component


@pytest.mark.parametrize("name", ["", "Internet", "Personal Computer", "Maklumat", "Prinsip", "Bidang", "12", "Kotak"])
def test_what_is_no_component(name: str) -> None:
    assert component_of(name) is None


def test_only_a_name_known_word_for_word_is_sure() -> None:
    assert component_of("Dasar Hukum").exact  # type: ignore[union-attr]
    assert not component_of("Dasar Huku").exact  # type: ignore[union-attr]
    assert not component_of("Sistem dan Prasarana").exact  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. KTP 2. Kartu Keluarga 3. Pas foto", ["KTP", "Kartu Keluarga", "Pas foto"]),
        ("a) KTP b) Kartu Keluarga", ["KTP", "Kartu Keluarga"]),
        ("(1) KTP (2) KK", ["KTP", "KK"]),
        ("i. KTP ii. KK iii. Foto", ["KTP", "KK", "Foto"]),
        ("- Tenda - Logistik bencana - Kendaraan", ["Tenda", "Logistik bencana", "Kendaraan"]),
        ("➤ Tenda ➤ Kendaraan ➤ Obat", ["Tenda", "Kendaraan", "Obat"]),
        ("<ul><li>KTP</li><li>KK</li></ul>", ["KTP", "KK"]),
        ("<p>KTP</p> <p>KK</p>", ["KTP", "KK"]),
        ("KTP; KK; pas foto", ["KTP", "KK", "pas foto"]),
        ("1. Foto 1 lembar2. SKTM3. KK", ["Foto 1 lembar", "SKTM", "KK"]),
        ("1 Surat permohonan<br>2 Surat kuasa", ["Surat permohonan", "Surat kuasa"]),
        ("Pasal 4. Jl. A. Yani No. 1 dan seterusnya", ["Pasal 4. Jl. A. Yani No. 1 dan seterusnya"]),
        ("2 (dua) hari kerja", ["2 (dua) hari kerja"]),
        ("Melalui : a. Telepon b. Surat", ["Telepon", "Surat"]),
        ("1. Teknis a. Sehat b. Dewasa 2. Administrasi a. KTP", ["Sehat", "Dewasa", "KTP"]),
        ("12 - 18 bulan", ["12 - 18 bulan"]),
    ],
)
def test_lists(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


def test_a_heading_groups_what_stands_below_it() -> None:
    found = listed("1. Calon orang tua: a. Sehat b. Dewasa 2. Anak: a. Terlantar")
    assert [(item.text, item.group) for item in leaves(found)] == [
        ("Sehat", ("Calon orang tua",)), ("Dewasa", ("Calon orang tua",)), ("Terlantar", ("Anak",)),
    ]  # fmt: skip


def test_a_page_break_does_not_end_an_item() -> None:
    bits = [Bit("1. Surat keterangan dari kepala desa tempat", 4), Bit("tinggal pemohon 2. KTP", 9)]
    found = items(bits)
    assert [(item.text, item.first, item.last) for item in found] == [
        ("Surat keterangan dari kepala desa tempat tinggal pemohon", 4, 9), ("KTP", 9, 9),
    ]  # fmt: skip


def test_a_list_without_marks_is_cut_where_known_items_begin() -> None:
    bits = [Bit("Komputer Printer Kursi dan Meja Jaringan Internet", 3, listed=True)]
    found = items(bits, ["Komputer", "Printer", "Kursi dan meja"])
    assert [item.text for item in found] == ["Komputer", "Printer", "Kursi dan Meja", "Jaringan Internet"]
    assert all(item.loose for item in found)


@pytest.mark.parametrize(
    ("text", "unit", "low", "high"),
    [
        ("4 (empat) hari kerja", "hari_kerja", None, 4), ("Maksimal 3 (tiga) hari Kalender", "hari_kalender", None, 3),
        ("Mak 24 Jam", "jam", None, 24), ("15-30 Menit", "menit", 15, 30), ("12 – 18 bulan", "bulan", 12, 18),
        ("1 (satu) sampai dengan 2 (dua) hari kerja", "hari_kerja", 1, 2), ("tiga puluh menit", "menit", None, 30),
        ("1 minggu", "minggu", None, 1),
        ("1 x 24 jam", "jam", None, 24),
        ("1 (satu) Tahun Anggaran", "tahun_anggaran", None, 1),
        ("2 tahun", "bulan", None, 24), ("Berkala setiap bulan", "setiap_bulan", None, None),
        ("paling lambat tanggal 25 setiap bulan", "tanggal_bulanan", None, 25),
        ("Setiap hari kerja", "tanpa_angka", None, None),
        ("secepatnya", "tanpa_angka", None, None), ("3 hari", "hari", None, 3), ("1O men1t", "menit", None, 10),
    ],
)  # fmt: skip
def test_time_limits(text: str, unit: str, low: int | None, high: int | None) -> None:
    (found,) = limits([Item(text, 7, 7)])
    assert (found.unit, found.low, found.high) == (unit, low, high)


def test_what_is_said_about_a_time_limit() -> None:
    (complete,) = limits([Item("2 hari kerja, sejak berkas permohonan diterima secara lengkap", 1, 1)])
    assert complete.starts == "lengkap"
    (island,) = limits([Item("7 (tujuh) hari kerja untuk wilayah kepulauan", 1, 1)])
    assert island.condition == "wilayah kepulauan"
    (court,) = limits([Item("2 bulan (menyesuaikan sidang provinsi)", 1, 1)])
    assert court.depends == "sidang provinsi"
    two = limits([Item("1 minggu setelah verifikasi 3 bulan pendampingan", 1, 1)])
    assert [(limit.unit, limit.high, limit.lasting) for limit in two] == [("minggu", 1, False), ("bulan", 3, True)]
    (odd,) = limits([Item("5 (lima belas) hari", 1, 1)])
    assert any("tidak sama" in doubt for doubt in odd.doubts)
    assert any("hari kalender belum pasti" in doubt for doubt in odd.doubts)


@pytest.mark.parametrize(
    ("text", "rupiah", "sure"),
    [
        ("Gratis", 0, True), ("Rp. 0,- (Gratis/ Tidak Dipungut Biaya)", 0, True), ("Tidak di kenakan biaya", 0, True),
        ("Rp 25.000", 25_000, True), ("Gratis, kecuali legalisir Rp 5.000", 5_000, False), ("Sesuai Perda", 0, False),
    ],
)  # fmt: skip
def test_fees(text: str, rupiah: int, sure: bool) -> None:
    assert (fee(text).rupiah, fee(text).sure) == (rupiah, sure)


@pytest.mark.parametrize(
    ("text", "count", "roles"),
    [
        ("10 orang", 10, []), ("Jumlah petugas yang dibutuhkan sebanyak 4 orang", 4, []), ("5 (lima) Orang", 5, []),
        ("1 (satu) orang front office, 2 (dua) orang staf administrasi", 3, [("front office", 1),
        ("staf administrasi", 2)]),
        ("1. Front office 4 (empat) orang 2. Operator 1 orang", 5, [("Front office", 4), ("Operator", 1)]),
        ("2 (dua) s/d 4 (empat) orang", 4, []), ("tiga puluh enam orang", 36, []), ("secukupnya", 0, []),
    ],
)  # fmt: skip
def test_staff(text: str, count: int, roles: list[tuple[str, int]]) -> None:
    found = staffing(listed(text))
    assert (found.count, found.roles) == (count, roles)


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("Survei kepuasan setiap 6 (enam) bulan sekali", 6), ("Survey kepuasan tiap semester", 6),
        ("SKM minimal 1 Tahun sekali", 12), ("Survei dua kali dalam satu tahun", 6), ("Rapat setiap bulan", None),
        ("Survei kepuasan masyarakat", None),
    ],
)  # fmt: skip
def test_surveys(text: str, months: int | None) -> None:
    assert survey_months(text) == months


def test_requirements() -> None:
    found = needs(
        listed(
            "1. Fotokopi KTP 2. Surat pernyataan bermaterai 3. Surat "
            "Keterangan tidak mampu (bila ada) 4. Usia 18 tahun "
            "5. Ijazah asli 6. Kartu Keluarga atau Surat Domisili 7. KTP suami dan istri "
            "8. Syarat-syarat lainnya yang dibutuhkan"
        )
    )
    assert [(need.kind, need.form, need.optional) for need in found] == [
        ("dokumen", "fotokopi", False),
        ("dokumen", "bermeterai", False),
        ("dokumen", "", True),
        ("kriteria", "", False),
        ("dokumen", "asli", False), ("dokumen", "", False), ("dokumen", "", False), ("lainnya", "", False),
    ]  # fmt: skip
    assert found[5].alternatives == ("Kartu Keluarga", "Surat Domisili")
    assert found[6].couple
    assert found[0].document == "ktp"


def test_a_letter_whose_contents_are_listed_is_one_requirement() -> None:
    found = needs(listed("a. Surat permohonan tertulis yang memuat: 1) Maksud 2) Tujuan b. Fotokopi KTP dan KK"))
    assert [need.text for need in found] == [
        "Surat permohonan tertulis yang memuat:", "Fotokopi KTP", "Fotokopi KK",
    ]  # fmt: skip
    assert found[0].details == ["Maksud", "Tujuan"]


def test_steps_and_their_cases() -> None:
    found = steps(
        listed(
            "1. Pemohon menyerahkan berkas kepada loket: a. jika lengkap "
            "diproses; b. jika tidak dikembalikan 2. Asesmen oleh Peksos"
        )
    )
    assert [(step.kind, step.actor) for step in found] == [("periksa", "front-office"), ("asesmen", "pekerja-sosial")]
    assert len(found[0].ifs) == 2


def test_a_graph_is_told_apart_from_words() -> None:
    (row,) = rows(
        "3\tProsedur\t1. Pemohon datang <pre> graph TD A[Pemohon] --> B[Loket] B -->|lengkap| C[Kepala] </pre>"
    )
    words, drawn = without_graphs(row.cells[2])
    assert [bit.text for bit in words] == ["1. Pemohon datang"]
    assert graph(drawn).nodes == {"A": "Pemohon", "B": "Loket", "C": "Kepala"}
    assert graph(drawn).edges == [("A", "B", ""), ("B", "C", "lengkap")]


REGISTER = {
    "uu-25-2009": "Pelayanan Publik", "pp-39-2012": "Penyelenggaraan Kesejahteraan Sosial", "permensos-8-2021": "",
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Undang-Undang Nomor 25 Tahun 2009 tentang Pelayanan Publik", "uu-25-2009"), ("UU 25/2009", "uu-25-2009"),
        ("Undang – undang Noomor 25 Tahun 2009", "uu-25-2009"), ("Permensos No. 08 Tahun 2021", "permensos-8-2021"),
        ("Peraturan Menteri Sosial RI Nomor 110/HUK/2009 tentang X", "permensos-110-2009"),
        ("Keputusan Mensos RI Nomor 1/HUK/1995 tentang X", "kepmensos-1-1995"),
        ("Peraturan Menteri PAN-RB Nomor 15 Tahun 2014 tentang X", "permenpanrb-15-2014"),
        ("Peraturan Daerah Kabupaten Contoh Raya Nomor 5 Tahun 2016 tentang X", "perda-contoh-raya-5-2016"),
        ("Peraturan Bupati Contoh Nomor 7 Tahun 2020 tentang X", "perbup-contoh-7-2020"),
        ("Peraturan Daerah Nomor 7 Tahun 2020 tentang X", "perda-contoh-7-2020"),
        ("Keputusan Presiden Nomor 40 Tahun 1983 tentang X", "keppres-40-1983"), ("Pedoman teknis", ""),
        ("Peraturan Menteri Sosial tentang X", ""),
    ],
)  # fmt: skip
def test_citations(text: str, code: str) -> None:
    assert cite(text, REGISTER, "kabupaten contoh").code == code


def test_a_misprinted_act_is_proposed_and_doubted() -> None:
    act = cite("Undang-undang Nomor 39 Tahun 2012 tentang Penyelenggaraan Kesejahteraan Sosial", REGISTER)
    assert act.code == "pp-39-2012"
    assert "uu-39-2012" in act.doubt
    assert cite("Undang-Undang Nomor 25 Tahun 2009 tentang Perpajakan Daerah", REGISTER).doubt != ""


def test_citations_without_marks_are_told_apart() -> None:
    text = "UU Nomor 1 Tahun 2000 tentang A. Peraturan Pemerintah Nomor 2 Tahun 2001 tentang B"
    assert len(split_joined(text)) == 2


def test_channels() -> None:
    found = channels(
        listed(
            "a. Kotak saran b. Email: a@b.go.id c. Telepon (0719) 922313 "
            "d. Datang langsung e. Hotline 08000000 f. Instagram x Facebook y"
        )
    )
    assert [(channel.kind, channel.address) for channel in found] == [
        ("kotak", ""), ("surel", "a@b.go.id"), ("telepon", "(0719) 922313"), ("langsung", ""), ("telepon", "08000000"),
        ("lainnya", ""), ("lainnya", ""),
    ]  # fmt: skip
    assert [channel.empty for channel in found] == [False, False, False, False, True, False, False]


@pytest.mark.parametrize(
    ("words", "value"),
    [("tiga puluh enam", 36), ("sebelas", 11), ("dua belas", 12), ("seratus", 100), ("banyak", None)],
)
def test_number_words(words: str, value: int | None) -> None:
    assert number_word(words) == value


def test_figures_of_a_bad_scan() -> None:
    assert [number(text) for text in ("3O", "1l", "7", "tujuh", "x")] == [30, 11, 7, 7, None]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("KTP/KK", ("KTP", "KK")),
        ("Fotokopi KTP atau Kartu Keluarga", ("Fotokopi KTP", "Kartu Keluarga")),
        ("Struktur Organisasi LKS/Orsos dan susunan pengurus LKS/Orsos beserta KTP pengurus", ()),
        ("Surat pengantar desa/kelurahan", ()),
    ],
)
def test_a_pair_that_a_text_repeats_is_one_term(text: str, found: tuple[str, ...]) -> None:
    assert alternatives(text) == found
