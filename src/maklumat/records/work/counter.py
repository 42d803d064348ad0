"""The counter: which services an officer takes in, and giving a lost secret anew."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from maklumat.records.applications.models import Application
from maklumat.records.applications.receipts import secret_of
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue.queries import Enacted
from maklumat.records.people import access
from maklumat.records.people.access import Actor, Facts
from maklumat.records.work import actions
from maklumat.records.work.submit import Receipt, register_text


def intakes(actor: Actor, on: date) -> Iterator[Enacted]:
    """The services in force on that day that one of the actor's posts takes in, in the order of the decree."""
    for law in catalogue.services(actor.office, on):
        if access.may(actor, access.INTAKE, _facts(law)):
            yield law


def intake_for(actor: Actor, service: str, on: date) -> Enacted:
    """The service to take in. Raises NotVisible when it is not the actor's to take."""
    law = catalogue.in_force(actor.office, service, on)
    access.require(actor, access.INTAKE, _facts(law))
    return law


def reissue(actor: Actor, application_id: UUID, *, identity: str, seen_seq: int, moment: datetime) -> Receipt:
    """Give the secret anew against an identity card; the old one no longer opens the file.

    Raises NotVisible, Conflict, or Refusal PRO-009 without `identity`. A repeat shows the same new secret.
    """
    actions.reissue(actor, application_id, identity=identity, seen_seq=seen_seq, moment=moment)
    row = Application.objects.get(pk=application_id)
    register = register_text(row.register_seq, row.register_year)
    secret = secret_of(row.id, row.secret_issue)
    return Receipt(row.id, row.code, secret, register, row.received_at, repeated=True)


def _facts(law: Enacted) -> Facts:
    return Facts(law.office.code, clerks=law.standard.steps[0].posts)
