"""What the office owes for its broken promises: the list, one of them opened, and how it was given or declined.

A priority is used, not given. The letter of apology is made in `records.work.apologies`; whoever may see the file
gives it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q

from maklumat.core.compensation.entitlements import APOLOGY, PRIORITY
from maklumat.core.errors import NotVisible
from maklumat.core.identity import mask_name
from maklumat.core.standard.model import Post
from maklumat.records.applications.content import application_row, submission_of
from maklumat.records.applications.models import Application
from maklumat.records.applications.queries import vault_bytes
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue.queries import Enacted
from maklumat.records.compensation import settling
from maklumat.records.compensation.following import OWED
from maklumat.records.compensation.models import Entitlement
from maklumat.records.compensation.settling import Broken
from maklumat.records.ledger import damage
from maklumat.records.outside import vault
from maklumat.records.people import access
from maklumat.records.people.access import Actor, Facts
from maklumat.records.procedures import queries as procedures
from maklumat.records.procedures.queries import Position
from maklumat.records.work.facts import facts_of
from maklumat.records.work.queries import still_there

PAGE: Final = 50
CAUSE: Final = "cause"


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to give. `applicant` and `service` are "" where this officer may learn neither; `signed`: a letter of
    apology that only has to be handed over."""

    id: UUID
    number: str
    register: str
    form: str
    text: str
    service: str
    applicant: str
    due_on: date
    late: bool
    signed: bool
    visible: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """One entitlement as opened: the row, its file, and the promises that were broken."""

    row: Entitlement
    position: Position
    law: Enacted
    applicant: str
    broken: tuple[Broken, ...]

    @property
    def head(self) -> Post:
        """The post that apologises for the office."""
        return next(post for post in self.law.office.posts if post.head)

    @property
    def owed(self) -> bool:
        return self.row.status == OWED

    @property
    def is_letter(self) -> bool:
        return self.row.form == APOLOGY

    @property
    def due_on(self) -> date | None:
        """The last day to give it, while it is owed."""
        return self.row.due_on if self.owed else None

    @property
    def to_sign(self) -> bool:
        """A letter that nobody signed yet."""
        return self.owed and self.is_letter and self.row.letter_at is None

    @property
    def to_give(self) -> bool:
        """What is there and has to come into somebody's hands."""
        return self.owed and self.row.form != PRIORITY and not self.to_sign

    @property
    def cause(self) -> str:
        return str(self.row.content.get(CAUSE, ""))


@dataclass(frozen=True, slots=True)
class ToSign:
    """The letters of apology that wait for the head's signature. `late`: how many of them are past their day."""

    count: int
    late: int


def to_sign(actor: Actor, on: date) -> ToSign | None:
    """How many letters of apology wait for whoever heads the office; None for anybody else, at no query, and for none.

    One query.
    """
    if not access.may(actor, access.APOLOGISE, Facts(actor.office)):
        return None
    rows = Entitlement.objects.filter(office=actor.office, status=OWED, form=APOLOGY, letter_at=None)
    found = rows.aggregate(count=Count("id"), late=Count("id", filter=Q(due_on__lt=on)))
    return ToSign(found["count"], found["late"]) if found["count"] else None


def tasks(
    actor: Actor, *, now: datetime, after: tuple[date, UUID] | None = None, limit: int = PAGE
) -> tuple[Task, ...]:  # fmt: skip
    """What the office has still to give by hand, the most urgent first, behind `after` (day and id). Three queries."""
    access.require(actor, access.WORKLIST, Facts(actor.office))
    found = Entitlement.objects.filter(office=actor.office, status=OWED).exclude(form=PRIORITY)
    if after is not None:
        day, last = after
        found = found.filter(Q(due_on__gt=day) | Q(due_on=day, id__gt=last))
    rows = list(found.order_by("due_on", "id")[:limit])
    ids = [row.application_id for row in rows]
    places, people = procedures.positions(ids), Application.objects.in_bulk(ids)

    def read(row: Entitlement) -> Task:
        place = places[row.application_id]
        with damage.about(number=place.register, office=place.office, application=row.application_id):
            if row.application_id not in people:
                raise damage.row_missing()
            return _task(actor, row, place, people[row.application_id], now)

    return tuple(damage.readable(read, (row for row in rows if row.application_id in places)))


def _task(actor: Actor, row: Entitlement, position: Position, application: Application, now: datetime) -> Task:
    visible = access.may(actor, access.SEE, facts_of(position))
    secret = not visible and position.confidentiality != "normal"
    law = catalogue.enacted(position.standard_id)
    on = catalogue.local_date(law.office, now)
    due_on = row.due_on or on
    return Task(
        id=row.id,
        number=f"{row.number}/{row.year}",
        register=position.register,
        form=row.form,
        text=row.text,
        service="" if secret else law.standard.name,
        applicant="" if secret else mask_name(submission_of(application).applicant.name),
        due_on=due_on,
        late=due_on < on,
        signed=row.letter_at is not None,
        visible=visible,
    )


def opened(actor: Actor, entitlement_id: UUID) -> Opened:
    """One entitlement, for whoever may see its file. Raises NotVisible."""
    row = Entitlement.objects.filter(pk=entitlement_id, office=actor.office).first()
    if row is None:
        raise NotVisible
    return opened_row(actor, row)


def opened_row(actor: Actor, row: Entitlement) -> Opened:
    """The same of a row that was read already."""
    position = procedures.position(row.application_id)
    if position is None:
        raise NotVisible
    access.require(actor, access.SEE, facts_of(position))
    application = application_row(row.application_id)
    law = catalogue.enacted(position.standard_id)
    still_there(application, law.office)
    return Opened(
        row=row,
        position=position,
        law=law,
        applicant=submission_of(application).applicant.name,
        broken=settling.broken_of(row.application_id),
    )


def give(actor: Actor, entitlement_id: UUID, *, how: str, note: str, proof: bytes, moment: datetime) -> None:
    """It was handed over, sent or read out; `proof` a scan or photo, b"" for none.

    Refusal KMP-003 to KMP-005, KMP-009.
    """
    opened(actor, entitlement_id)
    name = vault().put(proof, actor.office) if proof else ""
    with transaction.atomic():
        row = settling.locked(actor.office, entitlement_id)
        settling.settle(row, actor, how=how, note=note, proof=name, moment=moment)


def proof_of(actor: Actor, entitlement_id: UUID) -> bytes:
    """The photo or scan that shows that it was given. Raises NotVisible, also where there is none."""
    name = opened(actor, entitlement_id).row.proof
    if not name:
        raise NotVisible
    return vault_bytes(name)


def decline(actor: Actor, entitlement_id: UUID, *, reason: str, moment: datetime) -> None:
    """Whoever is owed it does not want it, and said so. Refusal KMP-003."""
    opened(actor, entitlement_id)
    with transaction.atomic():
        settling.decline(settling.locked(actor.office, entitlement_id), actor, reason=reason, moment=moment)
