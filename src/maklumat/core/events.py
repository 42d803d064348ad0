"""What happened to an application, as values. The ledger stores them; everything else is a fold over them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

RECEIVED: Final = "received"
TAKEN_OVER: Final = "taken_over"
ACTED: Final = "acted"
RESUBMITTED: Final = "resubmitted"
RESCHEDULED: Final = "rescheduled"
BREACHED: Final = "breached"
WARNED: Final = "warned"
ESCALATED: Final = "escalated"
STEP_LATE: Final = "step_late"
PRODUCED: Final = "produced"
REVOKED: Final = "revoked"
REISSUED: Final = "reissued"
WITHDRAWN: Final = "withdrawn"
LAPSED: Final = "lapsed"
REMINDED: Final = "reminded"
CONTACTED: Final = "contacted"
UNLISTED_ASKED: Final = "unlisted_asked"
SUPPLEMENTED: Final = "supplemented"
PAPERS_BROUGHT: Final = "papers_brought"
CUSTODY_TAKEN: Final = "custody_taken"
CUSTODY_RETURNED: Final = "custody_returned"
EXTENDED: Final = "extended"
DUTY_REPORTED: Final = "duty_reported"
DUTY_MET: Final = "duty_met"
DUTY_RETURNED: Final = "duty_returned"
PRIORITISED: Final = "prioritised"
DELEGATED: Final = "delegated"
ANSWERED: Final = "answered"
READ: Final = "read"
RECALLED: Final = "recalled"
MESSAGES_CHOSEN: Final = "messages_chosen"
RECHECKED: Final = "rechecked"
COUNTERSIGNED: Final = "countersigned"
PHONED: Final = "phoned"

KINDS: Final = frozenset(
    {
        RECEIVED, TAKEN_OVER, ACTED, RESUBMITTED, RESCHEDULED, BREACHED, PRODUCED, REVOKED, REISSUED, WITHDRAWN, LAPSED,
        REMINDED, CONTACTED, WARNED, ESCALATED, STEP_LATE,
        SUPPLEMENTED, PAPERS_BROUGHT, UNLISTED_ASKED, CUSTODY_TAKEN, CUSTODY_RETURNED,
        EXTENDED, DUTY_REPORTED, DUTY_MET, DUTY_RETURNED, PRIORITISED,
        DELEGATED, ANSWERED, READ, RECALLED, MESSAGES_CHOSEN, RECHECKED, COUNTERSIGNED, PHONED,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened.

    `occurred_at` is the moment the clock uses (aware UTC); `recorded_at` is when the system learnt of it. They
    differ only for backdated entries (a paper slip typed in later), and then `data["late_reason"]` says why.
    `seq` counts from 1 within the application and gives the order; moments do not.
    `post` is the post that acted ("a+b" when one person acted for two), or "" for the applicant and the system;
    `data` holds only JSON values. `data["due"]` is what the decision promised: a list of
    [limit code, ISO moment, provisional, ISO moment of the warning where one is still to come].
    """

    seq: int
    kind: str
    occurred_at: datetime
    recorded_at: datetime
    post: str = ""
    step: str = ""
    outcome: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
