"""An empty database of the kind under test, for a process of its own."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg


def fresh_database(folder: Path) -> str:
    """Its address; on SQLite a file in `folder`."""
    address = os.environ["MAKLUMAT_DATABASE"]
    if not address.startswith("postgresql"):
        return f"sqlite:///{folder / 'data' / 'maklumat.sqlite3'}"
    fresh = f"fresh_{uuid4().hex[:8]}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{fresh}"')  # type: ignore[arg-type]
    return urlsplit(address)._replace(path=f"/{fresh}").geturl()
