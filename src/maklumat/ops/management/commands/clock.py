"""`maklumat clock`: the clock worker. Records breaches and lapses as they fall due, lets what follows from them happen
(see `ops.followers`), throws away drafts that nobody sent for 30 days, and signs daily heads."""

from __future__ import annotations

import logging
import os
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from maklumat.ops.followers import run_followers
from maklumat.records.applications.sweeping import sweep_drafts
from maklumat.records.work.clockwork import run_due, sign_daily_heads

LOG = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Mencatat janji yang terlewati dan berkas yang gugur. Dengan --once: sekali jalan (untuk cron)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true")
        parser.add_argument("--with-parent", action="store_true", help="berhenti ketika proses induk berhenti")
        parser.add_argument("--every", type=int, default=60, metavar="DETIK")

    def handle(self, *args: Any, once: bool, with_parent: bool, every: int, **options: Any) -> None:
        parent = os.getppid()
        while not with_parent or os.getppid() == parent:
            total = self._round()
            if once:
                self.stdout.write(f"{total} berkas dicatat.")
                return
            time.sleep(every)

    def _round(self) -> int:
        """Everything that is over now. A database that is away for a moment is tried again in the next round."""
        total = 0
        try:
            while recorded := run_due(timezone.now()):
                total += recorded
            run_followers(timezone.now())
            while sweep_drafts(timezone.now()):
                continue
            sign_daily_heads(timezone.now())
        except DatabaseError:
            LOG.exception("clock: the database did not answer")
        close_old_connections()
        return total
