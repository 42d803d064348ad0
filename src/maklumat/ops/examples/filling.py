"""Filling fresh example offices: everything or nothing, once, and never an office where somebody has worked.

What a message says is decided when it is sent, and nothing is sent inside a transaction: the messages of the last days
are made on the way and sent after the commit, at the moments at which they would have been.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction

from maklumat.core.errors import Refusal
from maklumat.core.standard.model import Office
from maklumat.ops.examples import today
from maklumat.ops.examples.deeds import Staff
from maklumat.ops.examples.history import History
from maklumat.ops.examples.people import chance_of
from maklumat.ops.followers import run_followers
from maklumat.ports.signing import Authority
from maklumat.records.applications.queries import offices_with_files
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.ledger.following import begin_at_head
from maklumat.records.messages import making, sending
from maklumat.records.people.access import Actor

SPAN: Final = timedelta(days=100)
"""How long the people of an example office have been in their posts: longer than its oldest file."""
TOLD: Final = timedelta(days=7)
"""Messages of so many days."""
EVERY: Final = timedelta(hours=4)


@dataclass(frozen=True, slots=True)
class Filled:
    """What came of it: how many files, and those that stand where they were not meant to."""

    files: int
    left: tuple[str, ...]


def empty(offices: Sequence[Office]) -> list[Office]:
    """The offices in which nobody has ever applied for anything."""
    used = offices_with_files()
    return [office for office in offices if office.code not in used]


def fill(offices: Sequence[Office], administrators: dict[str, Actor], now: datetime) -> Filled:
    """A quarter of a year of files and today's guests. `administrators`: who arranges each office.

    Refusal ORG-004 outside demo mode. Nothing where every office has files.
    """
    if not settings.DEMO:
        raise Refusal("ORG-004", "Isi contoh hanya dibuat pada mode demo.")
    wanted = empty(offices)
    if not wanted:
        return Filled(0, ())
    Authority(settings.KEYS_DIR, at=now - SPAN)  # letters of that time need keys of that time
    history = History(now)
    told: list[datetime] = []
    with transaction.atomic():
        staff = {office.code: history.add(office) for office in wanted}
        for office in wanted:
            _arrange(history, office, staff[office.code], administrators[office.code])
        _messages(history, wanted, told)
        history.run()
    for moment in told:
        _send(moment)
    run_followers(now)
    return Filled(len(history.files), tuple(history.left))


def _arrange(history: History, office: Office, staff: Staff, administrator: Actor) -> None:
    """Leave and guests come between the files, each at its time."""
    calendar, now = catalogue.calendar(office), history.now
    zone, on = calendar.zone, calendar.local(now).date()
    chance = chance_of(office.code, "guests", on)
    front = _front(office, now)
    moments = today.opening_hours(calendar, now, today.SERVED + today.WAITING + 1)

    def books(days: list[datetime]) -> None:
        day = days[0].astimezone(zone).date()
        history.plan(days[-1], lambda _: today.guest_book(office, staff.at(front, day), days, chance))

    history.plan(
        today.at_ten(next(today.workdays_before(calendar, on, 1)), zone, 0),
        lambda at: today.leave(office, staff, administrator, on, at),
    )
    for day in today.workdays_before(calendar, on, 5):
        books([today.at_ten(day, zone, number) for number in range(4)])
    books(today.opening_hours(calendar, now, 7))
    history.plan(moments[-1], lambda _: today.waiting_room(office, staff.at(front, on), moments))


def _front(office: Office, now: datetime) -> str:
    """Who sits at the counter: the post with which most services begin."""
    first = [law.standard.steps[0].posts[0] for law in catalogue.services(office.code, now)]
    return max(sorted(set(first)), key=first.count)


def _messages(history: History, offices: Sequence[Office], told: list[datetime]) -> None:
    """From here on messages are made; `told`: when."""
    begins = history.now - TOLD

    def begin(_: datetime) -> None:
        for office in offices:
            begin_at_head(making.NAME, office.code)

    def make(at: datetime) -> None:
        told.append(at)
        while making.make_messages(at):
            continue

    history.plan(begins, begin)
    while begins + EVERY < history.now:
        begins += EVERY
        history.plan(begins, make)


def _send(moment: datetime) -> None:
    while sending.send_messages(moment):
        continue
