"""Number patterns: read with clear faults, then only filled in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maklumat.core.letter.faults import LetterFault
from maklumat.core.letter.number import LetterNumber, parse_number_format
from maklumat.core.standard.words import NUMBER_HOLES

NUMBER = LetterNumber(
    seq=17, on=date(2026, 11, 21), classification="400.9.14.1", security="B", kind="KEP", unit="DSPPPA"
)


@pytest.mark.parametrize(
    ("pattern", "written"),
    [
        ("{class}/{seq}/{type}/{unit}/{year}", "400.9.14.1/17/KEP/DSPPPA/2026"),
        ("{class}/{seq:04}/{unit}/{month_roman}/{year}", "400.9.14.1/0017/DSPPPA/XI/2026"),
        ("{security}-{class}/{seq}/DINSOS-SEKRETARIAT", "B-400.9.14.1/17/DINSOS-SEKRETARIAT"),
        ("{seq:02}/KPTS/DINSOS/{month}.{year}", "17/KPTS/DINSOS/11.2026"),
        ("470/{seq:01}/36.01/{year}", "470/17/36.01/2026"),
    ],
)
def test_patterns_that_offices_use(pattern: str, written: str) -> None:
    assert parse_number_format(pattern).write(NUMBER) == written


@pytest.mark.parametrize(
    ("pattern", "code", "said"),
    [
        ("{class}/{sq}/{year}", "SRT-001", "Maksudnya: seq?"),
        ("{seq}/{month_romn}/{year}", "SRT-001", "Maksudnya: month_roman?"),
        ("{seq}/{bulan}/{year}", "SRT-001", "Yang dikenal: class"),
        ("{class:04}/{seq}", "SRT-002", "Hanya {seq:04}"),
        ("{seq:4}/{year}", "SRT-002", "Hanya {seq:04}"),
        ("{seq/{year}", "SRT-002", "kurung kurawal"),
        ("{seq}}/{year}", "SRT-002", "kurung kurawal"),
        ("{seq}/\x00", "SRT-002", "tanda asing"),
        ("{}/{seq}", "SRT-001", "tidak dikenal"),
        ("{class}/{year}", "SRT-003", "tepat satu kali"),
        ("{seq}/{seq:04}/{year}", "SRT-003", "tepat satu kali"),
        ("", "SRT-003", "tepat satu kali"),
    ],
)
def test_a_bad_pattern_is_refused_when_it_is_read(pattern: str, code: str, said: str) -> None:
    with pytest.raises(LetterFault) as fault:
        parse_number_format(pattern)
    assert fault.value.code == code
    assert said in str(fault.value.message)


def test_a_token_without_a_value_is_not_left_blank() -> None:
    with pytest.raises(LetterFault, match=r"\{unit\}"):
        parse_number_format("{seq}/{unit}/{year}").write(replace(NUMBER, unit=""))
    with pytest.raises(LetterFault, match="SRT-004"):
        parse_number_format("{seq}/{year}").write(replace(NUMBER, seq=0))


def test_every_word_of_the_standard_s_patterns_can_be_written() -> None:
    for token in NUMBER_HOLES.values():
        assert parse_number_format("{seq}/" + "{" + token + "}" if token != "seq" else "{seq}").write(NUMBER)


def test_a_value_with_braces_stays_as_it_is() -> None:
    assert parse_number_format("{seq}/{unit}").write(replace(NUMBER, unit="{year}")) == "17/{year}"


def test_a_back_number_is_marked() -> None:
    assert (
        parse_number_format("{class}/{seq:04}/{year}").write(replace(NUMBER, inserted="a")) == "400.9.14.1/0017.a/2026"
    )


def test_a_pattern_without_the_year_repeats() -> None:
    assert parse_number_format("{seq}/{unit}").repeats_each_year
    assert not parse_number_format("{seq}/{year}").repeats_each_year


@given(st.sets(st.integers(1, 10**6), min_size=2, max_size=2), st.sampled_from(["{seq}", "{seq:04}", "{seq:09}"]))
def test_two_sequences_never_write_the_same_number(pair: set[int], token: str) -> None:
    pattern = parse_number_format(f"{{class}}/{token}/{{year}}")
    first, second = (pattern.write(replace(NUMBER, seq=seq)) for seq in pair)
    assert first != second
