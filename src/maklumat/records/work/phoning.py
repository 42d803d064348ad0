"""People whom no message reached, to be told by telephone: who, about what, and what came of it."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from maklumat.core.errors import NotVisible, Refusal
from maklumat.core.identity import Person
from maklumat.core.intake import Submission
from maklumat.core.messages import table
from maklumat.core.messages.table import PROXY
from maklumat.core.procedure.actions import Phone
from maklumat.core.procedure.reminders import REACHED
from maklumat.core.procedure.state import OPEN, WITH_APPLICANT
from maklumat.records.applications.content import submission_of
from maklumat.records.applications.models import Application
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue.queries import Enacted
from maklumat.records.ledger import damage
from maklumat.records.messages import rows
from maklumat.records.messages.models import Message
from maklumat.records.people import access
from maklumat.records.people.access import Actor, Facts
from maklumat.records.procedures import queries as procedures
from maklumat.records.procedures.models import WorkItem
from maklumat.records.procedures.queries import Position
from maklumat.records.work import actions
from maklumat.records.work.facts import clerks_of, facts_of
from maklumat.records.work.queries import desks_of

PAGE: Final = 20
log = logging.getLogger("maklumat.work")
WHILE: Final = {
    table.RETURNED: WITH_APPLICANT,
    table.REMINDER: WITH_APPLICANT,
    table.READY: OPEN,
    table.APPOINTMENT: OPEN,
}
"""Occasions that need no call any more when the file is no longer so."""


@dataclass(frozen=True, slots=True)
class Untold:
    """Somebody whom a message did not reach. `phone` "" where nobody of the file gave one; `shared`: or may be.

    `missed`: how often nobody answered.
    """

    message_id: UUID
    kind: str
    role: str
    reason: str
    since: datetime
    missed: int
    position: Position
    law: Enacted
    name: str
    phone: str
    shared: bool


def untold(actor: Actor, *, limit: int = PAGE) -> tuple[Untold, ...]:
    """Whom the actor is to call, those who were not called yet first: the first `limit`. A fixed number of statements.

    A file that lies with a desk is that desk's; of the others those posts call that take such applications in.
    """
    access.require(actor, access.WORKLIST, Facts(actor.office))
    mine = Q(status=OPEN, desk__in=desks_of(actor)) | (~Q(status=OPEN) & Q(standard_id__in=_taken_in(actor)))
    files = WorkItem.objects.filter(mine, pk=OuterRef("application_id"), office=actor.office)
    wanted = Q(~Q(kind__in=tuple(WHILE)), Exists(files))
    for status in sorted(set(WHILE.values())):
        kinds = [kind for kind, one in WHILE.items() if one == status]
        wanted |= Q(Exists(files.filter(status=status)), kind__in=kinds)
    found = list(_waiting(actor.office).filter(wanted).order_by("missed", "call_since")[:limit])
    return tuple(_read(actor, found))


def _taken_in(actor: Actor) -> list[int]:
    versions = catalogue.all_versions(actor.office)
    return [pk for pk in versions if not set(clerks_of(pk)).isdisjoint(actor.posts)]


def _waiting(office: str) -> QuerySet[Message]:
    return Message.objects.filter(office=office, call_since__isnull=False)


def _read(actor: Actor, found: Iterable[Message]) -> list[Untold]:
    found = list(found)
    ids = {row.application_id for row in found if row.application_id is not None}
    places = procedures.positions(ids)
    stored = {row.pk: row for row in Application.objects.filter(pk__in=ids)}

    def read(row: Message) -> Untold:
        place = places[row.application_id]  # type: ignore[index]  # a row without a file is not among them
        with damage.about(number=place.register, office=place.office, application=place.application_id):
            if place.application_id not in stored:
                raise damage.row_missing()
            return _untold(row, place, stored[place.application_id])

    seen = (row for row in found if row.application_id in places)
    allowed = (row for row in seen if access.may(actor, access.SEE, facts_of(places[row.application_id])))  # type: ignore[index]
    return list(damage.readable(read, allowed))


def _untold(row: Message, place: Position, application: Application) -> Untold:
    submission = submission_of(application)
    person = _person(submission, row.recipient)
    assert row.call_since is not None  # noqa: S101  # only such messages are on the list
    return Untold(
        row.pk, row.kind, row.recipient, row.reason, row.call_since, row.missed, place,
        catalogue.enacted(place.standard_id), person.name, person.phone, person.phone_use != "own",
    )  # fmt: skip


def _person(submission: Submission, role: str) -> Person:
    proxy = submission.proxy if role == PROXY else None
    return proxy or submission.applicant


def require(actor: Actor, application_id: UUID, message_id: UUID) -> Message:
    """The message, if the actor may see its file. Raises NotVisible; Refusal PSN-004 when nobody has to call."""
    position = procedures.position(application_id)
    if position is None:
        raise NotVisible
    access.require(actor, access.SEE, facts_of(position))
    row = Message.objects.filter(pk=message_id, office=actor.office, application_id=application_id).first()
    if row is None:
        raise NotVisible
    if row.call_since is None:
        raise _done()
    return row


def reveal(actor: Actor, application_id: UUID, message_id: UUID) -> None:
    """The actor wants to see the number: a line of the log says so. Raises as `require` does."""
    require(actor, application_id, message_id)
    log.info("phone number shown", extra={"facts": {"user": actor.user_id, "file": str(application_id)}})


def _done() -> Refusal:
    return Refusal("PSN-004", "Untuk pesan ini tidak perlu menelepon lagi; muat ulang daftarnya.")


def phoned(actor: Actor, application_id: UUID, message_id: UUID, *, reached: bool, note: str, moment: datetime) -> None:
    """Somebody was told by telephone, or nobody answered. Raises as `require` does."""
    row = require(actor, application_id, message_id)
    data = {"message": row.kind, "to": row.recipient, REACHED: reached, **({"note": note} if note else {})}

    def permitted(position: Position) -> None:
        access.require(actor, access.SEE, facts_of(position))

    def also(_: datetime) -> None:
        """Of two at once one records it; the other's entry is undone."""
        waiting = _waiting(actor.office).filter(pk=message_id, missed=row.missed)
        if reached:
            changed = waiting.update(state=rows.CALLED, settled_at=moment, call_since=None)
        else:
            changed = waiting.update(missed=F("missed") + 1)
        if not changed:
            raise _done()

    actions.perform(application_id, Phone(actor.posts, moment, data), moment, actor, permitted, also=also)
