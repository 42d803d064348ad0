"""A signature by hand: whose it is and on which day, whoever brings the paper back.

Whoever scans the paper records what somebody else's hand did. The event is in the signer's post, with the authority
that they had on the day on which they signed; the ledger names whoever recorded it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, Protocol
from uuid import UUID

from maklumat.core.errors import NotVisible, Refusal
from maklumat.core.organisation.table import FOLDER_ORDER
from maklumat.core.procedure.actions import Act
from maklumat.core.procedure.state import State
from maklumat.core.terbilang.dates import long_date
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue import settings
from maklumat.records.people import access
from maklumat.records.people import queries as people
from maklumat.records.people.access import Actor
from maklumat.records.procedures.queries import Position
from maklumat.records.products.actions import SignedLetter
from maklumat.records.work import actions
from maklumat.records.work.facts import facts_of
from maklumat.records.work.standing import authority_at

SIGNED: Final = "signed"
UNABLE: Final = ("MDT-", "PRO-007")
"""How the codes of everything begin that says why somebody may not sign."""


@dataclass(frozen=True, slots=True)
class Paper:
    """Whose hand signs, as they stood in the office on the day on which they did. `by`: who records it.

    `order`: the head's written order by which somebody else carries it, "" for none.
    """

    signer: Actor
    on: date
    by: Actor
    order: str = ""

    @property
    def own(self) -> bool:
        """Whether whoever records it has signed it themselves."""
        return self.signer.user_id == self.by.user_id

    @property
    def told(self) -> dict[str, Any]:
        """What the event says of it."""
        other = {} if self.own else {"signer": self.signer.user_id, "order": self.order}
        return {"signed_on": self.on.isoformat(), **{name: said for name, said in other.items() if said}}


def own_hand(actor: Actor, moment: datetime) -> Paper:
    """What the actor signs themselves today."""
    return Paper(actor, catalogue.local_date(catalogue.office(actor.office, moment), moment), actor)


def order_of(actor: Actor) -> str:
    """The head's written order by which letters are carried; "" for none. One query."""
    return str(settings.value(actor.office, FOLDER_ORDER))


def paper_for(actor: Actor, signer: int, on: date, moment: datetime) -> Paper:
    """What somebody else signs on that day, carried by the actor. Refusal PRD-012 where they are not at work then."""
    try:
        stood = people.actor_for(signer, catalogue.office(actor.office, moment), on)
        return Paper(stood, on, actor, order_of(actor))
    except NotVisible:
        raise _without(people.name_of(signer), on, "ORG") from None


class Printed(Protocol):
    """A print of a letter: for whose hand, and when."""

    @property
    def signer_id(self) -> int: ...

    @property
    def printed_at(self) -> datetime: ...


def paper_of(actor: Actor, position: Position, printed: Printed | None, on: date | None, moment: datetime) -> Paper:
    """A letter as the actor brings it back, signed on that day (None: today) by whom it was printed for.

    A letter that was not printed here was signed by the actor. Refusal PRD-012, or PRD-013 for an impossible day.
    """
    office = catalogue.office(position.office, moment)
    today = catalogue.local_date(office, moment)
    signer, day = printed.signer_id if printed else actor.user_id, on or today
    least = catalogue.local_date(office, printed.printed_at) if printed else today
    if not least <= day <= today:
        raise Refusal(
            "PRD-013",
            "Tanggal tanda tangan harus antara {least} (surat dicetak) dan hari ini.",
            least=long_date(least),
        )
    if signer == actor.user_id and day == today:
        return Paper(actor, day, actor)
    return paper_for(actor, signer, day, moment)


@contextmanager
def explained(paper: Paper) -> Iterator[None]:
    """What a refusal says to the signer, said to whoever brings their paper: Refusal PRD-012."""
    try:
        yield
    except Refusal as refusal:
        if paper.own or not refusal.code.startswith(UNABLE):
            raise
        raise _without(paper.signer.name, paper.on, refusal.code) from refusal


def _without(name: str, on: date, why: str) -> Refusal:
    return Refusal(
        "PRD-012",
        "Menurut catatan kantor {who} tidak berwenang menandatangani surat ini pada {day} ({why}). Periksa tanggal "
        "tanda tangannya; mandat diatur pengelola kantor.",
        who=name,
        day=long_date(on),
        why=why,
    )


def may_bring(paper: Paper, position: Position) -> None:
    """Raises NotVisible where it is not for `paper.by` to carry this letter, and Refusal PRD-014 where the head has not
    ordered it. Of one's own, and at one's own desk, `decide` judges."""
    facts = facts_of(position)
    if paper.own or access.may(paper.by, access.ACT, facts):
        return
    access.require(paper.by, access.CARRY, facts)
    if not paper.order:
        raise not_ordered()


def not_ordered() -> Refusal:
    """Nobody carries letters without the head's written order."""
    return Refusal(
        "PRD-014",
        "Map tanda tangan belum diperintahkan. Pengelola kantor mencatat perintah tertulis kepala di Pengaturan.",
    )


def record(
    paper: Paper,
    application_id: UUID,
    *,
    step: str,
    seen_seq: int,
    data: Mapping[str, Any],
    moment: datetime,
    signed: SignedLetter,
) -> State:
    """The file moves on by what the signer's hand did. Their authority on that day is asked once more, in the
    transaction that issues. Raises what `actions.act` raises, and Refusal PRD-012.
    """
    signer = paper.signer
    action = Act(step, SIGNED, signer.posts, seen_seq, moment, {**data, **paper.told}, user_id=signer.user_id)

    def permitted(position: Position) -> None:
        access.require(paper.by, access.SEE, facts_of(position))
        if step == position.state.step and seen_seq == actions.seen_as_of(position, seen_seq):
            may_bring(paper, position)
            standard = catalogue.standard(position.standard_id)
            authority_at(signer, position, standard.step(step), moment, paper.on)

    with explained(paper):
        return actions.perform(application_id, action, moment, signer, permitted, signed, hand=paper.by.user_id)
