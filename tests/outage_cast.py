"""An office whose standard looks people up in another application, with a file that waits for it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from maklumat.core.procedure.actions import Act
from maklumat.ops.law import enact_folder
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.outages.following import make_rechecks
from maklumat.records.people.access import Actor
from maklumat.records.procedures import queries as procedures
from maklumat.records.work import actions
from tests import cast
from tests.cast import Officer

OFFICE: Final = "bangkalan"
SERVICE: Final = "sk-dtsen"
SYSTEM: Final = "SIKS-NG"
CLERK, OPERATOR, HEAD = "petugas-piket", "operator-siks-ng", "kepala-dinas"
BY_PHONE: Final = {"answered_how": "phone_centre", "answered_why": "SIKS-NG tidak terbuka sejak pagi"}


def enact() -> None:
    cast.enact()
    enact_folder(settings.STANDARDS_DIR, moment=timezone.now(), only=OFFICE)


def staff(post: str) -> Officer:
    return cast.officer(post, office=OFFICE, name=f"Contoh {post}")


def state(file: UUID) -> Any:
    found = procedures.position(file)
    assert found is not None
    return found.state


def act(who: Officer, file: UUID, outcome: str, **data: Any) -> Any:
    now = state(file)
    return actions.act(
        who.actor, file, step=now.step, outcome=outcome, seen_seq=now.seq, data=data, moment=timezone.now()
    )


def waiting(clerk: Officer | None = None) -> UUID:
    """A file that waits to be looked up."""
    file = cast.apply(SERVICE, office=OFFICE).application_id
    clerk = clerk or staff(CLERK)
    while state(file).step != "pengecekan-data":
        act(clerk, file, {"submit": "submitted"}.get(kind(file), "complete"))
    return file


def kind(file: UUID) -> str:
    found = procedures.position(file)
    assert found is not None
    return catalogue.standard(found.standard_id).step(found.state.step).kind


def answered(operator: Officer, file: UUID | None = None) -> tuple[UUID, int]:
    """The file, answered by telephone, and the number of that event; its row is in the queue."""
    file = file or waiting()
    seq = act(operator, file, "found", reference="Telepon 09.10", **BY_PHONE).seq
    while make_rechecks(timezone.now()):
        pass
    return file, seq


def as_by_hand(who: Actor, file: UUID, outcome: str) -> int:
    """Leave the present step as if it had been answered by telephone, in an office whose standard has no such step."""
    now = timezone.now()
    with transaction.atomic():
        position, revision = actions.held(file)
        wish = Act(position.state.step, outcome, who.posts, position.state.seq, now, user_id=who.user_id)
        action, decision = actions.judged(position, revision, wish, now)
        first, *more = decision.events
        told = (replace(first, data={**first.data, **BY_PHONE}), *more)
        actions.write(position, replace(decision, events=told), action, who)
    while make_rechecks(timezone.now()):
        pass
    return first.seq
