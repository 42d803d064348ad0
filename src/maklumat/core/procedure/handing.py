"""Handing over within the office, as the fold sees it: who sent the file here, who works on it, who has read it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final, Protocol

from maklumat.core.clock.spans import OFFICE, Span
from maklumat.core.events import Event
from maklumat.core.kinds.kind import INITIAL_PRODUCT, Way
from maklumat.core.kinds.registry import KINDS
from maklumat.core.procedure import state as states
from maklumat.core.procedure.state import Handing, State, handing_in, handing_out
from maklumat.core.standard.model import ServiceStandard, Step

SENDING: Final = frozenset({"route", "initial"})
"""Kinds of step by which one desk sends the file to another: the receiver's reading is recorded, as of a return."""


def by_act(step: Step, way: Way, to: Step, event: Event) -> tuple[Handing, ...]:
    """How the file comes to `to`: () where nobody waits for a receipt, and nothing could be taken back."""
    if to.actor != "post" or not (step.kind in SENDING or way.puts_off) or not set(way.effects) <= {INITIAL_PRODUCT}:
        return ()
    assignee, wanted = event.data.get("assignee"), event.data.get("wanted_at")
    handing = Handing(
        event.seq,
        event.occurred_at,
        act=True,
        post=event.post,
        to_user=assignee["user"] if assignee else 0,
        due_at=datetime.fromisoformat(wanted) if wanted else None,
        urgency=event.data.get("urgency", ""),
        back=way.puts_off,
    )
    return (handing,)


def still_held(state: State, remaining: tuple[str, ...]) -> tuple[Handing, ...]:
    """What is left when one post of a joint step has acted: the delegation of a post that has not.

    What brought the file here can be taken back no more: somebody has worked on it.
    """
    return tuple(one._replace(seq=0) if one.act else one for one in state.handings if one.act or one.post in remaining)


def on_the_desk(state: State) -> State:
    """The last span says who works on it for the desk, where a delegation goes on."""
    delegation = state.delegation
    if delegation is None:
        return state
    span = state.holdings[-1]._replace(delegate=delegation.to_post)
    return state._replace(holdings=(*state.holdings[:-1], span))


def delegated(_: ServiceStandard, state: State, event: Event) -> State:
    """The desk stays; who works on it for the desk is somebody else from now on."""
    data = event.data
    handing = Handing(
        event.seq,
        event.occurred_at,
        act=False,
        post=event.post,
        by=data["by"],
        to_user=data["to_user"],
        to_post=data["to_post"],
        due_at=datetime.fromisoformat(data["wanted_at"]) if data.get("wanted_at") else None,
        urgency=data.get("urgency", ""),
        does=data["does"],
    )
    return _held_by(state._replace(handings=(*state.handings, handing)), event.occurred_at)


def answered(_: ServiceStandard, state: State, event: Event) -> State:
    """Back to whoever delegated it."""
    return _held_by(state._replace(handings=state.handings[:-1]), event.occurred_at)


def read(_: ServiceStandard, state: State, event: Event) -> State:
    """Once for each handing over and person."""
    seen = (event.data["user"], event.occurred_at)
    return state._replace(
        handings=tuple(
            one._replace(reads=(*one.reads, seen)) if one.seq == event.data["of"] else one for one in state.handings
        )
    )


def recalled(_: ServiceStandard, state: State, event: Event) -> State:
    """The file, or the work on it, is where it was; the time that it lay elsewhere is still counted there."""
    data = event.data
    if "step" not in data:
        return _held_by(state._replace(handings=state.handings[:-1]), event.occurred_at)
    kept = [(limit, at) for limit, at in zip(state.kept, state.kept_at, strict=True) if limit in data["kept"]]
    back = state._replace(
        status=states.OPEN,
        step=data["step"],
        desk=tuple(data["desk"]),
        step_due=None,
        kept=tuple(limit for limit, __ in kept),
        kept_at=tuple(at for __, at in kept),
        begun=tuple(one for one in state.begun if one[0] in data["begun"]),
        handings=tuple(map(handing_in, data["handings"])),
    )
    return _held_by(back, event.occurred_at)


def restoring(before: State, user_id: int, at: datetime) -> dict[str, Any]:
    """What the event of a recall says, so that the fold needs nothing else. Its sender has read what they take back."""
    handings = (one if one.reads or one.seq == 0 else one._replace(reads=((user_id, at),)) for one in before.handings)
    return {
        "step": before.step,
        "desk": list(before.desk),
        "kept": list(before.kept),
        "begun": [limit for limit, _ in before.begun],
        "handings": [handing_out(one) for one in handings],
    }


def _held_by(state: State, at: datetime) -> State:
    delegation = state.delegation
    span = Span(at, OFFICE, "+".join(state.desk), delegation.to_post if delegation else "")
    return state._replace(holdings=(*state.holdings, span))


def sends(standard: ServiceStandard, event: Event) -> bool:
    """Whether an act of this file's history handed it over in a way that can be read and taken back."""
    step, target = standard.step(event.step), target_of(standard, event)
    known = next((one for one in standard.steps if one.code == target), None)
    return known is not None and bool(by_act(step, KINDS[step.kind].way(event.outcome), known, event))


class Left(Protocol):
    """An act as the ledger and the pages know it."""

    @property
    def step(self) -> str: ...
    @property
    def outcome(self) -> str: ...


def target_of(standard: ServiceStandard, event: Left) -> str:
    """Where the standard leads from an act; "" where it knows no such outcome."""
    return next((one.to for one in standard.step(event.step).outcomes if one.code == event.outcome), "")


def sends_back(standard: ServiceStandard, event: Left) -> bool:
    """Whether an act put its step off and sent the file back."""
    return KINDS[standard.step(event.step).kind].way(event.outcome).puts_off
