"""`maklumat standards import | new-office | new-service`: drafts that load, say what is left, and overwrite nothing."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from maklumat.core.standard.check import check, errors
from maklumat.core.standard.load import load_office
from maklumat.ports.standards_folder import office_files

STANDARDS = Path(__file__).parents[2] / "standards"
DECREE = """\
PEMERINTAH KABUPATEN CONTOH
DINAS SOSIAL
KEPUTUSAN KEPALA DINAS SOSIAL KABUPATEN CONTOH
NOMOR : 12/KEP/2024
TENTANG
STANDAR PELAYANAN DINAS SOSIAL KABUPATEN CONTOH
Menimbang : a. bahwa perlu ditetapkan standar pelayanan;
Mengingat : 1. Undang-Undang Nomor 25 Tahun 2009 tentang Pelayanan Publik;
MEMUTUSKAN:
KESATU : Standar Pelayanan sebagaimana tercantum dalam Lampiran.
Ditetapkan di : Kotacontoh
Pada tanggal : 5 Maret 2024

1. Surat Keterangan Contoh

No\tKomponen\tUraian
1\tPersyaratan\t1. Fotokopi KTP 2. Surat pengantar (bila ada)
2\tSistem, Mekanisme dan Prosedur\t1. Pemohon menyerahkan berkas 2. Kepala Dinas menandatangani surat
3\tJangka Waktu Pelayanan\t2 (dua) hari kerja
4\tBiaya/Tarif\tGratis
5\tProduk Pelayanan\tSurat Keterangan
6\tPenanganan Pengaduan\tKotak saran
"""


def run(*args: str) -> str:
    out = StringIO()
    call_command("standards", *args, stdout=out)
    return out.getvalue()


@pytest.fixture
def decree(tmp_path: Path) -> Path:
    path = tmp_path / "keputusan.txt"
    path.write_text(DECREE)
    return path


def test_an_imported_decree_loads_and_says_what_is_left(decree: Path, tmp_path: Path) -> None:
    said = run("import", str(decree), "--out", str(tmp_path / "contoh"))
    assert f"Rancangan ada di {tmp_path / 'contoh'}" in said
    assert "Komponen kompetensi tidak ditemukan." in said
    loaded = load_office(office_files(tmp_path, "contoh", STANDARDS))
    assert errors(loaded.findings) == ()
    (service,) = loaded.services
    assert service.name == "Surat Keterangan Contoh"
    assert [(limit.unit, limit.max) for limit in service.time_limits] == [("working_days", 2)]
    assert [item.optional for item in service.requirements] == [False, True]
    assert loaded.office is not None
    assert (loaded.office.decree.number, loaded.office.decree.enacted_on.isoformat()) == ("12/KEP/2024", "2024-03-05")
    left = [found for found in check(loaded) if found.code == "STD-608"]
    assert any("kode wilayah" in found.text for found in left)


def test_the_code_of_a_region_is_found_by_its_name(decree: Path, tmp_path: Path) -> None:
    decree.write_text(DECREE.replace("KABUPATEN CONTOH", "KABUPATEN BADUNG"))
    run("import", str(decree), "--out", str(tmp_path / "badung"))
    written = (tmp_path / "badung" / "kantor.yaml").read_text()
    assert 'kode_wilayah: "51.03"' in written
    assert "zona_waktu: WITA" in written
    assert "dicari dari nama daerah" in written


def test_the_code_of_the_office_is_the_name_of_its_folder(decree: Path, tmp_path: Path) -> None:
    run("import", str(decree), "--out", str(tmp_path / "rancangan baru"), "--office", "lain")
    assert (tmp_path / "rancangan baru" / "lain" / "kantor.yaml").read_text().count("kantor: lain\n") == 1


def test_check_of_a_draft_uses_the_shared_acts(decree: Path, tmp_path: Path) -> None:
    run("import", str(decree), "--out", str(tmp_path / "contoh"))
    said = run("check", str(tmp_path / "contoh"))
    assert said.splitlines()[-1].startswith("0 galat, ")
    assert "tulis isi suratnya" in said


def test_nothing_is_overwritten(decree: Path, tmp_path: Path) -> None:
    run("import", str(decree), "--out", str(tmp_path / "contoh"))
    before = (tmp_path / "contoh" / "kantor.yaml").read_text()
    with pytest.raises(CommandError, match="sudah berisi standar"):
        run("import", str(decree), "--out", str(tmp_path / "contoh"))
    with pytest.raises(CommandError, match="sudah berisi standar"):
        run("new-office", "contoh", "--name", "Dinas Lain", "--region", "11.01", "--path", str(tmp_path))
    assert (tmp_path / "contoh" / "kantor.yaml").read_text() == before


def test_an_unknown_text_ends_in_a_draft_and_a_report(tmp_path: Path) -> None:
    (tmp_path / "surat.txt").write_text("Yth. Bapak\n\nMohon bantuan.\n")
    said = run("import", str(tmp_path / "surat.txt"), "--out", str(tmp_path / "contoh"))
    assert "tidak ada layanan dengan komponen standar pelayanan yang dikenal" in said
    loaded = load_office(office_files(tmp_path, "contoh", STANDARDS))
    assert (errors(loaded.findings), loaded.services) == ((), ())
    assert loaded.office is not None


def test_a_text_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "rusak.txt").write_bytes(b"Persyaratan\xff\xfe")
    with pytest.raises(CommandError, match="not UTF-8"):
        run("import", str(tmp_path / "rusak.txt"), "--out", str(tmp_path / "contoh"))


def test_a_new_office_and_its_services_load(tmp_path: Path) -> None:
    root = str(tmp_path)
    run("new-office", "contoh", "--name", "Dinas Sosial Kabupaten Contoh", "--region", "99.01", "--path", root)
    run("new-service", "contoh", "surat", "--name", "Surat Keterangan", "--path", root)
    run("new-service", "contoh", "bantuan", "--name", "Bantuan", "--path", root)
    loaded = load_office(office_files(tmp_path, "contoh", STANDARDS))
    assert errors(check(loaded)) == ()
    assert [(service.seq, service.code) for service in loaded.services] == [(1, "surat"), (2, "bantuan")]
    assert loaded.office is not None
    assert loaded.office.region_code == "99.01"
    assert len([found for found in loaded.findings if found.code == "STD-608"]) > 20
    with pytest.raises(CommandError, match="sudah ada"):
        run("new-service", "contoh", "surat", "--name", "Surat Lain", "--path", root)


@pytest.mark.parametrize("code", ["Contoh", "con toh", "../contoh", "1contoh", ""])
def test_a_code_that_cannot_be_one_is_refused(code: str, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="huruf kecil"):
        run("new-office", code, "--name", "Dinas", "--region", "99.01", "--path", str(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_a_service_needs_its_office(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="buat kantornya lebih dahulu"):
        run("new-service", "contoh", "surat", "--name", "Surat", "--path", str(tmp_path))
