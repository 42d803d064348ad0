"""Runs every tests/campaigns/bench_*.py and passes its JSON lines on: `make bench` (ONLY=name: that one alone).

Each script prints one JSON object per figure with exactly the keys of FIGURE on standard output, whatever else it
has to say on standard error, and finds in its environment

    MAKLUMAT_BENCH_POSTGRES   the address of an empty PostgreSQL database of its own, fsync on
    MAKLUMAT_BENCH_SQLITE     the path of an SQLite database, not yet there
    MAKLUMAT_BENCH_FOLDER     a folder that is removed afterwards
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

HERE = Path(__file__).resolve().parent
LONG = frozenset({"million"})
"""Those that take half an hour: run only when named."""
FIGURE = frozenset({"name", "value", "unit", "against", "against_value", "ratio", "database", "n"})


def scripts(names: Sequence[str]) -> list[Path]:
    found = sorted(HERE.glob("bench_*.py"))
    known = {path: path.stem.removeprefix("bench_") for path in found}
    chosen = [path for path, name in known.items() if (name in names if names else name not in LONG)]
    if not chosen:
        sys.exit(f"Tidak ada ukuran {' '.join(names)}; ada: {', '.join(p.stem.removeprefix('bench_') for p in found)}")
    return chosen


def faults(line: str) -> str:
    """What is wrong with a line of output, or ""."""
    try:
        figure = json.loads(line)
    except json.JSONDecodeError:
        return "not JSON"
    if not isinstance(figure, dict) or set(figure) != FIGURE:
        return f"not the keys {', '.join(sorted(FIGURE))}"
    return ""


def fresh_database(name: str) -> str:
    """An empty database for one script on the bench's server; its address."""
    address = os.environ["MAKLUMAT_BENCH_POSTGRES"]
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return urlsplit(address)._replace(path=f"/{name}").geturl()


def run(script: Path) -> bool:
    """Runs one script in a fresh folder; passes good lines on, complains about others. True when all is well."""
    with tempfile.TemporaryDirectory(prefix="maklumat-bench-") as folder:
        own = {
            "MAKLUMAT_MODE": "test",
            "MAKLUMAT_DATA": f"{folder}/data",
            "MAKLUMAT_KEYS": f"{folder}/keys",
            "MAKLUMAT_BENCH_FOLDER": folder,
            "MAKLUMAT_BENCH_SQLITE": f"{folder}/data/bench.sqlite3",
            "MAKLUMAT_BENCH_POSTGRES": fresh_database(script.stem),
        }
        for room in ("data", "keys"):
            Path(folder, room).mkdir(mode=0o700)
        module = f"tests.campaigns.{script.stem}"
        command = [sys.executable, "-m", module]
        with subprocess.Popen(command, env={**os.environ, **own}, stdout=subprocess.PIPE, text=True) as process:
            good = lines = 0
            for line in process.stdout or ():
                lines += 1
                fault = faults(line)
                if fault:
                    print(f"{module}: {fault}: {line.rstrip()}", file=sys.stderr)
                else:
                    good += 1
                    print(line.rstrip(), flush=True)
        if process.returncode:
            print(f"{module} ended with code {process.returncode}", file=sys.stderr)
        return process.returncode == 0 and good == lines > 0


def main(names: Sequence[str]) -> int:
    if "MAKLUMAT_BENCH_POSTGRES" not in os.environ:
        sys.exit("MAKLUMAT_BENCH_POSTGRES belum diisi; jalankan lewat: make bench")
    results = [run(script) for script in scripts(names)]  # every one, also after a failure
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
