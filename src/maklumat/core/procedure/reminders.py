"""Reminding an applicant before a returned file lapses: when, by whom, and what came of it.

A reminder puts the file on the list of the desk that returned it, and an officer calls; whoever wishes to be told is
sent a message as well (`core.messages`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from maklumat.core.errors import Refusal
from maklumat.core.events import Event
from maklumat.core.procedure import state as states
from maklumat.core.procedure.state import Calling, State
from maklumat.core.standard.model import ServiceStandard

LAST_DAYS: Final = 3
REACHED: Final = "reached"
"""In the data of a `contacted` event: whether somebody answered."""


def schedule(standard: ServiceStandard, returned_at: datetime, lapses_at: datetime) -> tuple[datetime, ...]:
    """When an applicant is to be reminded: `remind_days_left` days before the lapse, each once.

    Without a word of the standard: halfway, and three days before. A day that is not between return and lapse is left
    out, so that a short deadline may have no reminder.
    """
    days = standard.remind_days_left or (standard.lapse_after_days // 2, LAST_DAYS)
    moments = {lapses_at - timedelta(days=left) for left in days if left > 0}
    return tuple(sorted(moment for moment in moments if moment > returned_at))


def due(state: State, moment: datetime) -> bool:
    """Whether a reminder is to be recorded at `moment`. Several that were missed are one."""
    return any(at <= moment for at in state.reminders)


def reminded(state: State, event: Event) -> State:
    """The desk that returned the file is to call."""
    left = tuple(at for at in state.reminders if at > event.occurred_at)
    return state._replace(reminders=left, calling=Calling(event.occurred_at, 0))


def contacted(state: State, event: Event) -> State:
    """Somebody answered: no call is wanted until the next reminder. Nobody did: it stays, with one try more."""
    if event.data.get(REACHED) or state.calling is None:
        return state._replace(calling=None)
    return state._replace(calling=Calling(state.calling.since, state.calling.missed + 1))


def callers(state: State) -> tuple[str, ...]:
    """The posts that call the applicant: those that returned the file. () while it is not with the applicant."""
    if state.status != states.WITH_APPLICANT:
        return ()
    return tuple(post for post in state.holdings[-2].desk.split("+") if post)


def calling_posts(state: State, posts: tuple[str, ...], data: Mapping[str, Any]) -> tuple[str, ...]:
    """Those of `posts` that record a call now. Refusal PRO-060 when none is wanted, PRO-007 for another post's."""
    if state.calling is None or REACHED not in data:
        raise Refusal("PRO-060", "Pemohon ini tidak perlu dihubungi sekarang.")
    acting = tuple(post for post in callers(state) if post in posts)
    if not acting:
        raise Refusal("PRO-007", "Langkah ini bukan tugas jabatan Anda.")
    return acting
