"""The counter: which services an officer takes in, and giving a lost secret anew."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from maklumat.core.errors import NotVisible
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue.queries import Enacted
from maklumat.records.people import access
from maklumat.records.people.access import Actor, Facts


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


def _facts(law: Enacted) -> Facts:
    return Facts(law.office.code, clerks=law.standard.steps[0].posts)
