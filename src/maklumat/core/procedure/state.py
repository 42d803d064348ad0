"""Where an application stands: the fold of its events, kept as the projection that worklists read."""

from __future__ import annotations

from collections.abc import Collection, Mapping
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
AGREES: Final = "agrees"
DIFFERS: Final = "differs"
SETTLED: Final = "settled"
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
    """Something is late, and nobody above the desk has been told: the limit's code (`of_step`: a step's), and on whose
    desk it was."""

    limit: str
    desk: str
    of_step: bool = False


class StepDue(NamedTuple):
    """Until when the present desk has this step, by its own target; `over`: it was said that it is late."""

    at: datetime
    provisional: bool
    over: bool = False


class Calling(NamedTuple):
    """The applicant of a returned file is to be called: since when, and how often nobody answered."""

    since: datetime
    missed: int


class Handing(NamedTuple):
    """The file, or the work on it, was handed over: by an act (a disposisi, a paraf, a return), or by delegation.

    `seq`: of its event, 0 when it can neither be read nor taken back any more. `post`: the post that answers for the
    work: of a delegation the desk's own, also further down the chain. `by` and `to_user` are users' ids, 0 for an act
    and for nobody in particular; `to_post` "" for the desk that an act led to. `does`: the delegate may record the
    step's outcome. `back`: it was sent back. `reads`: who has opened it since, and when. `due_at`: the giver's wish.
    """

    seq: int
    at: datetime
    act: bool
    post: str
    by: int = 0
    to_user: int = 0
    to_post: str = ""
    due_at: datetime | None = None
    urgency: str = ""
    does: bool = False
    back: bool = False
    reads: tuple[tuple[int, datetime], ...] = ()

    def is_for(self, user_id: int, posts: Collection[str]) -> bool:
        """Whether this person is the delegate: named, or one of the post when nobody is."""
        return not self.act and (self.to_user == user_id if self.to_user else self.to_post in posts)


class State(NamedTuple):
    """The position of one application. A tuple because every action makes some, and tuples are quick to change.

    `step` is the current step, or the one a returned file comes back to, or "" when ended. `desk` are the posts that
    may act now (of a joint step: those who have not acted yet). `limits` are the promises that apply to this file
    (their conditions decided at receipt), `kept` (since `kept_at`) and `breached` (at `breached_at`) those already
    decided; `dues` those still running. `met`: the broken ones whose work was done later, and when.
    `reminders` are the moments still to come at which the applicant is to be reminded; `calling`: they wait for a call.
    `begun`: since when the promises run that begin with a step, by the limit's code.
    `priority`: it is served before others, as a compensation for an earlier promise that was broken.
    `late_since` is when the first broken promise was due; it is never erased by finishing late.
    `warned` are the promises that were warned of; `untold` what is late and still to be told to somebody above;
    `told` is the post above that was warned or told last. `step_due`: the desk's own target, None where it has none.
    `differs`: a register says otherwise than was answered without it; the post that was told, "" while nothing differs.
    `handings`: how the file came to this desk, where somebody sent it there, and who works on it for the desk since.
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
    breached_at: tuple[datetime, ...] = ()
    met: tuple[tuple[str, datetime], ...] = ()
    lapses_at: datetime | None = None
    late_since: datetime | None = None
    reminders: tuple[datetime, ...] = ()
    calling: Calling | None = None
    begun: tuple[tuple[str, datetime], ...] = ()
    warned: tuple[str, ...] = ()
    untold: tuple[Untold, ...] = ()
    told: str = ""
    step_due: StepDue | None = None
    priority: bool = False
    handings: tuple[Handing, ...] = ()
    differs: str = ""

    @property
    def ended(self) -> bool:
        return self.status in ENDED

    @property
    def owner(self) -> str:
        return self.holdings[-1].owner

    @property
    def desk_key(self) -> str:
        """The present desk as worklists and figures name it: its posts, sorted and joined by "+"."""
        return "+".join(sorted(self.desk))

    @property
    def since(self) -> datetime:
        """When the file came to the present desk or owner; to whom the desk delegates it does not matter."""
        last = len(self.holdings) - 1
        while last and self.holdings[last].delegate and self.holdings[last - 1].desk == self.holdings[last].desk:
            last -= 1
        return self.holdings[last].from_at

    @property
    def delegations(self) -> tuple[Handing, ...]:
        """Who works on it for the desk, in the order of delegation; () while the desk does so itself."""
        return tuple(one for one in self.handings if not one.act)

    @property
    def delegation(self) -> Handing | None:
        """The delegation that holds now: the last of the chain."""
        return self.handings[-1] if self.handings and not self.handings[-1].act else None

    @property
    def owing(self) -> tuple[tuple[str, datetime], ...]:
        """The broken promises whose work is still not done, and the moment at which each broke."""
        met = {code for code, _ in self.met}
        return tuple(one for one in zip(self.breached, self.breached_at, strict=True) if one[0] not in met)

    @property
    def owing_since(self) -> datetime | None:
        """When the first of them broke; None while nothing is owing. A promise that was met late owes nothing more."""
        return min((at for _, at in self.owing), default=None) if self.breached else None

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
        "holdings": [_span_out(span) for span in state.holdings],
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
    if state.breached:
        stored["breached_at"] = [_out(at) for at in state.breached_at]
        stored |= {"met": [[limit, _out(at)] for limit, at in state.met]} if state.met else {}
    if state.begun:
        stored["begun"] = [[limit, _out(at)] for limit, at in state.begun]
    if state.warned:
        stored["warned"] = list(state.warned)
    if state.untold:
        stored["untold"] = [list(one) for one in state.untold]
    if state.told:
        stored["told"] = state.told
    if state.step_due:
        stored["step_due"] = [_out(state.step_due.at), state.step_due.provisional, state.step_due.over]
    if state.priority:
        stored["priority"] = True
    if state.differs:
        stored["differs"] = state.differs
    if state.handings:
        stored["handings"] = [handing_out(one) for one in state.handings]
    return stored


def _span_out(span: Span) -> list[Any]:
    plain = [_out(span.from_at), span.owner, span.desk]
    return [*plain, span.delegate] if span.delegate else plain


def handing_out(one: Handing) -> list[Any]:
    """A handing as JSON values; `handing_in` reads it back."""
    reads = [[user, _out(at)] for user, at in one.reads]
    return [one.seq, _out(one.at), *one[2:7], _out(one.due_at), *one[8:11], reads]


def handing_in(stored: list[Any]) -> Handing:
    """The inverse of `handing_out`."""
    seq, at, act, post, by, to_user, to_post, due_at, urgency, does, back, reads = stored
    due = None if due_at is None else _in(due_at)
    seen = tuple((user, _in(when)) for user, when in reads)
    return Handing(seq, _in(at), act, post, by, to_user, to_post, due, urgency, does, back, seen)


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
        holdings=tuple(Span(_in(from_at), *rest) for from_at, *rest in stored["holdings"]),
        limits=tuple(stored["limits"]),
        dues=tuple(
            DueAt(limit, _in(at), provisional, *map(_in, warns)) for limit, at, provisional, *warns in stored["dues"]
        ),
        kept=tuple(stored["kept"]),
        kept_at=tuple(map(_in, stored.get("kept_at", ()))),
        breached=tuple(stored["breached"]),
        breached_at=tuple(map(_in, stored.get("breached_at") or [stored["late"]] * len(stored["breached"]))),
        met=tuple((limit, _in(at)) for limit, at in stored.get("met", ())),
        lapses_at=None if stored["lapses"] is None else _in(stored["lapses"]),
        late_since=None if stored["late"] is None else _in(stored["late"]),
        reminders=tuple(map(_in, stored.get("reminders", ()))),
        calling=_calling(stored.get("calling")),
        begun=tuple((limit, _in(at)) for limit, at in stored.get("begun", ())),
        warned=tuple(stored.get("warned", ())),
        untold=tuple(Untold(*one) for one in stored.get("untold", ())),
        step_due=_step_due(stored.get("step_due")),
        told=stored.get("told", ""),
        priority=stored.get("priority", False),
        handings=tuple(map(handing_in, stored.get("handings", ()))),
        differs=stored.get("differs", ""),
    )


def _step_due(stored: list[Any] | None) -> StepDue | None:
    return None if stored is None else StepDue(_in(stored[0]), *stored[1:])


def _calling(stored: list[int] | None) -> Calling | None:
    return None if stored is None else Calling(_in(stored[0]), stored[1])
