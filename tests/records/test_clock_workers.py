"""Two real clock workers on the tests' own database, killed while they work: every event of time once.

The long trial is `make campaigns ONLY=clock`.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection

from maklumat.records.models import LedgerEntry
from tests import cast
from tests.campaigns import evidence, stage
from tests.campaigns.campaign_clock import EXPECTED, Killer, Workers

pytestmark = pytest.mark.django_db(transaction=True)

FILES, KILLS = 200, 3


def database() -> str:
    """The address of the database that this test runs on."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["MAKLUMAT_DATABASE"])._replace(path=f"/{name}").geturl()


def test_workers_that_are_killed_make_every_event_once(tmp_path: Path) -> None:
    cast.enact(stage.START)
    files = stage.applications(FILES)
    with Workers(tmp_path, database()) as workers:
        workers.set_moment(stage.START)
        killer = Killer(workers, FILES, KILLS)
        killer.run()
        assert workers.faults() == []
    assert killer.kills == KILLS
    kinds = LedgerEntry.objects.filter(application__in=files).values_list("application", "kind")
    assert Counter(kinds) == Counter({(file, kind): 1 for file in files for kind in EXPECTED})
    assert list(evidence.projections()) == []
    assert list(evidence.ledger()) == []
