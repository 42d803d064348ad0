"""The register of families: what unites the offices, judged once for all of them."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from maklumat.core.standard.check import check
from maklumat.core.standard.families import unused_families
from maklumat.core.standard.findings import NOTE
from maklumat.core.standard.load import load_office
from maklumat.core.standard.translation import Translated, shared_english_of, translated
from maklumat.ports.standards_folder import office_files, offices
from tests.standards.cast import PATHS, good, load

STANDARDS = Path(__file__).parents[2] / "standards"
SHARED_ENGLISH = "_bersama/terjemahan/inggris.yaml"
SECOND = "\n  - {kode: lain, nama: Yang lain, tanya: Saya perlu yang lain, ringkasan: Yang lain.}\n"


def run(*args: str) -> str:
    out = StringIO()
    call_command("standards", *args, stdout=out)
    return out.getvalue()


def written(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


def test_every_service_of_every_office_has_its_family() -> None:
    for code in offices(STANDARDS):
        loaded = load_office(office_files(STANDARDS, code))
        assert [service.code for service in loaded.services if not service.family] == [], code


def test_every_text_of_the_register_has_its_english() -> None:
    loaded = load_office(office_files(STANDARDS, "belitung"))
    pairs = shared_english_of(loaded)
    assert len(loaded.families.known) >= 43
    for family in loaded.families.known.values():
        told = translated(family, pairs)
        said = (told.name, told.wish, told.summary, *told.search_words)
        assert [text for text in said if not isinstance(text, Translated)] == []
    assert [str(found) for found in check(loaded) if found.place.file.startswith("_bersama")] == []


def test_a_family_that_no_office_has_is_noted() -> None:
    families = load(rumpun=good()[PATHS["rumpun"]] + SECOND.lstrip("\n")).families
    found = list(unused_families(families, ["surat", ""]))
    assert [(one.code, one.grade, one.place.file, one.place.line) for one in found] == [
        ("STD-607", NOTE, PATHS["rumpun"], 4)
    ]
    assert list(unused_families(families, ["surat", "lain"])) == []


def test_what_is_shared_is_found_once_and_what_is_unused_only_among_all_offices(tmp_path: Path) -> None:
    english = "terjemahan:\n  - {teks: Surat, inggris: Letter}\n"
    files = good() | {SHARED_ENGLISH: english, PATHS["rumpun"]: good()[PATHS["rumpun"]] + SECOND.lstrip("\n")}
    second = {f"lain/{path.removeprefix('contoh/')}": text for path, text in files.items() if "contoh/" in path}
    second["lain/kantor.yaml"] = second["lain/kantor.yaml"].replace("kantor: contoh", "kantor: lain", 1)
    root = written(tmp_path, files | second)
    told = run("check", str(root))
    assert told.count("STD-605") == 1
    assert told.count("STD-607") == 1
    assert "STD-607" not in run("check", str(root / "lain"))


def test_a_register_that_cannot_be_read_accuses_no_service() -> None:
    found = load(rumpun="format: 9\nrumpun: []\n").findings
    assert [one.code for one in found] == ["STD-217"]


def test_a_family_that_is_not_there_is_named_with_the_nearest() -> None:
    with pytest.raises(CommandError, match="Mungkin maksudnya adopsi"):
        run("compare", "adopsii", "--json")
