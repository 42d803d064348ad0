"""Papers that leave the office: which was printed when by whom, so that a second copy never passes for the first.

Receipts and queue numbers are printed by the act that makes them: whatever is printed later is a copy. Of a sheet each
printing is written down, and every one but the first is a copy. Copies stand in the ledger.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from maklumat.core.events import Event
from maklumat.records.applications.models import PaperPrinting
from maklumat.records.ledger import actions as ledger
from maklumat.records.people.access import Actor

RECEIPT: Final = "receipt"
TICKET: Final = "ticket"
SHEET: Final = "sheet"
LACKING: Final = "lacking"
CUSTODY: Final = "custody"
BY_THE_ACT: Final = frozenset({RECEIPT, TICKET})
REPRINTED: Final = "reprinted"
"""The kind of the entry, about the office: a copy changes nothing of a file, and nobody's open form goes stale."""
_TRIES: Final = 3


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper. `about` tells it from others of its `kind` (an id); `number` is how people call it; `service` and
    `application_id` of the file that it belongs to, "" and None for none."""

    kind: str
    about: str
    number: str
    application_id: UUID | None = None
    service: str = ""


@dataclass(frozen=True, slots=True)
class Printed:
    """One printing. `copies`: how often it was printed again, 0 for the first paper."""

    copies: int
    at: datetime
    by: str


def enter(actor: Actor, paper: Paper, moment: datetime) -> Printed:
    """Write down that this person prints it now. The caller has examined whether they may."""
    for _ in range(_TRIES):
        try:
            return _enter(actor, paper, moment)
        except IntegrityError:  # somebody printed it in the same moment: this one is the next
            continue
    return _enter(actor, paper, moment)


def _enter(actor: Actor, paper: Paper, moment: datetime) -> Printed:
    post = actor.posts[0] if actor.posts else ""
    with transaction.atomic():
        before = PaperPrinting.objects.filter(office=actor.office, kind=paper.kind, about=paper.about).count()
        copies = before + (paper.kind in BY_THE_ACT)
        PaperPrinting(
            id=uuid4(), office=actor.office, kind=paper.kind, about=paper.about, number=paper.number,
            application_id=paper.application_id, service=paper.service, copies=copies, printed_by=actor.user_id,
            post=post, printed_at=moment,
        ).save(force_insert=True)  # fmt: skip
        if copies:
            data = {"paper": paper.kind, "number": paper.number, "copies": copies}
            data |= {"application": str(paper.application_id)} if paper.application_id else {}
            event = Event(0, REPRINTED, moment, moment, post=post, outcome=paper.kind, data=data)
            ledger.append(actor.office, None, event, actor.user_id)
    return Printed(copies, moment, actor.name)
