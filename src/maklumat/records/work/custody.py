"""Original papers left with the office: taken in against a numbered receipt, given back against a name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from maklumat.core.procedure.actions import ReturnCustody, TakeCustody
from maklumat.records.applications import custody as rows
from maklumat.records.applications.custody import CustodyView
from maklumat.records.applications.models import Custody
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.people import access
from maklumat.records.people.access import Actor
from maklumat.records.procedures.queries import Position
from maklumat.records.work import actions
from maklumat.records.work.facts import facts_of
from maklumat.records.work.queries import FileView, file_for

LONGEST = 200


def take(
    actor: Actor, application_id: UUID, custody_id: UUID, *, papers: Sequence[str], owner: str, moment: datetime
) -> CustodyView:
    """Take originals in. A repeat of `custody_id` returns the first receipt.

    Raises NotVisible, or Refusal (PRO-003 once the file has ended, PRO-009 without papers or owner).
    """
    try:
        with transaction.atomic():
            position, revision = actions.held(application_id)
            access.require(actor, access.CUSTODY, facts_of(position))
            known = rows.known(application_id, custody_id)
            return known or _take(actor, position, revision, custody_id, papers, owner, moment)
    except IntegrityError:
        return rows.one(application_id, custody_id)


def _take(
    actor: Actor,
    position: Position,
    revision: int,
    custody_id: UUID,
    papers: Sequence[str],
    owner: str,
    moment: datetime,
) -> CustodyView:
    on = catalogue.local_date(catalogue.enacted(position.standard_id).office, moment)
    seq, number = rows.new_number(position.office, on.year)
    texts, whose = [text.strip()[:LONGEST] for text in papers if text.strip()], owner.strip()[:LONGEST]
    action = TakeCustody(actor.posts, moment, {"number": number, "papers": texts, "owner": whose})
    decided, decision = actions.judged(position, revision, action, moment)
    rows.keep(
        Custody(
            id=custody_id, application_id=position.application_id, office=position.office, service=position.service,
            year=on.year, seq=seq, papers=texts, owner=whose, taken_at=decision.state.at, taken_by=actor.user_id,
            taken_post=decision.events[-1].post,
        )
    )  # fmt: skip
    actions.write(position, decision, decided, actor)
    return rows.one(position.application_id, custody_id)


def give_back(actor: Actor, application_id: UUID, custody_id: UUID, *, collector: str, moment: datetime) -> CustodyView:
    """Give originals back. To give them back to the same person once more changes nothing.

    Raises NotVisible, Refusal TTP-001 when somebody else has them already, PRO-009 without `collector`.
    """
    whom = collector.strip()[:LONGEST]
    with transaction.atomic():
        position, revision = actions.held(application_id)
        access.require(actor, access.CUSTODY, facts_of(position))
        receipt = rows.one(application_id, custody_id)
        if not receipt.open and receipt.collector == whom:
            return receipt
        action = ReturnCustody(actor.posts, moment, {"number": receipt.number, "collector": whom})
        decided, decision = actions.judged(position, revision, action, moment)
        rows.close(custody_id, collector=whom, user_id=actor.user_id, moment=decision.state.at)
        actions.write(position, decision, decided, actor)
        return rows.one(application_id, custody_id)


def receipt_for(actor: Actor, application_id: UUID, custody_id: UUID) -> tuple[FileView, CustodyView]:
    """A receipt with its file, to be printed. Raises NotVisible."""
    return file_for(actor, application_id), rows.one(application_id, custody_id)


def may_handle(actor: Actor, file: FileView) -> bool:
    """Whether the actor takes originals in and gives them back."""
    return access.may(actor, access.CUSTODY, facts_of(file.position))
