"""What follows from the ledgers, in ONE list: the clock worker runs each of these in every round.

A follower makes something of what happened (a message, an entitlement, a figure): see `records.ledger.following`. It is
called with the moment, does a batch of every office's entries at most, and answers how much it had to do; it is called
again until it answers 0. Whoever adds one adds a line here.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

from django.db import close_old_connections

from maklumat.records.archive import destroying, moving
from maklumat.records.archive.sheets import sweep_sheets
from maklumat.records.compensation.following import make_entitlements
from maklumat.records.figures.actions import follow_figures
from maklumat.records.messages.making import make_messages
from maklumat.records.messages.reminding import make_reminders
from maklumat.records.messages.sending import send_messages
from maklumat.records.outages.following import make_rechecks
from maklumat.records.work.assignments import make_assignments
from maklumat.records.work.prioritising import place_priorities
from maklumat.records.work.rehearsing import run_rehearsals
from maklumat.records.work.whole import look_again

Follower = Callable[[datetime], int]

FOLLOWERS: Final[tuple[Follower, ...]] = (
    make_entitlements,
    place_priorities,
    make_rechecks,
    make_assignments,
    follow_figures,
    moving.go_on,
    sweep_sheets,
    destroying.go_on,
    run_rehearsals,
    look_again,
    make_messages,
    make_reminders,
    send_messages,
)

LOG = logging.getLogger(__name__)


def run_followers(moment: datetime, followers: Sequence[Follower] = FOLLOWERS) -> int:
    """Run each until it has nothing left. Returns how much they did.

    One that fails is logged and left for the next round; it does not hold up the others.
    """
    return sum(_run(follower, moment) for follower in followers)


def _run(follower: Follower, moment: datetime) -> int:
    done = 0
    try:
        while some := follower(moment):
            done += some
    except Exception:  # whatever it is: messages that fail must not stop what broken promises owe
        LOG.exception("clock: follower %s was left for the next round", getattr(follower, "__name__", follower))
        close_old_connections()
    return done
