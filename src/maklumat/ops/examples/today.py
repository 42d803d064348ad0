"""The day on which the example offices are looked at: the waiting room, the guest book, somebody on leave."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from maklumat.core.organisation.mandates import PLH
from maklumat.core.organisation.superiors import superior_of
from maklumat.core.queueing.lanes import ELDERLY
from maklumat.core.standard.model import Office
from maklumat.core.workdays.calendar import WorkCalendar
from maklumat.ops.examples.deeds import Staff, example_id
from maklumat.records.guests import actions as guests
from maklumat.records.guests import tickets, visit
from maklumat.records.guests.visit import Visit
from maklumat.records.people import absences, mandates
from maklumat.records.people.access import Actor

LEAVE: Final = timedelta(days=6)
ORDER: Final = "800/3/CONTOH"
SERVED, WAITING = 4, 5
_NOTES: Final = ("Bertanya syarat, diberi lembarnya.", "Diarahkan ke kelurahan lebih dahulu.", "")


def guest_book(office: Office, clerk: Actor, moments: list[datetime], chance: random.Random) -> None:
    """Guests without a file, at these moments; the first of them for a consultation."""
    questions = [one.code for one in office.status_questions]
    for number, moment in enumerate(moments):
        if number % 3 == 1 and questions:
            result = chance.choice((visit.ACTIVE, visit.INACTIVE, visit.UNREGISTERED))
            seen = Visit(visit.QUESTION, result, 2, question=chance.choice(questions))
        elif number % 3 == 2:
            seen = Visit(visit.OWN_FILE, visit.ANSWERED, 1)
        else:
            seen = Visit(visit.CONSULTATION, visit.ANSWERED, chance.randint(6, 15), note=chance.choice(_NOTES))
        guests.record(clerk, example_id(office.code, "guest", moment.isoformat()), seen, moment=moment)


def waiting_room(office: Office, clerk: Actor, moments: list[datetime]) -> None:
    """Numbers of today: some served, one at the window, some who wait, one of them in the priority lane."""
    ids = [example_id(office.code, "ticket", number, moments[0].date()) for number in range(SERVED + 1 + WAITING)]
    for number, moment in zip(range(len(ids)), moments, strict=False):
        reason = ELDERLY if number in (1, len(ids) - 2) else ""
        tickets.give(clerk, ids[number], reason=reason, moment=moment)
        if number <= SERVED:
            tickets.call_next(clerk, "1", moment=moment + timedelta(minutes=1))


def leave(office: Office, staff: Staff, administrator: Actor, on: date, moment: datetime) -> None:
    """A head of a division is on leave from that day on, and somebody stands in by a written order."""
    holders = {
        post.code: staff.at(post.code, on)
        for post in office.posts
        if not post.head and office.present(post.code, on) == post.code
    }
    leading = {superior_of(office, code, on) for code in holders}
    among = [code for code in holders if code in leading and _led(office, code, on)] or list(holders)
    away = among[-1]
    other = next(code for code in [*among[:-1], *holders] if code != away)
    until, user, stand_in = on + LEAVE, holders[away].user_id, holders[other].user_id
    absences.record(
        administrator, user, kind="leave", from_on=on, until_on=until, substitute=stand_in, moment=moment
    )  # fmt: skip
    wanted = mandates.Wanted(
        kind=PLH, post=away, holder=stand_in, holder_post=other, from_on=on, until_on=until, basis=ORDER,
        basis_on=moment.astimezone(ZoneInfo(office.time_zone)).date(),
    )  # fmt: skip
    mandates.give(administrator, office, wanted, moment=moment)
    staff.forget()


def _led(office: Office, post: str, on: date) -> bool:
    """Whether this post is directly under the head."""
    head = next(one.code for one in office.posts if one.head)
    return superior_of(office, post, on) == head


def opening_hours(calendar: WorkCalendar, now: datetime, count: int) -> list[datetime]:
    """So many moments of today, the last shortly before `now`: while the office is open, else in the last hours."""
    local = calendar.local(now)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    begins = calendar.opening_on(local.date())
    if not begins < now - timedelta(minutes=40):
        begins = now - timedelta(hours=2)
    begins = max(begins, midnight, now - timedelta(hours=3))
    return [begins + (now - begins) * (number + 1) / (count + 1) for number in range(count)]


def workdays_before(calendar: WorkCalendar, on: date, count: int) -> Iterator[date]:
    """The last working days before this one, the latest first."""
    while count:
        on -= timedelta(days=1)
        if calendar.is_working_day(on):
            count -= 1
            yield on


def at_ten(on: date, zone: ZoneInfo, number: int) -> datetime:
    """A moment of the morning."""
    return datetime(on.year, on.month, on.day, 9, 10, tzinfo=zone) + timedelta(minutes=27 * number)
