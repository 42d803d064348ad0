"""An officer says that an outside system cannot be opened, and later that it can. A repeat changes nothing."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction

from maklumat.core.errors import NotVisible
from maklumat.core.events import Event
from maklumat.records.ledger import actions as ledger
from maklumat.records.outages.models import Outage
from maklumat.records.outages.queries import systems
from maklumat.records.people import access
from maklumat.records.people.access import Actor, Facts

BEGAN: Final = "outage_began"
ENDED: Final = "outage_ended"


def begin(actor: Actor, system: str, *, reason: str, moment: datetime) -> None:
    """The office cannot open this system from now on. NotVisible for one that its standards do not name."""
    access.require(actor, access.OUTAGE, Facts(actor.office))
    if system not in systems(actor.office, moment):
        raise NotVisible
    with transaction.atomic():
        row, made = Outage.objects.get_or_create(
            office=actor.office, system=system, ended_at=None,
            defaults={"reason": reason[:300], "began_at": moment, "began_by": actor.user_id},
        )  # fmt: skip
        if made:
            _tell(actor, BEGAN, row, {"reason": row.reason}, moment)


def end(actor: Actor, system: str, *, moment: datetime) -> None:
    """It can be opened again."""
    access.require(actor, access.OUTAGE, Facts(actor.office))
    with transaction.atomic():
        row = Outage.objects.select_for_update().filter(office=actor.office, system=system, ended_at=None).first()
        if row is None:
            return
        row.ended_at, row.ended_by = max(moment, row.began_at), actor.user_id
        row.save(update_fields=["ended_at", "ended_by"])
        minutes = int((row.ended_at - row.began_at).total_seconds() // 60)
        _tell(actor, ENDED, row, {"minutes": minutes}, moment)


def _tell(actor: Actor, kind: str, row: Outage, more: dict[str, object], moment: datetime) -> None:
    data = {"outage": row.pk, "system": row.system, **more}
    ledger.append(actor.office, None, Event(0, kind, moment, moment, post=actor.in_charge, data=data), actor.user_id)
