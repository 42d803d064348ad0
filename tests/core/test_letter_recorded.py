"""The fields of letters that begin with what a step recorded name a real kind, way and field."""

from __future__ import annotations

from maklumat.core.kinds.registry import KINDS
from maklumat.core.letter.names import DATE_NAMES, KNOWN_NAMES, RECORDED_NAMES


def test_every_recorded_name_is_asked_by_its_way() -> None:
    for name, places in RECORDED_NAMES.items():
        for kind, outcome, field in places:
            way = KINDS[kind].way(outcome)
            assert field in {*way.needs, *way.expects, *way.asks}, name
        assert places
        assert name not in KNOWN_NAMES, "a letter declares it, so that it can be changed"


def test_days_are_names_that_letters_know() -> None:
    assert KNOWN_NAMES.keys() >= DATE_NAMES
