"""What an office has decided for itself: rows that are only added to, the newest holds."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from maklumat.core.events import Event
from maklumat.core.organisation.settings import HEAD, Setting
from maklumat.core.organisation.table import SETTINGS
from maklumat.records.catalogue.models import OfficeSetting
from maklumat.records.ledger import actions as ledger
from maklumat.records.people import access
from maklumat.records.people.access import Actor, Facts

DECIDED: Final = "setting_decided"
"""The kind of such a decision in the ledger; it is about no application."""
NOBODY: Final = 0
"""Who decided what an office began with."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A setting with what holds. `at` and `by` are None while the default holds."""

    row: Setting
    value: Any
    at: datetime | None = None
    by: int | None = None


def value(office: str, code: str) -> Any:
    """What holds at that office now. One query."""
    found = OfficeSetting.objects.filter(office=office, code=code).order_by("-pk").values_list("value", flat=True)[:1]
    return json.loads(found[0]) if found else SETTINGS[code].default


def values(office: str) -> dict[str, Any]:
    """Everything that holds at that office, by code. One query."""
    return {code: one.value for code, one in decided(office).items()}


def decided(office: str) -> dict[str, Decided]:
    """Every setting of that office with who decided it and when, in the order of the table. One query."""
    rows = OfficeSetting.objects.filter(office=office).order_by("pk")
    newest = {code: (json.loads(text), at, by) for code, text, at, by in
              rows.values_list("code", "value", "decided_at", "decided_by")}  # fmt: skip
    return {
        code: Decided(row, *newest[code]) if code in newest else Decided(row, row.default)
        for code, row in SETTINGS.items()
    }


def decide(actor: Actor, code: str, wanted: Any, *, moment: datetime) -> None:
    """From now on this holds at the actor's office. Nothing is written when it holds already.

    Raises NotVisible unless it is theirs to decide: the administrator's, or the head's alone.
    """
    row = SETTINGS[code]
    access.require(actor, access.DECIDE if row.by == HEAD else access.ADMINISTER, Facts(actor.office))
    with transaction.atomic():
        before = value(actor.office, code)
        if before == wanted:
            return
        OfficeSetting.objects.create(
            office=actor.office, code=code, value=json.dumps(wanted), decided_at=moment, decided_by=actor.user_id
        )
        data = {"setting": code, "before": before, "after": wanted}
        post = actor.headed or actor.in_charge if row.by == HEAD else actor.in_charge
        event = Event(0, DECIDED, moment, moment, post=post, data={**data, **actor.capacity(post)})
        ledger.append(actor.office, None, event, actor.user_id)


def decide_by_machine(office: str, code: str, wanted: Any, *, moment: datetime) -> None:
    """A new office begins with this, as whoever runs the machine has it; in the ledger, by nobody of the office.

    Nothing is written where the office has decided already.
    """
    with transaction.atomic():
        if OfficeSetting.objects.filter(office=office, code=code).exists():
            return
        OfficeSetting.objects.create(
            office=office, code=code, value=json.dumps(wanted), decided_at=moment, decided_by=NOBODY
        )
        data = {"setting": code, "before": SETTINGS[code].default, "after": wanted}
        ledger.append(office, None, Event(0, DECIDED, moment, moment, data=data), None)
