"""Where an application stands: the fold of its events, kept as the projection that worklists read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from maklumat.core.clock.spans import Span

OPEN: Final = "open"
WITH_APPLICANT: Final = "with_applicant"
FINISHED: Final = "finished"
REFUSED: Final = "refused"
CLOSED: Final = "closed"
WITHDRAWN: Final = "withdrawn"
LAPSED: Final = "lapsed"
ENDED: Final = frozenset({FINISHED, REFUSED, CLOSED, WITHDRAWN, LAPSED})


class DueAt(NamedTuple):
    """A promise that still runs: the limit's code, its moment (aware UTC), and whether a calendar is missing.

    `warns_at`: when somebody is warned of it; None once that is done, and for a provisional date.
    """

    limit: str
    at: datetime
    provisional: bool
    warns_at: datetime | None = None


class Untold(NamedTuple):
    """Something is late, and nobody above the desk has been told: the limit's code (or a step's), and whose desk it
    was on."""

    limit: str
    desk: str


class Calling(NamedTuple):
    """The applicant of a returned file is to be called: since when, and how often nobody answered."""

    since: datetime
    missed: int


class State(NamedTuple):
    """The position of one application. A tuple because every action makes some, and tuples are quick to change.

    `step` is the current step, or the one a returned file comes back to, or "" when ended. `desk` are the posts that
    may act now (of a joint step: those who have not acted yet). `limits` are the promises that apply to this file
    (their conditions decided at receipt), `kept` (since `kept_at`) and `breached` those already decided; `dues` those
    still running.
    `reminders` are the moments still to come at which the applicant is to be reminded; `calling`: they wait for a call.
    `begun`: since when the promises run that begin with a step, by the limit's code.
    `priority`: it is served before others, as a compensation for an earlier promise that was broken.
    `late_since` is when the first broken promise was due; it is never erased by finishing late.
    `warned` are the promises that were warned of; `untold` what is late and still to be told to somebody above;
    `told` is the post above that was warned or told last.
    """

    seq: int
    status: str
    step: str
    desk: tuple[str, ...]
    at: datetime
    received_at: datetime
    complete_at: datetime | None
    holdings: tuple[Span, ...]
    limits: tuple[str, ...]
    dues: tuple[DueAt, ...] = ()
    kept: tuple[str, ...] = ()
    kept_at: tuple[datetime, ...] = ()
    breached: tuple[str, ...] = ()
    lapses_at: datetime | None = None
    late_since: datetime | None = None
    reminders: tuple[datetime, ...] = ()
    calling: Calling | None = None
    begun: tuple[tuple[str, datetime], ...] = ()
    warned: tuple[str, ...] = ()
    untold: tuple[Untold, ...] = ()
    told: str = ""
    priority: bool = False

    @property
    def ended(self) -> bool:
        return self.status in ENDED

    @property
    def owner(self) -> str:
        return self.holdings[-1].owner

    @property
    def since(self) -> datetime:
        """When the file came to the present desk or owner."""
        return self.holdings[-1].from_at

    @property
    def next_due(self) -> DueAt | None:
        """The earliest promise still running."""
        return min(self.dues, key=lambda due: due.at, default=None)


_EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
_TICK = timedelta(microseconds=1)


def _out(moment: datetime | None) -> int | None:
    return None if moment is None else (moment - _EPOCH) // _TICK


def _in(ticks: int) -> datetime:
    return _EPOCH + timedelta(microseconds=ticks)


def to_json(state: State) -> dict[str, Any]:
    """Plain JSON values; moments as whole microseconds since 1970 UTC (small, exact, equal on both databases)."""
    stored: dict[str, Any] = {
        "seq": state.seq,
        "status": state.status,
        "step": state.step,
        "desk": list(state.desk),
        "at": _out(state.at),
        "received": _out(state.received_at),
        "complete": _out(state.complete_at),
        "holdings": [[_out(span.from_at), span.owner, span.desk] for span in state.holdings],
        "limits": list(state.limits),
        "dues": [
            [due.limit, _out(due.at), due.provisional, *([_out(due.warns_at)] if due.warns_at else [])]
            for due in state.dues
        ],
        "kept": list(state.kept),
        "breached": list(state.breached),
        "lapses": _out(state.lapses_at),
        "late": _out(state.late_since),
    }
    if state.reminders or state.calling:  # few files: the others stay as small as they were
        stored["reminders"] = [_out(at) for at in state.reminders]
        stored["calling"] = state.calling and [_out(state.calling.since), state.calling.missed]
    if state.kept_at:
        stored["kept_at"] = [_out(at) for at in state.kept_at]
    if state.begun:
        stored["begun"] = [[limit, _out(at)] for limit, at in state.begun]
    if state.warned:
        stored["warned"] = list(state.warned)
    if state.untold:
        stored["untold"] = [list(one) for one in state.untold]
    if state.told:
        stored["told"] = state.told
    if state.priority:
        stored["priority"] = True
    return stored


def from_json(stored: Mapping[str, Any]) -> State:
    """The inverse of `to_json`."""
    return State(
        seq=stored["seq"],
        status=stored["status"],
        step=stored["step"],
        desk=tuple(stored["desk"]),
        at=_in(stored["at"]),
        received_at=_in(stored["received"]),
        complete_at=None if stored["complete"] is None else _in(stored["complete"]),
        holdings=tuple(Span(_in(from_at), owner, desk) for from_at, owner, desk in stored["holdings"]),
        limits=tuple(stored["limits"]),
        dues=tuple(
            DueAt(limit, _in(at), provisional, *map(_in, warns)) for limit, at, provisional, *warns in stored["dues"]
        ),
        kept=tuple(stored["kept"]),
        kept_at=tuple(map(_in, stored.get("kept_at", ()))),
        breached=tuple(stored["breached"]),
        lapses_at=None if stored["lapses"] is None else _in(stored["lapses"]),
        late_since=None if stored["late"] is None else _in(stored["late"]),
        reminders=tuple(map(_in, stored.get("reminders", ()))),
        calling=_calling(stored.get("calling")),
        begun=tuple((limit, _in(at)) for limit, at in stored.get("begun", ())),
        warned=tuple(stored.get("warned", ())),
        untold=tuple(Untold(limit, desk) for limit, desk in stored.get("untold", ())),
        told=stored.get("told", ""),
        priority=stored.get("priority", False),
    )


def _calling(stored: list[int] | None) -> Calling | None:
    return None if stored is None else Calling(_in(stored[0]), stored[1])
