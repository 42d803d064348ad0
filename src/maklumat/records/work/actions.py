"""What people do with a file. One shape: read, let core decide, write, append to the ledger, one short transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from maklumat.core import events
from maklumat.core.errors import Conflict, NotVisible, phrase
from maklumat.core.intake.unlisted import code_of
from maklumat.core.procedure.actions import (
    Act,
    Action,
    Afterwards,
    Answer,
    AskUnlisted,
    Bring,
    ChooseMessages,
    Contact,
    Countersign,
    Delegate,
    Phone,
    Prioritise,
    Read,
    Recall,
    Receive,
    Recheck,
    Reissue,
    Reschedule,
    Resubmit,
    ReturnCustody,
    Revoke,
    Supplement,
    TakeCustody,
    Tick,
    Withdraw,
)
from maklumat.core.procedure.decide import decide_from
from maklumat.core.procedure.reminders import REACHED
from maklumat.core.procedure.state import FINISHED, State
from maklumat.core.procedure.writing import Decision
from maklumat.records.applications import unlisted
from maklumat.records.applications.actions import raise_secret_issue
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.ledger import actions as ledger
from maklumat.records.ledger import history
from maklumat.records.people import access
from maklumat.records.people.access import Actor
from maklumat.records.people.queries import name_of
from maklumat.records.procedures import actions as procedures
from maklumat.records.procedures import bookings
from maklumat.records.procedures import queries as procedure_queries
from maklumat.records.procedures.queries import Position
from maklumat.records.products import actions as products
from maklumat.records.products.actions import SignedLetter
from maklumat.records.work.effects import Work, carry_out
from maklumat.records.work.facts import facts_of
from maklumat.records.work.initialling import marked
from maklumat.records.work.standing import ready, require_authority, told_with_standings
from maklumat.records.work.superiors import Minded, superiors
from maklumat.records.work.whole import require_whole

Unseeing = (
    Tick | Reschedule | Receive | TakeCustody | ReturnCustody | Supplement | Bring | Afterwards | Prioritise | Read
    | ChooseMessages | Phone | Recheck | Countersign
)  # fmt: skip
"""What somebody does without having to have seen how far the file is."""

_RECORDED_AS: Final[dict[type, str]] = {
    Act: events.ACTED,
    Resubmit: events.RESUBMITTED,
    Withdraw: events.WITHDRAWN,
    Revoke: events.REVOKED,
    Reissue: events.REISSUED,
    AskUnlisted: events.UNLISTED_ASKED,
    Contact: events.CONTACTED,
    Delegate: events.DELEGATED,
    Answer: events.ANSWERED,
    Recall: events.RECALLED,
}
_NO_WORK: Final = frozenset(
    {
        events.BREACHED, events.RESCHEDULED, events.REISSUED, events.CUSTODY_TAKEN, events.CUSTODY_RETURNED,
        events.SUPPLEMENTED, events.PAPERS_BROUGHT, events.EXTENDED, events.DUTY_REPORTED, events.DUTY_MET,
        events.DUTY_RETURNED, events.REMINDED, events.CONTACTED, events.WARNED, events.ESCALATED, events.STEP_LATE,
        events.PRIORITISED, events.READ, events.MESSAGES_CHOSEN, events.PHONED, events.RECHECKED,
        events.COUNTERSIGNED,
    }
)  # fmt: skip


def act(
    actor: Actor,
    application_id: UUID,
    *,
    step: str,
    outcome: str,
    seen_seq: int,
    data: Mapping[str, Any],
    moment: datetime,
    occurred_at: datetime | None = None,
    late_reason: str = "",
    signed: SignedLetter | None = None,
) -> State:
    """An officer leaves a step by an outcome. `signed` is what `records.work.signing` made for a signing outcome.

    Raises NotVisible, Refusal (PRO-...), or Conflict naming who was faster. A repeat of one's own act (the answer got
    lost on the way) is answered like the first.
    """
    at, posts = occurred_at or moment, actor.posts
    action = Act(step, outcome, posts, seen_seq, at, data, late_reason, user_id=actor.user_id)

    def permitted(position: Position) -> None:
        access.require(actor, access.SEE, facts_of(position))
        require_authority(actor, position, action, moment)

    return perform(application_id, action, moment, actor, permitted, signed)


def resubmit(application_id: UUID, *, seen_seq: int, data: Mapping[str, Any], moment: datetime) -> State:
    """The applicant completes a returned file. The caller has checked code and secret."""
    return perform(application_id, Resubmit(seen_seq, moment, data), moment, None, _anybody)


def withdraw(application_id: UUID, *, seen_seq: int, moment: datetime) -> State:
    """The applicant takes the application back. The caller has checked code and secret."""
    return perform(application_id, Withdraw(seen_seq, moment), moment, None, _anybody)


def by_counter(actor: Actor, application_id: UUID, action: Resubmit | Withdraw, moment: datetime) -> State:
    """What an applicant does at the counter, by an officer's hand. See `records.work.bringing`."""
    verb = access.BRING if isinstance(action, Resubmit) else access.WITHDRAW

    def permitted(position: Position) -> None:
        access.require(actor, access.SEE, facts_of(position))
        if not _is_repeat(position, action, actor.user_id):
            access.require(actor, verb, facts_of(position))

    return perform(application_id, action, moment, actor, permitted)


def revoke(actor: Actor, application_id: UUID, *, product: str, reason: str, seen_seq: int, moment: datetime) -> State:
    """The signing post takes an issued product back; its verification page says so from then on."""
    action = Revoke(product, actor.posts, seen_seq, moment, {"reason": reason})

    def permitted(position: Position) -> None:
        access.require(actor, access.REVOKE, facts_of(position, signer=signer_of(position, product)))

    def also(at: datetime) -> None:
        products.revoke(application_id, product, reason=reason[:300], moment=at)

    return perform(application_id, action, moment, actor, permitted, also=also)


def signer_of(position: Position, product: str) -> str:
    """The post that may take this product of the file back; "" when the standard has no such product."""
    found = (one.revoked_by for one in catalogue.standard(position.standard_id).products if one.code == product)
    return next(found, "")


def reissue(actor: Actor, application_id: UUID, *, identity: str, seen_seq: int, moment: datetime) -> State:
    """The applicant's old secret no longer opens the file; `identity` says which card was seen. See `counter`."""
    action = Reissue(actor.posts, seen_seq, moment, {"identity": identity})

    def permitted(position: Position) -> None:
        access.require(actor, access.REISSUE, facts_of(position))

    def also(_: datetime) -> None:
        raise_secret_issue(application_id)

    return perform(application_id, action, moment, actor, permitted, also=also)


def ask_unlisted(
    actor: Actor, application_id: UUID, *, paper: str, reason: str, seen_seq: int, moment: datetime
) -> State:
    """Ask for a paper that the standard does not list, with a reason that the applicant reads.

    Raises NotVisible, Conflict, or Refusal (PRO-020 away from the check, PRO-021 without a reason).
    """
    number = unlisted.next_number(application_id)
    data = {"paper": paper.strip(), "reason": reason.strip(), "requirement": code_of(number)}
    action = AskUnlisted(actor.posts, seen_seq, moment, data)
    places: list[Position] = []

    def permitted(position: Position) -> None:
        access.require(actor, access.ACT, facts_of(position))
        places.append(position)

    def also(at: datetime) -> None:
        office, service = places[0].office, places[0].service
        unlisted.keep(
            application_id, office, service, number, paper=data["paper"], reason=data["reason"], moment=at,
            by=actor.user_id,
        )  # fmt: skip

    return perform(application_id, action, moment, actor, permitted, also=also)


def contact(actor: Actor, application_id: UUID, *, reached: bool, note: str, seen_seq: int, moment: datetime) -> State:
    """The desk that returned a file called its applicant: reached, or nobody answered.

    Raises NotVisible, Refusal PRO-060 (no call is wanted) or Conflict. A repeat is answered like the first.
    """
    data = {REACHED: reached, **({"note": note} if note else {})}
    action = Contact(actor.posts, seen_seq, moment, data)

    def permitted(position: Position) -> None:
        access.require(actor, access.CALL, facts_of(position))

    return perform(application_id, action, moment, actor, permitted)


def tick(
    application_id: UUID, *, moment: datetime, seq: int | None = None, minded: Minded | None = None
) -> State | None:
    """Time passed for one file: what is over becomes an event, and whoever is above the desk is warned or told. `seq`:
    only as long as the file stands where it stood then and nobody else holds it; None when that is not so.
    """
    with transaction.atomic():
        found = held(application_id) if seq is None else procedure_queries.claimed_position(application_id, seq)
        if found is None:
            return None
        position, revision = found
        action, decision = judged(position, revision, Tick(moment, superiors(position, moment, minded)), moment)
        if decision.events:
            write(position, decision, action, None)
        return decision.state


def prioritise(application_id: UUID, *, because: str, moment: datetime, actor: Actor | None = None) -> State:
    """The file is served before others: its applicant was owed that for file `because` (an agenda number)."""
    action = Prioritise(actor.posts if actor else (), moment, {"of": because})
    return perform(application_id, action, moment, actor, _anybody)


def reschedule(application_id: UUID, *, because: str, moment: datetime) -> State:
    """The due dates of one file under the calendar loaded now."""
    return perform(application_id, Reschedule(moment, because), moment, None, _anybody)


def _anybody(_: Position) -> None:
    """The system itself, or an applicant whose code and secret were checked."""


def perform(
    application_id: UUID,
    action: Action,
    moment: datetime,
    actor: Actor | None,
    permitted: Callable[[Position], None],
    signed: SignedLetter | None = None,
    also: Callable[[datetime], None] | None = None,
    hand: int | None = None,
) -> State:
    """`also` writes the rows, besides the projection, that this kind of action changes.

    `hand`: the user who records what the actor did on paper; the ledger names them.
    """
    who = hand or (None if actor is None else actor.user_id)
    with transaction.atomic():
        position, revision = held(application_id)
        permitted(position)
        action = _caught_up(position, action)
        if isinstance(action, Act) and actor is not None:
            action = marked(position, ready(actor, position, action, moment))
        try:
            action, decision = judged(position, revision, action, moment)
        except Conflict:
            if _is_repeat(position, action, who):
                return position.state
            raise conflict(position) from None
        if decision.events:
            if also is not None:
                also(decision.state.at)
            write(position, decision, action, actor, signed, hand)
        return decision.state


def held(application_id: UUID) -> tuple[Position, int]:
    """Where a file stands, held until the transaction ends, and the calendar revision that holds.

    Raises NotVisible when there is no such file, Damaged when something of it cannot be read.
    """
    found = procedure_queries.locked_position(application_id)
    if found is None:
        raise NotVisible
    if found[0].damaged:
        require_whole(found[0])
    return found


def judged(position: Position, revision: int, action: Action, moment: datetime) -> tuple[Action, Decision]:
    """What core makes of the action: the action at the moment it counts, and the decision."""
    law = catalogue.enacted(position.standard_id)
    action, moment = _at_earliest(action, moment, position.state)
    calendar = catalogue.calendar_at(law.office, revision)
    return action, decide_from(law.standard, position.state, action, moment, calendar, position.desk_hours)


def write(
    position: Position,
    decision: Decision,
    action: Action,
    actor: Actor | None,
    signed: SignedLetter | None = None,
    hand: int | None = None,
) -> None:
    """Effects first, the ledger last and the projection with it: the chain is held for the last statement alone."""
    if decision.effects:
        carry_out(Work(position, decision, action, signed))
    if decision.state.ended:
        products.void_unissued(position.application_id, moment=decision.state.at)
        if decision.state.status != FINISHED:
            bookings.release(position.application_id, moment=decision.state.at)
    moved = procedures.move_item(position.application_id, decision.state, position.state)
    happened = decision.events if actor is None else told_with_standings(actor, position, decision.events)
    who = hand or (None if actor is None else actor.user_id)
    ledger.append_events(position.office, position.application_id, happened, actor_id=who, along=moved)


def _caught_up(position: Position, action: Action) -> Action:
    """Whoever saw the file before the clock alone moved it has seen all that matters."""
    if isinstance(action, Reissue | Contact | Unseeing):
        return action
    seen_seq = seen_as_of(position, action.seen_seq)
    return action if seen_seq == action.seen_seq else replace(action, seen_seq=seen_seq)


def seen_as_of(position: Position, seen_seq: int) -> int:
    """The present sequence number when nobody touched the file's course since `seen_seq`, else `seen_seq` itself.

    Broken promises, recomputed due dates and a reissued secret are no work that somebody else did first.
    """
    if not 0 < seen_seq < position.state.seq:
        return seen_seq
    later = history.entries_after(position.application_id, seen_seq)
    return position.state.seq if all(entry.kind in _NO_WORK for entry in later) else seen_seq


def _at_earliest(action: Action, moment: datetime, state: State) -> tuple[Action, datetime]:
    """Two machines' clocks may differ a little: what happens now never precedes what has happened already."""
    if action.occurred_at == moment and moment < state.at:
        return replace(action, occurred_at=state.at), state.at
    return action, moment


def _is_repeat(position: Position, action: Action, actor_id: int | None) -> bool:
    """Whether this very act was recorded already: the first answer got lost and the person sent it again."""
    kind = _RECORDED_AS.get(type(action))
    if kind is None or isinstance(action, Unseeing):
        return False
    later = history.entries_after(position.application_id, action.seen_seq)
    first = next((entry for entry in later if entry.kind not in _NO_WORK - {kind}), None)
    if first is None or (first.kind, first.actor_id) != (kind, actor_id):
        return False
    return not isinstance(action, Act) or (first.step, first.outcome) == (action.step, action.outcome)


def was_recorded(actor: Actor, position: Position, *, step: str, outcome: str, seen_seq: int, moment: datetime) -> bool:
    """Whether this officer's act was the next thing recorded after what they saw: the answer got lost on the way."""
    if seen_seq >= position.state.seq:
        return False
    return _is_repeat(position, Act(step, outcome, actor.posts, seen_seq, moment), actor.user_id)


def conflict(position: Position) -> Conflict:
    """Who worked on the file last, and when, for somebody who came later."""
    entries = history.entries_after(position.application_id, 0)
    last = next((entry for entry in reversed(entries) if entry.kind not in _NO_WORK - {events.CONTACTED}), None)
    if last is None:
        raise history.missing_entry(position.application_id).of(number=position.register, office=position.office)
    law = catalogue.enacted(position.standard_id)
    when = last.recorded_at.astimezone(catalogue.zone(law.office))
    return Conflict(
        "PRO-005",
        "Berkas ini sudah dikerjakan oleh {who} pada {when:%d-%m-%Y pukul %H.%M}. Muat ulang untuk melihat keadaannya.",
        who=name_of(last.actor_id) if last.actor_id else phrase(name_of(None)),
        when=when,
    )
