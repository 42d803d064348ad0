"""`maklumat figures rebuild`: count an office's ledger anew, from its first entry."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from maklumat.records.figures.actions import rebuild
from maklumat.records.ledger.queries import offices_with_entries


class Command(BaseCommand):
    help = "Menghitung ulang angka papan kantor dari buku kejadiannya, dari awal. Tanpa --office: semua kantor."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("verb", choices=("rebuild",))
        parser.add_argument("--office", metavar="KODE")

    def handle(self, *args: Any, verb: str, office: str | None, **options: Any) -> None:
        known = offices_with_entries()
        if office is not None and office not in known:
            raise CommandError(f"Kantor {office} belum punya buku kejadian.")
        for one in (office,) if office else known:
            self.stdout.write(f"{one}: {rebuild(one)} kejadian dihitung.")
