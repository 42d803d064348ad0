"""Files that stand at a step of any service, brought there by the real actions with fictitious records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from django.utils import timezone

from maklumat.core.kinds.registry import KINDS
from maklumat.core.procedure.paths import journeys
from maklumat.core.procedure.state import State
from maklumat.ops.sample_image import blank_png
from maklumat.ops.sample_record import sample
from maklumat.ports.uploads import decode
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.people.access import Actor
from maklumat.records.work import actions, steps
from tests import cast
from tests.web.desk_steps import position

AID: Final = "rehabilitasi-sosial"
GOODS_TYPED: Final = {
    "print": "distributed",
    "distributed-goods-0-item": "Kursi roda",
    "distributed-goods-0-quantity": "1",
    "distributed-goods-0-unit": "unit",
}


def numbers(route: str) -> dict[str, Any]:
    """The values in the addresses of what steps leave: the hand-over, or the document that came in with a step."""
    return {"seq": {"desk:handover": 8, "desk:recheck": 4}.get(route, 5), "field": "document", "index": 0}


def handovers(office: str) -> tuple[UUID, UUID]:
    """Two files about aid: one whose goods are about to be handed over, one whose goods were (event 8)."""
    giver = everybody(office)
    handing, handed = (at_step(giver, AID, "penyerahan-bantuan", office) for _ in range(2))
    leave(giver, handed, "distributed")
    return handing, handed


def everybody(office: str = cast.OFFICE) -> Actor:
    """One person in every post of the office."""
    law = catalogue.office(office, timezone.now())
    return cast.officer(*(post.code for post in law.posts), office=office).actor


def photograph(office: str = cast.OFFICE) -> dict[str, str]:
    """A photograph in the vault."""
    return steps.keep(decode(blank_png(), "foto.png"), office)


def record_of(application: UUID, outcome: str, **changes: Any) -> dict[str, Any]:
    """A whole record of leaving the present step by `outcome`; None takes a field away."""
    found = position(application)
    step = catalogue.standard(found.standard_id).step(found.state.step)
    kind = KINDS[step.kind]
    image = photograph(found.office)
    data = sample(kind, kind.way(outcome), now=timezone.now(), groups=step.asks, image=image) | changes
    return {code: value for code, value in data.items() if value is not None}


def leave(actor: Actor, application: UUID, outcome: str, data: Mapping[str, Any] | None = None) -> State:
    """Leave the present step."""
    state = position(application).state
    record = record_of(application, outcome) if data is None else data
    return actions.act(
        actor, application, step=state.step, outcome=outcome, seen_seq=state.seq, data=record, moment=timezone.now()
    )


def at_step(actor: Actor, service: str, step: str, office: str = cast.OFFICE) -> UUID:
    """A new file that stands at `step`, by the shortest way that signs no letter."""
    standard = catalogue.in_force(office, service, timezone.now()).standard
    ways = [journey for journey in journeys(standard) if any(move.step == step for move in journey)]
    moves = next(iter(sorted(ways, key=lambda journey: [move.step for move in journey].index(step))))
    application = cast.apply(service, office=office).application_id
    for move in moves:
        if position(application).state.step == step:
            break
        leave(actor, application, move.outcome)
    return application
