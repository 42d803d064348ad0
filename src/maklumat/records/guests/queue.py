"""Reading the waiting room: one day's numbers, in one query, and what they say together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Final
from uuid import UUID

from maklumat.core.queueing.estimate import minutes_to_wait
from maklumat.core.queueing.lanes import Waiting, calling_order, number_text
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.guests.models import QueueTicket

WAITING: Final = "waiting"
CALLED: Final = "called"
SERVED: Final = "served"
ABSENT: Final = "absent"  # called in vain and set aside; may come back
GAVE_UP: Final = "gave_up"

SERVING: Final = timedelta(minutes=30)
"""A window that called or finished somebody within this time is open."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """A number of the waiting room. `reason` is "" in the ordinary lane, and where it is no longer kept."""

    id: UUID
    office: str
    taken_on: date
    lane: str
    on_paper: bool
    seq: int
    reason: str
    taken_at: datetime
    status: str
    window: str
    calls: int
    call_seq: int | None
    first_called_at: datetime | None
    called_at: datetime | None
    back_at: datetime | None
    ended_at: datetime | None
    application_id: UUID | None
    revision: int

    @property
    def number(self) -> str:
        return number_text(self.lane, self.seq, on_paper=self.on_paper)

    @property
    def mark(self) -> str:
        """This number as it is now, for a page: after any change it is another one."""
        return f"{self.id}.{self.revision}"

    @property
    def waited_minutes(self) -> int | None:
        """Whole minutes from taking the number to the first call; None while waiting."""
        return (
            None if self.first_called_at is None else int((self.first_called_at - self.taken_at).total_seconds() // 60)
        )


COLUMNS: Final = tuple(Ticket.__dataclass_fields__)


@dataclass(frozen=True)
class Board:
    """The waiting room at `moment`. `most`: how many priority numbers may be called in a row."""

    tickets: tuple[Ticket, ...]
    most: int
    moment: datetime

    @cached_property
    def waiting(self) -> list[Ticket]:
        """Whoever waits, in the order of calling."""
        known = {one.id: one for one in self.tickets if one.status == WAITING}
        plain = [Waiting(one.id, one.lane, one.taken_at, one.seq, one.back_at) for one in known.values()]
        return [known[one.id] for one in calling_order(plain, self._lanes_called(), self.most)]

    @cached_property
    def called(self) -> list[Ticket]:
        """Whoever is at a window or on the way to it, the latest call first."""
        found = [one for one in self.tickets if one.status == CALLED]
        return sorted(found, key=lambda one: (one.called_at or one.taken_at, one.call_seq or 0), reverse=True)

    @cached_property
    def aside(self) -> list[Ticket]:
        """Whoever was called in vain, in the order of their numbers' calls."""
        return sorted((one for one in self.tickets if one.status == ABSENT), key=lambda one: one.call_seq or 0)

    @property
    def served(self) -> int:
        return sum(one.status == SERVED for one in self.tickets)

    def at_window(self, window: str) -> Ticket | None:
        """Whoever was called to this window and is not finished; the latest where there are several."""
        return next((one for one in self.called if window and one.window == window), None)

    def last_at(self, window: str) -> Ticket | None:
        """Whoever this window finished last, when that led to no file: a slip of the hand that can be taken back."""
        ended = [one for one in self.tickets if one.status == SERVED and one.window == window and not one.on_paper]
        last = max(ended, key=lambda one: (one.ended_at or one.taken_at, one.call_seq or 0), default=None)
        return last if window and last is not None and last.application_id is None else None

    def before(self, ticket_id: UUID) -> int | None:
        """How many are called before this one; None when it does not wait."""
        return next((place for place, one in enumerate(self.waiting) if one.id == ticket_id), None)

    def minutes(self, before: int) -> int | None:
        """Minutes to wait with that many people before; None where today does not say."""
        ended = sorted(
            (
                one
                for one in self.tickets
                if one.status == SERVED and one.ended_at and one.called_at and not one.on_paper
            ),
            key=lambda one: one.ended_at or one.taken_at,
        )
        seconds = [(one.ended_at - one.called_at).total_seconds() for one in ended if one.ended_at and one.called_at]
        return minutes_to_wait(before, seconds, self.windows_open)

    @property
    def windows_open(self) -> int:
        """How many windows serve now."""
        since = self.moment - SERVING
        return len(
            {
                one.window
                for one in self.tickets
                if one.window and (one.status == CALLED or max(one.called_at or since, one.ended_at or since) > since)
            }
        )

    def _lanes_called(self) -> Sequence[str]:
        called = sorted((one.call_seq, one.lane) for one in self.tickets if one.call_seq is not None)
        return [lane for _, lane in called]


def board(office: str, moment: datetime, most: int) -> Board:
    """The waiting room of that office today. One query."""
    day = catalogue.local_date(catalogue.office(office, moment), moment)
    return Board(tuple(tickets_of(office, day)), most, moment)


def tickets_of(office: str, day: date) -> Iterable[Ticket]:
    """Every number of a day, in the order they were taken."""
    rows = QueueTicket.objects.filter(office=office, taken_on=day).order_by("taken_at", "seq")
    return (Ticket(*row) for row in rows.values_list(*COLUMNS))


def ticket_of(office: str, ticket_id: UUID) -> Ticket | None:
    """One number of that office; None for none."""
    row = QueueTicket.objects.filter(office=office, pk=ticket_id).values_list(*COLUMNS).first()
    return None if row is None else Ticket(*row)


def ticket_behind(office: str, application_id: UUID) -> Ticket | None:
    """The number whose holder brought this application; None for none."""
    row = QueueTicket.objects.filter(office=office, application_id=application_id).values_list(*COLUMNS).first()
    return None if row is None else Ticket(*row)
