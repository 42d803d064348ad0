"""The throwaway PostgreSQL of a campaign: killing one of its backends, and waiting until it has recovered."""

from __future__ import annotations

import os
import random
import signal
import time

THROWAWAY = "/tmp/maklumat-pg-"  # as tools/throwaway_postgres.py names its folders


def is_postgresql() -> bool:
    from django.db import connection

    return connection.vendor == "postgresql"


def kill_backend(chance: random.Random) -> int:
    """SIGKILL for one backend that serves the application, at best a busy one; how many were killed (0 or 1).

    PostgreSQL then ends all others at once and recovers from its log. Refuses any server but a throwaway one.
    """
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SHOW data_directory")
        if not str(cursor.fetchone()[0]).startswith(THROWAWAY):
            raise RuntimeError("backends are killed in a throwaway server only")
        cursor.execute(
            "SELECT pid, state <> 'idle' FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        found = cursor.fetchall()
    busy = [pid for pid, working in found if working]
    if not found:
        return 0
    os.kill(chance.choice(busy or [pid for pid, _ in found]), signal.SIGKILL)
    connection.close()
    return 1


def wait_for_database(*, seconds: float = 60.0) -> None:
    """Until the database answers again."""
    from django.db import DatabaseError, connection

    end = time.monotonic() + seconds
    while True:
        try:
            connection.close()
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
        except DatabaseError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)
        else:
            return
