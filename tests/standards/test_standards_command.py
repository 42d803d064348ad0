"""`maklumat standards` as an official runs it."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.standards.cast import good

STANDARDS = Path(__file__).parents[2] / "standards"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of standards with the sound office."""
    write(tmp_path, good())
    return tmp_path


def write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)


def run(*args: str) -> str:
    out = StringIO()
    call_command("standards", *args, stdout=out)
    return out.getvalue()


def change(root: Path, old: str, new: str) -> None:
    path = root / "contoh" / "layanan" / "01-surat-contoh.yaml"
    path.write_text(path.read_text().replace(old, new))


def test_check_of_a_sound_folder(folder: Path) -> None:
    assert run("check", str(folder), "--no-notes") == "0 galat, 0 peringatan, 1 catatan\n"
    assert run("check", str(folder / "contoh")).splitlines()[-1] == "0 galat, 0 peringatan, 1 catatan"


def test_check_ends_with_one_for_an_error(folder: Path) -> None:
    change(folder, "urutan: 1", "urutan: satu")
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("standards", "check", str(folder), stdout=out)
    assert ended.value.code == 1
    assert "contoh/layanan/01-surat-contoh.yaml:3:9: galat STD-205 [urutan]" in out.getvalue()


def test_check_ends_with_nought_for_a_warning(folder: Path) -> None:
    change(folder, "cari: [contoh]\n", "")
    assert run("check", str(folder), "--no-notes").splitlines()[-1] == "0 galat, 1 peringatan, 1 catatan"


def test_diff(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("baru")
    write(other, good())
    assert run("diff", str(folder), str(other)) == "Tidak ada perbedaan.\n"
    change(other, "{hari_kerja: 1}", "{hari_kerja: 3}")
    assert run("diff", str(folder / "contoh"), str(other / "contoh")) == (
        "Surat Contoh: jangka waktu berubah dari “1 hari kerja sejak lengkap” menjadi “3 hari kerja sejak lengkap”. "
        "(lebih berat bagi pemohon)\n"
    )


def test_diff_of_a_faulty_folder_names_the_faults(folder: Path) -> None:
    change(folder, "urutan: 1", "urutan: satu")
    with pytest.raises(CommandError, match="STD-205"):
        run("diff", str(folder), str(folder))


def test_export(folder: Path) -> None:
    (service,) = json.loads(run("export", "--json", "--path", str(folder)))
    assert (service["office"], service["seq"], service["staff_count"]) == ("contoh", 1, 2)


def test_export_of_one_office() -> None:
    offices = {service["office"] for service in json.loads(run("export", "--json", "--office", "belitung"))}
    assert offices == {"belitung"}
    with pytest.raises(CommandError, match="tidak-ada"):
        run("export", "--json", "--office", "tidak-ada")


def test_export_as_bpmn(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    out = tmp_path_factory.mktemp("bpmn") / "baru"
    for _ in range(2):  # a second time writes the same files anew
        assert run("export", "--bpmn", str(out), "--path", str(folder)) == f"1 berkas BPMN ditulis di {out}.\n"
    assert [str(path.relative_to(out)) for path in out.rglob("*.bpmn")] == ["contoh/01-surat-contoh.bpmn"]
    written = (out / "contoh" / "01-surat-contoh.bpmn").read_text()
    assert written.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<definitions ')
    with pytest.raises(CommandError, match="--bpmn"):
        run("export", "--json", "--bpmn", str(out))


def test_a_folder_without_an_office(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"kantor\.yaml"):
        run("check", str(tmp_path))


def test_a_file_that_is_not_utf8(folder: Path) -> None:
    (folder / "contoh" / "layanan" / "02.yaml").write_bytes(b"nama: \xff")
    with pytest.raises(CommandError, match=r"02\.yaml: not UTF-8"):
        run("check", str(folder))


def test_belitung_has_no_errors_and_its_real_quirks() -> None:
    lines = run("check", str(STANDARDS / "belitung"), "--no-notes").splitlines()
    assert lines[-1].startswith("0 galat, ")
    warned = {line.split("peringatan ")[1][:7] for line in lines[:-1]}
    assert {"STD-501", "STD-502", "STD-504", "STD-506", "STD-513"} <= warned
