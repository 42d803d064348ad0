"""How the people of a file are told: what they choose, by themselves or at the counter, and a message once more."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from maklumat.core import events
from maklumat.core.errors import NotVisible, Refusal
from maklumat.core.messages.table import APPLICANT, PROXY
from maklumat.core.messages.wishes import PHONE_USES, WISHES
from maklumat.core.procedure.actions import ChooseMessages
from maklumat.records.ledger.history import newest
from maklumat.records.messages import actions as messages
from maklumat.records.people import access
from maklumat.records.people.access import Actor
from maklumat.records.procedures import queries as procedures
from maklumat.records.work import actions
from maklumat.records.work.facts import facts_of
from maklumat.records.work.queries import FileView

ROLES = (APPLICANT, PROXY)


def may_choose(actor: Actor, file: FileView) -> bool:
    """Whether the actor records what somebody of the file chooses at the counter."""
    return access.may(actor, access.MESSAGES, facts_of(file.position))


def choose(
    application_id: UUID,
    *,
    role: str,
    wish: str,
    use: str = "",
    moment: datetime,
    actor: Actor | None = None,
    identity: str = "",
) -> None:
    """From now on `role` of the file is told by that way, or nothing. Nothing is written where that holds already.

    Without an actor the caller has checked code and secret. Raises NotVisible, or Refusal PSN-003 for what is no way.
    """
    if role not in ROLES or wish not in WISHES or use not in ("", *PHONE_USES):
        raise Refusal("PSN-003", "Pilih salah satu cara dikabari.")
    with transaction.atomic():
        position, revision = actions.held(application_id)
        if actor is not None:
            access.require(actor, access.MESSAGES, facts_of(position))
        before = newest((application_id,), events.MESSAGES_CHOSEN).get(application_id)
        data = _changed(before.data if before else {}, role, wish, use)
        if before is not None and {name: before.data.get(name) for name in data} == data:
            return
        data |= {"identity": identity} if actor is not None else {}
        action = ChooseMessages(actor.posts if actor else (), moment, data)
        decided, decision = actions.judged(position, revision, action, moment)
        actions.write(position, decision, decided, actor)


def _changed(before: Mapping[str, Any], role: str, wish: str, use: str) -> dict[str, Any]:
    wishes, uses = dict(before.get("wishes", {})), dict(before.get("uses", {}))
    wishes[role] = wish
    if use:
        uses[role] = use
    return {"wishes": wishes, "uses": uses}


def send_again(actor: Actor, application_id: UUID, message_id: UUID, *, moment: datetime) -> None:
    """A message of the file once more. Raises NotVisible, or Refusal PSN-002."""
    position = procedures.position(application_id)
    if position is None:
        raise NotVisible
    access.require(actor, access.SEE, facts_of(position))
    messages.again(actor, application_id, message_id, moment=moment)
