"""The clock worker: what time alone brings about, in small batches, each file in its own short transaction."""

from __future__ import annotations

from datetime import datetime

from maklumat.core.errors import NotVisible
from maklumat.records.procedures import queries as procedures
from maklumat.records.work import actions

BATCH = 200


def run_due(moment: datetime) -> int:
    """Record breaches and lapses that are over. Returns how many files were looked at; repeat until 0."""
    batch = procedures.to_look_at(moment, limit=BATCH)
    for application_id in batch:
        actions.tick(application_id, moment=moment)
    return len(batch)


def reschedule_all(because: str, *, moment: datetime, office: str | None = None) -> int:
    """Recompute every open file after a calendar was loaded. Returns how many files moved."""
    moved = 0
    for application_id in procedures.open_files(office):
        before = procedures.position(application_id)
        if before is None:
            raise NotVisible
        after = actions.reschedule(application_id, because=because, moment=moment)
        moved += after.seq != before.state.seq
    return moved
