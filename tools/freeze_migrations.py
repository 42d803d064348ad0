"""Writes the hash of each new migration into tests/architecture/migrations.sha256; after that it may not change.

python tools/freeze_migrations.py             new ones; refuses when a frozen one has changed
python tools/freeze_migrations.py --again     all: only while nobody else has run them
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MIGRATIONS = ROOT / "src" / "maklumat" / "records" / "migrations"
LIST = ROOT / "tests" / "architecture" / "migrations.sha256"


def present() -> dict[str, str]:
    """File name -> sha256 of every migration in the tree."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(MIGRATIONS.glob("[0-9]*.py"))}


def frozen() -> dict[str, str]:
    """File name -> sha256 as it was frozen."""
    lines = LIST.read_text().splitlines() if LIST.exists() else []
    return {name: digest for digest, name in (line.split("  ") for line in lines)}


def main(arguments: Sequence[str]) -> int:
    now, before = present(), {} if "--again" in arguments else frozen()
    changed = [name for name, digest in before.items() if now.get(name) != digest]
    if changed:
        print(f"Sudah dibekukan dan tidak boleh berubah: {', '.join(changed)}", file=sys.stderr)
        return 1
    LIST.write_text("".join(f"{digest}  {name}\n" for name, digest in now.items()))
    print(f"{len(now)} migrasi dibekukan.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
