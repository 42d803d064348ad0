"""A consistent copy of the database in one file: SQLite's own backup, or pg_dump."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

from django.db import connection

from maklumat.core.errors import Unavailable

SQLITE, POSTGRESQL = "sqlite", "postgresql"
NAMES = {SQLITE: "database.sqlite3", POSTGRESQL: "database.pgdump"}


def vendor() -> str:
    """Which database this installation uses: "sqlite" or "postgresql"."""
    return connection.vendor


def take(folder: Path) -> Path:
    """Copy the database into `folder` while the office works on; the file. Unavailable CDG-001 without pg_dump."""
    path = folder / NAMES[vendor()]
    connection.ensure_connection()
    if vendor() == SQLITE:
        with closing(sqlite3.connect(path)) as copy:
            connection.connection.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
    else:
        _run("pg_dump", ["--format=custom", "--no-owner", "--no-privileges", f"--file={path}"])
    return path


def put_back(path: Path) -> None:
    """Make the database what `path` holds. The old content is gone afterwards. CDG-001 without pg_restore."""
    if vendor() == SQLITE:
        target = Path(connection.settings_dict["NAME"])
        connection.close()
        for leftover in (target, target.with_name(f"{target.name}-wal"), target.with_name(f"{target.name}-shm")):
            leftover.unlink(missing_ok=True)
        shutil.copyfile(path, target)
    else:
        connection.close()
        options = ["--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error"]
        _run("pg_restore", [*options, str(path)])


def is_empty() -> bool:
    """Whether the database holds no application and no office yet."""
    names = set(connection.introspection.table_names())
    if "applications_application" not in names:
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM applications_application)")
        return not cursor.fetchone()[0]


def _run(program: str, options: list[str]) -> None:
    found = shutil.which(program)
    if found is None:
        raise Unavailable("CDG-001", "Program {program} tidak ada. Pasang paket postgresql-client.", program=program)
    settings: dict[str, Any] = connection.settings_dict
    target = ["--dbname", settings["NAME"]]
    for option, key in (("--host", "HOST"), ("--port", "PORT"), ("--username", "USER")):
        if settings[key]:
            target += [option, str(settings[key])]
    environment = {**os.environ, "PGPASSWORD": str(settings["PASSWORD"])}
    done = subprocess.run([found, *target, *options], env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Unavailable("CDG-002", "{program} gagal: {why}", program=program, why=done.stderr.strip()[-400:])
