"""A broken promise. Finishing late does not erase it: it says since when, and for how long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from maklumat.core.clock.values import Due


@dataclass(frozen=True, slots=True)
class Breach:
    """A promise that was not kept. `due_at` and `seen_at` (the finish, or the moment of looking) are aware UTC.

    `finished`: whether the work was done in the end. `certain` is False while a calendar on the way is not loaded:
    such a breach is shown, but becomes an event only when loading the calendar confirms it.
    """

    limit: str
    due_at: datetime
    seen_at: datetime
    finished: bool
    certain: bool


def breach(due: Due | None, now: datetime, finished_at: datetime | None = None) -> Breach | None:
    """The breach of `due` as of `now`, or None while the promise is kept or may still be kept."""
    if due is None:
        return None
    seen_at = (finished_at or now).astimezone(UTC)
    if seen_at <= due.at:
        return None
    return Breach(due.limit.code, due.at, seen_at, finished_at is not None, not due.provisional)
