"""What a replay is made of, and what it answers.

A past file is what was done to it and when; what the papers said is left out. The office's year fits into memory so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple


class Deed(NamedTuple):
    """Something that moved a file: `kind` is acted, resubmitted or withdrawn. Many files share one deed."""

    kind: str
    step: str = ""
    outcome: str = ""
    post: str = ""


class Trace(NamedTuple):
    """A past file: `deeds` in order, each at the moment of the same place in `at` (aware UTC).

    `limits`: the promises that bind it under the standard that is tried. `ended`: whether it had ended.
    """

    file: str
    received_at: datetime
    limits: tuple[str, ...]
    deeds: tuple[Deed, ...]
    at: tuple[datetime, ...]
    ended: bool = True


class Broken(NamedTuple):
    """A promise that was not kept: when it was due, and with whom the file lay then (`desk`: posts joined by "+").

    `longest`: the desk that had held the file longest until then, in working time.
    """

    limit: str
    due_at: datetime
    desk: str
    longest: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a file. `ended_at` is None while it runs."""

    status: str
    ended_at: datetime | None
    kept: tuple[str, ...]
    broken: tuple[Broken, ...]

    @property
    def late(self) -> bool:
        return bool(self.broken)


class Astray(Exception):  # nobody reads it: whoever replays files counts it
    """A deed that the standard has no place for where the file lay."""
