"""The programme: the days before, the day itself by the clock, the morning after, and the verdict."""

from __future__ import annotations

import random
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Final

from tests.campaigns.day import evening, report, setting_up, tampering
from tests.campaigns.day.agenda import Agenda
from tests.campaigns.day.cast import ZONE
from tests.campaigns.day.files import Desks
from tests.campaigns.day.guests import Plan, guests
from tests.campaigns.day.hall import Hall
from tests.campaigns.day.house import House
from tests.campaigns.day.morrow import Morrow
from tests.campaigns.day.moving_clock import MovingClock
from tests.campaigns.day.outage import Outage
from tests.campaigns.day.power import PowerCut
from tests.campaigns.day.window import Day
from tests.journeys.browser import chromium

MOVING_IN: Final = datetime(2026, 11, 26, 13, 0, tzinfo=ZONE)
OPENS: Final = datetime(2026, 12, 1, 7, 30, tzinfo=ZONE)
"""A Tuesday."""
ELEVEN: Final = timedelta(minutes=210)
MORROW: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Wish:
    """How the day is to be: who comes, by which chance, and what is spoilt before the verdict ("" for nothing)."""

    plan: Plan
    seed: int
    spoil: str = ""


@dataclass
class Lived:
    """Everything that came of the day."""

    day: Day
    hall: Hall
    cut: PowerCut
    outage: Outage
    morrow: Morrow
    plan: Plan
    opens: datetime = OPENS
    apologies: int = 0
    explained: int = 0


def whole_day(place: Path, folder: Path, own: Mapping[str, str], wish: Wish) -> int:
    """Everything in order; 0 when every check held."""
    from django.utils import timezone

    clock = MovingClock(place / "jam")
    clock.set(MOVING_IN)
    timezone.now = clock.now
    began = perf_counter()
    with House(place, clock, own) as house, chromium() as browser:
        day = Day(browser, house, folder, random.Random(wish.seed))
        try:
            lived = lives(day, wish.plan)
            tampering.spoils(wish.spoil)
            found = report.writes(lived, perf_counter() - began)
        except BaseException:
            keep_what_was_seen(day)
            raise
    say(f"{folder}/laporan.md: {len(found)} faults, {perf_counter() - began:.0f} s")
    for fault in found:
        say(f"FAULT {fault}")
    return 1 if found else 0


def lives(day: Day, plan: Plan) -> Lived:
    """From the first account to the end of the day after."""
    device = setting_up.moves_in(day, OPENS.date())
    day.note("pindah masuk: dua belas akun, satu cuti, satu Plh., perangkat nomor")
    day.until(OPENS - timedelta(minutes=10))
    agenda = Agenda(day.house.clock)
    desks = Desks(day, agenda)
    hall = Hall(day, agenda, desks, device)
    cut, outage, morrow = PowerCut(day, hall, desks), Outage(day, desks), Morrow(day, hall, desks)
    lived = Lived(day, hall, cut, outage, morrow, plan)
    for guest in guests(plan, OPENS, day.chance):
        agenda.at(guest.comes_at, lambda guest=guest: hall.comes(guest))
        if guest.comes_at == OPENS + ELEVEN:
            hall.at_the_door = guest
    for moment, deed in timetable(lived):
        agenda.at(moment, deed)
    for hours in range(1, 36):
        agenda.run(OPENS + timedelta(hours=hours))
        if hours < 14 or hours > 23:
            say(f"{day.clock()} {len(hall.numbers)} numbers, {len(hall.served)} served, {len(desks.files)} files")
    hall.closes()
    day.house.clock.settle()
    return lived


def timetable(lived: Lived) -> list[tuple[datetime, object]]:
    """What happens by the clock, whoever comes."""
    day, desks = lived.day, lived.hall.desks

    def at(hour: int, minute: int, days: int = 0) -> datetime:
        return OPENS.replace(hour=hour, minute=minute) + timedelta(days=days)

    def apologises() -> None:
        lived.apologies = evening.apologises(day)

    def comes_again() -> None:
        lived.morrow.comes_again(report.late_files(lived)[0])

    return [
        (OPENS, lived.hall.opens),
        (OPENS + ELEVEN - timedelta(seconds=5), lived.cut.fails),
        (OPENS + ELEVEN + timedelta(minutes=25), lived.cut.ends),
        (at(11, 55), lambda: evening.initials(day, desks)),
        (at(13, 5), lived.outage.begins),
        (at(14, 5), lived.outage.ends),
        (at(14, 12), lived.outage.looks_again),
        (at(15, 52), lambda: evening.initials(day, desks)),
        (at(19, 30), lambda: evening.signs(day, desks)),
        (at(19, 45), lived.outage.settles),
        (at(19, 50), apologises),
        (at(7, 30, 1), lived.morrow.begins),
        (at(8, 30, 1), lived.morrow.gives_apologies),
        (at(9, 0, 1), comes_again),
        (at(10, 0, 1), lambda: evening.initials(day, desks)),
        (at(10, 30, 1), lambda: evening.signs(day, desks)),
        (at(13, 30, 1), lived.morrow.citizens_look),
    ]


def keep_what_was_seen(day: Day) -> None:
    """Every window as it stood when something failed."""
    for name, window in day.windows.items():
        window.page.screenshot(path=day.folder / f"gagal-{name}.png", full_page=True)


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
