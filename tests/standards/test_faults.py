"""One bad example file per fault: the message names code, line, column, and the words that help."""

from __future__ import annotations

from pathlib import Path

import pytest

from maklumat.core.standard.check import check
from maklumat.core.standard.findings import NOTE
from maklumat.core.standard.load import load_office
from maklumat.core.standard.sayings import SAYINGS
from tests.standards.cast import HERE, PATHS, faulty, good, load

FILES = sorted((HERE / "faults").glob("*.yaml"))

WITHOUT_A_FILE = {
    "STD-108": "made of many brackets",
    "STD-109": "made of two million letters",
    "STD-310": "needs two services",
    "STD-314": "a file that is not there",
    "STD-521": "needs two services",
    "STD-607": "is judged over all offices",
}


def test_the_good_office_has_nothing_to_find() -> None:
    assert [str(found) for found in check(load()) if found.grade != NOTE] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_fault(path: Path) -> None:
    bad = faulty(path)
    wanted = {expected.code for expected in bad.expected}
    found = [one for one in check(load_office(bad.files)) if one.grade != NOTE or one.code in wanted]
    assert [(one.code, one.place.file, one.place.line, one.place.column) for one in found] == [
        (expected.code, bad.path, expected.line, expected.column) for expected in bad.expected
    ]
    for one, expected in zip(found, bad.expected, strict=True):
        assert [word for word in expected.words if word not in str(one)] == []


def test_every_code_has_its_example() -> None:
    shown = {expected.code for path in FILES for expected in faulty(path).expected}
    assert len(FILES) >= 40
    assert set(SAYINGS) - shown == set(WITHOUT_A_FILE)


def test_too_deep() -> None:
    (found, *_) = load(layanan="format: " + "[" * 40 + "]" * 40).findings
    assert (found.code, found.place.line, found.place.column) == ("STD-108", 1, 24)


def test_too_big() -> None:
    (found,) = load(layanan="#" * 2_000_001).findings
    assert found.code == "STD-109"


def test_two_services_may_not_share_number_and_code() -> None:
    found = load_office(good() | {"contoh/layanan/02-lagi.yaml": good()[PATHS["layanan"]]}).findings
    assert [(one.code, one.key, one.place.line) for one in found] == [
        ("STD-310", "layanan", 2),
        ("STD-310", "urutan", 3),
    ]
    assert all("contoh/layanan/01-surat-contoh.yaml" in str(one) for one in found)


def test_a_service_that_the_diktum_does_not_name() -> None:
    other = good()[PATHS["layanan"]].replace("layanan: surat-contoh", "layanan: surat-kedua", 1)
    other = other.replace("urutan: 1", "urutan: 2", 1)
    office = good()[PATHS["kantor"]].replace(
        "  diktum:", "  lingkup: [{teks: Surat Contoh, layanan: surat-contoh, sumber: {baris: 3}}]\n  diktum:", 1
    )
    files = good() | {PATHS["kantor"]: office, "contoh/layanan/02-kedua.yaml": other}
    found = [one for one in check(load_office(files)) if one.grade != NOTE]
    assert [(one.code, one.place.file) for one in found] == [("STD-521", "contoh/layanan/02-kedua.yaml")]


def test_an_office_without_its_file() -> None:
    files = {path: text for path, text in good().items() if path != PATHS["kantor"]}
    loaded = load_office(files)
    assert [(one.code, str(one.place)) for one in loaded.findings] == [("STD-314", "contoh/kantor.yaml")]
    assert loaded.services == ()


def test_all_faults_are_found_at_once() -> None:
    bad = good()[PATHS["layanan"]]
    bad = bad.replace("bidang: sosial", "bidang: olahraga").replace("urutan: 1", "urutan: satu")
    bad = bad.replace("sesuai: konsep", "sesuai: konsp").replace("rupiah: 0", "rupiah: gratis")
    assert [found.code for found in load(layanan=bad).findings] == ["STD-205", "STD-301", "STD-303", "STD-205"]


def test_a_fault_in_one_service_keeps_the_others() -> None:
    other = good()[PATHS["layanan"]].replace("layanan: surat-contoh", "layanan: lain").replace("urutan: 1", "urutan: 2")
    loaded = load_office(good() | {"contoh/layanan/02-lain.yaml": other.replace("bidang: sosial", "bidang: olahraga")})
    assert [found.code for found in loaded.findings] == ["STD-301"]
    assert [service.code for service in loaded.services] == ["surat-contoh"]
