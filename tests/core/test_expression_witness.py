"""Both sides of a rule, found from the rule itself."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maklumat.core.expression import decide, parse
from maklumat.core.expression.durations import completed_months, months_later
from maklumat.core.expression.witness import both_sides

DAY = date(2026, 11, 23)
KNOWN = {"lahir": "date", "nikah": "date", "desil": "number", "wni": "yes_no", "jalur": "choice", "agama": "text"}
CHOICES = {"jalur": ("reguler", "uhc", "mandiri")}


@pytest.mark.parametrize(
    "rule",
    [
        "desil <= 5",
        "desil >= 100 dan desil <= 100",
        "usia(lahir) >= 30 dan usia(lahir) <= 55",
        "lama_bulan(nikah) >= 6",
        "lama_hari(nikah) <= 3",
        "nikah - tanggal_acuan >= 7",
        "nikah >= 2024-02-29",
        "wni == ya dan (jalur == 'uhc' atau usia(lahir) < 18)",
        "jalur dalam ('reguler', 'uhc')",
        "agama == 'islam'",
        "bukan (wni dan desil > 3)",
        "desil + 2 > 7",
    ],
)
def test_both_sides_are_shown_by_facts_that_have_them(rule: str) -> None:
    expression = parse(rule)
    found = both_sides(expression, KNOWN, CHOICES, DAY)
    assert {side: decide(expression, facts, DAY) for side, facts in found.items()} == {True: True, False: False}
    assert all(facts["jalur"] in CHOICES["jalur"] for facts in found.values() if "jalur" in facts)


@pytest.mark.parametrize(
    ("rule", "sides"),
    [
        ("jalur dalam ('reguler', 'uhc', 'mandiri')", {True}),
        ("desil > 5 dan desil < 6", {False}),
        ("usia(lahir) >= 0", {True}),
    ],
)
def test_a_rule_with_one_side_shows_only_that(rule: str, sides: set[bool]) -> None:
    assert both_sides(parse(rule), KNOWN, CHOICES, DAY).keys() == sides


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.integers(0, 600))
def test_so_many_months_before_is_the_last_day_that_completes_them(reference: date, months: int) -> None:
    since = months_later(reference, -months)
    assert completed_months(since, reference) == months
