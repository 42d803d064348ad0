"""Files that ran on paper come in: each with its own agenda number, where it lies, and the promise it was given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction

from maklumat.core.errors import NotVisible, Refusal
from maklumat.core.identity.persons import name_key
from maklumat.core.intake import PAPER, Submission, to_json
from maklumat.core.procedure import promises
from maklumat.core.procedure.takeover import TakeOver, take_over
from maklumat.core.takeover.running import RunningFile
from maklumat.records.applications import statements as applications
from maklumat.records.applications.actions import reach_number
from maklumat.records.applications.content import register_text
from maklumat.records.applications.models import Application
from maklumat.records.applications.receipts import code_of
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue.queries import Enacted
from maklumat.records.ledger import actions as ledger
from maklumat.records.outside import keyring
from maklumat.records.people import access
from maklumat.records.people.access import Actor, Facts
from maklumat.records.procedures import actions as procedures
from maklumat.records.work.submit import AGENDA

NOTICE: Final = "pindahan-1"
TAKEN: Final = "taken"
THERE: Final = "there"
_SPACE: Final = UUID("6d616b6c-756d-4174-8069-6e6461682d31")
_MORNING: Final = time(8)


@dataclass(frozen=True, slots=True)
class TakenOver:
    """What became of a row: TAKEN, or THERE when this very file came before. `code` opens it together with a secret."""

    application_id: UUID
    code: str
    state: str


def bring_over(actor: Actor, file: RunningFile, moment: datetime) -> TakenOver:
    """One file comes in, in a transaction of its own; sent again it is there already.

    It is bound to the standard that was in force on the day it was received, or else to the first one of this office:
    files older than the standard were promised nothing else that we know. Raises NotVisible, Refusal PND-014 when
    another file has its agenda number, PND-015 when the standard that binds it has no such step, BKU-001 when the
    agenda of its year is closed.
    """
    access.require(actor, access.ADMINISTER, Facts(actor.office))
    application_id = id_of(actor.office, file)
    known = applications.known(application_id)
    if known is not None:
        return TakenOver(application_id, known.code, THERE)
    law = law_of(actor.office, file.service, file.received_on, moment)
    if not has_step(law, file):
        raise no_such_step()
    try:
        with transaction.atomic():
            return _bring(actor, application_id, file, law, moment)
    except IntegrityError:
        known = applications.known(application_id)
        if known is not None:
            return TakenOver(application_id, known.code, THERE)
        raise number_taken() from None


def id_of(office: str, file: RunningFile) -> UUID:
    """The id under which a file comes in: the same whenever its number is sent again."""
    return uuid5(_SPACE, f"{office}/{file.year}/{file.seq}")


def has_step(law: Enacted, file: RunningFile) -> bool:
    """Whether the standard that binds the file knows the step that it lies at."""
    return any(step.code == file.step for step in law.standard.steps)


def number_taken() -> Refusal:
    """Another file has that number of the agenda."""
    return Refusal("PND-014", "Nomor agenda ini sudah dipakai permohonan lain di sini.")


def no_such_step() -> Refusal:
    """The standard of its day has no such step."""
    return Refusal("PND-015", "Standar yang mengikat berkas ini tidak mempunyai langkah itu.")


def law_of(office: str, service: str, on: date, moment: datetime) -> Enacted:
    """The standard that binds a file received on that day. Raises NotVisible when the office has no such service."""
    now = catalogue.in_force(office, service, moment)
    then = datetime.combine(on, _MORNING, ZoneInfo(now.office.time_zone))
    try:
        return catalogue.in_force(office, service, then)
    except NotVisible:
        return now


def _bring(actor: Actor, application_id: UUID, file: RunningFile, law: Enacted, moment: datetime) -> TakenOver:
    submission = Submission(file.service, actor.office, file.applicant, None, None, {}, (), PAPER)
    received_at = _morning(law, file.received_on, moment)
    since_at = max(received_at, _morning(law, file.since_on, moment))
    complete_at = max(received_at, _morning(law, file.complete_on, moment)) if file.complete_on else None
    limits = promises.applicable(law.standard, submission.facts, file.received_on)
    data = {"channel": PAPER, "service": file.service, **({"note": file.note} if file.note else {})}
    action = TakeOver(received_at, limits, file.step, since_at, complete_at, file.with_applicant, data)
    decision = take_over(law.standard, action, moment, catalogue.calendar(law.office))
    application = _application(application_id, file, submission, law)
    application.received_at, application.recorded_at = received_at, moment
    application.entered_by = actor.user_id
    applications.receive(application)
    reach_number(actor.office, AGENDA, file.year, file.seq + 1)
    opened = procedures.open_item(
        application_id,
        office=actor.office,
        service=file.service,
        standard_id=law.id,
        confidentiality=law.standard.confidentiality,
        register=register_text(file.seq, file.year),
        state=decision.state,
    )
    ledger.append_events(actor.office, application_id, decision.events, actor_id=actor.user_id, along=opened)
    return TakenOver(application_id, application.code, TAKEN)


def _morning(law: Enacted, day: date, moment: datetime) -> datetime:
    """The books know days: such a day counts from its morning at the office, today's from now."""
    return min(moment, datetime.combine(day, _MORNING, ZoneInfo(law.office.time_zone)))


def _application(application_id: UUID, file: RunningFile, submission: Submission, law: Enacted) -> Application:
    nik, name = file.applicant.nik, name_key(file.applicant.name)
    return Application(
        id=application_id,
        office=submission.office,
        service=submission.service,
        standard_id=law.id,
        code=code_of(application_id),
        register_year=file.year,
        register_seq=file.seq,
        channel=PAPER,
        confidentiality=law.standard.confidentiality,
        content=to_json(submission),
        nik_index=keyring().blind_index(nik, "nik") if nik else None,
        name_index=keyring().blind_index(name, "name") if name else None,
        notice_version=NOTICE,
    )
