"""Numbers, rupiah and dates in words, against known spellings and against an inverse written on its own."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maklumat.core.terbilang.dates import date_in_words, day_name, long_date, roman_month
from maklumat.core.terbilang.numbers import MAX, grouped, in_words, rupiah, rupiah_in_words

_UNITS = dict(
    zip(["satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"], range(1, 10), strict=True)
)
_SCALES = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12, "kuadriliun": 10**15}
_PREFIXED = {"sepuluh": "satu puluh", "sebelas": "satu belas", "seratus": "satu ratus", "seribu": "satu ribu"}


def read_back(text: str) -> int:
    """The number that the words say, read from the left as a person does."""
    total = group = digit = 0
    for word in " ".join(_PREFIXED.get(word, word) for word in text.split()).split():
        if word in _UNITS:
            digit = _UNITS[word]
        elif word == "belas":
            group, digit = group + 10 + digit, 0
        elif word == "puluh":
            group, digit = group + 10 * digit, 0
        elif word == "ratus":
            group, digit = group + 100 * digit, 0
        elif word in _SCALES:
            total, group, digit = total + (group + digit) * _SCALES[word], 0, 0
        else:
            assert word == "nol", word
    return total + group + digit


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (1, "satu"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (19, "sembilan belas"),
        (20, "dua puluh"),
        (21, "dua puluh satu"),
        (100, "seratus"),
        (101, "seratus satu"),
        (111, "seratus sebelas"),
        (200, "dua ratus"),
        (1_000, "seribu"),
        (1_001, "seribu satu"),
        (1_100, "seribu seratus"),
        (2_024, "dua ribu dua puluh empat"),
        (11_000, "sebelas ribu"),
        (21_000, "dua puluh satu ribu"),
        (101_000, "seratus satu ribu"),
        (325_000, "tiga ratus dua puluh lima ribu"),
        (1_000_000, "satu juta"),
        (1_001_000, "satu juta seribu"),
        (1_000_000_000, "satu miliar"),
        (1_000_000_000_000, "satu triliun"),
        (10**15, "satu kuadriliun"),
    ],
)
def test_known_spellings(number: int, words: str) -> None:
    assert in_words(number) == words


@settings(max_examples=2_000, deadline=None)
@given(st.one_of(st.integers(0, 9_999), st.integers(0, MAX), st.integers(0, 14).map(lambda power: 10**power)))
def test_words_read_back_to_the_number(number: int) -> None:
    assert read_back(in_words(number)) == number


def test_every_number_below_ten_thousand_has_its_own_words() -> None:
    assert len({in_words(number) for number in range(10_000)}) == 10_000


@given(st.integers(0, MAX))
def test_one_is_never_spelled_before_what_takes_se(number: int) -> None:
    words = f" {in_words(number)} "
    assert " satu puluh " not in words
    assert " satu belas " not in words
    assert " satu ratus " not in words
    assert not words.startswith(" satu ribu ")
    assert "  " not in words


@pytest.mark.parametrize("number", [-1, MAX + 1])
def test_numbers_out_of_range_are_refused(number: int) -> None:
    with pytest.raises(ValueError, match="di luar"):
        in_words(number)


def test_rupiah() -> None:
    assert rupiah(325_000) == "Rp325.000,00"
    assert rupiah(0) == "Rp0,00"
    assert rupiah(-1_500) == "-Rp1.500,00"
    assert rupiah_in_words(325_000) == "tiga ratus dua puluh lima ribu rupiah"
    assert grouped(1_250_000) == "1.250.000"


def test_dates() -> None:
    day = date(2026, 11, 21)
    assert date_in_words(day) == "Sabtu tanggal dua puluh satu bulan November tahun dua ribu dua puluh enam"
    assert long_date(day) == "21 November 2026"
    assert day_name(date(2026, 8, 17)) == "Senin"
    assert [roman_month(date(2026, month, 1)) for month in range(1, 13)] == (
        ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
    )
