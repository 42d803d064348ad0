"""What somebody could do behind the application's back, to see that the verdict finds it: `--spoil`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

LEDGER, FILE, DATE = "ledger", "file", "date"


def spoils(what: str) -> None:
    """Do it; "" is nothing."""
    if what:
        SPOILING[what]()


def _raw(*statements: str) -> None:
    """Past every guard of the database, in its own language."""
    from django.db import connection

    postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica" if postgres else "PRAGMA foreign_keys = OFF")
        if not postgres:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            cursor.execute(statement)
            if not cursor.rowcount:
                raise RuntimeError(f"nothing was spoilt: {statement}")


def _ledger() -> None:
    """A return is made a completion."""
    _raw("UPDATE ledger_entry SET outcome = 'complete' WHERE outcome = 'incomplete'")


def _file() -> None:
    """A file that was acknowledged is gone."""
    _raw("DELETE FROM applications_application WHERE register_seq = 3")


def _date() -> None:
    """Due dates are gone from the worklist."""
    _raw("UPDATE procedures_work_item SET due_at = NULL WHERE due_at IS NOT NULL")


SPOILING: Final[Mapping[str, Callable[[], None]]] = {LEDGER: _ledger, FILE: _file, DATE: _date}
