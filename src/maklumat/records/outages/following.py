"""What was answered without its system becomes a row to look up again: made of the ledger, exactly once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from maklumat.core import events
from maklumat.core.kinds.kind import ANSWERED_HOW, ANSWERED_WHY
from maklumat.core.kinds.registry import KINDS
from maklumat.core.standard.model import Step
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.ledger.following import Followed, follow
from maklumat.records.ledger.queries import offices
from maklumat.records.outages.models import Recheck
from maklumat.records.procedures import queries as procedures

NAME: Final = "rechecks"
WAITING: Final = "waiting"
OUTCOMES: Final = frozenset(
    way.code for kind in KINDS.values() if any(one.code == ANSWERED_HOW for one in kind.fields) for way in kind.ways
)
"""The outcomes of steps that can be answered without their system: no other entry is opened."""


def make_rechecks(_: datetime) -> int:
    """The rows for what every office answered so since the last round. Repeat until 0."""
    return sum(follow(NAME, office, _make, kinds=(events.ACTED,)) for office in offices())


def _make(found: Sequence[Followed]) -> None:
    answered = {
        (one.entry.application, one.event.seq): one
        for one in found
        if one.entry.application is not None and one.entry.outcome in OUTCOMES and one.event.data.get(ANSWERED_HOW)
    }
    places = procedures.positions({file for file, _ in answered}) if answered else {}
    rows = []
    for (file, seq), one in answered.items():
        if file in places:
            step = catalogue.standard(places[file].standard_id).step(one.event.step)
            rows.append(Recheck(status=WAITING, **row_of(places[file].office, file, step, seq, one.event)))
    Recheck.objects.bulk_create(rows, ignore_conflicts=True)  # somebody may have looked it up by hand already


def row_of(office: str, file: UUID, step: Step, seq: int, event: Any) -> Mapping[str, Any]:
    """The columns of a row that follow from its event (an Event, or one line of a file's history)."""
    return {
        "office": office,
        "application_id": file,
        "seq": seq,
        "step": step.code,
        "desk": "+".join(sorted(step.posts)),
        "system": step.system,
        "how": str(event.data[ANSWERED_HOW]),
        "why": str(event.data.get(ANSWERED_WHY, "")),
        "outcome": event.outcome,
        "answered_at": event.occurred_at,
    }
