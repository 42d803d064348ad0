"""Why each file is due when it is: what its page says in words, beside the script's own count by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from typing import Final

from tests.campaigns.day.agenda import closing, working
from tests.campaigns.day.cast import ZONE
from tests.campaigns.day.files import File
from tests.campaigns.day.guests import CHILD, FOOD, GUIDANCE, INSURANCE, LETTER
from tests.campaigns.day.hands import TAG, Failed
from tests.campaigns.day.window import Day

PROMISE: Final = re.compile(r'<div class="d-promise">(.*?)</div>', re.DOTALL)
REASONS: Final = re.compile(r"<li>(.*?)</li>", re.DOTALL)
STARTS: Final = re.compile(r"Mulai (.*?)\. Batas (.*?)(?: <strong|</p>)", re.DOTALL)
WORKING_DAYS: Final = {LETTER: 2, GUIDANCE: 2, FOOD: 1, CHILD: 3}
FROM_COMPLETE: Final = frozenset({LETTER, INSURANCE})
MINUTES: Final = 30
MONTHS: Final = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober",
                 "November", "Desember")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Explained:
    """One promise of one file, as its page tells it. `counted`: what the script counts by hand; None: not begun yet."""

    register: str
    service: str
    started: str
    due: str
    state: str
    reasons: tuple[str, ...]
    counted: datetime | None


def explained(day: Day, files: list[File]) -> list[Explained]:
    """Every promise of every file, read as the clerk who took it in reads it."""
    return [one for file in files for one in _of(day, file)]


def _of(day: Day, file: File) -> Iterator[Explained]:
    try:
        page = day.wire(file.clerk).opens(f"{file.path}jam/").text
    except Failed as fault:
        yield Explained(file.register, file.guest.service, "", "", str(fault)[:200], (), counted(file))
        return
    told = PROMISE.findall(page)
    if not told:
        yield Explained(file.register, file.guest.service, "", "", "belum mulai", (), None)
    for one in told:
        times = STARTS.search(one)
        lines = [
            _plain(line) for line in re.findall(r'<p class="govuk-body m-small m-flush">(.*?)</p>', one, re.DOTALL)
        ]
        yield Explained(
            register=file.register,
            service=file.guest.service,
            started=_plain(times.group(1)) if times else "",
            due=_plain(times.group(2)) if times else "",
            state=lines[0] if lines else "",
            reasons=tuple(_plain(reason) for reason in REASONS.findall(one)),
            counted=counted(file),
        )


def counted(file: File) -> datetime | None:
    """When this file is due, by hand."""
    start = file.completed_at if file.guest.service in FROM_COMPLETE else file.received_at
    if start is None:
        return None
    if file.guest.service == INSURANCE:
        return working(start, MINUTES)
    return closing(start, WORKING_DAYS[file.guest.service])


def in_words(moment: datetime) -> tuple[str, str]:
    """As pages write it: the day "3 Desember 2026" and the time "16.00"."""
    local = moment.astimezone(ZONE)
    return f"{local.day} {MONTHS[local.month - 1]} {local.year}", f"{local:%H.%M}"


def _plain(html: str) -> str:
    return unescape(" ".join(TAG.sub(" ", html).split()))


def faults(lines: list[Explained], files: list[File]) -> Iterator[str]:
    """A file without a due date, a due date without a reason, one that is not the one that was counted by hand."""
    told = {one.register for one in lines}
    for file in files:
        if file.register not in told:
            yield f"{file.register}: the table of due dates does not know it"
    for one in lines:
        if one.counted is None:
            continue
        day, clock = in_words(one.counted)
        if not one.due or not one.reasons:
            yield f"{one.register}: its due date ({one.due or 'none'}) is explained by nothing; {one.state}"
        elif day not in one.due or not _near(clock, one.due):
            yield f"{one.register} ({one.service}): due {one.due}, by hand {day} {clock}"


def _near(clock: str, due: str) -> bool:
    """The same minute, or the next: the script notes a moment when the answer is there."""
    hour, minute = int(clock[:2]), int(clock[3:])
    near = {divmod(hour * 60 + minute + step, 60) for step in (-1, 0)}
    return any(f"{h:02}.{m:02}" in due for h, m in near)
