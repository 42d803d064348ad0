"""A whole office logs in behind one address; whoever guesses passwords from there is stopped."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from maklumat.records.models import Tries
from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("law")]

TRIES = 4


@pytest.fixture(autouse=True)
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(settings.LIMITS, "login", (TRIES, 900))


def log_in(username: str, password: str = cast.PASSWORD) -> Any:
    return Client().post(reverse("desk:login"), {"username": username, "password": password})


def test_logins_that_succeed_do_not_count() -> None:
    people = [cast.officer(cast.CLERK).username for _ in range(3)]
    for _ in range(TRIES):
        assert [log_in(name).status_code for name in people] == [302, 302, 302]
    assert [row.count for row in Tries.objects.filter(bucket="login")] == [0]


def test_failures_count_though_somebody_logs_in_between() -> None:
    mine = cast.officer(cast.CLERK).username
    for number in range(TRIES):
        assert log_in(f"orang-{number}", "salah").status_code == 422
        if number < TRIES - 1:
            assert log_in(mine).status_code == 302
    assert log_in(mine).status_code == 429
    assert log_in("orang-9", "salah").status_code == 429
