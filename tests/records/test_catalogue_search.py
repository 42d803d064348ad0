"""Every everyday word that a standard lists finds its service, also the last one of a long list."""

from __future__ import annotations

from pathlib import Path

import pytest

from maklumat.core.standard.load import load_office
from maklumat.ports.standards_folder import office_files
from maklumat.records.catalogue.queries import Enacted
from maklumat.records.catalogue.search import find

STANDARDS = Path(__file__).parents[2] / "standards"


@pytest.fixture(scope="module")
def services() -> list[Enacted]:
    office, standards = load_office(office_files(STANDARDS, "belitung")).required()
    return [Enacted(number, 1, "", standard, office) for number, standard in enumerate(standards, start=1)]


def test_every_search_word_finds_its_service(services: list[Enacted]) -> None:
    for law in services:
        for word in law.standard.search_words:
            assert law in find(services, word), (law.standard.code, word)


@pytest.mark.parametrize(
    ("typed", "seq"),
    [
        ("kehabisan bekal di jalan", 8), ("lapar", 8), ("bpjs nunggak", 1), ("kis tidak aktif", 4), ("kursi roda", 5),
        ("galang dana", 3), ("rumah kebakaran", 6), ("tki dipulangkan", 7), ("adopsi anak", 9), ("dipukul suami", 10),
        ("mau bunuh diri", 10), ("sktm", 2),
    ],
)  # fmt: skip
def test_everyday_words_find_the_right_service_first(services: list[Enacted], typed: str, seq: int) -> None:
    assert find(services, typed)[0].standard.seq == seq
