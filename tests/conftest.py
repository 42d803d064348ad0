"""What every test shares: the environment (before Django reads its settings), the marks, and a clean database.

The real settings module is used. Each worker has data and keys of its own in a folder that is removed afterwards;
MAKLUMAT_DATABASE says which database (default: SQLite, as a file, so that threads and processes may share it).
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parent
FOLDER = Path(tempfile.mkdtemp(prefix="maklumat-", dir=os.environ.get("MAKLUMAT_TEST_FOLDER")))

os.environ["DJANGO_SETTINGS_MODULE"] = "maklumat.config.settings"
os.environ["MAKLUMAT_MODE"] = "test"
os.environ["MAKLUMAT_DATA"] = str(FOLDER / "data")
os.environ["MAKLUMAT_KEYS"] = str(FOLDER / "keys")
os.environ.setdefault("MAKLUMAT_DATABASE", "sqlite")
# Playwright's loop runs in the thread of the test that drives the browser; Django is not called from inside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

for room in ("data", "keys"):
    (FOLDER / room).mkdir(mode=0o700)

from django.conf import settings  # noqa: E402  # only now; reading it is what makes pytest-django set Django up
from django.contrib.auth.hashers import Argon2PasswordHasher  # noqa: E402

assert (settings.MODE, settings.DATA_DIR) == ("test", FOLDER / "data"), "settings were read before this file"

# Opening an account costs 0.2 s by design; these people's passwords need not withstand anybody.
Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost, Argon2PasswordHasher.parallelism = 1, 8, 1

collect_ignore = ["campaigns"]
KEPT_TABLES = {"django_migrations", "django_content_type", "auth_permission"}
MARK_OF_ROOM = {"records": "records", "web": "records", "ops": "records", "journeys": "journey"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test's mark follows from its room: nobody can forget it."""
    for item in items:
        if item.path.is_relative_to(TESTS):
            mark = MARK_OF_ROOM.get(item.path.relative_to(TESTS).parts[0])
            if mark:
                item.add_marker(mark)


def pytest_configure(config: pytest.Config) -> None:
    """A worker that inherited the name of the settings would read them, with our folders, before its own conftest."""
    if config.getoption("numprocesses", None) and "PYTEST_XDIST_WORKER" not in os.environ:
        del os.environ["DJANGO_SETTINGS_MODULE"]


def pytest_unconfigure() -> None:
    shutil.rmtree(FOLDER, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:
    """SQLite as a file, in WAL, as in real life: an in-memory database knows no second connection."""
    from django.db import connection
    from django.test import TransactionTestCase

    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(FOLDER / "test.sqlite3")

    def sweep(_: TransactionTestCase) -> None:
        """DELETE instead of TRUNCATE, and no second look at Django's own rows: several times quicker than a flush."""
        tables = set(connection.introspection.django_table_names(only_existing=True, include_views=False))
        with triggers_asleep(), connection.constraint_checks_disabled(), connection.cursor() as cursor:
            for table in sorted(tables - KEPT_TABLES):
                cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608  # names of our own tables

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", sweep)
        yield


@pytest.fixture(autouse=True)
def _heads_go_with_their_ledger() -> Iterator[None]:
    """Heads are files: one that a test leaves signed would bear witness against the ledger of the next."""
    yield
    heads = FOLDER / "data" / "heads"
    if heads.exists():
        shutil.rmtree(heads)


@contextmanager
def triggers_asleep() -> Iterator[None]:
    """The ledger refuses DELETE and TRUNCATE, rightly; only the broom between two tests may pass."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("SET session_replication_role = DEFAULT")
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            for _, sql in triggers:
                cursor.execute(sql)
