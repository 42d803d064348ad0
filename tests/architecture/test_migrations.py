"""A migration that others have run is never edited: its hash stands in migrations.sha256."""

from __future__ import annotations

from tests.architecture.sources import MIGRATIONS
from tools import freeze_migrations


def test_frozen_migrations_are_unchanged() -> None:
    frozen = freeze_migrations.frozen()
    present = freeze_migrations.present()
    edited = [name for name, digest in frozen.items() if present.get(name) != digest]
    assert edited == [], "write a new migration instead of editing or removing one that others have run"


def test_every_migration_is_frozen() -> None:
    waiting = sorted(set(freeze_migrations.present()) - set(freeze_migrations.frozen()))
    assert waiting == [], "run: .venv/bin/python tools/freeze_migrations.py"


def test_there_is_one_history() -> None:
    numbers = sorted(path.name[:4] for path in MIGRATIONS.glob("[0-9]*.py"))
    assert numbers == [f"{number:04d}" for number in range(1, len(numbers) + 1)]
    assert numbers
