"""At the counter: somebody brings what was missing, or takes the application back. No telephone is needed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from maklumat.core.errors import Refusal
from maklumat.core.intake import ATTACHED, SHOWN, Slot
from maklumat.core.procedure.actions import Bring, Resubmit, Withdraw
from maklumat.core.procedure.state import State
from maklumat.ports.uploads import Decoded
from maklumat.records.applications import actions as applications
from maklumat.records.people import access
from maklumat.records.people.access import Actor
from maklumat.records.work import actions
from maklumat.records.work.facts import facts_of
from maklumat.records.work.queries import FileView


def may_bring(actor: Actor, file: FileView) -> bool:
    """Whether the actor takes papers of this file in."""
    return access.may(actor, access.BRING, facts_of(file.position))


def may_withdraw(actor: Actor, file: FileView) -> bool:
    """Whether the actor may record that the applicant takes this application back."""
    return access.may(actor, access.WITHDRAW, facts_of(file.position))


def bring(
    actor: Actor,
    file: FileView,
    *,
    shown: tuple[Slot, ...],
    scans: Mapping[Slot, Decoded],
    note: str,
    returned: bool,
    seen_seq: int,
    moment: datetime,
    occurred_at: datetime | None = None,
    late_reason: str = "",
) -> State:
    """Papers come in: `shown` on paper, `scans` as files. A returned file goes back to the desk that returned it.

    `returned`: whether the officer saw it as returned. The same papers sent twice are taken in once. Raises NotVisible,
    Conflict, or Refusal BRK-005 when nothing came.
    """
    access.require(actor, access.BRING, facts_of(file.position))
    papers = {slot.key: SHOWN for slot in shown} | {slot.key: ATTACHED for slot in scans}
    if not papers and not (returned and note):
        raise Refusal("BRK-005", "Centang kertas yang diterima, lampirkan pindaiannya, atau tulis apa yang diperbaiki.")
    fresh = {slot.key for slot, scan in scans.items() if _kept(file, slot, scan, moment)}
    data = {"papers": papers, **({"note": note} if note else {})}
    if returned:
        action = Resubmit(seen_seq, occurred_at or moment, data, late_reason, actor.posts)
        return actions.by_counter(actor, file.id, action, moment)
    known = {key: claim.how for key, claim in file.claims.items()}
    if not fresh and all(known.get(slot.key) == SHOWN for slot in shown):
        return file.state
    with transaction.atomic():
        position, revision = actions.held(file.id)
        access.require(actor, access.BRING, facts_of(position))
        decided, decision = actions.judged(position, revision, Bring(actor.posts, moment, data), moment)
        actions.write(position, decision, decided, actor)
        return decision.state


def _kept(file: FileView, slot: Slot, scan: Decoded, moment: datetime) -> bool:
    """Keep a scan at its place; False when this very file lies there already."""
    office, requirement = file.law.office.code, slot.requirement.code
    if applications.lies_there(file.id, requirement, slot.person, scan, office):
        return False
    applications.attach(file.id, office, requirement, scan, moment=moment, person=slot.person)
    return True


def withdraw(actor: Actor, application_id: UUID, *, identity: str, seen_seq: int, moment: datetime) -> State:
    """The applicant takes the application back at the counter; `identity` says which card was seen.

    Raises NotVisible, Conflict, or Refusal (PRO-003 once it has ended, PRO-009 without `identity`).
    """
    action = Withdraw(seen_seq, moment, {"identity": identity}, "", actor.posts)
    return actions.by_counter(actor, application_id, action, moment)
