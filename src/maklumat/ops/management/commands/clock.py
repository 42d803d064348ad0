"""`maklumat clock`: the clock worker. Records breaches and lapses as they fall due."""

from __future__ import annotations

import os
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections
from django.utils import timezone

from maklumat.records.work.clockwork import run_due


class Command(BaseCommand):
    help = "Mencatat janji yang terlewati dan berkas yang gugur. Dengan --once: sekali jalan (untuk cron)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true")
        parser.add_argument("--with-parent", action="store_true", help="berhenti ketika proses induk berhenti")
        parser.add_argument("--every", type=int, default=60, metavar="DETIK")

    def handle(self, *args: Any, once: bool, with_parent: bool, every: int, **options: Any) -> None:
        parent = os.getppid()
        while not with_parent or os.getppid() == parent:
            total = 0
            while looked := run_due(timezone.now()):
                total += looked
            if once:
                self.stdout.write(f"{total} berkas diperiksa.")
                return
            close_old_connections()
            time.sleep(every)
