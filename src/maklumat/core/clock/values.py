"""What the clock answers with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from maklumat.core.clock.spans import Interval
from maklumat.core.errors import Message
from maklumat.core.standard.model import TimeLimit
from maklumat.core.workdays.calendar import WorkCalendar


@dataclass(frozen=True, slots=True)
class CountingPolicy:
    """The conventions that no decree spells out. The default is the one of docs/decisions/0002-clock.md.

    `trigger_is_day_one`: the day of receipt is day 1 (else the first counted day after it).
    `late_counts_same_day`: what comes after closing or on a day off keeps its own date (else the next working day).
    `calendar_days_move`: a calendar-day promise that ends on a day off moves to the next working day's closing.
    """

    trigger_is_day_one: bool = False
    late_counts_same_day: bool = False
    calendar_days_move: bool = False


STANDARD_POLICY: Final = CountingPolicy()


@dataclass(frozen=True, slots=True)
class Due:
    """When a promise is due, and why.

    `unit` is the unit it runs in (a bare "days" has become what the standard counts it as). `at` is aware UTC.
    `pauses` are the intervals that did not count. `paused` is the owner the file lies with now ("applicant",
    "outside"; "" when the office holds it): then `at` is a projection, as if the file came back at once.
    `missing_years` are the years on the way whose holidays are not loaded; then the due date is provisional.
    """

    limit: TimeLimit
    unit: str
    started_at: datetime
    at: datetime
    pauses: tuple[Interval, ...] = ()
    paused: str = ""
    missing_years: tuple[int, ...] = ()
    policy: CountingPolicy = STANDARD_POLICY
    calendar: WorkCalendar | None = field(default=None, repr=False, compare=False)
    explain: Callable[[Due], tuple[Message, ...]] | None = field(default=None, repr=False, compare=False)

    @property
    def provisional(self) -> bool:
        """Whether a calendar is missing on the way."""
        return bool(self.missing_years)

    def is_over(self, now: datetime) -> bool:
        """Whether the office is late at `now`: never by a projection, while the file lies with somebody else."""
        return not self.paused and self.at < now

    @property
    def reasons(self) -> tuple[Message, ...]:
        """Why this date, in the order in which an official would explain it. Written when asked for.

        Each is a `Message`: a code JAM-..., an Indonesian sentence with holes, and the strings that fill them.
        """
        return self.explain(self) if self.explain else ()
