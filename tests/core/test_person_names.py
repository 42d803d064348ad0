"""Names on certificates and in accounts: what is written differently and what is somebody else."""

from __future__ import annotations

import pytest

from maklumat.core.organisation.person_names import same_person


@pytest.mark.parametrize(
    "written",
    [
        "Siti Rekaan Contoh",
        "SITI REKAAN CONTOH",
        "Dr. Siti Rekaan Contoh, S.Sos., M.Si",
        "Dra. Hj. SITI REKAAN CONTOH S.Sos M.Si.",
        "dr Siti Rekaan Contoh SH MH",
        "Siti R. Contoh",
        "H. Siti Rekaan Contoh,S.H.,M.H.",
        "  Siti  Rékaan   Contoh ",
        "Prof. Dr.H. Siti Rekaan Contoh",
    ],
)
def test_titles_and_capitals_do_not_matter(written: str) -> None:
    assert same_person(written, "Siti Rekaan Contoh")
    assert same_person("Siti Rekaan Contoh", written)


@pytest.mark.parametrize(
    "written",
    ["Budi Rekaan Contoh", "Siti Rekaan", "Siti Contoh Rekaan", "Siti B. Contoh", "Siti Rekaan Contoh Lain", "", "Dr.",
     "S.Sos, M.Si", "S. R. C."],
)  # fmt: skip
def test_somebody_else_is_somebody_else(written: str) -> None:
    assert not same_person(written, "Siti Rekaan Contoh")


def test_an_abbreviated_first_name_is_the_same() -> None:
    assert same_person("M. Ridwan Contoh", "Muhammad Ridwan Contoh")
    assert same_person("A.A. Ngurah Contoh", "Anak Agung Ngurah Contoh")
    assert not same_person("", "")
