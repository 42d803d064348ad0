"""The counter: which services an officer takes in, slips of paper for a power cut, and giving a lost secret anew."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from typing import Final
from uuid import UUID, uuid5

from django.db import transaction

from maklumat.core.intake import Submission, to_json
from maklumat.records.applications.actions import take_number
from maklumat.records.applications.content import application_row, register_text
from maklumat.records.applications.models import Application
from maklumat.records.applications.receipts import secret_of
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue.queries import Enacted
from maklumat.records.people import access, roster
from maklumat.records.people.access import Actor, Facts
from maklumat.records.work import actions
from maklumat.records.work.submit import ON_DUTY, Receipt

SLIPS: Final = "paper slips"
"""The register that numbers the printed slips of an office."""
_SLIP_SPACE: Final = UUID("6d0f6b52-4a0e-4d0c-9a43-5d7b0a6a3f11")


def intakes(actor: Actor, moment: datetime) -> Iterator[Enacted]:
    """The services in force at that moment that the actor takes in, in the order of the decree."""
    on_duty = cache(lambda: _on_duty(actor.office, moment))
    for law in catalogue.services(actor.office, moment):
        if capacity(actor, law) == "" or access.may(actor, access.INTAKE, _facts(law, on_duty)):
            yield law


def intake_for(actor: Actor, service: str, moment: datetime, *, now: datetime | None = None) -> Enacted:
    """The service to take in, as it was in force at that moment; whoever is on duty `now` may be the one to take it.

    Raises NotVisible when it is not the actor's to take.
    """
    law = catalogue.in_force(actor.office, service, moment)
    if capacity(actor, law):
        access.require(actor, access.INTAKE, _facts(law, lambda: _on_duty(actor.office, now or moment)))
    return law


def capacity(actor: Actor, law: Enacted) -> str:
    """As what the actor takes the service in: "" by their post, else ON_DUTY, if at all."""
    return "" if access.may(actor, access.INTAKE, _facts(law)) else ON_DUTY


def number_slips(actor: Actor, service: str, count: int, *, moment: datetime) -> list[str]:
    """Numbers for `count` empty slips about to be printed: "17/2026". Each is given once in the office.

    Raises NotVisible when the service is not the actor's to take in.
    """
    law = intake_for(actor, service, moment)
    year = catalogue.local_date(law.office, moment).year
    with transaction.atomic():
        return [f"{take_number(actor.office, SLIPS, year)}/{year}" for _ in range(count)]


def slip_id(office: str, number: str) -> UUID | None:
    """The submission id of the slip with this number, however it is spelt, so that a slip makes one application.

    None where the slip has no number.
    """
    plain = "/".join(part.lstrip("0") for part in re.findall(r"[0-9A-Z]+", number.upper()))
    return uuid5(_SLIP_SPACE, f"{office}|{plain}") if plain else None


def typed_before(submission_id: UUID, submission: Submission) -> str:
    """The agenda number under which this slip was typed in with another content; "" where it was not.

    The same content is the same page sent twice, and that is no fault.
    """
    row = Application.objects.filter(pk=submission_id).first()
    if row is None or row.content == to_json(submission):
        return ""
    return register_text(row.register_seq, row.register_year)


def reissue(actor: Actor, application_id: UUID, *, identity: str, seen_seq: int, moment: datetime) -> Receipt:
    """Give the secret anew against an identity card; the old one no longer opens the file.

    Raises NotVisible, Conflict, or Refusal PRO-009 without `identity`. A repeat shows the same new secret.
    """
    actions.reissue(actor, application_id, identity=identity, seen_seq=seen_seq, moment=moment)
    row = application_row(application_id)
    register = register_text(row.register_seq, row.register_year)
    secret = secret_of(row.id, row.secret_issue)
    return Receipt(row.id, row.code, secret, register, row.received_at, repeated=True)


def _facts(law: Enacted, on_duty: Callable[[], tuple[int, ...]] = tuple) -> Facts:
    """`on_duty` is asked only where the service is promised day and night."""
    users = on_duty() if law.standard.day_and_night else ()
    return Facts(law.office.code, clerks=law.standard.steps[0].posts, on_duty=users)


def _on_duty(office: str, moment: datetime) -> tuple[int, ...]:
    day = catalogue.local_date(catalogue.office(office, moment), moment)
    return tuple(one.user for one in roster.on_duty(office, moment, day))
