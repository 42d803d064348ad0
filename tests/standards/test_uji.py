"""The cases beside each standard hold: situation, deeds, and what an official worked out by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import yaml

from maklumat.core.standard.load import load_office
from maklumat.core.standard.model import Office, ServiceStandard
from maklumat.core.standard.shapes import Many, Nested, Shape
from maklumat.core.workdays.facts import HolidayYear
from maklumat.core.workdays.reading import holiday_year
from maklumat.ports.standards_folder import office_files, offices
from tests.standards.uji_format import CASE, EXPECTED, FILE, SORTS, BadCases, Cases, read
from tests.standards.uji_run import Play

ROOT = Path(__file__).parents[2]
STANDARDS = ROOT / "standards"
PAGE = (ROOT / "docs" / "uji.md").read_text(encoding="utf-8")
FEWEST = 6


@cache
def standards_of(office: str) -> tuple[Office, tuple[ServiceStandard, ...]]:
    return load_office(office_files(STANDARDS, office)).required()


@cache
def years() -> dict[int, HolidayYear]:
    files = sorted((STANDARDS / "_bersama" / "kalender").glob("*.yaml"))
    read_years = [holiday_year(yaml.safe_load(file.read_text(encoding="utf-8"))) for file in files]
    return {year.year: year for year in read_years}


def files() -> list[Path]:
    return [path for office in offices(STANDARDS) for path in sorted((STANDARDS / office / "uji").glob("*.yaml"))]


def cases_of(path: Path) -> Cases:
    return read(path, path.relative_to(STANDARDS).as_posix(), *standards_of(path.parts[-3]))


@dataclass(frozen=True)
class Numbered:
    path: Path
    index: int

    def __str__(self) -> str:
        return f"{self.path.parent.parent.name}-{self.path.stem}-{self.index + 1}"


def numbered() -> list[Numbered]:
    return [
        Numbered(path, index)
        for path in files()
        for index in range(len(yaml.safe_load(path.read_text(encoding="utf-8"))["kasus"]))
    ]


@pytest.mark.parametrize("one", numbered(), ids=str)
def test_the_case_holds(one: Numbered) -> None:
    found = cases_of(one.path)
    case = found.cases[one.index]
    office, _ = standards_of(one.path.parts[-3])
    differences = Play(office, found.service, case, years()).run()
    assert differences == [], "\n".join([f"{case.place}: {case.get('name')}", *differences])


def test_every_service_has_its_cases() -> None:
    for office in offices(STANDARDS):
        services = {service.code for service in standards_of(office)[1]}
        cases = [cases_of(path) for path in files() if path.parts[-3] == office]
        assert {found.service.code for found in cases} == services
        for found in cases:
            sorts = {case.get("sort") for case in found.cases}
            assert len(found.cases) >= FEWEST, found.service.code
            assert sorts >= {code for _, code in SORTS.words} - {"other"}, found.service.code


def test_every_rule_and_promise_is_met_by_a_case() -> None:
    for path in files():
        found = cases_of(path)
        said = Counter(
            code
            for case in found.cases
            for expected in (case, *case.records("deeds"))
            if expected.has("expected")
            for key in ("rules", "breached")
            for code in expected.get("expected").get(key, ())
        )
        binding = {rule.code for rule in found.service.eligibility if not rule.advisory}
        due = {limit.code for limit in found.service.time_limits if not limit.lasting and limit.unit != "none"}
        assert binding | due <= said.keys(), path.name


GOOD = """\
format: 1
layanan: sk-dtks
kasus:
  - nama: Contoh
    jenis: lainnya
    diterima: 2026-02-02 09:00
    langkah:
      - {pada: 2026-02-02 09:20, oleh: front-office, langkah: penyerahan-berkas, hasil: lengkap}
    harap: {keadaan: berjalan, batas: 2026-02-03 16:00}
"""
FAULTS = {
    "unknown key of a case": ("    jenis:", "    jenisnya:", "5:5", "jenis"),
    "unknown key of a hope": ("harap: {keadaan", "harap: {keadan", "9:13", "keadaan"),
    "unknown service": ("layanan: sk-dtks", "layanan: sk-dtk", "2:10", "sk-dtks"),
    "unknown step": ("langkah: penyerahan-berkas", "langkah: penyerahan-berka", "8:63", "penyerahan-berkas"),
    "unknown outcome": ("hasil: lengkap", "hasil: lengkp", "8:89", "lengkap"),
    "unknown post": ("oleh: front-office", "oleh: front-ofice", "8:40", "front-office"),
    "unknown answer": ("    langkah:\n", "    isian: {kepeluan: x}\n    langkah:\n", "7:13", "keperluan"),
    "no moment": ("diterima: 2026-02-02 09:00", "diterima: besok", "6:15", ""),
    "no such status": ("keadaan: berjalan", "keadaan: berjala", "9:22", "berjalan"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_mistyped_file_says_where_and_what_was_meant(name: str, tmp_path: Path) -> None:
    old, new, place, meant = FAULTS[name]
    assert old in GOOD
    path = tmp_path / "x.yaml"
    path.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadCases) as caught:
        read(path, "belitung/uji/x.yaml", *standards_of("belitung"))
    found = next(one for one in caught.value.findings if str(one).startswith(f"belitung/uji/x.yaml:{place}:"))
    assert found.nearest == meant


def test_a_wrong_hope_is_told_with_its_line_and_what_is_so(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(GOOD.replace("batas: 2026-02-03 16:00", "batas: 2026-02-04 16:00, terlambat: utama"))
    office, services = standards_of("belitung")
    found = read(path, "x.yaml", office, services)
    assert Play(office, found.service, found.cases[0], years()).run() == [
        "x.yaml:9:39: batas harus 2026-02-04 16:00, ternyata 2026-02-03 16:00",
        "x.yaml:9:68: terlambat harus {'utama'}, ternyata set()",
    ]


FALSE_HOPES = (
    "keadaan: selesai",
    "di_langkah: penolakan",
    "di_meja: kepala-dinas",
    "batas: 2026-02-03 15:59",
    "sementara: ya",
    "alasan_batas: [JAM-001, JAM-050]",
    "terlambat: utama",
    "terlambat_sejak: 2026-02-03 16:00",
    "ditepati: utama",
    "putusan: tidak_memenuhi",
    "aturan: kelas",
    "mengusulkan_penolakan: ya",
    "surat_kurang: kk",
    "boleh_diajukan: ya",
)


@pytest.mark.parametrize("hope", FALSE_HOPES)
def test_every_key_of_a_hope_can_fail(hope: str, tmp_path: Path) -> None:
    """On a file that is open, in time, without any answer and with every paper."""
    path = tmp_path / "x.yaml"
    head, _, _ = GOOD.partition("    harap:")
    path.write_text(f"{head}    harap: {{{hope}}}\n".replace("sk-dtks", "rekomendasi-jkn"), encoding="utf-8")
    office, services = standards_of("belitung")
    found = read(path, "x.yaml", office, services)
    assert len(Play(office, found.service, found.cases[0], years()).run()) == 1
    assert {one.partition(":")[0] for one in FALSE_HOPES} == {key.word for key in EXPECTED.keys} - {"janji"}


def test_a_deed_that_the_application_refuses_is_a_difference_unless_expected(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(GOOD.replace("oleh: front-office", "oleh: kepala-dinas"))
    office, services = standards_of("belitung")
    found = read(path, "x.yaml", office, services)
    differences = Play(office, found.service, found.cases[0], years()).run()
    assert differences == [
        "x.yaml:8:9: harus diterima, ternyata galat PRO-007",
    ]
    path.write_text(GOOD.replace("hasil: lengkap", "hasil: lengkap, galat: PRO-007"))
    found = read(path, "x.yaml", office, services)
    assert Play(office, found.service, found.cases[0], years()).run() == [
        "x.yaml:8:9: harus PRO-007, ternyata diterima",
    ]


def _shapes(shape: Shape) -> Iterator[Shape]:
    yield shape
    for key in shape.keys:
        inner = key.type.of if isinstance(key.type, Many) else key.type
        if isinstance(inner, Nested):
            yield from _shapes(inner.shape)


def test_the_page_explains_every_key_and_its_example_holds(tmp_path: Path) -> None:
    for shape in _shapes(FILE):
        for key in shape.keys:
            assert f"| `{key.word}` | {key.help} |" in PAGE, (shape.name, key.word)
    for word, _ in SORTS.words:
        assert f"`{word}`" in PAGE
    example = PAGE.split("```yaml\n")[1].split("```")[0]
    path = tmp_path / "contoh.yaml"
    path.write_text(example, encoding="utf-8")
    office, services = standards_of("belitung")
    found = read(path, "contoh.yaml", office, services)
    assert found.cases
    assert {key.word for key in CASE.keys} >= {"kalender", "diperiksa"}
    for case in found.cases:
        assert Play(office, found.service, case, years()).run() == []
