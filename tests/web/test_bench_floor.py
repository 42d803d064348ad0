"""The benches are run by hand: what they stand on is held here, so that they do not rot unseen."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.test import Client, override_settings

BENCHES = ("bench_action", "bench_http", "bench_journey", "bench_worklist", "campaign_kill", "campaign_race")


@pytest.mark.parametrize("name", BENCHES)
def test_a_bench_finds_what_it_imports(name: str) -> None:
    assert import_module(f"tests.campaigns.{name}").__doc__


def test_the_floor_answers_behind_our_own_middleware() -> None:
    with override_settings(ROOT_URLCONF="tests.campaigns.floor_site"):
        assert Client().get("/").content == b"ok"
