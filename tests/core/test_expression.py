"""The language of rules: what it means, what it refuses, what it explains."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from maklumat.core.expression import ExpressionFault, Fact, check, decide, depends_on_day, evaluate, names, parse
from maklumat.core.expression.durations import completed_months, completed_years

TODAY = date(2026, 11, 21)
FACTS: dict[str, Any] = {
    "a": 3,
    "b": 0,
    "c": Decimal("2.5"),
    "wilayah": "daratan",
    "miskin": True,
    "bekerja": False,
    "lahir": date(1990, 11, 21),
    "nikah": date(2024, 2, 29),
    "besok": date(2026, 11, 22),
    "kosong": None,
    "spasi": "  ",
}


def value(text: str) -> bool | None:
    return evaluate(parse(text), FACTS, TODAY).value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a == 3", True),
        ("a != 3", False),
        ("a < 3", False),
        ("a <= 3", True),
        ("a > 2.5", True),
        ("a >= 3.1", False),
        ("c == 2.5", True),
        ("wilayah == 'daratan'", True),
        ("wilayah == 'Daratan'", False),
        ("wilayah != 'laut'", True),
        ("wilayah dalam ('laut', 'daratan')", True),
        ("wilayah dalam ('laut')", False),
        ("a dalam (1, 2, -3)", False),
        ("a - 6 dalam (1, 2, -3)", True),
        ("miskin", True),
        ("bekerja", False),
        ("miskin == ya", True),
        ("bekerja == tidak", True),
        ("bukan bekerja", True),
        ("bukan miskin atau miskin", True),
        ("bukan (miskin atau bekerja)", False),
        ("miskin atau bekerja dan bekerja", True),
        ("(miskin atau bekerja) dan bekerja", False),
        ("bukan a == 4 dan miskin", True),
        ("1 + 2 * a == 7", True),
        ("(1 + 2) * a == 9", True),
        ("10 - 4 - a == 3", True),
        ("12 / 4 / a == 1", True),
        ("1 / a * 3 == 1", True),
        ("-a == 0 - 3", True),
        ("--a == 3", True),
        ("lahir < 1990-11-22", True),
        ("besok - lahir == 13150", True),
        ("lahir + 1 == 1990-11-22", True),
        ("besok - 1 == tanggal_acuan", True),
        ("usia(lahir) == 36", True),
        ("usia(lahir + 1) == 35", True),
        ("lama_tahun(nikah) == 2", True),
        ("lama_bulan(nikah) == 32", True),
        ("lama_hari(tanggal_acuan - 10) == 10", True),
    ],
)
def test_means(text: str, expected: bool) -> None:
    assert value(text) is expected
    assert decide(parse(text), FACTS, TODAY) is expected


@pytest.mark.parametrize(
    ("text", "explanation"),
    [
        ("tidak_ada > 3", "tidak ada belum diketahui"),
        ("kosong > 3", "kosong belum diketahui"),
        ("spasi == 'x'", "spasi belum diketahui"),
        ("bukan kosong", "kosong belum diketahui"),
        ("kosong atau bekerja", "kosong belum diketahui"),
        ("a / b > 1", "a tidak dapat dibagi nol (b adalah 0)"),
        ("b / (a - 3) > 1", "b tidak dapat dibagi nol ((a - 3) adalah 0)"),
        ("a == 'tiga'", "a berupa angka, tidak dapat dihitung atau dibandingkan dengan teks"),
        ("miskin == 1", "miskin berupa ya atau tidak, tidak dapat dihitung atau dibandingkan dengan angka"),
        ("miskin + 1 == 2", "miskin berupa ya atau tidak, tidak dapat dihitung atau dibandingkan dengan angka"),
        ("a + wilayah == 2", "a berupa angka, tidak dapat dihitung atau dibandingkan dengan teks"),
        ("lahir < 3", "lahir berupa tanggal, tidak dapat dihitung atau dibandingkan dengan angka"),
        ("lahir * 3 == lahir", "lahir berupa tanggal, tidak dapat dihitung atau dibandingkan dengan angka"),
        ("wilayah < 'x'", "wilayah dan “x” berupa teks, tidak dapat diurutkan"),
        ("usia(a) > 3", "a berupa angka, tidak cocok dengan yang diminta"),
        ("wilayah dalam (1, 2)", "wilayah berupa teks, tidak cocok dengan yang diminta"),
        ("usia(besok) >= 0", "besok (22 November 2026) sesudah tanggal acuan (21 November 2026)"),
        ("lama_hari(besok) < 1", "besok (22 November 2026) sesudah tanggal acuan (21 November 2026)"),
        ("lahir + 999999999 > lahir", "lahir berupa tanggal, tidak dapat dihitung atau dibandingkan dengan angka"),
        ("999999999999 * 999999999999 > a", "hasil hitungan (999.999.999.999 * 999.999.999.999) di luar batas"),
        ("a + 1", "(a + 1) bukan pernyataan ya atau tidak"),
        ("wilayah", "wilayah bukan pernyataan ya atau tidak"),
        ("a dan miskin", "a bukan pernyataan ya atau tidak"),
        ("bukan a", "a bukan pernyataan ya atau tidak"),
    ],
)
def test_unknown_is_never_true_and_says_why(text: str, explanation: str) -> None:
    result = evaluate(parse(text), FACTS, TODAY)
    assert (result.value, result.explanation) == (None, explanation)
    assert decide(parse(text), FACTS, TODAY) is None


@pytest.mark.parametrize(
    "strange",
    [
        float("nan"), float("inf"), Decimal("NaN"), Decimal("1E+999999"), Decimal("1E-999999"), 10**4000, -(10**19),
        [], {}, datetime(2026, 1, 1, tzinfo=UTC), object(), Fraction(10**40, 3), b"3",
    ],
)  # fmt: skip
def test_a_fact_that_cannot_be_computed_with_is_unknown(strange: Any) -> None:
    result = evaluate(parse("x > 1 atau x == x"), {"x": strange}, TODAY)
    assert result.value is None
    assert result.explanation == "x tidak dapat dihitung (nilainya di luar batas atau jenisnya tidak dikenal)"


@pytest.mark.parametrize("number", [3, 3.0, Decimal("3.00"), Fraction(6, 2)])
def test_numbers_are_exact_whatever_they_came_as(number: Any) -> None:
    assert evaluate(parse("x / 10 == 0.3"), {"x": number}, TODAY).value is True


def test_the_parts_that_decide_are_told_and_no_others() -> None:
    rule = parse("usia(lahir) >= 30 dan bukan (anak > 1) dan lama_tahun(nikah) >= 5")
    facts = {"lahir": date(2000, 1, 1), "anak": 3, "nikah": None}
    result = evaluate(rule, facts, TODAY, labels={"lahir": "tanggal lahir calon orang tua"})
    assert result.value is False
    assert result.used == (Fact("lahir", date(2000, 1, 1)), Fact("anak", 3))
    assert result.missing == ()
    assert result.explanation == (
        "usia (tahun) menurut tanggal lahir calon orang tua adalah 26, padahal harus paling sedikit 30; "
        "anak adalah 3, padahal tidak boleh lebih dari 1"
    )


def test_what_is_missing_is_what_could_still_decide() -> None:
    rule = parse("miskin dan (anak > 1 atau lansia)")
    result = evaluate(rule, {"miskin": True, "anak": 1}, TODAY)
    assert (result.value, result.missing, result.used) == (None, ("lansia",), ())
    assert evaluate(rule, {"miskin": False}, TODAY).missing == ()


def test_true_is_explained_by_what_fulfils_it() -> None:
    result = evaluate(parse("miskin atau usia(lahir) >= 60"), FACTS, TODAY)
    assert (result.used, result.explanation) == ((Fact("miskin", True),), "miskin: ya")


@pytest.mark.parametrize(
    ("text", "explanation"),
    [
        ("5 <= a", "a adalah 3, padahal harus paling sedikit 5"),
        ("5 == a", "a adalah 3, padahal harus 5"),
        ("a != 3", "a adalah 3, padahal harus selain 3"),
        ("bukan a == 3", "a adalah 3, padahal tidak boleh 3"),
        ("a > c * 2", "a adalah 3, padahal harus lebih dari (c * 2) (5)"),
        ("c > 1000000", "c adalah 2,5, padahal harus lebih dari 1.000.000"),
        ("1 / a == c", "(1 / a) adalah kira-kira 0,3333, padahal harus c (2,5)"),
        ("lahir <= 1980-01-31", "lahir adalah 21 November 1990, padahal harus paling lambat 31 Januari 1980"),
        (
            "besok < tanggal_acuan",
            "besok adalah 22 November 2026, padahal harus sebelum tanggal acuan (21 November 2026)",
        ),
        ("wilayah dalam ('laut', 'pulau')", "wilayah adalah “daratan”, padahal harus salah satu dari “laut”, “pulau”"),
        ("bekerja", "bekerja: tidak, padahal harus ya"),
        ("bukan miskin", "miskin: ya, padahal harus tidak"),
    ],
)
def test_a_failed_comparison_is_told_with_its_values(text: str, explanation: str) -> None:
    result = evaluate(parse(text), FACTS, TODAY)
    assert (result.value, result.explanation) == (False, explanation)


@pytest.mark.parametrize(
    ("text", "code", "column", "near"),
    [
        ("", "EKS-006", 1, ""),
        ("   ", "EKS-006", 4, ""),
        ("a >", "EKS-006", 4, ""),
        ("(a", "EKS-006", 3, ""),
        ("a)", "EKS-005", 2, ""),
        ("a > > 3", "EKS-005", 5, ""),
        ("a and b", "EKS-005", 3, "dan"),
        ("a dann b", "EKS-005", 3, "dan"),
        ("a in ('x')", "EKS-005", 3, "dalam"),
        ("a dalam 'x'", "EKS-005", 9, ""),
        ("a dalam ()", "EKS-005", 10, ""),
        ("a dalam (b)", "EKS-005", 10, ""),
        ("a dalam (-'x')", "EKS-005", 11, ""),
        ("a dalam ('x' 'y')", "EKS-005", 14, ""),
        ("a > 1,5", "EKS-005", 6, "."),
        ("dan a", "EKS-005", 1, ""),
        ("usia > 3", "EKS-005", 6, ""),
        ("a = 3", "EKS-001", 3, "=="),
        ("a ≥ 3", "EKS-001", 3, ">="),
        ("a ≤ 3", "EKS-001", 3, "<="),
        ("a > “x”", "EKS-001", 5, "'"),
        ("Umur > 3", "EKS-001", 1, "umur"),
        ("a\u202e > 3", "EKS-001", 2, ""),
        ("a == 'x", "EKS-002", 6, ""),
        ("a == ''", "EKS-002", 6, ""),
        ("a > 2026-02-30", "EKS-003", 5, ""),
        ("a > 2026-2-3", "EKS-003", 5, ""),
        ("a > 21-11-2026", "EKS-003", 5, ""),
        ("a > 21/11/2026", "EKS-003", 5, ""),
        ("a > 1.500", "EKS-004", 5, "1500"),
        ("a > 1.500.000", "EKS-004", 5, "1500000"),
        ("a > 1.2.3", "EKS-004", 5, ""),
        ("a > 3.", "EKS-004", 5, ""),
        ("a > 1234567890123456", "EKS-004", 5, ""),
        ("a > " + "9" * 1000, "EKS-007", 1000, ""),
        ("(" * 30 + "a" + ")" * 30, "EKS-008", 26, ""),
        ("bukan " * 40 + "a", "EKS-008", 151, ""),
        ("a == " + "-" * 40 + "1", "EKS-008", 31, ""),
        ("1" + "+1" * 100 + " > a", "EKS-008", 152, ""),
        ("umur(a) > 3", "EKS-009", 1, "usia"),
        ("lama_thn(a) > 3", "EKS-009", 1, "lama_tahun"),
        ("__import__('os')", "EKS-009", 1, ""),
        ("usia() > 3", "EKS-010", 1, ""),
        ("usia(a, b) > 3", "EKS-010", 1, ""),
        ("1 < a < 5", "EKS-011", 7, ""),
    ],
)
def test_a_fault_names_its_code_place_and_nearest_word(text: str, code: str, column: int, near: str) -> None:
    with pytest.raises(ExpressionFault) as caught:
        parse(text)
    assert (caught.value.code, caught.value.column, caught.value.near) == (code, column, near)
    assert str(caught.value).startswith(f"{code}: Kolom {column}: ")


KNOWN = {"lahir": "date", "anak": "number", "wilayah": "choice", "miskin": "yes_no", "nama": "text", "aneh": "other"}
CHOICES = {"wilayah": ("daratan", "laut")}


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("usia(lahir) >= 30 dan miskin dan wilayah == 'laut' dan nama != 'x' dan anak dalam (1, 2)", []),
        ("lahir + 30 > tanggal_acuan dan tanggal_acuan - lahir > anak", []),
        ("aneh == 3 atau aneh == 'x'", []),
        ("usia(lahr) > 3", [("EKS-101", 6, "lahir")]),
        ("zzz", [("EKS-101", 1, "")]),
        ("zzz + 1 > 'x'", [("EKS-101", 1, "")]),
        ("lahir < 3", [("EKS-102", 1, "")]),
        ("usia(anak) > 3", [("EKS-102", 6, "")]),
        ("-lahir > 3", [("EKS-102", 2, "")]),
        ("bukan anak", [("EKS-102", 7, "")]),
        ("miskin dan anak", [("EKS-102", 12, "")]),
        ("nama < 'x'", [("EKS-102", 1, "")]),
        ("miskin > tidak", [("EKS-102", 1, "")]),
        ("lahir + lahir > lahir", [("EKS-102", 7, "")]),
        ("lahir * 2 > lahir", [("EKS-102", 7, "")]),
        ("anak dalam (1, 'dua')", [("EKS-102", 16, "")]),
        ("anak + 1", [("EKS-103", 6, "")]),
        ("anak / 0 > 1", [("EKS-104", 6, "")]),
        ("wilayah == 'daratn'", [("EKS-105", 12, "daratan")]),
        ("'lauut' == wilayah", [("EKS-105", 1, "laut")]),
        ("wilayah dalam ('laut', 'zzz')", [("EKS-105", 24, "")]),
        ("1 < 2", [("EKS-106", 1, "")]),
        ("lahir < 3 dan lahr > 2", [("EKS-102", 1, ""), ("EKS-101", 15, "lahir")]),
    ],
)
def test_check_sees_faults_before_any_answer(text: str, problems: list[tuple[str, int, str]]) -> None:
    found = check(parse(text), KNOWN, CHOICES)
    assert [(problem.code, problem.column, problem.near) for problem in found] == problems
    assert all(problem.text.startswith(f"Kolom {problem.column}: ") for problem in found)


def test_names_in_the_order_written_once_each() -> None:
    assert names(parse("b > 1 dan usia(a) < c atau b == tanggal_acuan - z")) == ("b", "a", "c", "z")


def test_the_reference_is_a_day_and_not_a_moment() -> None:
    with pytest.raises(TypeError):
        evaluate(parse("a > 1"), {}, datetime(2026, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("since", "reference", "months", "years"),
    [
        (date(2004, 2, 29), date(2022, 2, 27), 215, 17),
        (date(2004, 2, 29), date(2022, 2, 28), 216, 18),
        (date(2004, 2, 29), date(2024, 2, 28), 239, 19),
        (date(2004, 2, 29), date(2024, 2, 29), 240, 20),
        (date(2026, 8, 31), date(2027, 2, 27), 5, 0),
        (date(2026, 8, 31), date(2027, 2, 28), 6, 0),
        (date(2026, 2, 28), date(2026, 3, 27), 0, 0),
        (date(2026, 2, 28), date(2026, 3, 28), 1, 0),
        (date(2026, 3, 1), date(2026, 3, 1), 0, 0),
        (date(2026, 3, 2), date(2026, 3, 1), None, None),
    ],
)
def test_completed_months_and_years(since: date, reference: date, months: int | None, years: int | None) -> None:
    assert (completed_months(since, reference), completed_years(since, reference)) == (months, years)


@pytest.mark.parametrize(
    ("text", "depends"), [("usia(a) > 3 dan b", True), ("a < tanggal_acuan", True), ("a - b > 3 atau c", False)]
)
def test_which_results_change_with_the_day(text: str, depends: bool) -> None:
    assert depends_on_day(parse(text)) is depends
