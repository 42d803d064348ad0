"""Who keeps the book of letter numbers: in the offices whose decrees we have, and by the posts of an office alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from maklumat.core.organisation.registrars import letter_registrars
from maklumat.core.standard.load import load_office
from maklumat.ports import standards_folder
from tests.standards.cast import load

FOLDER = Path(__file__).parents[2] / "standards"


@pytest.mark.parametrize(
    ("office", "posts"),
    [
        ("bangkalan", {"petugas-piket", "petugas-verifikasi"}),
        ("belitung", {"front-office", "staf-administrasi"}),
        ("kutai-timur", {"front-office", "staf-administrasi"}),
        ("lubuklinggau", {"kasubag-umum", "pengadministrasi-umum"}),
        ("tulungagung", {"resepsionis"}),  # and no district volunteer, who hands letters over
    ],
)
def test_the_common_desk_of_each_office_keeps_the_book(office: str, posts: set[str]) -> None:
    law, standards = load_office(standards_folder.office_files(FOLDER, office)).required()
    assert letter_registrars(law, standards) == posts


def test_a_post_of_a_division_the_head_and_whoever_signs_keep_no_book() -> None:
    office, standards = load().required()
    keepers = letter_registrars(office, standards)
    assert keepers
    for change in ({"division": "bidang"}, {"head": True}, {"signs": True}):
        posts = tuple(replace(post, **change) if post.code in keepers else post for post in office.posts)
        assert letter_registrars(replace(office, posts=posts), standards) == set()
    assert letter_registrars(office, ()) == set()
