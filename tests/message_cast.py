"""Messages of a file in every state, without sending anything."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from maklumat.core.messages import table
from maklumat.records.messages import rows
from maklumat.records.messages.models import Message
from tests import cast

STATES: tuple[tuple[str, str, dict[str, Any]], ...] = (
    (table.RECEIVED, rows.SENT, {"way": "sms"}),
    (table.RETURNED, rows.WRITTEN, {"way": "whatsapp"}),
    (table.REMINDER, rows.WAITING, {"held": rows.QUIET}),
    (table.BREACH, rows.WAITING, {"held": rows.RETRY, "reason": "busy", "way": "sms", "attempts": 2}),
    (table.APPOINTMENT, rows.WAITING, {"held": rows.DOWN, "way": "sms"}),
    (table.READY, rows.WAITING, {}),
    (table.DONE, rows.SKIPPED, {"reason": "confined"}),
    (table.CLOSED, rows.DEAD, {"reason": rows.TOO_OLD}),
    (
        table.REFUSED,
        rows.DEAD,
        {"reason": "bad_address", "way": "sms", "attempts": 1, "failed": "whatsapp:bad_address sms:bad_address"},
    ),
)


def every_state(application_id: UUID, office: str = cast.OFFICE) -> UUID:
    """One message of the file in each state; the id of one that was sent."""
    now, made = timezone.now(), []
    for number, (kind, state, more) in enumerate(STATES):
        row = rows.new(
            office, f"ledger-{application_id}-{number}", kind, table.APPLICANT, application_id=application_id,
            happened_at=now - timedelta(hours=number), moment=now,
        )  # fmt: skip
        if state in (rows.SKIPPED, rows.DEAD):
            rows.settled(row, state, more["reason"], now)
        row.state, row.settled_at = state, None if state == rows.WAITING else now
        for name, value in more.items():
            setattr(row, name, value)
        made.append(row)
    Message.objects.bulk_create(made, ignore_conflicts=True)
    return made[0].pk


def to_call(application_id: UUID) -> UUID:
    """The message of that file, in `every_state`, that has to be told by telephone."""
    return Message.objects.get(application_id=application_id, kind=table.REFUSED, state=rows.DEAD).pk
