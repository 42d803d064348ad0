"""Liveness and readiness for whoever watches the machine. JSON, no personal data, no database on liveness."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import Final

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from maklumat.core.errors import MaklumatError
from maklumat.records.ledger import probe


@never_cache
@require_safe
def live(request: HttpRequest) -> JsonResponse:  # noqa: ARG001  # Django's signature
    """The process answers."""
    return JsonResponse({"hidup": True})


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:  # noqa: ARG001  # Django's signature
    """The process can serve: 200 when every check passes, else 503 with the names of those that do not."""
    results = {name: _passes(check) for name, check in CHECKS.items()}
    good = all(results.values())
    return JsonResponse({"siap": good, "pemeriksaan": results}, status=200 if good else 503)


def _passes(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except (DatabaseError, OSError, MaklumatError):
        return False


def database_reachable() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))


def migrations_applied() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def ledger_writable() -> bool:
    return probe.writable()


def keys_safe() -> bool:
    """The key folder is there, readable, and closed to everybody else."""
    folder = settings.KEYS_DIR
    return folder.is_dir() and os.access(folder, os.R_OK | os.X_OK) and not folder.stat().st_mode & 0o077


CHECKS: Final[Mapping[str, Callable[[], bool]]] = {
    "basis_data": database_reachable,
    "migrasi": migrations_applied,
    "buku_besar": ledger_writable,
    "kunci": keys_safe,
}
