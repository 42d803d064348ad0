"""Texts with holes: filled from values, never run, never filled twice."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maklumat.core.letter.faults import LetterFault
from maklumat.core.letter.texts import Value, clean, fill, holes, missing


@pytest.mark.parametrize(
    ("text", "value", "written"),
    [
        ("{x}", "CONTOH", "CONTOH"),
        ("{x}", 2026, "2026"),
        ("{x}", date(2026, 11, 2), "2 November 2026"),
        ("{x:hari}", date(2026, 11, 2), "Senin"),
        ("{x:tanggal}", date(2026, 11, 2), "2 November 2026"),
        ("{x:tanggal_terbilang}", date(2026, 11, 2), "Senin tanggal dua bulan November tahun dua ribu dua puluh enam"),
        ("{x:angka}", 12500, "12.500"),
        ("{x:terbilang}", 11, "sebelas"),
        ("{x:rupiah} ({x:rupiah_terbilang})", 1000, "Rp1.000,00 (seribu rupiah)"),
        ("{x:kapital}", "kepala dinas", "KEPALA DINAS"),
        ("untuk {x:awal_kecil}", "Sekolah atau kuliah (KIP)", "untuk sekolah atau kuliah (KIP)"),
        ("untuk {x:awal_kecil}", "KIP kuliah", "untuk KIP kuliah"),
        ("{x} dan {x}", 0, "0 dan 0"),
    ],
)
def test_each_way_of_writing(text: str, value: Value, written: str) -> None:
    assert fill(text, {"x": value}) == written


@pytest.mark.parametrize(
    ("text", "values", "code"),
    [
        ("{x", {"x": "a"}, "SRT-015"),
        ("x}", {"x": "a"}, "SRT-015"),
        ("{x.y}", {"x": "a"}, "SRT-015"),
        ("{x!r}", {"x": "a"}, "SRT-015"),
        ("{x[0]}", {"x": "a"}, "SRT-015"),
        ("{X}", {"X": "a"}, "SRT-015"),
        ("{x:>10}", {"x": "a"}, "SRT-015"),
        ("{x:rupia}", {"x": 1}, "SRT-015"),
        ("{x}", {}, "SRT-020"),
        ("{x}", {"x": "  "}, "SRT-020"),
        ("{x:rupiah}", {"x": "seribu"}, "SRT-021"),
        ("{x:rupiah}", {"x": True}, "SRT-021"),
        ("{x:hari}", {"x": 1}, "SRT-021"),
        ("{x}", {"x": (("a", "b"),)}, "SRT-021"),
    ],
)
def test_what_cannot_be_filled_says_why(text: str, values: dict[str, Value], code: str) -> None:
    with pytest.raises(LetterFault) as fault:
        fill(text, values)
    assert fault.value.code == code


def test_the_nearest_way_of_writing_is_offered() -> None:
    with pytest.raises(LetterFault, match="Maksudnya: rupiah"):
        holes("{nilai:rupia}")


def test_missing_names_come_once_in_reading_order() -> None:
    assert missing("{b} {a} {b} {c}", {"c": 0}) == ("b", "a")


@given(st.text(max_size=60))
def test_a_value_is_never_looked_at_again(value: str) -> None:
    """Whatever a citizen types, braces included, is printed as typed."""
    if clean(value):
        assert fill("[{x}]", {"x": "{y} " + value, "y": "RAHASIA"}) == f"[{clean('{y} ' + value)}]"


@given(st.text())
def test_clean_text_prints(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    for char in cleaned:
        assert char in "\n\u200c\u200d" or unicodedata.category(char)[0] != "C"


def test_clean_removes_what_turns_text_around() -> None:
    assert clean(" Siti\u202e\tContoh\x07  binti\r\n Contoh ") == "Siti Contoh binti\nContoh"
