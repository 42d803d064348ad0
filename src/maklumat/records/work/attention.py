"""What somebody above a desk is shown of it: the files they were warned of, and those they were told are late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from maklumat.core.procedure.pressing import pressing
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.people import access
from maklumat.records.people.access import Actor, Facts
from maklumat.records.procedures import queries as procedures
from maklumat.records.procedures.queries import Position
from maklumat.records.work.facts import facts_of

SHOWN: Final = 10
"""The most pressing are enough to act on; a superior with more of them has another kind of trouble."""


@dataclass(frozen=True, slots=True)
class Noticed:
    """A file that wants attention. `opens`: this person may see it. Of a confidential file that they may not see, only
    number, desk and time are said: `service` and `step` are "". `differs`: a register says otherwise than was answered.
    """

    application_id: UUID
    register: str
    desk: tuple[str, ...]
    since: datetime
    service: str
    step: str
    remaining: str
    late: bool
    opens: bool
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Attention:
    lines: tuple[Noticed, ...]
    more: bool


def attention(actor: Actor, *, now: datetime, revision: int) -> Attention:
    """The files that the actor's posts were warned of or told about, the earliest due first; one query.

    `revision`: of the calendar, see `catalogue.calendar_at`.
    """
    access.require(actor, access.WORKLIST, Facts(actor.office))
    found = procedures.attention(actor.office, actor.posts, limit=SHOWN + 1)
    return Attention(tuple(_noticed(actor, one, now, revision) for one in found[:SHOWN]), more=len(found) > SHOWN)


def _noticed(actor: Actor, position: Position, now: datetime, revision: int) -> Noticed:
    law, state = catalogue.enacted(position.standard_id), position.state
    calendar = catalogue.calendar_at(law.office, revision)
    pressed = pressing(law.standard, state, now, calendar)
    opens = access.may(actor, access.SEE, facts_of(position))
    tells = opens or access.may(actor, access.TELL, facts_of(position))
    return Noticed(
        application_id=position.application_id,
        register=position.register,
        desk=state.desk,
        since=state.since,
        service=law.standard.name if tells else "",
        step=law.standard.step(state.step).text if tells and state.step else "",
        remaining=str(pressed.said),
        late=pressed.late,
        opens=opens,
        differs=bool(state.differs),
    )
