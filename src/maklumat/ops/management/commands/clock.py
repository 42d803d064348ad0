"""`maklumat clock`: the clock worker. Records warnings, breaches and lapses as they fall due, lets what follows from
them happen (see `ops.followers`), throws away drafts that nobody sent for 30 days, and signs daily heads."""

from __future__ import annotations

import logging
import os
import time
from datetime import datetime
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from maklumat.ops.followers import Beside, run_prompt, take_turns
from maklumat.records.applications.sweeping import sweep_drafts
from maklumat.records.work.clockwork import next_moment, run_due, sign_daily_heads

LOG = logging.getLogger(__name__)
EVERY: Final = 15
"""Seconds between two rounds at most: what follows from an event may come this much later."""
SHORTEST: Final = 0.05


def pause(following: datetime | None, now: datetime, every: float) -> float:
    """How many seconds to sleep: until just after the next stored moment, at most `every`."""
    if following is None:
        return every
    return min(max((following - now).total_seconds() + SHORTEST, SHORTEST), every)


def due() -> int:
    """Record everything whose moment has come: on how many files."""
    total = 0
    while recorded := run_due(timezone.now()):
        total += recorded
    return total


def meanwhile() -> None:
    """What a long piece of work does not hold up: warnings, breaches and lapses, and the messages that they owe."""
    due()
    run_prompt(timezone.now)


class Command(BaseCommand):
    help = (
        "Mencatat janji yang mendekat dan terlewati, dan berkas yang gugur. Dengan --once: sekali jalan (untuk cron)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true")
        parser.add_argument("--with-parent", action="store_true", help="berhenti ketika proses induk berhenti")
        parser.add_argument("--every", type=int, default=EVERY, metavar="DETIK")

    def handle(self, *args: Any, once: bool, with_parent: bool, every: int, **options: Any) -> None:
        parent, beside = os.getppid(), Beside()
        while not with_parent or os.getppid() == parent:
            began = timezone.now()
            total, following = self._round(began, beside)
            if once:
                beside.wait()
                self.stdout.write(f"{total} berkas dicatat.")
                return
            time.sleep(pause(following, timezone.now(), every))

    def _round(self, began: datetime, beside: Beside) -> tuple[int, datetime | None]:
        """Everything whose moment has come: on how many files, and the next moment that is stored.

        A database that is away for a moment is tried again in the next round.
        """
        total, following = 0, None
        try:
            total += due()
            beside.look(timezone.now())
            take_turns(timezone.now, meanwhile)
            while sweep_drafts(timezone.now()):
                continue
            sign_daily_heads(timezone.now())
            following = next_moment(began)
        except DatabaseError:
            LOG.exception("clock: the database did not answer")
        close_old_connections()
        return total, following
