"""The words of a message's row, and how one comes into being."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final
from uuid import UUID, uuid5

from maklumat.core.messages.table import OCCASIONS
from maklumat.core.messages.wishes import CONFINED, NO_ADDRESS, NOT_LIVE, UNREACHABLE
from maklumat.records.messages.models import Message

WAITING: Final = "waiting"
SENT: Final = "sent"
WRITTEN: Final = "written"
SKIPPED: Final = "skipped"
DEAD: Final = "dead"
CALLED: Final = "called"

# Why one was skipped, besides the reasons of `core.messages.wishes`.
MOOT: Final = "moot"
TOO_OLD: Final = "too_old"
GONE: Final = "gone"

# What a waiting one waits for.
QUIET: Final = "quiet"
RETRY: Final = "retry"
DOWN: Final = "down"

TO_CALL: Final = frozenset({NO_ADDRESS, CONFINED, UNREACHABLE, NOT_LIVE, TOO_OLD})
"""Why no message could tell it, where a call or a letter still can."""
OFFICER: Final = "officer-"
"""How the recipients begin who are not of the file."""

_SPACE: Final = UUID("6f1cf0a2-5bd7-5a0c-9a3b-6b3f4d2c7e11")


def of_entry(office_seq: int) -> str:
    """The occasion of an entry of the ledger."""
    return f"ledger-{office_seq}"


def new(
    office: str,
    occasion: str,
    kind: str,
    recipient: str,
    *,
    application_id: UUID | None,
    happened_at: datetime,
    moment: datetime,
    office_seq: int | None = None,
    about: date | None = None,
    reason: str = "",
) -> Message:
    """A row that is not stored yet. Its id follows from what it tells to whom. `reason`: why it is never sent."""
    row = Message(
        id=uuid5(_SPACE, "|".join((office, occasion, recipient))),
        office=office,
        occasion=occasion,
        kind=kind,
        recipient=recipient,
        application_id=application_id,
        office_seq=office_seq,
        about=about,
        state=WAITING,
        happened_at=happened_at,
        made_at=moment,
        next_at=moment,
    )
    return settled(row, SKIPPED, reason, moment) if reason else row


def settled(row: Message, state: str, reason: str, moment: datetime) -> Message:
    """The row as one that is not sent."""
    for name, value in fate(row, state, reason, moment).items():
        setattr(row, name, value)
    return row


def fate(row: Message, state: str, reason: str, moment: datetime) -> dict[str, Any]:
    """What is written down of a message that is not sent; of one that has to be told also that somebody must call."""
    calls = OCCASIONS[row.kind].must and not row.recipient.startswith(OFFICER)
    told_nobody = state == DEAD or (state == SKIPPED and reason in TO_CALL)
    call_since = moment if calls and told_nobody else None
    return {"state": state, "reason": reason, "held": "", "settled_at": moment, "call_since": call_since}


def failed_ways(text: str) -> dict[str, str]:
    """The reason by way, as `Message.failed` keeps it."""
    return dict(one.split(":", 1) for one in text.split() if ":" in one)


def with_failed(text: str, way: str, reason: str) -> str:
    """`Message.failed` with one more way."""
    return " ".join(f"{name}:{why}" for name, why in {**failed_ways(text), way: reason}.items())
