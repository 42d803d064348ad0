"""The programme: the days before, the day itself by the clock, the morning after, and the verdict."""

from __future__ import annotations

import random
import sys
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Final

from tests.campaigns.day import report, setting_up
from tests.campaigns.day.agenda import Agenda
from tests.campaigns.day.cast import ZONE
from tests.campaigns.day.files import Desks
from tests.campaigns.day.guests import Plan, guests
from tests.campaigns.day.hall import Hall
from tests.campaigns.day.house import House
from tests.campaigns.day.moving_clock import MovingClock
from tests.campaigns.day.window import Day
from tests.journeys.browser import chromium

MOVING_IN: Final = datetime(2026, 11, 26, 13, 0, tzinfo=ZONE)
OPENS: Final = datetime(2026, 12, 1, 7, 30, tzinfo=ZONE)
"""A Tuesday."""


def whole_day(place: Path, folder: Path, own: Mapping[str, str], seed: int, plan: Plan) -> int:
    """Everything in order; 0 when every check held."""
    from django.utils import timezone

    clock = MovingClock(place / "jam")
    clock.set(MOVING_IN)
    timezone.now = clock.now
    began = perf_counter()
    with House(place, clock, own) as house, chromium() as browser:
        day = Day(browser, house, folder, random.Random(seed))
        try:
            hall = lives(day, plan)
            found = report.writes(day, hall, perf_counter() - began)
        except BaseException:
            keep_what_was_seen(day)
            raise
    say(f"{folder}/laporan.md")
    for fault in found:
        say(f"FAULT {fault}")
    return 1 if found else 0


def lives(day: Day, plan: Plan) -> Hall:
    """From the first account to the morning after."""
    device = setting_up.moves_in(day, OPENS.date())
    say(f"{day.clock()} moved in")
    day.until(OPENS - timedelta(minutes=10))
    agenda = Agenda(day.house.clock)
    desks = Desks(day, agenda)
    hall = Hall(day, agenda, desks, device)
    for guest in guests(plan, OPENS, day.chance):
        agenda.at(guest.comes_at, lambda guest=guest: hall.comes(guest))
    agenda.at(OPENS, hall.opens)
    for hour in range(8, 19):
        agenda.run(OPENS.replace(hour=hour, minute=0))
        say(f"{day.clock()} {len(hall.numbers)} came, {len(hall.served)} served, {len(desks.files)} files")
    return hall


def keep_what_was_seen(day: Day) -> None:
    """Every window as it stood when something failed."""
    for name, window in day.windows.items():
        window.page.screenshot(path=day.folder / f"gagal-{name}.png", full_page=True)


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
