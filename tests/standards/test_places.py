"""Every part of a standard is found where it stands, though nothing is written down until somebody asks."""

from __future__ import annotations

from pathlib import Path

import pytest

from maklumat.core.standard.findings import Place
from maklumat.core.standard.load import Loaded, load_office
from maklumat.core.standard.places import Places
from maklumat.ports.standards_folder import office_files, offices
from tests.standards.cast import good, load

STANDARDS = Path(__file__).parents[2] / "standards"


@pytest.mark.parametrize("code", offices(STANDARDS))
def test_looking_up_and_listing_agree_on_every_part_of_every_office(code: str) -> None:
    loaded = load_office(office_files(STANDARDS, code))
    parts = {path: place for owner in _owners(loaded) for path, place in loaded.places.below(owner).items()}
    assert len(parts) > 3_000
    assert {path: loaded.places.find(*path) for path in parts} == parts


def _owners(loaded: Loaded) -> list[str]:
    return ["", *(service.code for service in loaded.services)]


def test_a_part_is_known_by_its_code_and_by_its_number() -> None:
    loaded = load()
    first = loaded.services[0].steps[0].code
    line = next(
        number
        for number, text in enumerate(good()["contoh/layanan/01-surat-contoh.yaml"].splitlines(), start=1)
        if f"kode: {first}" in text
    )
    by_code = loaded.places.find("surat-contoh", "steps", first)
    assert by_code is not None
    assert by_code.line == line
    assert loaded.places.find("surat-contoh", "steps", "0") == by_code


def test_what_is_not_written_has_no_place_and_is_shown_at_the_smallest_whole_around_it() -> None:
    loaded = load()
    assert loaded.places.find("surat-contoh", "steps", "99") is None
    assert loaded.place("surat-contoh", "steps", "99") == loaded.places.find("surat-contoh", "steps")
    assert loaded.place("tidak-ada", "steps") == Place("contoh/kantor.yaml", 1, 1)
    assert Places().find("", "posts") is None
