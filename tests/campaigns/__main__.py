"""Runs the long trials that `make test` leaves out: `make campaigns` (ONLY=kill: that one alone).

Each is a module tests/campaigns/campaign_*.py that is run once per database with MAKLUMAT_DATABASE in its
environment (PostgreSQL with fsync on; SQLite in a folder of its own) and ends with code 0 when its trial was passed.
`python -m tests.campaigns day` is a whole day of an office in a browser, run only when named: see `day.command`.
A trial that wants to pull PostgreSQL's plug starts its own server: tools/throwaway_postgres.py.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tools.throwaway_postgres import ThrowawayPostgres, stop_on_signals

HERE = Path(__file__).resolve().parent


def run(module: str, database: str) -> bool:
    with tempfile.TemporaryDirectory(prefix="maklumat-campaign-") as folder:
        own = {"MAKLUMAT_DATA": f"{folder}/data", "MAKLUMAT_KEYS": f"{folder}/keys", "MAKLUMAT_DATABASE": database}
        for room in ("data", "keys"):
            Path(folder, room).mkdir(mode=0o700)
        name = database.partition(":")[0]
        print(f"== {module} on {name}", flush=True)
        code = subprocess.run([sys.executable, "-m", module], env={**os.environ, **own}, check=False).returncode
    print(f"== {module} on {name}: {'passed' if code == 0 else f'FAILED, code {code}'}", flush=True)
    return code == 0


def main(names: Sequence[str]) -> int:
    if names[:1] == ["day"]:
        from tests.campaigns.day import command

        return command.main(names[1:])
    found = sorted(path.stem for path in HERE.glob("campaign_*.py"))
    chosen = [stem for stem in found if not names or stem.removeprefix("campaign_") in names]
    if not chosen:
        sys.exit(f"Tidak ada uji {' '.join(names)}; ada: {', '.join(s.removeprefix('campaign_') for s in found)}")
    stop_on_signals()
    good = True
    for stem in chosen:
        good &= run(f"tests.campaigns.{stem}", "sqlite")
        with ThrowawayPostgres(durable=True) as server:
            good &= run(f"tests.campaigns.{stem}", server.address)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
