"""YAML without YAML's surprises: words stay words until a key says what they are."""

from __future__ import annotations

import pytest

from maklumat.core.standard.findings import Faults
from maklumat.core.standard.reading import Group, parse, plain
from tests.standards.cast import PATHS, good, load


def test_values_stay_as_they_were_written() -> None:
    assert plain("a: no\nb: 12:30\nc: 1_000\nd: 2023-05-19\ne: ~\nf: 0o17\ng: .5\nh: 'x: y'\n", "x.yaml") == {
        "a": "no",
        "b": "12:30",
        "c": "1_000",
        "d": "2023-05-19",
        "e": "~",
        "f": "0o17",
        "g": ".5",
        "h": "x: y",
    }


def test_plain_gives_lists_and_groups() -> None:
    assert plain("a: [1, {b: c}]\nd:\n  - e\n", "x.yaml") == {"a": ["1", {"b": "c"}], "d": ["e"]}


def test_plain_refuses_what_the_loader_refuses() -> None:
    with pytest.raises(Faults) as caught:
        plain("a: 1\na: 2\nb: *c\n", "x.yaml")
    assert [(found.code, found.place.line) for found in caught.value.findings] == [("STD-102", 2), ("STD-103", 3)]


def test_places_count_letters_not_bytes() -> None:
    node, _ = parse("a: {é: “x”, b: c}\n", "x.yaml")
    assert isinstance(node, Group)
    inner = node.entries[0][1]
    assert isinstance(inner, Group)
    assert [(key.text, key.place.column) for key, _ in inner.entries] == [("é", 5), ("b", 13)]


def test_text_is_composed_unicode() -> None:
    assert plain("a: e\u0301", "x.yaml") == {"a": "é"}


@pytest.mark.parametrize(
    "text", ["", "   \n", "# hanya komentar\n", "- a\n- b\n", "kata\n", "\x00", "a: \x07", "{", "? "]
)
def test_what_is_no_mapping_is_found_not_raised(text: str) -> None:
    node, findings = parse(text, "x.yaml")
    assert node is None
    assert findings[-1].code in ("STD-101", "STD-106")


def test_folded_text_becomes_one_line() -> None:
    text = good()[PATHS["layanan"]].replace(
        "ringkasan: Surat yang menjadi contoh.", "ringkasan: >-\n  Surat\n  yang   menjadi\n\n  contoh."
    )
    assert load(layanan=text).services[0].summary == "Surat yang menjadi contoh."


def test_office_hours_are_minutes() -> None:
    office, _ = load().required()
    rule = office.hours[0].rules[0]
    assert (rule.opens, rule.closes, rule.break_from, rule.break_to) == (450, 960, 720, 780)
    assert rule.days == (0, 1, 2, 3, 4)
    assert office.time_zone == "Asia/Makassar"


def test_required_raises_all_errors() -> None:
    bad = good()[PATHS["layanan"]].replace("urutan: 1", "urutan: satu").replace("rupiah: 0", "rupiah: gratis")
    with pytest.raises(Faults) as caught:
        load(layanan=bad).required()
    assert [found.code for found in caught.value.findings] == ["STD-205", "STD-205"]
    assert caught.value.code == "STD-000"


def test_hostile_nesting_is_refused() -> None:
    _, findings = parse("a: " + "[" * 100_000, "x.yaml")
    assert [found.code for found in findings] == ["STD-108"]
