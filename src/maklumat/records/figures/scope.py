"""Whose figures somebody sees: the head all of the office's, whoever leads a division those of its services, everybody
else those of their own desks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from maklumat.core.organisation.superiors import divisions_led
from maklumat.core.standard.model import Office
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.people import access
from maklumat.records.people.access import Actor, Facts
from maklumat.records.work.queries import desks_of


@dataclass(frozen=True, slots=True)
class Scope:
    """`services`: every service that has figures here, by code and name in the order of the decree. `desks`: only what
    lies with these; None: with any. `whole`: the office as a whole."""

    office: str
    services: dict[str, str]
    desks: tuple[str, ...] | None
    whole: bool

    @property
    def oversees(self) -> bool:
        """Whether these are figures of services, not of single desks."""
        return self.desks is None


def scope_of(actor: Actor, office: Office, moment: datetime) -> Scope:
    """Raises NotVisible for who holds no post here."""
    access.require(actor, access.BOARD, Facts(actor.office))
    laws = [law.standard for law in catalogue.services(actor.office, moment)]
    if actor.heads:
        return Scope(actor.office, {one.code: one.name for one in laws}, None, whole=True)
    led = divisions_led(office, actor.posts, catalogue.local_date(office, moment))
    if led:
        mine = {one.code: one.name for one in laws if one.division in led}
        return Scope(actor.office, mine, None, whole=False)
    worked = {one.code: one.name for one in laws if any(set(step.posts) & set(actor.posts) for step in one.steps)}
    return Scope(actor.office, worked, desks_of(actor), whole=False)
