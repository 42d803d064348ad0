"""Applicants to be called before their returned files lapse: who, why, until when.

Whoever wishes to be told is sent a message as well (`records.messages`); a call reaches the others.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from maklumat.core import events
from maklumat.core.errors import NotVisible
from maklumat.records.applications.content import submission_of
from maklumat.records.applications.models import Application
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue.queries import Enacted
from maklumat.records.ledger import damage
from maklumat.records.ledger.history import newest
from maklumat.records.people import access
from maklumat.records.people.access import Actor, Facts
from maklumat.records.procedures import queries as procedures
from maklumat.records.procedures.queries import Position
from maklumat.records.work.facts import facts_of
from maklumat.records.work.queries import desks_of

PAGE = 20
log = logging.getLogger("maklumat.work")


@dataclass(frozen=True, slots=True)
class Call:
    """One applicant to call. `phone` "" where none was given; `missing`: requirement and what is wrong with it.

    `missed`: how often nobody answered since `since`.
    """

    position: Position
    law: Enacted
    name: str
    phone: str
    reason: str
    missing: tuple[tuple[str, str], ...]
    lapses_at: datetime
    since: datetime
    missed: int


def calls(actor: Actor, *, limit: int = PAGE) -> tuple[Call, ...]:
    """Whom the actor's posts are to call, the soonest lapse first: the first `limit` of them. Three queries."""
    access.require(actor, access.WORKLIST, Facts(actor.office))
    found = procedures.calls(actor.office, desks_of(actor), limit=limit)
    allowed = [one for one in found if access.may(actor, access.CALL, facts_of(one))]
    ids = [one.application_id for one in allowed]
    rows = {row.pk: row for row in Application.objects.filter(pk__in=ids)}
    returned = newest(ids, events.ACTED)

    def read(one: Position) -> Call:
        file = one.application_id
        with damage.about(number=one.register, office=one.office, application=file):
            if file not in rows:
                raise damage.row_missing()
            return _call(one, rows[file], returned[file].data)

    return tuple(damage.readable(read, (one for one in allowed if one.application_id in returned)))


def reveal(actor: Actor, application_id: UUID) -> UUID:
    """The actor wants to see this applicant's number: a line of the log says so. NotVisible for another desk's file."""
    position = procedures.position(application_id)
    if position is None:
        raise NotVisible
    access.require(actor, access.CALL, facts_of(position))
    log.info("phone number shown", extra={"facts": {"user": actor.user_id, "file": str(application_id)}})
    return application_id


def _call(position: Position, row: Application, data: Mapping[str, object]) -> Call:
    law, submission, state = catalogue.enacted(position.standard_id), submission_of(row), position.state
    assert state.calling is not None  # noqa: S101  # only such files are on the list
    assert state.lapses_at is not None  # noqa: S101  # and only with their applicants
    people = [one for one in (submission.applicant, submission.proxy, submission.beneficiary) if one is not None]
    texts = {requirement.code: requirement.text for requirement in law.standard.requirements}
    found = data.get("findings")
    findings = found if isinstance(found, Mapping) else {}
    return Call(
        position=position,
        law=law,
        name=submission.applicant.name,
        phone=next((one.phone for one in people if one.phone), ""),
        reason=str(data.get("reason", "")),
        missing=tuple((texts.get(str(slot).partition(".")[0], str(slot)), str(why)) for slot, why in findings.items()),
        lapses_at=state.lapses_at,
        since=state.calling.since,
        missed=state.calling.missed,
    )
