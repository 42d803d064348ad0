"""The clock worker sleeps until something falls due, and never longer than it may."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from maklumat.core.events import BREACHED
from maklumat.ops.management.commands.clock import SHORTEST, pause
from maklumat.records.ledger.models import LedgerEntry, LedgerFollower
from tests import cast

NOW = datetime(2025, 6, 2, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("following", "seconds"),
    [
        (None, 15),
        (NOW + timedelta(hours=3), 15),
        (NOW + timedelta(seconds=4), 4 + SHORTEST),
        (NOW, SHORTEST),
        (NOW - timedelta(seconds=9), SHORTEST),  # it fell due while the round was under way
    ],
)
def test_how_long_it_sleeps(following: datetime | None, seconds: float) -> None:
    assert pause(following, NOW, 15) == pytest.approx(seconds)


@pytest.mark.django_db(transaction=True)
def test_one_round_writes_what_is_due_and_what_follows_from_it() -> None:
    cast.enact(datetime(2024, 1, 1, tzinfo=UTC))
    late = cast.apply(moment=timezone.now() - timedelta(days=20)).application_id
    out = StringIO()
    call_command("clock", "--once", stdout=out)
    assert out.getvalue() == "1 berkas dicatat.\n"
    kinds = LedgerEntry.objects.filter(application=late).values_list("kind", flat=True)
    assert BREACHED in kinds
    assert LedgerFollower.objects.filter(office=cast.OFFICE, seq__gt=0).exists()
