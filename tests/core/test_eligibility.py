"""Judging a person's facts by a service's rules."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maklumat.core.eligibility import judge
from maklumat.core.expression import Fact
from maklumat.core.standard.model import EligibilityRule, LawRule, Source

RECEIVED = date(2026, 11, 20)
COMPLETE = date(2026, 12, 20)
ADOPTION = (
    EligibilityRule(
        "usia",
        "Usia 30 sampai 55 tahun",
        "usia(pemohon_lahir) >= 30 dan usia(pemohon_lahir) <= 55",
        "PP 54/2007 Pasal 13 huruf b",
        Source("1"),
        "Usia calon orang tua angkat di luar 30 sampai 55 tahun.",
    ),
    EligibilityRule(
        "nikah",
        "Menikah paling singkat 5 tahun",
        "lama_tahun(menikah) >= 5",
        "PP 54/2007 Pasal 13 huruf e",
        Source("2"),
        reference="complete",
    ),
    EligibilityRule(
        "anak",
        "Belum punya anak atau satu anak",
        "anak <= 1",
        "PP 54/2007 Pasal 13 huruf g",
        Source("3"),
        reference="complete",
    ),
    EligibilityRule(
        "usia-50",
        "Usia paling tinggi 50 tahun",
        "usia(pemohon_lahir) <= 50",
        "Keputusan kepala dinas",
        Source("4"),
        advisory=True,
    ),
)
GOOD: dict[str, Any] = {"pemohon_lahir": date(1990, 1, 1), "menikah": date(2015, 1, 1), "anak": 0}


def test_all_rules_met() -> None:
    judgement = judge(ADOPTION, GOOD, RECEIVED, COMPLETE)
    assert (judgement.verdict, judgement.proposes_refusal) == ("met", False)
    assert (judgement.grounds, judgement.missing) == ((), ())
    assert [result.value for result in judgement.results] == [True, True, True, True]


def test_a_failed_rule_proposes_a_refusal_with_sentence_facts_and_basis() -> None:
    judgement = judge(ADOPTION, GOOD | {"anak": 2}, RECEIVED, COMPLETE, labels={"anak": "jumlah anak"})
    assert (judgement.verdict, judgement.proposes_refusal) == ("not_met", True)
    (ground,) = judgement.grounds
    assert ground.rule.code == "anak"
    assert ground.used == (Fact("anak", 2),)
    assert ground.explanation == "jumlah anak adalah 2, padahal harus paling banyak 1"
    assert ground.legal_basis == "PP 54/2007 Pasal 13 huruf g"
    assert ground.sentence == "Syarat “Belum punya anak atau satu anak” tidak terpenuhi."


def test_a_rule_says_its_own_refusal_sentence_where_it_has_one() -> None:
    judgement = judge(ADOPTION, GOOD | {"pemohon_lahir": date(2000, 1, 1)}, RECEIVED, COMPLETE)
    assert [ground.sentence for ground in judgement.grounds] == [
        "Usia calon orang tua angkat di luar 30 sampai 55 tahun."
    ]


def test_an_advisory_rule_is_shown_and_never_refuses() -> None:
    judgement = judge(ADOPTION, GOOD | {"pemohon_lahir": date(1974, 1, 1)}, RECEIVED, COMPLETE)
    assert (judgement.verdict, judgement.grounds) == ("met", ())
    assert judgement.results[3].value is False


def test_where_higher_law_differs_both_answers_are_given() -> None:
    law = LawRule("Usia 30 sampai 55 tahun", "usia(pemohon_lahir) <= 55", "PP 54/2007 Pasal 13 huruf b")
    rule = EligibilityRule(
        "usia", "Paling tua 50 tahun", "usia(pemohon_lahir) <= 50", "keputusan ini", Source("1"), law=law
    )
    answers = {1980: (True, True), 1974: (False, True), 1970: (False, False)}
    for year, expected in answers.items():
        (result,) = judge([rule], {"pemohon_lahir": date(year, 1, 1)}, RECEIVED, None).results
        assert (result.value, result.by_law) == expected
    (unknown,) = judge([rule], {}, RECEIVED, None).results
    assert (unknown.value, unknown.by_law) == (None, None)
    assert judge([rule], {"pemohon_lahir": date(1974, 1, 1)}, RECEIVED, None).proposes_refusal


def test_what_is_not_known_is_unknown_and_named() -> None:
    judgement = judge(ADOPTION, {"anak": 0}, RECEIVED, COMPLETE)
    assert (judgement.verdict, judgement.proposes_refusal) == ("unknown", False)
    assert judgement.missing == ("pemohon_lahir", "menikah")


def test_no_rules_at_all_are_met() -> None:
    assert judge((), {}, RECEIVED, None).verdict == "met"


@pytest.mark.parametrize(("facts", "verdict"), [({}, "unknown"), (GOOD | {"anak": 5}, "not_met"), (GOOD, "met")])
def test_for_a_person_in_need_nothing_proposes_a_refusal(facts: dict[str, Any], verdict: str) -> None:
    judgement = judge(ADOPTION, facts, RECEIVED, COMPLETE, person_in_need=True)
    assert (judgement.verdict, judgement.proposes_refusal) == (verdict, False)


@pytest.mark.parametrize(
    ("complete_on", "value"), [(date(2019, 12, 31), False), (date(2020, 1, 1), True), (None, None)]
)
def test_the_reference_day_of_a_rule(complete_on: date | None, value: bool | None) -> None:
    judgement = judge(ADOPTION, GOOD, date(2026, 1, 1), complete_on)
    marriage, children = judgement.results[1], judgement.results[2]
    assert marriage.value is value
    assert children.value is True  # asks for no day, so it need not wait for one
    if complete_on is None:
        assert marriage.explanation == "tanggal berkas lengkap belum ada"


def test_a_rule_that_cannot_be_read_blocks_nobody() -> None:
    broken = EligibilityRule("rusak", "Rusak", "anak >", "-", Source("1"))
    judgement = judge((broken,), GOOD, RECEIVED, COMPLETE)
    assert judgement.verdict == "unknown"
    assert judgement.results[0].explanation.startswith("aturan tidak dapat dibaca: Kolom 7")


VALUES = st.one_of(st.none(), st.dates(date(1940, 1, 1), date(2026, 1, 1)), st.integers(-1, 4), st.booleans())
WORLDS = st.fixed_dictionaries({}, optional=dict.fromkeys(GOOD, VALUES))


@settings(max_examples=200, deadline=None)
@given(WORLDS, WORLDS, st.none() | st.just(COMPLETE))
def test_learning_more_never_flips_a_rule_or_the_verdict(
    known: dict[str, Any], learnt: dict[str, Any], complete_on: date | None
) -> None:
    before = judge(ADOPTION, known, RECEIVED, complete_on)
    more = {name: value for name, value in learnt.items() if known.get(name) is None}
    after = judge(ADOPTION, {**known, **more}, RECEIVED, COMPLETE)
    if before.verdict != "unknown":
        assert after.verdict == before.verdict
    for earlier, later in zip(before.results, after.results, strict=True):
        assert earlier.value is None or later.value is earlier.value
