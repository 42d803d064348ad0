"""Files whose promise the office broke, and what that makes owed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from maklumat.core.organisation.table import COMPENSATION_DEFAULT, FOLDER_ORDER
from maklumat.ops.sample_pdf import blank_pdf
from maklumat.records.catalogue import settings
from maklumat.records.compensation.following import make_entitlements
from maklumat.records.compensation.models import Entitlement
from maklumat.records.outside import vault
from maklumat.records.people.access import ADMINISTRATOR
from maklumat.records.work import clockwork
from maklumat.records.work.prioritising import place_priorities
from tests import cast

LONG_AGO = timedelta(days=60)


def decide(choice: str, office: str = cast.OFFICE) -> None:
    """The head decides what is owed where the decree says nothing."""
    head = cast.officer(cast.HEAD, office=office).actor
    settings.decide(head, COMPENSATION_DEFAULT, choice, moment=timezone.now())


def ordered(office: str = cast.OFFICE) -> None:
    """The head has ordered that others carry letters, and the administrator has noted that."""
    administrator = cast.officer(ADMINISTRATOR, office=office).actor
    settings.decide(administrator, FOLDER_ORDER, "800/001/CONTOH", moment=timezone.now())


def broken(*service: str, office: str = cast.OFFICE, **more: Any) -> UUID:
    """A file that lay at the front desk until its promises were over, with all that followed."""
    application = cast.apply(*service, office=office, moment=timezone.now() - LONG_AGO, **more).application_id
    tell_the_time()
    return application


def tell_the_time(moment: datetime | None = None) -> None:
    """What the clock worker does in a round."""
    for run in (clockwork.run_due, make_entitlements, place_priorities):
        while run(moment or timezone.now()):
            continue


def apology_of(application: UUID) -> UUID:
    return Entitlement.objects.get(application_id=application, form="apology").id


def with_proof(owed: UUID) -> None:
    """The photo of something given is kept, though nothing is said of it yet."""
    row = Entitlement.objects.get(pk=owed)
    row.proof = vault().put(blank_pdf(), row.office)
    row.save(update_fields=["proof"])


def priority_of(application: UUID) -> UUID:
    return Entitlement.objects.get(application_id=application, form="priority").id
