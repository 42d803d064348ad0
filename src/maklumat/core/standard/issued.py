"""The life of a product after issue: how long it is valid, how it is renewed or revoked, what its holder owes."""

from __future__ import annotations

from dataclasses import dataclass

from maklumat.core.standard.facts import Source


@dataclass(frozen=True, slots=True)
class Validity:
    """So many days, months or years from the day of issue. `unit`: "days", "months", "years"."""

    count: int
    unit: str


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
class Duty:
    """What the holder owes (a report of proceeds, the minutes of a draw).

    Due `days` calendar days after `since`: "issue", "expiry", or the code of an answer that is a date.
    """

    code: str
    text: str
    days: int
    since: str
    legal_basis: str
    source: Source


@dataclass(frozen=True, slots=True)
class Licensor:
    """Who grants the permit that a letter recommends, where the expression `when` over the answers holds."""

    when: str
    name: str
