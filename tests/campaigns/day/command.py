"""`python -m tests.campaigns day [--postgres] [--seed N] [--folder PLACE]`: runs the day and says what came of it."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.campaigns.day.tampering import SPOILING
from tools.throwaway_postgres import ThrowawayPostgres, stop_on_signals

FOLDER = "build/hari"
SEED = 20261201


def main(arguments: Sequence[str]) -> int:
    """0 when every check of the day held."""
    parser = argparse.ArgumentParser(prog="python -m tests.campaigns day", description=__doc__)
    parser.add_argument("--postgres", action="store_true", help="on a throwaway PostgreSQL instead of SQLite")
    parser.add_argument("--seed", type=int, default=SEED, help="who comes when and for what")
    parser.add_argument("--folder", type=Path, default=Path(FOLDER), help="where pictures, books and report are kept")
    parser.add_argument("--small", action="store_true", help="a dozen guests instead of eighty")
    parser.add_argument(
        "--spoil", choices=sorted(SPOILING), default="", help="tamper with the database before the verdict"
    )
    chosen = parser.parse_args(arguments)
    stop_on_signals()
    if chosen.postgres:
        with ThrowawayPostgres(durable=True) as server:
            return _run(server.address, chosen)
    return _run("sqlite", chosen)


def _run(database: str, chosen: argparse.Namespace) -> int:
    """Django reads its settings once, so they have to be in the environment before anything else is imported."""
    with tempfile.TemporaryDirectory(prefix="maklumat-hari-") as place:
        from tests.campaigns.day.house import environment

        own = environment(Path(place), database)
        os.environ.update({name: text for name, text in own.items() if name != "PYTHONPATH"})
        import django

        django.setup()
        from tests.campaigns.day.guests import SMALL, WHOLE
        from tests.campaigns.day.programme import Wish, whole_day

        shutil.rmtree(chosen.folder, ignore_errors=True)
        chosen.folder.mkdir(parents=True)
        plan = SMALL if chosen.small else WHOLE
        return whole_day(Path(place), chosen.folder.resolve(), own, Wish(plan, chosen.seed, chosen.spoil))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
