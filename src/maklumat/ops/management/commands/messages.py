"""`maklumat messages`: how the messages of every office stand, and the texts that a provider has to register."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from maklumat.core.messages.table import OCCASIONS, OFFICER
from maklumat.core.messages.texts import LANGUAGES, registered
from maklumat.ports.messages.whatsapp import PREFIX
from maklumat.records.messages.queries import counted
from maklumat.records.outside import live_ways


class Command(BaseCommand):
    help = "Pesan: `status` menghitung per kantor dan keadaan, `templates` mencetak teks untuk didaftarkan."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=("status", "templates"))

    def handle(self, *args: Any, what: str, **options: Any) -> None:
        if what == "templates":
            self._templates()
        else:
            self._status()

    def _templates(self) -> None:
        prefix = getattr(settings.CHANNELS.get("whatsapp"), "prefix", PREFIX)
        for occasion in OCCASIONS.values():
            for language in LANGUAGES if OFFICER not in occasion.to or occasion.urgent else ():
                self.stdout.write(f"{prefix}_{occasion.code} ({language})\n  {registered(occasion.code, language)}\n")

    def _status(self) -> None:
        ways = ", ".join(live_ways()) or "tidak ada; semua hanya ditulis ke folder"
        self.stdout.write(f"Cara yang hidup: {ways}.")
        for office, state, count in counted():
            self.stdout.write(f"{office:30s} {state:10s} {count:8d}")
