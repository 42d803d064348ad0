"""What a broken promise owes: whose time it was, what follows once per file, and until when."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from maklumat.core.clock.spans import APPLICANT, OFFICE, OUTSIDE, Span
from maklumat.core.compensation.entitlements import apologise_by, caused_by_office, holds_until, owed
from maklumat.core.standard.model import Compensation, Source
from tests.core.clock_cast import calendar
from tests.standards.cast import load

DUE = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)
BEFORE, AFTER = DUE - timedelta(hours=1), DUE + timedelta(hours=1)
SOMEWHERE = Source("1")


@pytest.mark.parametrize(
    ("spans", "caused"),
    [
        ([Span(BEFORE, OFFICE, "a")], True),
        ([Span(BEFORE, APPLICANT)], False),
        ([Span(BEFORE, OUTSIDE)], False),
        ([Span(BEFORE, OFFICE, "a"), Span(AFTER, APPLICANT)], True),
        ([Span(BEFORE, APPLICANT), Span(AFTER, OFFICE, "a")], False),
        ([Span(BEFORE, OFFICE, "a"), Span(DUE, APPLICANT)], True),  # it left as the time was up
        ([Span(BEFORE, APPLICANT), Span(DUE, OFFICE, "a")], False),  # it came back as the time was up
        ([Span(AFTER, APPLICANT), Span(BEFORE, OFFICE, "a")], True),  # a backdated entry comes out of order
        ([], True),
    ],
)
def test_only_the_office_s_own_time_makes_it_owe(spans: list[Span], caused: bool) -> None:
    assert caused_by_office(spans, DUE) is caused


def test_the_decree_says_what_is_owed_each_thing_once() -> None:
    office, _ = load().required()
    items = (
        Compensation("Didahulukan", SOMEWHERE, "priority"),
        Compensation("Cendera mata", SOMEWHERE),
        Compensation("Minta maaf", SOMEWHERE, "apology"),
        Compensation("Minta maaf lagi", SOMEWHERE, "apology"),
        Compensation("Diantar", SOMEWHERE, "other"),
    )
    found = owed(replace(office, compensation=items), "both")
    assert [(one.key, one.form, one.text, one.ground) for one in found] == [
        ("priority", "priority", "Didahulukan", "decree"),
        ("other-1", "other", "Cendera mata", "decree"),
        ("apology", "apology", "Minta maaf", "decree"),
        ("other-2", "other", "Diantar", "decree"),
    ]


@pytest.mark.parametrize(
    ("default", "forms"), [("none", []), ("apology", ["apology"]), ("both", ["apology", "priority"])]
)
def test_a_silent_decree_owes_what_the_head_decided(default: str, forms: list[str]) -> None:
    office, _ = load().required()
    found = owed(replace(office, compensation=()), default)
    assert [one.form for one in found] == forms
    assert {one.ground for one in found} <= {"default"}


def test_until_when() -> None:
    known = datetime(2026, 1, 30, 3, 0, tzinfo=UTC)  # a Friday
    assert apologise_by(known, 3, calendar()) == date(2026, 2, 4)
    assert holds_until(known, 1, calendar()) == date(2026, 2, 28)
    assert holds_until(known, 12, calendar()) == date(2027, 1, 30)
