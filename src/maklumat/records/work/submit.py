"""Receiving an application: the one way in, from the web, the counter and paper alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction

from maklumat.core.errors import NotVisible
from maklumat.core.identity.persons import name_key
from maklumat.core.intake import WEB, Submission, to_json
from maklumat.core.procedure import promises
from maklumat.core.procedure.actions import Receive
from maklumat.core.procedure.decide import decide_from
from maklumat.records.applications import statements as applications
from maklumat.records.applications.actions import take_open_number
from maklumat.records.applications.content import register_text
from maklumat.records.applications.models import Application
from maklumat.records.applications.receipts import code_of, secret_of
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue.queries import Enacted
from maklumat.records.ledger import actions as ledger
from maklumat.records.outside import keyring
from maklumat.records.people.access import Actor
from maklumat.records.procedures import actions as procedures

AGENDA = "agenda"
ON_DUTY: Final = "duty"
"""Who took it in did so as the one on duty outside hours, and not by a post."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the applicant takes home. The same submission always gives the same receipt."""

    application_id: UUID
    code: str
    secret: str
    register: str
    received_at: datetime
    repeated: bool


def submit(
    submission_id: UUID,
    *,
    submission: Submission,
    notice_version: str,
    moment: datetime,
    occurred_at: datetime | None = None,
    late_reason: str = "",
    actor: Actor | None = None,
    capacity: str = "",
) -> Receipt:
    """Receive an application, as `core.intake` cleaned and examined it. `capacity`: ON_DUTY, or "" for anybody else.

    A repeat of `submission_id` returns the first receipt. Takes the agenda number, writes application and work item,
    and appends `received` last. Raises Refusal (PRO-012, PRO-013) for an impossible moment.
    """
    known = _receipt(submission_id)
    if known is not None:
        return known
    try:
        with transaction.atomic():
            return _receive(
                submission_id, submission, notice_version, moment, occurred_at or moment, late_reason, actor, capacity
            )
    except IntegrityError:
        known = _receipt(submission_id)
        if known is None:
            raise
        return known


def _receive(
    submission_id: UUID,
    submission: Submission,
    notice_version: str,
    moment: datetime,
    occurred_at: datetime,
    late_reason: str,
    actor: Actor | None,
    capacity: str,
) -> Receipt:
    office = submission.office
    law = catalogue.in_force(office, submission.service, occurred_at)
    on = catalogue.local_date(law.office, occurred_at)
    limits = promises.applicable(law.standard, submission.facts, on)
    revision, desk_hours = catalogue.revision_and_desk_hours(office)
    data = {
        "channel": submission.channel,
        "service": submission.service,
        **({"capacity": capacity} if capacity else {}),
    }
    decision = decide_from(
        law.standard,
        None,
        Receive(occurred_at, limits, data, late_reason),
        moment,
        catalogue.calendar_at(law.office, revision),
        desk_hours,
    )
    place = take_open_number(office, AGENDA, on.year, otherwise=catalogue.local_date(law.office, moment).year)
    application = _application(submission_id, submission, law, place, notice_version)
    application.received_at, application.recorded_at = occurred_at, moment
    application.entered_by = actor.user_id if actor else None
    applications.receive(application)
    if submission.channel == WEB:  # only the web begins with a draft
        applications.draft_sent(submission_id, moment)
    register = register_text(application.register_seq, application.register_year)
    opened = procedures.open_item(
        submission_id,
        office=office,
        service=submission.service,
        standard_id=law.id,
        confidentiality=law.standard.confidentiality,
        register=register,
        state=decision.state,
    )
    clerk = actor.user_id if actor else None
    ledger.append_events(office, submission_id, decision.events, actor_id=clerk, along=opened)
    secret = secret_of(submission_id, application.secret_issue)
    return Receipt(submission_id, application.code, secret, register, occurred_at.astimezone(UTC), repeated=False)


def _application(
    submission_id: UUID, submission: Submission, law: Enacted, place: tuple[int, int], notice_version: str
) -> Application:
    """The row of an application. `place`: the year and number of its agenda."""
    nik, name = submission.applicant.nik, name_key(submission.applicant.name)
    return Application(
        id=submission_id,
        office=submission.office,
        service=submission.service,
        standard_id=law.id,
        code=code_of(submission_id),
        register_year=place[0],
        register_seq=place[1],
        channel=submission.channel,
        confidentiality=law.standard.confidentiality,
        content=to_json(submission),
        nik_index=keyring().blind_index(nik, "nik") if nik else None,
        name_index=keyring().blind_index(name, "name") if name else None,
        notice_version=notice_version,
    )


def receipt_of(application_id: UUID) -> Receipt:
    """The receipt of an application for whoever sent it. Raises NotVisible before it was received."""
    receipt = _receipt(application_id)
    if receipt is None:
        raise NotVisible
    return receipt


def _receipt(submission_id: UUID) -> Receipt | None:
    known = applications.known(submission_id)
    if known is None:
        return None
    secret = secret_of(submission_id, known.secret_issue)
    register = register_text(known.register_seq, known.register_year)
    return Receipt(submission_id, known.code, secret, register, known.received_at, repeated=True)
