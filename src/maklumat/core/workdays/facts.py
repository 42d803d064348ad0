"""What a working calendar is made of: holidays with their decree, opening hours, closures of one office.

Plain frozen values. Every holiday knows since when it was announced, so that a calendar can be asked what it
looked like on an earlier day (18 August 2025 became joint leave on 7 August 2025).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from maklumat.core.errors import MaklumatError

PUBLIC: Final = "public"
JOINT_LEAVE: Final = "joint_leave"
HOLIDAY_KINDS: Final = frozenset({PUBLIC, JOINT_LEAVE})

NORMAL: Final = "normal"
RAMADAN: Final = "ramadan"


class CalendarFault(MaklumatError):
    """A calendar cannot be read or built. The message names the file's key or the missing fact."""


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day off for every office. `decree` is the joint decree that set it; `withdrawn_on` when one took it back."""

    on: date
    name: str
    kind: str
    decree: str
    announced_on: date
    withdrawn_on: date | None = None

    def known_on(self, day: date) -> bool:
        """Whether this holiday held according to what had been announced on `day`."""
        return self.announced_on <= day and (self.withdrawn_on is None or self.withdrawn_on > day)


@dataclass(frozen=True, slots=True)
class HolidayYear:
    """The holidays of one year. `ramadan` is its first and last day. `announced_on` dates the first decree."""

    year: int
    holidays: tuple[Holiday, ...]
    announced_on: date
    ramadan: tuple[date, date] | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class OpeningRule:
    """Hours of some weekdays (0=Monday) in a season; times are minutes after local midnight.

    A break with `break_to` not after `break_from` is no break.
    """

    season: str
    days: tuple[int, ...]
    opens: int
    closes: int
    break_from: int = 0
    break_to: int = 0


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """Opening rules in force from `from_on` until the next ones, with the act that sets them."""

    from_on: date
    rules: tuple[OpeningRule, ...]
    legal_basis: str = ""


@dataclass(frozen=True, slots=True)
class Closure:
    """A day on which this one office is closed."""

    on: date
    reason: str
    legal_basis: str = ""


@dataclass(frozen=True, slots=True)
class CalendarFacts:
    """All that decides one office's working time. `zone` is an IANA name ("Asia/Jakarta")."""

    zone: str
    years: tuple[HolidayYear, ...]
    hours: tuple[OpeningHours, ...]
    closures: tuple[Closure, ...] = ()

    def known_on(self, day: date) -> CalendarFacts:
        """The same facts as they had been announced on `day`; a year without any decree by then is not loaded."""
        years = tuple(
            replace(year, holidays=tuple(replace(h, withdrawn_on=None) for h in year.holidays if h.known_on(day)))
            for year in self.years
            if year.announced_on <= day
        )
        return replace(self, years=years)


@dataclass(frozen=True, slots=True)
class DayOff:
    """Why nobody works on `on`. `kind`: "weekend", "public", "joint_leave" or "closure"."""

    on: date
    kind: str
    name: str
    decree: str = ""
