"""The life of a product after issue: how long it is valid, how it is renewed or revoked, what its holder owes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from maklumat.core.expression.durations import months_later
from maklumat.core.standard.facts import Source


@dataclass(frozen=True, slots=True)
class Validity:
    """So many days, months or years from the day of issue. `unit`: "days", "months", "years"."""

    count: int
    unit: str

    def last_day(self, issued_on: date) -> date:
        """The last day on which it holds: as many days later, or the same date of a later month (or its last day)."""
        if self.unit == "days":
            return issued_on + timedelta(days=self.count)
        return months_later(issued_on, self.count * (12 if self.unit == "years" else 1))


@dataclass(frozen=True, slots=True)
class Extension:
    """How it may go on: extended so many `times` by `months` each, or renewed by applying for `service` again."""

    legal_basis: str
    source: Source
    times: int = 0
    months: int = 0
    service: str = ""


@dataclass(frozen=True, slots=True)
class Revocation:
    """Who may revoke it, for which reasons, by which law."""

    post: str
    reasons: tuple[str, ...]
    legal_basis: str
    source: Source


@dataclass(frozen=True, slots=True)
class Licensor:
    """Who grants the permit that a letter recommends, where the expression `when` over the answers holds; "" always."""

    when: str
    name: str
