"""Regions: what a code tells, how a name is found, and what an address says. On a small invented country."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maklumat.core.regions import (
    CITY,
    DESA,
    KECAMATAN,
    KELURAHAN,
    PROVINCE,
    REGENCY,
    Gazetteer,
    Region,
    Shelf,
    ancestors,
    is_code,
    kind_of,
    regency_of,
    social_agency,
)
from maklumat.core.regions.spelling import folded

UPPER = {
    "11": "Rekaan Utara",
    "11.01": "Kabupaten Kali Jati",
    "11.02": "Kabupaten Kota Rekabaru",
    "11.71": "Kota Kali Jati",
    "11.72": "Kota Administrasi Rekapura",
    "11.01.01": "Mekar",
    "11.01.02": "Tuwo-Tuwo",
    "11.71.01": "Mekar Sari",
    "34": "Daerah Istimewa Contoh",
    "34.01": "Kabupaten Poerwasari",
    "91.01.01": "Waropa",
}
VILLAGES = {
    "11.01.01.1001": "Kali Jati",
    "11.01.01.2002": "Suka Maju",
    "11.01.02.2001": "Sukamaju",
    "11.71.01.1001": "Sukamaju",
    "11.71.01.3001": "Sukamaju Adat",
}
LAND = Gazetteer(Shelf(UPPER), lambda: Shelf(VILLAGES))


def codes(typed: str) -> list[str]:
    return [region.code for region in LAND.find(typed).regions]


@pytest.mark.parametrize(
    ("code", "kind", "title"),
    [
        ("11", PROVINCE, "Provinsi Rekaan Utara"),
        ("11.01", REGENCY, "Kabupaten Kali Jati"),
        ("11.71", CITY, "Kota Kali Jati"),
        ("11.01.01", KECAMATAN, "Kecamatan Mekar"),
        ("91.01.01", KECAMATAN, "Distrik Waropa"),
        ("11.01.01.1001", KELURAHAN, "Kelurahan Kali Jati"),
        ("11.01.01.2002", DESA, "Desa Suka Maju"),
        ("11.71.01.3001", DESA, "Desa Sukamaju Adat"),
    ],
)
def test_the_code_tells_what_it_is(code: str, kind: str, title: str) -> None:
    region = LAND.get(code)
    assert region is not None
    assert (region.kind, kind_of(code), region.title) == (kind, kind, title)


def test_where_a_region_lies() -> None:
    assert [one.code for one in LAND.path("11.01.01.2002")] == ["11.01.01.2002", "11.01.01", "11.01", "11"]
    assert ancestors("11.01.01") == ("11.01", "11")
    assert (regency_of("11.01.01.2002"), regency_of("11.01"), regency_of("11"), regency_of("")) == (
        "11.01", "11.01", "", "",
    )  # fmt: skip
    assert [Region("11.01", "x").level, Region("11.01", "x").parent, Region("11", "x").parent] == [1, "11", ""]


def test_what_lies_in_a_region() -> None:
    assert [one.code for one in LAND.children("")] == ["11", "34"]
    assert [one.code for one in LAND.children("11")] == ["11.01", "11.02", "11.71", "11.72"]
    assert [one.code for one in LAND.children("11.01")] == ["11.01.01", "11.01.02"]
    assert [one.code for one in LAND.children("11.01.01")] == ["11.01.01.1001", "11.01.01.2002"]
    assert LAND.children("11.01.01.2002") == LAND.children("1") == LAND.children("77") == []


@pytest.mark.parametrize("text", ["", "1", "11.1", "11.01.01.01", "11.01.01.20021", "1101", "11.01.", "١١", "11\n"])
def test_what_is_no_code(text: str) -> None:
    assert not is_code(text)
    assert LAND.get(text) is None
    assert LAND.path(text) == ()


def test_an_unknown_code_is_nobodys() -> None:
    assert (LAND.get("12"), LAND.path("11.01.09.2001"), codes("77.01")) == (None, (), [])


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("11.71", ["11.71"]),
        ("kali jati", ["11.01", "11.71", "11.01.01.1001"]),
        ("KALI-JATI", ["11.01", "11.71", "11.01.01.1001"]),
        ("kalijati", ["11.01", "11.71", "11.01.01.1001"]),
        ("Kab. Kali Jati", ["11.01"]),
        ("kabupaten kalijati", ["11.01"]),
        ("kota kali jati", ["11.71"]),
        ("kel kali jati", ["11.01.01.1001"]),
        ("kota rekabaru", ["11.02"]),
        ("rekapura", ["11.72"]),
        ("kota administrasi rekapura", ["11.72"]),
        ("mekar", ["11.01.01", "11.71.01"]),
        ("tuwo tuwo", ["11.01.02"]),
        ("purwasari", ["34.01"]),
        ("poerwasari", ["34.01"]),
        ("diy", ["34"]),
        ("utara", ["11"]),
        ("sukamaju, mekar", ["11.01.01.2002", "11.71.01.1001", "11.71.01.3001"]),
        ("desa sukamaju, kec. mekar, kab. kali jati", ["11.01.01.2002"]),
        ("sukamaju mekar sari", ["11.71.01.1001", "11.71.01.3001"]),
        ("sukamaju kota kali jati", ["11.71.01.1001", "11.71.01.3001"]),
    ],
)
def test_a_name_is_found_as_people_write_it(typed: str, expected: list[str]) -> None:
    assert codes(typed) == expected
    assert not LAND.find(typed).guessed


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("kalijatti selatan", "11.01"),
        ("rekapora", "11.72"),
        ("mekar, tempat lain", "11.01.01"),
        ("sukamayu", "11.01.01.2002"),
    ],
)
def test_what_is_nearly_right_is_a_guess_and_says_so(typed: str, first: str) -> None:
    found = LAND.find(typed)
    assert found.guessed
    assert found.regions[0].code == first


@pytest.mark.parametrize("typed", ["", " ", ",", "q", "zzzzzz", "🙂", "\x00", "a" * 5000, "." * 99])
def test_what_names_nothing_finds_nothing(typed: str) -> None:
    assert codes(typed) == []
    assert LAND.meant(typed) == ()


def test_no_more_than_was_asked_for() -> None:
    found = LAND.find("sukamaju", most=2)
    assert (len(found.regions), found.more) == (2, True)
    assert not LAND.find("sukamaju", most=4).more


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Kabupaten Kali Jati", ["11.01"]),
        ("kota kali jati", ["11.71"]),
        ("Kali Jati", ["11.01", "11.71"]),
        ("Kecamatan Mekar, Kabupaten Kali Jati", ["11.01.01"]),
        ("Desa Suka Maju, Kecamatan Mekar, Kabupaten Kali Jati", ["11.01.01.2002"]),
        ("sukamaju", ["11.01.01.2002", "11.01.02.2001", "11.71.01.1001"]),
        ("kali", []),
        ("Rekaan Utara", []),
        ("11.71", ["11.71"]),
    ],
)
def test_where_somebody_says_that_they_live(typed: str, expected: list[str]) -> None:
    assert [region.code for region in LAND.meant(typed)] == expected


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("Jalan Rekaan 1, Kec. Mekar, Kab. Kali Jati", "11.01"),
        ("RT 1/RW 2 KOTA KALIJATI", "11.71"),
        ("Kabupaten Kali Jati Rekaan Utara 12345", "11.01"),
        ("kab.Kali Jati, kabupaten kali jati", "11.01"),
        ("Jalan Kota Lama 3", ""),
        ("Kali Jati", ""),
        ("Kota Kali Jati Kabupaten Kali Jati", ""),
        ("kab", ""),
        ("", ""),
    ],
)
def test_an_address_names_a_regency_only_in_words(address: str, code: str) -> None:
    named = LAND.named_in(address)
    assert (named.code if named else "") == code


def test_the_agency_is_called_after_its_region() -> None:
    assert social_agency(Region("11.01", "Kabupaten Kali Jati")) == "Dinas Sosial Kabupaten Kali Jati"
    branch = social_agency(Region("11.72", "Kota Administrasi Rekapura"))
    assert branch == "Suku Dinas Sosial Kota Administrasi Rekapura"


def test_the_villages_are_read_only_when_they_are_asked_for() -> None:
    asked = []

    def villages() -> Shelf:
        asked.append(1)
        return Shelf(VILLAGES)

    land = Gazetteer(Shelf(UPPER), villages)
    assert land.get("11.01")
    assert land.path("11.01.01")
    assert land.children("11")
    assert asked == []
    assert land.find("kali jati").regions
    assert land.get("11.01.01.2002")
    assert asked == [1]


LETTERS = st.text("abcdefghij -.,'OEDJ", max_size=12)


@given(st.dictionaries(st.from_regex(r"[1-9]\d\.\d\d\.\d\d", fullmatch=True), LETTERS, max_size=20))
def test_every_region_is_found_by_its_code_and_by_its_whole_name(names: dict[str, str]) -> None:
    shelf = Shelf(names)
    for code, name in names.items():
        assert shelf.get(code) == Region(code, name)
        assert (Region(code, name), True) in list(shelf.beginning(shelf.key(code)))
        assert Region(code, name) in shelf.below(code[:5], 8)
    assert len(shelf) == len(names)


@given(st.text(max_size=40))
def test_a_key_is_the_key_of_itself_however_it_is_written(text: str) -> None:
    assert folded(text.upper()) == folded(text.upper().lower())
    assert folded(text) == folded(f" {text}-.")


@given(st.text(max_size=100))
def test_nothing_that_is_typed_breaks_the_search(typed: str) -> None:
    found = LAND.find(typed)
    assert len({one.code for one in found.regions}) == len(found.regions)
    assert all(LAND.get(one.code) == one for one in (*found.regions, *LAND.meant(typed)))
    assert LAND.named_in(typed) is None or LAND.named_in(typed) in LAND.children("11") + LAND.children("34")
