"""What the access table needs to know of a file."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from maklumat.core.kinds.registry import KINDS
from maklumat.core.procedure.reminders import callers
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.people.access import Facts
from maklumat.records.procedures.queries import Position

SIGN: Final = "sign"
"""The kind of step at which a letter is signed."""


def facts_of(position: Position, *, signer: str = "") -> Facts:
    """The facts of a file in its present state."""
    team, clerks = _posts(position.standard_id)
    delegates, deputies = _delegates(position) if position.state.handings else ((), ())
    return Facts(
        office=position.office,
        status=position.state.status,
        confidentiality=position.confidentiality,
        desk=position.state.desk,
        team=team,
        clerks=clerks,
        signer=signer,
        callers=callers(position.state),
        delegates=delegates,
        deputies=deputies,
        service=position.service,
        signing=signing_step(position.standard_id, position.state.step),
    )


@lru_cache(maxsize=16384)
def signing_step(standard_id: int, step: str) -> bool:
    """Whether a letter is signed at this step."""
    return bool(step) and catalogue.standard(standard_id).step(step).kind == SIGN


def _delegates(position: Position) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Everybody of the chain of delegation, and whoever may record the outcome of the step."""
    chain = position.state.delegations
    keys = tuple(f"u:{one.to_user}" if one.to_user else f"p:{one.to_post}" for one in chain)
    own = bool(chain) and KINDS[catalogue.standard(position.standard_id).step(position.state.step).kind].own
    return keys, keys[-1:] if chain and chain[-1].does and not own else ()


def team_of(standard_id: int) -> tuple[str, ...]:
    """The posts that work on files of this standard."""
    return _posts(standard_id)[0]


def clerks_of(standard_id: int) -> tuple[str, ...]:
    """The posts that take applications of this standard in."""
    return _posts(standard_id)[1]


@lru_cache(maxsize=4096)
def _posts(standard_id: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The posts of a standard: all that its steps name, and those of its first step."""
    steps = catalogue.standard(standard_id).steps
    team = tuple(sorted({post for step in steps for post in step.posts}))
    return team, steps[0].posts
