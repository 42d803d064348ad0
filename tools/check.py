"""Everything a machine can judge without running the system; `make check`, pre-commit and the tests call this list.

python tools/check.py [NAME...]      NAME of CHECKS; default: all.  Ends with 1 when any of them complains.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent

CHECKS: dict[str, tuple[str, ...]] = {
    "lint": ("ruff", "check", "--no-cache", "."),
    "format": ("ruff", "format", "--no-cache", "--check", "."),
    "imports": ("lint-imports", "--no-cache"),
    "types": ("mypy", "--cache-dir", ".mypy_cache/check"),  # its own: two runs at once spoil a shared one
    "migrations": ("maklumat", "makemigrations", "--check", "--dry-run"),
    "system": ("maklumat", "check", "--fail-level", "WARNING"),
    "standards": ("maklumat", "standards", "check"),
}


def run(name: str) -> subprocess.CompletedProcess[str]:
    """Runs one check with data and keys of its own, so that it leaves nothing in var/."""
    program, *arguments = CHECKS[name]
    with tempfile.TemporaryDirectory(prefix="maklumat-check-") as folder:
        Path(folder, "data").mkdir()
        own = {"MAKLUMAT_MODE": "test", "MAKLUMAT_DATA": f"{folder}/data", "MAKLUMAT_KEYS": f"{folder}/keys"}
        return subprocess.run(
            [str(BIN / program), *arguments],
            cwd=ROOT,
            env={**os.environ, **own},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )


def main(names: Sequence[str]) -> int:
    unknown = set(names) - set(CHECKS)
    if unknown:
        sys.exit(f"Tidak dikenal: {', '.join(sorted(unknown))}. Pilih: {', '.join(CHECKS)}")
    failed = []
    for name in names or CHECKS:
        started = time.monotonic()
        done = run(name)
        verdict = "FAILED" if done.returncode else "ok"
        print(f"{name:12s} {verdict}  ({time.monotonic() - started:.1f} s)", flush=True)
        if done.returncode:
            failed.append(name)
            print(done.stdout)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
