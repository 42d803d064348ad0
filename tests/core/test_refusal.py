"""Which act a refusal letter rests on, and what its officer gave as the ground."""

from __future__ import annotations

from dataclasses import replace

import pytest

from maklumat.core import events
from maklumat.core.eligibility.refusal import proposal, reason_of
from maklumat.core.events import Event
from tests.core.clock_cast import at
from tests.core.small_standard import STANDARD, step

TRIAGED = replace(
    STANDARD,
    steps=(
        *STANDARD.steps,
        step("pilah", "triage", "analis", {"layak": "teruskan", "tidak_layak": "naskah-tolak"}),
        step("teruskan", "route", "kepala", {"forwarded": "naskah-tolak", "returned": "pilah"}),
        step("naskah-tolak", "draft", "staf", {"drafted": "penolakan"}, product="tolak"),
    ),
)


def acts(*told: tuple[str, str, dict[str, str]]) -> list[Event]:
    return [
        Event(seq, events.ACTED, at("2025-07-07 09:00"), at("2025-07-07 09:00"), step=code, outcome=outcome, data=data)
        for seq, (code, outcome, data) in enumerate(told, 2)
    ]


PROPOSED = ("verifikasi", "invalid", {"reason": "Tidak terdaftar."})
CHOSEN = ("pilah", "tidak_layak", {"grounds": "Desil 8."})
PASSED_ON = ("teruskan", "forwarded", {"instruction": "Segera."})
DRAFTED = ("naskah-tolak", "drafted", {})
SENT_BACK = ("penolakan", "returned", {"reason": "Salah ketik."})


@pytest.mark.parametrize(
    ("told", "ground"),
    [
        ([PROPOSED], "Tidak terdaftar."),
        ([CHOSEN], "Desil 8."),
        ([CHOSEN, PASSED_ON], "Desil 8."),
        ([CHOSEN, DRAFTED, SENT_BACK], "Desil 8."),
        ([CHOSEN, ("teruskan", "returned", {"reason": "Perjelas."}), CHOSEN], "Desil 8."),
        ([PROPOSED, CHOSEN], "Desil 8."),
        ([("teruskan", "forwarded", {"note": "Sudah ditangani kabupaten lain."}), DRAFTED],
         "Sudah ditangani kabupaten lain."),
    ],
)  # fmt: skip
def test_the_last_ground_that_was_given_counts(told: list[tuple[str, str, dict[str, str]]], ground: str) -> None:
    act = proposal(TRIAGED, acts(*told), "tolak")
    assert act
    assert reason_of(act) == ground


def test_the_work_on_the_letter_gives_no_ground() -> None:
    assert proposal(TRIAGED, acts(DRAFTED, SENT_BACK), "tolak") is None
