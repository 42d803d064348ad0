"""Trying a backup: it is restored into a folder and a database of its own, looked through, and thrown away again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
from django.conf import settings

from maklumat.core.errors import Refusal
from maklumat.ops import snapshot


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What came of it. `offices`: one row of figures each (see records.archive.examining). Seconds on the wall."""

    offices: tuple[dict[str, Any], ...]
    restored_in: float
    examined_in: float
    problem: str = ""

    @property
    def fine(self) -> bool:
        """Whether everything was restored and opened."""
        return not self.problem and bool(self.offices) and all(one["fine"] for one in self.offices)


def rehearse(backup: Path, *, keys: Path | None = None, database: str = "") -> Rehearsal:
    """Restore `backup` beside this installation and look through it. Nothing here is touched.

    `keys`: the folder of the keys that were kept apart, to try those as well; this installation's own when None.
    `database`: an empty PostgreSQL database to use; where none is named, one is made on the same server and dropped
    afterwards. Refusal CDG-008 when that is not allowed.
    """
    if not backup.is_file():
        raise Refusal("CDG-004", "Berkas cadangan tidak dapat dibaca atau rusak: {why}", why=backup.name)
    with tempfile.TemporaryDirectory(prefix=".latihan-", dir=settings.DATA_DIR) as name:
        data = Path(name)
        with _database(data, database) as address:
            environment = {
                **os.environ,
                "MAKLUMAT_DATA": str(data),
                "MAKLUMAT_KEYS": str(keys or settings.KEYS_DIR),
                "MAKLUMAT_DATABASE": address,
            }
            began = time.monotonic()
            restored = _run(["restore", str(backup.resolve())], environment)
            between = time.monotonic()
            if restored.returncode:
                return Rehearsal((), between - began, 0.0, _last_line(restored.stderr))
            examined = _run(["examine", "--json"], environment)
            took = time.monotonic() - between
            rows = tuple(json.loads(line) for line in examined.stdout.splitlines() if line.startswith("{"))
            problem = "" if rows else _last_line(examined.stderr)
            return Rehearsal(rows, between - began, took, problem)


def _run(command: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "maklumat.config.console", *command],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def _last_line(text: str) -> str:
    return next((line for line in reversed(text.strip().splitlines()) if line), "tidak ada keterangan")[-400:]


@contextmanager
def _database(folder: Path, wanted: str) -> Iterator[str]:
    """The address of an empty database for the time of the rehearsal."""
    if snapshot.vendor() == snapshot.SQLITE:
        yield f"sqlite:///{folder / 'maklumat.sqlite3'}"
    elif wanted:
        yield wanted
    else:
        name = f"latihan_{uuid4().hex[:12]}"
        try:
            with psycopg.connect(_address(), autocommit=True) as server:
                server.execute(f'CREATE DATABASE "{name}"')
        except psycopg.Error as error:
            raise Refusal(
                "CDG-008", "Basis data latihan tidak dapat dibuat ({why}). Sebut yang kosong dengan --database.",
                why=type(error).__name__,
            ) from error  # fmt: skip
        try:
            yield urlsplit(_address())._replace(path=f"/{name}").geturl()
        finally:
            with psycopg.connect(_address(), autocommit=True) as server:
                server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _address() -> str:
    """This installation's database as the environment names it."""
    return os.environ["MAKLUMAT_DATABASE"]
