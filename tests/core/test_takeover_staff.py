"""People and their posts from a sheet: each row read by itself, and no row against another."""

from __future__ import annotations

from datetime import date

import pytest

from maklumat.core.takeover.reading import Given
from maklumat.core.takeover.staff import COLUMNS, StaffRow, read_staff

TODAY = date(2026, 11, 29)
POSTS = {"front-office": "Petugas Loket", "kepala-dinas": "Kepala Dinas"}
HEADINGS = [column.heading for column in COLUMNS]


def read(*rows: tuple[str, str, str, str]) -> tuple[list[StaffRow], dict[int, list[str]]]:
    given = [[Given(text) for text in row] for row in (HEADINGS, *rows)]
    found, problems = read_staff(given, POSTS, {"kepala-dinas"}, TODAY)
    wrong: dict[int, list[str]] = {}
    for one in problems:
        wrong.setdefault(one.row, []).append(one.code)
    return found, wrong


def test_a_person_with_two_posts_is_two_rows() -> None:
    found, wrong = read(
        ("Dewi Contoh", "dewi.contoh", "Petugas Loket", "02-01-2026"),
        ("Dewi Contoh", "dewi.contoh", "kepala-dinas", ""),
    )
    assert wrong == {}
    assert found == [
        StaffRow(2, "Dewi Contoh", "dewi.contoh", "front-office", date(2026, 1, 2)),
        StaffRow(3, "Dewi Contoh", "dewi.contoh", "kepala-dinas", TODAY),
    ]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("", "budi", "Petugas Loket", ""), "PND-002"),
        (("Budi", "budi", "Petugas Lokett", ""), "PND-020"),
        (("Budi", "Budi Contoh", "Petugas Loket", ""), "PND-021"),
        (("Budi", "budi", "Petugas Loket", "31-02-2026"), "PND-003"),
        (("Budi", "budi", "Petugas Loket", "01-01-2099"), "PND-004"),
        (("Orang Lain", "dewi.contoh", "kepala-dinas", ""), "PND-022"),
        (("Dewi Contoh", "dewi.contoh", "Petugas Loket", ""), "PND-023"),
    ],
)
def test_what_is_wrong_is_said_by_its_row(row: tuple[str, str, str, str], code: str) -> None:
    found, wrong = read(("Dewi Contoh", "dewi.contoh", "Petugas Loket", ""), row)
    assert (len(found), wrong) == (1, {3: [code]})


def test_one_person_heads_the_office() -> None:
    found, wrong = read(("Dewi", "dewi", "Kepala Dinas", ""), ("Budi", "budi", "Kepala Dinas", ""))
    assert ([one.username for one in found], wrong) == (["dewi"], {3: ["PND-024"]})
