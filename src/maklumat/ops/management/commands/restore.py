"""`maklumat restore FILE`: bring a backup back, then bring its tables up to date and verify its ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from maklumat.ops import archive
from maklumat.records.outside import keyring


class Command(BaseCommand):
    help = "Memulihkan cadangan ke instalasi ini. Hentikan server dahulu."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="timpa permohonan yang ada")

    def handle(self, *args: Any, file: Path, replace: bool, **options: Any) -> None:
        manifest = archive.put_back(file, key_ids=keyring().ids, replace=replace)
        self.stdout.write(f"Dipulihkan: {len(manifest.files)} berkas, dicadangkan {manifest.made_at}.")
        call_command("migrate", interactive=False, verbosity=0)
        call_command("ledger", "verify")
