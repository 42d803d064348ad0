"""`maklumat backup FILE`: everything but the keys, in one file, while the office works on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from maklumat.ops import archive
from maklumat.records.archive import rehearsals
from maklumat.records.outside import keyring


class Command(BaseCommand):
    help = "Mencadangkan basis data, berkas, dan kepala buku kejadian. Folder kunci dicadangkan terpisah!"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        manifest = archive.make(file, key_id=keyring().current_id, moment=timezone.now())
        rehearsals.record_backup(len(manifest.files), file.stat().st_size, timezone.now())
        self.stdout.write(f"{file.name}: {len(manifest.files)} berkas. Kunci {manifest.key_id} TIDAK ada di dalamnya.")
