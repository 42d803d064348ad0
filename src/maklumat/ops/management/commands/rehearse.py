"""`maklumat rehearse FILE`: restore a backup elsewhere, look through it, throw it away, and write down that it was."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from maklumat.ops.rehearsal import Rehearsal, rehearse
from maklumat.records.archive import rehearsals


class Command(BaseCommand):
    help = "Latihan pemulihan: memulihkan cadangan ke tempat sementara, memeriksanya, lalu membuangnya."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--keys", type=Path, default=None, help="folder kunci cadangan, untuk mencobanya sekalian")
        parser.add_argument("--database", default="", help="basis data PostgreSQL kosong untuk latihan")

    def handle(self, *args: Any, file: Path, keys: Path | None, database: str, **options: Any) -> None:
        """Exit 1 when the backup could not be restored or opened."""
        found = rehearse(file, keys=keys, database=database)
        moment = timezone.now()
        rehearsals.record({one["office"]: _kept(one, found) for one in found.offices}, moment)
        for one in found.offices:
            state = "utuh" if one["fine"] else "TIDAK UTUH"
            self.stdout.write(
                f"{one['office']}: {state}; {one['entries']} catatan, {one['opened']} berkas dibuka, {one['broken']}"
                f" gagal; catatan terakhir {one['last_entry_at']}"
            )
        if found.problem:
            raise CommandError(f"Cadangan ini tidak dapat dipulihkan: {found.problem}")
        self.stdout.write(
            f"Dipulihkan dalam {found.restored_in:.0f} detik, diperiksa dalam {found.examined_in:.0f} detik."
        )
        if not found.fine:
            raise CommandError("Cadangan ini pulih, tetapi isinya tidak utuh.")


def _kept(one: dict[str, Any], found: Rehearsal) -> dict[str, Any]:
    """What the ledger keeps of it."""
    names = ("entries", "applications", "attachments", "products", "opened", "broken", "fine", "last_entry_at")
    return {name: one[name] for name in names} | {"seconds": round(found.restored_in)}
