"""The clock worker: what time alone brings about, in small batches, each file in its own short transaction.

The next moment of each file is stored with it, so a worker that starts finds what fell due while none ran. Two workers
may run at once: a file is claimed by its row lock and the sequence number it was seen at (PostgreSQL passes over what
another one holds, SQLite has one writer at a time), so what falls due becomes one event. A claim dies with its worker.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime

from django.db import DatabaseError

from maklumat.core.errors import Damaged, MaklumatError, NotVisible
from maklumat.records.ledger import aside
from maklumat.records.ledger.actions import sign_head
from maklumat.records.ledger.queries import offices
from maklumat.records.outside import witness
from maklumat.records.procedures import queries as procedures
from maklumat.records.work import actions
from maklumat.records.work.superiors import Minded

BATCH = 200
LOG = logging.getLogger(__name__)


def run_due(moment: datetime) -> int:
    """Record warnings, breaches and lapses whose moment has come, a batch at most. Returns on how many files; repeat
    until 0.

    One file that cannot be recorded is logged by its id and does not hold up the others. One that is damaged is set
    aside, said in the log once, and tried again from time to time.
    """
    minded = Minded()
    recorded, aside_now = 0, aside.resting(aside.CLOCK, moment)
    again = {row.application for row in aside.due(aside.CLOCK, moment)}
    for application_id, seq in procedures.to_look_at(moment, limit=BATCH, without=aside_now):
        try:
            after = actions.tick(application_id, moment=moment, seq=seq, minded=minded)
            if application_id in again:
                aside.mend_file(aside.CLOCK, application_id, moment)
        except Damaged as fault:
            aside.keep(aside.CLOCK, fault.of(application=application_id), moment)
            continue
        except (MaklumatError, DatabaseError):
            LOG.exception("clock: file %s was left for the next round", application_id)
            continue
        recorded += after is not None and after.seq != seq
    return recorded


def next_moment(after: datetime) -> datetime | None:
    """When time alone will change something next; None while nothing runs."""
    return procedures.next_look(after)


def sign_daily_heads(moment: datetime) -> list[str]:
    """Sign each office's ledger head once a day (UTC). Returns the offices signed now."""
    signed = []
    for office in offices():
        if not witness().has_signed(office, moment.astimezone(UTC).date()):
            sign_head(office, moment)
            signed.append(office)
    return signed


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
