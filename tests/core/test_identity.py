"""Identity numbers, telephone numbers and masks. All numbers are made up."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maklumat.core.identity import (
    FEMALE,
    MALE,
    PERSON_FACTS,
    PROVINCES,
    CivilNumber,
    Person,
    Phone,
    StaffNumber,
    can_be_written_to,
    mask_email,
    mask_name,
    mask_nik,
    mask_phone,
    person_facts,
    read_kk,
    read_nik,
    read_nip,
    read_phone,
)

TODAY = date(2026, 11, 21)


def codes(number: CivilNumber | StaffNumber | Phone) -> list[tuple[str, str]]:
    return [(finding.code, finding.grade) for finding in number.findings]


def test_a_nik_tells_place_birth_and_sex() -> None:
    nik = read_nik("3526 01 450590 0001", TODAY, region="35.26")
    assert nik == CivilNumber("3526014505900001", (), "35.26", "35.26.01", (date(1990, 5, 5),), FEMALE)
    assert nik.valid
    assert nik.day == date(1990, 5, 5)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [("IDN-001", "error")]),
        ("352601450590000", [("IDN-001", "error")]),
        ("35260145059000011", [("IDN-001", "error")]),
        ("35260145O5900001", [("IDN-001", "error")]),
        ("٣٥٢٦٠١٤٥٠٥٩٠٠٠٠١", [("IDN-001", "error")]),
        ("5426014505900001", [("IDN-002", "error")]),
        ("9826014505900001", [("IDN-002", "error")]),
        ("3500014505900001", [("IDN-003", "error")]),
        ("3526004505900001", [("IDN-003", "error")]),
        ("3526013202900001", [("IDN-004", "error")]),
        ("3526017202900001", [("IDN-004", "error")]),
        ("3526010005900001", [("IDN-004", "error")]),
        ("3526010113900001", [("IDN-004", "error")]),
        ("3526012902010001", [("IDN-004", "error")]),
        ("3526014505900000", [("IDN-005", "error")]),
        ("3526014505200001", [("IDN-006", "warning")]),
    ],
)
def test_a_nik_that_cannot_be_is_refused_with_its_reason(text: str, expected: list[tuple[str, str]]) -> None:
    nik = read_nik(text, TODAY)
    assert codes(nik) == expected
    assert nik.valid is (expected[0][1] == "warning")


def test_wide_digits_and_separators_are_read_as_digits() -> None:
    assert read_nik("\uff13526.01-450590 0001\n", TODAY).value == "3526014505900001"


@pytest.mark.parametrize("province", sorted(PROVINCES))
def test_every_province_is_known_also_the_new_ones_of_papua(province: str) -> None:
    assert read_nik(f"{province}01010101900001", TODAY).valid
    assert len(PROVINCES) == 39


@pytest.mark.parametrize(
    ("text", "born_on", "dates", "expected"),
    [
        ("3526010505900001", None, (date(1990, 5, 5),), []),
        ("3526010505200001", None, (date(2020, 5, 5), date(1920, 5, 5)), ["IDN-006"]),
        ("3526010505200001", date(1920, 5, 5), (date(1920, 5, 5),), []),
        ("3526010505200001", date(2020, 5, 5), (date(2020, 5, 5),), []),
        ("3526010505900001", date(1991, 5, 5), (date(1990, 5, 5),), ["IDN-007"]),
        ("3526012111260001", None, (date(2026, 11, 21), date(1926, 11, 21)), ["IDN-006"]),
        ("3526012211260001", None, (date(1926, 11, 22),), []),
        ("3526012902000001", None, (date(2000, 2, 29),), []),
    ],
)
def test_the_century_is_settled_by_the_stated_birth_date_or_left_open(
    text: str, born_on: date | None, dates: tuple[date, ...], expected: list[str]
) -> None:
    nik = read_nik(text, TODAY, born_on=born_on)
    assert nik.dates == dates
    assert nik.day == (dates[0] if len(dates) == 1 else None)
    assert codes(nik) == [(code, "warning") for code in expected]
    assert nik.valid


def test_another_region_or_sex_is_only_a_warning() -> None:
    nik = read_nik("9501010505900001", TODAY, region="19.02", sex=FEMALE)
    assert codes(nik) == [("IDN-008", "warning"), ("IDN-009", "warning")]
    assert (nik.valid, nik.sex) == (True, MALE)


@pytest.mark.parametrize("made_up", ["9999010505900001", "9999999999999999", "9900000000000000"])
def test_made_up_numbers_only_where_they_are_allowed(made_up: str) -> None:
    assert not read_nik(made_up, TODAY).valid
    assert not read_kk(made_up, TODAY).valid
    allowed = read_nik(made_up, TODAY, region="19.02", fictitious_allowed=True)
    assert (allowed.value, allowed.findings, allowed.fictitious) == (made_up, (), True)
    assert read_kk(made_up, TODAY, fictitious_allowed=True).value == made_up
    assert read_nik("1902010505900000", TODAY, fictitious_allowed=True).valid is False


@pytest.mark.parametrize(
    ("text", "expected", "valid"),
    [
        ("1902010505120001", [], True),
        ("1902014505120001", [("IDN-014", "warning")], True),
        ("3526010505120001", [("IDN-015", "warning")], True),
        ("19020105051200", [("IDN-011", "error")], False),
        ("5402010505120001", [("IDN-012", "error")], False),
        ("1900010505120001", [("IDN-012", "error")], False),
        ("1902010505120000", [("IDN-013", "error")], False),
    ],
)
def test_kk(text: str, expected: list[tuple[str, str]], valid: bool) -> None:
    kk = read_kk(text, TODAY, region="19.02")
    assert (codes(kk), kk.valid, kk.sex) == (expected, valid, "")


@pytest.mark.parametrize(
    ("text", "expected", "kind", "valid"),
    [
        ("19900505 201501 1 007", [], "pns", True),
        ("199005052015212007", [], "pppk", True),
        ("19900505201501100", [("IDN-021", "error")], "", False),
        ("199013052015011007", [("IDN-022", "error")], "pns", False),
        ("199005052015131007", [("IDN-023", "error")], "", False),
        ("199005052015013007", [("IDN-024", "error")], "pns", False),
        ("199005052015011000", [("IDN-025", "error")], "pns", False),
        ("199005052000011007", [("IDN-026", "warning")], "pns", True),
        ("199005052030011007", [("IDN-026", "warning")], "pns", True),
        ("999901012015011001", [("IDN-022", "error")], "pns", False),
    ],
)
def test_nip(text: str, expected: list[tuple[str, str]], kind: str, valid: bool) -> None:
    nip = read_nip(text, TODAY)
    assert (codes(nip), nip.kind, nip.valid) == (expected, kind, valid)


def test_a_made_up_nip_only_where_it_is_allowed() -> None:
    assert read_nip("999999999999999999", TODAY, fictitious_allowed=True).value == "999999999999999999"
    assert not read_nip("999999999999999999", TODAY).valid


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("0812 3456 7890", "+6281234567890", "mobile"),
        ("0812-3456-7890", "+6281234567890", "mobile"),
        ("6281234567890", "+6281234567890", "mobile"),
        ("+62 812 3456 7890", "+6281234567890", "mobile"),
        ("+62 (0) 812 3456 7890", "+6281234567890", "mobile"),
        ("62081234567890", "+6281234567890", "mobile"),
        ("006281234567890", "+6281234567890", "mobile"),
        ("(0719) 9223136", "+627199223136", "fixed"),
        ("021-5550123", "+62215550123", "fixed"),
        ("+60 12 345 6789", "+60123456789", "abroad"),
    ],
)
def test_phones_become_e164(text: str, value: str, kind: str) -> None:
    assert read_phone(text) == Phone(value, (), kind)


@pytest.mark.parametrize(
    ("text", "value", "code"),
    [
        ("81234567890", "+6281234567890", "IDN-034"),
        ("", "", "IDN-031"),
        ("0812/0813", "", "IDN-031"),
        ("0812345 ext 12", "", "IDN-031"),
        ("0812+3456789", "", "IDN-031"),
        ("0" * 41, "", "IDN-031"),
        ("9223136", "", "IDN-032"),
        ("08123", "", "IDN-033"),
        ("0812345678901234", "", "IDN-033"),
        ("+621", "", "IDN-033"),
        ("+1234", "", "IDN-033"),
        ("0112345678", "", "IDN-033"),
    ],
)
def test_phones_that_cannot_be_dialled_are_refused(text: str, value: str, code: str) -> None:
    phone = read_phone(text)
    assert (phone.value, [finding.code for finding in phone.findings]) == (value, [code])


def test_masks() -> None:
    assert mask_nik("1902010505900001") == "190201******0001"
    assert mask_nik("12345") == "*****"
    assert mask_phone("+6281234567890") == "+62812*****890"
    assert mask_phone("+627199223136") == "+62719****136"
    assert mask_phone("12345678") == "********"
    assert mask_name("Siti  Contoh Rekaan") == "S*** C*** R***"
    assert mask_email("siti@contoh.invalid") == "s***@contoh.invalid"
    assert mask_email("siti") == "****"
    assert [mask_nik(""), mask_phone(""), mask_name(""), mask_email("")] == ["", "", "", ""]


def test_facts_about_persons_are_those_that_rules_may_ask() -> None:
    mother = Person("Ibu Rekaan", birth_date=date(1990, 1, 2), sex=FEMALE)
    child = Person("Anak Rekaan", birth_date=date(2020, 3, 4), sex=MALE)
    assert person_facts(mother, child, None) == {
        "pemohon_lahir": date(1990, 1, 2),
        "pemohon_kelamin": "perempuan",
        "penerima_lahir": date(2020, 3, 4),
        "penerima_kelamin": "laki_laki",
        "dikuasakan": False,
    }
    assert person_facts(Person("X"), None, Person("Y")) == {"dikuasakan": True}
    assert person_facts(mother, None, None)["penerima_lahir"] == date(1990, 1, 2)
    assert person_facts(mother, child, mother).keys() == PERSON_FACTS.keys()


NUMBERS = st.one_of(st.text(max_size=24), st.from_regex(r"[0-9]{14,19}", fullmatch=True), st.text("0123456789+- ()"))


@settings(max_examples=300, deadline=None)
@given(NUMBERS, st.dates(date(2020, 1, 1), date(2100, 1, 1)), st.none() | st.dates())
def test_any_text_is_read_and_no_finding_repeats_it(text: str, on: date, born_on: date | None) -> None:
    read = [read_nik(text, on, born_on=born_on), read_kk(text, on), read_nip(text, on), read_phone(text)]
    for number in read:
        assert number.valid is not any(finding.grade == "error" for finding in number.findings)
        if len(text.strip()) > 4:
            assert not any(text in finding.text for finding in number.findings)


@settings(max_examples=200, deadline=None)
@given(st.dates(date(1930, 1, 1), TODAY), st.booleans(), st.integers(1, 9999), st.sampled_from(sorted(PROVINCES)))
def test_a_nik_built_by_the_rule_is_read_back(born_on: date, female: bool, serial: int, province: str) -> None:
    day = born_on.day + (40 if female else 0)
    nik = read_nik(f"{province}0203{day:02}{born_on:%m%y}{serial:04}", TODAY, born_on=born_on)
    assert (nik.day, nik.sex, nik.region) == (born_on, FEMALE if female else MALE, f"{province}.02")
    assert nik.findings == ()


@pytest.mark.parametrize(
    "email", ["siti@contoh.id", "siti.contoh+dinsos@mail.kab-contoh.go.id", "o'siti_1@contoh.id", "a" * 64 + "@b.id"]
)
def test_an_ordinary_address_can_be_written_to(email: str) -> None:
    assert can_be_written_to(email)


@pytest.mark.parametrize(
    "email",
    [
        "", "siti", "siti@", "siti@contoh", "siti@contoh.id\n", "siti@contoh.id.", "siti.@contoh.id", "si ti@contoh.id",
        "siti@contoh-.id", "a" * 65 + "@b.id", "siti@" + "a" * 64 + ".id", "józef@contoh.id", "siti@contoh.id,a@b.id",
    ],
)  # fmt: skip
def test_what_no_server_takes_is_no_address(email: str) -> None:
    assert not can_be_written_to(email)
