"""`maklumat simulate`: every service through every outcome, with the real actions, in a throwaway database."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from maklumat.ports import standards_folder

INSIDE = "MAKLUMAT_SIMULATION"
"""Set in the child process alone: its database, data and keys lie in a folder that is removed afterwards."""


class Command(BaseCommand):
    help = "Menjalankan setiap layanan melalui semua hasil setiap langkah pada basis data sementara."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--office", help="satu kantor; tanpa ini semua kantor")
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--all", action="store_true")
        which.add_argument("--service")
        parser.add_argument("--json", action="store_true", help="satu baris JSON per kejadian")
        parser.add_argument(
            "--database", default="", help="basis data kosong yang boleh ditulisi; tanpa ini SQLite sementara"
        )
        parser.add_argument("--start", default="2026-11-23T08:00", help="waktu maya awal, waktu kantor")

    def handle(self, *args: Any, **options: Any) -> None:
        if os.environ.get(INSIDE):
            if connection.introspection.table_names():
                raise CommandError("Basis data itu tidak kosong. Simulasi hanya ditulis ke basis data yang kosong.")
            call_command("migrate", interactive=False, verbosity=0)
            from maklumat.ops.simulation import Covered, Simulation  # noqa: PLC0415  # only where it may write

            say = self._line if options["json"] else self._words
            whole = Covered()
            every = standards_folder.offices(settings.STANDARDS_DIR)
            for office in [options["office"]] if options["office"] else every:
                whole += Simulation(office, options["start"], say).run(options["service"])
            whole.say(say)
            sys.exit(0 if whole.whole else 1)
        sys.exit(_in_throwaway_folder(sys.argv[1:], options["database"]))

    def _line(self, line: str, _: str) -> None:
        self.stdout.write(line)

    def _words(self, _: str, words: str) -> None:
        self.stdout.write(words)


def _in_throwaway_folder(arguments: list[str], database: str) -> int:
    """Run this very command again where no office's data can be reached: a `database` must be empty."""
    with tempfile.TemporaryDirectory(prefix="maklumat-simulasi-") as folder:
        place = Path(folder)
        environment = {
            **os.environ,
            INSIDE: "1",
            "MAKLUMAT_MODE": "test",
            "MAKLUMAT_DATABASE": database or f"sqlite:///{place / 'simulasi.sqlite3'}",
            "MAKLUMAT_DATA": str(place / "data"),
            "MAKLUMAT_KEYS": str(place / "keys"),
            "MAKLUMAT_STANDARDS": str(settings.STANDARDS_DIR),
        }
        command = [sys.executable, "-m", "maklumat.config.console", *arguments]
        return subprocess.run(command, env=environment, check=False).returncode
