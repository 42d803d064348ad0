"""What the access table needs to know of a file."""

from __future__ import annotations

from functools import lru_cache

from maklumat.core.procedure.reminders import callers
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.people.access import Facts
from maklumat.records.procedures.queries import Position


def facts_of(position: Position, *, signer: str = "") -> Facts:
    """The facts of a file in its present state."""
    team, clerks = _posts(position.standard_id)
    return Facts(
        office=position.office,
        status=position.state.status,
        confidentiality=position.confidentiality,
        desk=position.state.desk,
        team=team,
        clerks=clerks,
        signer=signer,
        callers=callers(position.state),
    )


def team_of(standard_id: int) -> tuple[str, ...]:
    """The posts that work on files of this standard."""
    return _posts(standard_id)[0]


@lru_cache(maxsize=4096)
def _posts(standard_id: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The posts of a standard: all that its steps name, and those of its first step."""
    steps = catalogue.standard(standard_id).steps
    team = tuple(sorted({post for step in steps for post in step.posts}))
    return team, steps[0].posts
