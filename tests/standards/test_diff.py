"""Two versions compared in words that a kepala dinas reads."""

from __future__ import annotations

import pytest

from maklumat.core.standard.diff import HEAVIER, LIGHTER, Change, diff
from tests.standards.cast import PATHS, good, load


def changed(*changes: tuple[str, str], name: str = "layanan") -> tuple[Change, ...]:
    text = good()[PATHS[name]]
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return diff(load().required(), load(**{name: text}).required())


def test_nothing_changed() -> None:
    assert changed() == ()


def test_sources_and_notes_are_no_difference() -> None:
    note = "catatan: [{kode: x, teks: A, pilihan: B, sumber: {baris: 11}}]\nbiaya: {rupiah: 0, sumber: {baris: 15}}"
    assert changed(("biaya: {rupiah: 0, sumber: {baris: 14}}", note)) == ()


@pytest.mark.parametrize(
    ("old", "new", "sentence", "weight"),
    [
        ("rupiah: 0", "rupiah: 25000", "biaya berubah dari “gratis” menjadi “Rp25.000”.", HEAVIER),
        (
            "{hari_kerja: 1}", "{menit: 30, mulai: diterima}",
            "jangka waktu berubah dari “1 hari kerja sejak lengkap” menjadi “30 menit sejak diterima”.", LIGHTER,
        ),
        ("jumlah: 2, peran", "jumlah: 5, peran", "jumlah pelaksana berubah dari “2” menjadi “5”.", ""),
        ("[Komputer, Meja]", "[Komputer, Kursi]", "sarana dihapus: “Meja”.", ""),
        (
            "bentuk: fotokopi", "bentuk: asli",
            "persyaratan “Fotokopi KTP”: bentuk berubah dari “fotokopi” menjadi “asli”.", "",
        ),
        (
            "hasil: {dikonsep: tanda-tangan}", "hasil: {dikonsep: tanda-tangan, dikembalikan: periksa}",
            "langkah “Membuat surat contoh”: sesudah “Kembalikan ke langkah sebelumnya” kini “ke periksa”.", "",
        ),
        (
            "jenis: verifikasi\n      pelaku: staf", "jenis: verifikasi\n      pelaku: loket",
            "langkah “Memeriksa data”: pelaku berubah dari “Staf” menjadi “Petugas Loket”.", "",
        ),
        (
            "aturan: usia(tanggal_lahir) >= 17", "aturan: usia(tanggal_lahir) >= 18",
            ("aturan kelayakan “Berusia 17 tahun”: aturan berubah dari “usia(tanggal_lahir) >= 17” "
            "menjadi “usia(tanggal_lahir) >= 18”."), "",
        ),
    ],
)  # fmt: skip
def test_one_change(old: str, new: str, sentence: str, weight: str) -> None:
    first = changed((old, new))[0]
    assert (first.text, first.weight, first.service) == (sentence, weight, "Surat Contoh")


def test_a_new_requirement_weighs_on_the_applicant() -> None:
    more = "{kode: kk, teks: Fotokopi KK, jenis: dokumen}"
    (found,) = changed(("    - {kode: usia,", f"    - {more}\n    - {{kode: usia,"))
    assert str(found) == "Surat Contoh: persyaratan baru: “Fotokopi KK”. (lebih berat bagi pemohon)"


def test_services_come_and_go() -> None:
    old = load().required()
    assert [str(one) for one in diff(old, (old[0], ()))] == [
        "Surat Contoh: layanan ini dihapus. (lebih berat bagi pemohon)"
    ]
    assert [one.text for one in diff((old[0], ()), old)] == ["layanan baru."]


def test_the_office_comes_first() -> None:
    found = changed(
        ("alamat: Jalan Contoh Nomor 1", "alamat: Jalan Baru 2"), ("tutup: 16:00", "tutup: 15:00"), name="kantor"
    )
    assert [str(one) for one in found] == [
        "alamat berubah dari “Jalan Contoh Nomor 1” menjadi “Jalan Baru 2”.",
        "jam kerja berubah.",
    ]
