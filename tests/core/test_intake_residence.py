"""Where somebody lives, as stated or as the address says, and whose office serves there: told, never in the way."""

from __future__ import annotations

from dataclasses import replace

import pytest

from maklumat.core.intake import RawSubmission, blocking, clean, examine
from maklumat.core.regions import Gazetteer, Shelf
from tests.core.test_intake import COMPLETE, IN_NEED, SITI, STANDARD, TERMS

LAND = Gazetteer(
    Shelf(
        {
            "19": "Rekaan", "19.02": "Kabupaten Sini", "19.03": "Kabupaten Sana", "19.71": "Kota Sana",
            "19.03.01": "Mekar", "19.02.01": "Mekar",
        }
    ),
    lambda: Shelf({"19.03.01.2001": "Sukamaju"}),
)  # fmt: skip
KNOWING = replace(TERMS, gazetteer=LAND)


def said(raw: RawSubmission, *, in_need: bool = False) -> tuple[str, list[tuple[str, str]], bool]:
    """The region that was read, what is told of it and of no other field, and whether that stops anything."""
    standard = IN_NEED if in_need else STANDARD
    submission, told = clean(standard, raw, "web", KNOWING)
    every = (*told, *examine(standard, submission, TERMS.on, told))
    about = [problem for problem in every if problem.field.endswith(".region")]
    stops = any(problem in about for problem in blocking(every, "web"))
    return submission.applicant.region, [(problem.code, problem.text) for problem in about], stops


@pytest.mark.parametrize(
    ("typed", "region", "codes"),
    [
        ("", "", []),
        ("19.02", "19.02", []),
        ("Kabupaten Sini", "19.02", []),
        ("kab. sini", "19.02", []),
        ("Kecamatan Mekar, Kabupaten Sini", "19.02.01", []),
        ("19.03", "19.03", ["ISI-118"]),
        ("kota sana", "19.71", ["ISI-118"]),
        ("Desa Sukamaju, Kecamatan Mekar, Kabupaten Sana", "19.03.01.2001", ["ISI-118"]),
        ("Sana", "", ["ISI-116"]),
        ("Mekar", "", ["ISI-116"]),
        ("Kabupaten Entah", "", ["ISI-117"]),
        ("77.01", "77.01", []),
    ],
)
def test_where_somebody_lives_is_read_and_only_warned_of(typed: str, region: str, codes: list[str]) -> None:
    read, told, stops = said(replace(COMPLETE, applicant=replace(SITI, region=typed)))
    assert (read, [code for code, _text in told], stops) == (region, codes, False)


def test_the_right_office_is_named() -> None:
    _region, told, _stops = said(replace(COMPLETE, applicant=replace(SITI, region="kab sana")))
    expected = (
        "Pemohon tinggal di Kabupaten Sana, di luar daerah kantor ini. Kantor di sana: Dinas Sosial Kabupaten Sana."
    )
    assert told == [("ISI-118", expected)]


def test_in_need_the_office_helps_all_the_same() -> None:
    _region, told, stops = said(replace(COMPLETE, applicant=replace(SITI, region="kab sana")), in_need=True)
    assert [code for code, _text in told] == ["ISI-119"]
    assert "kantor ini tetap menolong" in told[0][1]
    assert not stops


@pytest.mark.parametrize(
    ("address", "codes"),
    [
        ("Jalan Rekaan 1, Kab. Sana", ["ISI-118"]),
        ("Jalan Rekaan 1, Kab. Sini", []),
        ("Jalan Sana 1", []),
        ("Jalan Kota Sana 1, Kabupaten Sini", []),
    ],
)
def test_an_address_that_names_another_regency_is_enough(address: str, codes: list[str]) -> None:
    region, told, _stops = said(replace(COMPLETE, applicant=replace(SITI, address=address)))
    assert (region, [code for code, _text in told]) == ("", codes)


def test_what_is_stated_goes_before_what_the_address_says() -> None:
    both = replace(SITI, region="Kabupaten Sini", address="dahulu Kabupaten Sana")
    assert said(replace(COMPLETE, applicant=both))[1] == []


def test_whom_it_is_for_counts_too_and_who_only_helps_does_not() -> None:
    budi = replace(SITI, name="Budi Rekaan", nik="9999 99 050590 0002", region="kab sana")
    _submission, told = clean(STANDARD, replace(COMPLETE, beneficiary=budi), "web", KNOWING)
    assert [(one.code, one.field) for one in told if one.code == "ISI-118"] == [("ISI-118", "beneficiary.region")]
    for role in ("proxy", "collector"):
        _submission, told = clean(STANDARD, replace(COMPLETE, **{role: budi}), "web", KNOWING)
        assert "ISI-118" not in {one.code for one in told}


def test_without_a_list_of_names_only_codes_are_read() -> None:
    applicant = replace(SITI, region="19.03", address="Kabupaten Sana")
    submission, told = clean(STANDARD, replace(COMPLETE, applicant=applicant), "web", TERMS)
    assert submission.applicant.region == "19.03"
    assert {"ISI-116", "ISI-117", "ISI-118"} & {one.code for one in told} == set()
