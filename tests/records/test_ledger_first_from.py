"""The first entry that was written from a moment on is found without an index of moments."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from maklumat.core.events import Event
from maklumat.records.ledger import actions as ledger
from maklumat.records.ledger.queries import first_from
from maklumat.records.models import LedgerEntry

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
GAPS = (0, 0, 60, 1, 86_400, 0, 3, 0, 7 * 86_400, 59, 2)
"""Seconds between one entry and the next; many share a moment."""


def written(office: str, entries: int) -> list[datetime]:
    moment, found = NOON, []
    for number in range(entries):
        moment += timedelta(seconds=GAPS[number % len(GAPS)], microseconds=number % 3)
        ledger.append(office, None, Event(0, "exported", moment, moment), None)
        found.append(moment)
    return found


@pytest.mark.parametrize("entries", [1, 2, 3, 16, 17, 40])
def test_it_is_the_one_that_a_look_at_every_entry_finds(entries: int) -> None:
    written("lain", 5)
    moments = written("kantor", entries)
    assert LedgerEntry.objects.filter(office="kantor").count() == entries
    asked = {at + timedelta(microseconds=by) for at in moments for by in (-1, 0, 1)} | {NOON - timedelta(days=9)}
    for at in asked:
        first = next((number for number, moment in enumerate(moments, 1) if moment >= at), entries + 1)
        assert first_from("kantor", at) == first, at


def test_an_office_that_has_written_nothing_has_none() -> None:
    assert first_from("kosong", NOON) == 0


def test_it_is_one_statement() -> None:
    written("kantor", 30)
    with CaptureQueriesContext(
        connection,
    ) as said:
        first_from("kantor", NOON + timedelta(days=2))
    assert len(said) == 1
