"""The lines of the register books as values, and what is asked of a book."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from maklumat.records.compensation.models import Entitlement
from maklumat.records.guests.queries import GuestLine

Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lines: local days from and until (both inclusive, None: no bound), a service's code, a number of the book,
    a person (a NIK or a whole name). `named`: names in full where the actor may see the file."""

    from_on: date | None = None
    until_on: date | None = None
    service: str = ""
    number: int | None = None
    person: str = ""
    named: bool = False


@dataclass(frozen=True, slots=True)
class Whose:
    """The file behind a line. `applicant` is masked or full, "" where the actor may learn no name (`secret`); so is
    `beneficiary`, "" also where it is the applicant. `damaged`: by which code something of the file cannot be read, ""
    where all of it can; then the name says so, and `status` is "" where nobody knows it."""

    application_id: UUID
    standard_id: int
    register: str
    service: str
    applicant: str
    status: str
    since: datetime
    visible: bool
    secret: bool
    beneficiary: str = ""
    damaged: str = ""


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """`ended_at` is None while the file is open."""

    key: Key
    number: str
    received_at: datetime
    channel: str
    whose: Whose
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class LetterLine:
    """A number of the register of letters; `whose` and `product` are None and "" for a number used on paper."""

    key: Key
    number: str
    text: str
    status: str
    taken_at: datetime
    note: str
    product: str
    whose: Whose | None


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """What was handed over. `collector` is masked like a name. `proof` and `identity` are codes, "" for none."""

    key: Key
    delivered_at: datetime
    product: str
    collector: str
    channel: str
    post: str
    whose: Whose
    proof: str
    identity: str
    scanned: bool


@dataclass(frozen=True, slots=True)
class CustodyLine:
    """Originals in custody. `papers` and the names are empty where the actor may learn none."""

    key: Key
    number: str
    taken_at: datetime
    papers: tuple[str, ...]
    count: int
    owner: str
    returned_at: datetime | None
    collector: str
    whose: Whose


@dataclass(frozen=True, slots=True)
class CopyLine:
    """A paper that was printed again. `whose` is None where it belongs to no file."""

    key: Key
    kind: str
    number: str
    copies: int
    printed_at: datetime
    by: str
    post: str
    whose: Whose | None


@dataclass(frozen=True, slots=True)
class ActivityLine:
    """Something that somebody of the office did on a file. `kind`, `step` and `outcome` as the ledger has them."""

    key: Key
    kind: str
    step: str
    outcome: str
    post: str
    who: str
    recorded_at: datetime
    occurred_at: datetime
    whose: Whose


@dataclass(frozen=True, slots=True)
class VisitLine:
    """A line of the guest book, which knows no names. `service` is the name of a service, "" for none."""

    key: Key
    visit: GuestLine
    service: str


@dataclass(frozen=True, slots=True)
class EntitlementLine:
    """What is owed for a file, and the promises of it that were broken, as the standard says them. `by`: who gave it,
    or noted that it was declined."""

    key: Key
    row: Entitlement
    promises: tuple[str, ...]
    whose: Whose
    by: str = ""

    @property
    def cause(self) -> str:
        """Why it was late, as the letter of apology says it."""
        return str(self.row.content.get("cause", ""))
