"""What follows from the ledgers, in ONE list: the clock worker runs each of these in every round.

A follower makes something of what happened (a message, an entitlement, a figure): see `records.ledger.following`. It is
called with the moment, does a batch of every office's entries at most, and answers how much it had to do; it is called
again until it answers 0. Whoever adds one adds a line here.

A long piece of work holds up nothing: each follower does a batch in its turn, warnings and messages go between two
batches, and what cannot be cut into batches has a thread of its own.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Final

from django.db import close_old_connections, connections

from maklumat.records.archive import destroying, moving
from maklumat.records.archive.sheets import sweep_sheets
from maklumat.records.compensation.following import make_entitlements
from maklumat.records.figures.actions import follow_figures
from maklumat.records.messages.apologies import remind_of_apologies
from maklumat.records.messages.making import make_messages
from maklumat.records.messages.nights import find_night_reports, tell_night_reports
from maklumat.records.messages.reminding import make_reminders
from maklumat.records.messages.sending import send_messages
from maklumat.records.outages.following import make_rechecks
from maklumat.records.work.assignments import make_assignments
from maklumat.records.work.prioritising import place_priorities
from maklumat.records.work.rehearsing import any_waiting, run_rehearsals
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
    remind_of_apologies,
    find_night_reports,
    tell_night_reports,
    send_messages,
)

SLOW: Final[Mapping[Follower, Callable[[datetime], bool]]] = {run_rehearsals: any_waiting}
"""What may take a minute at a stretch, each with the question whether it has anything to do."""
IN_TURN: Final = tuple(one for one in FOLLOWERS if one not in SLOW)
PROMPT: Final[tuple[Follower, ...]] = (make_messages, find_night_reports, tell_night_reports, send_messages)
"""What does not wait until a long piece of work is done."""

LOG = logging.getLogger(__name__)


def run_followers(moment: datetime, followers: Sequence[Follower] = FOLLOWERS) -> int:
    """Run each until it has nothing left. Returns how much they did.

    One that fails is logged and left for the next round; it does not hold up the others.
    """
    return sum(_run(follower, moment) for follower in followers)


def take_turns(
    now: Callable[[], datetime], between: Callable[[], object], followers: Sequence[Follower] = IN_TURN
) -> int:
    """A batch of each in its turn, until none had anything to do in a whole turn. Returns how much they did.

    `between` is called after each batch, and `now` read anew before the next. One that fails waits for the next round.
    """
    done, failed = 0, set[Follower]()
    while True:
        some = 0
        for follower in followers:
            if follower in failed:
                continue
            did = _batch(follower, now())
            if did is None:
                failed.add(follower)
            elif did:
                some += did
                between()
        if not some:
            return done
        done += some


def run_prompt(now: Callable[[], datetime]) -> int:
    """A batch of each follower that does not wait for the others."""
    return sum(_batch(follower, now()) or 0 for follower in PROMPT)


class Beside:
    """Followers that take long, each in a thread of its own, at most one at a time."""

    def __init__(self, followers: Mapping[Follower, Callable[[datetime], bool]] = SLOW) -> None:
        self._followers = followers
        self._threads: dict[Follower, threading.Thread] = {}

    def look(self, moment: datetime) -> None:
        """Begin what has something to do and is not at it yet."""
        for follower, waits in self._followers.items():
            before = self._threads.get(follower)
            if (before is None or not before.is_alive()) and waits(moment):
                self._threads[follower] = threading.Thread(target=_apart, args=(follower, moment), daemon=True)
                self._threads[follower].start()

    def wait(self) -> None:
        """Until all of it is done."""
        for thread in self._threads.values():
            thread.join()


def _apart(follower: Follower, moment: datetime) -> None:
    try:
        _run(follower, moment)
    finally:
        connections.close_all()


def _run(follower: Follower, moment: datetime) -> int:
    done = 0
    while some := _batch(follower, moment):
        done += some
    return done


def _batch(follower: Follower, moment: datetime) -> int | None:
    """How much one call did; None where it failed."""
    try:
        return follower(moment)
    except Exception:  # whatever it is: messages that fail must not stop what broken promises owe
        LOG.exception("clock: follower %s was left for the next round", getattr(follower, "__name__", follower))
        close_old_connections()
        return None
