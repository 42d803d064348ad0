"""Those whom no message reached, as the page of reminders shows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from maklumat.core.identity import mask_phone
from maklumat.core.messages.table import APPLICANT, OCCASIONS, PROXY
from maklumat.records.people.access import Actor
from maklumat.records.work.phoning import Untold, untold
from maklumat.web.shared.reasons import REASONS

ROLES: Final[Mapping[str, str]] = {APPLICANT: "pemohon", PROXY: "penerima kuasa"}


@dataclass(frozen=True, slots=True)
class Line:
    """One person to tell. `phone` is masked unless it was asked for (`open_phone`); `about`, `why`: in words.
    `shared`: others may answer."""

    untold: Untold
    role: str
    about: str
    why: str
    phone: str
    open_phone: str
    shared: bool


def lines(actor: Actor, opened: UUID | None) -> Iterator[Line]:
    """Whom the actor is to call. `opened`: the message whose number was asked for."""
    for one in untold(actor):
        yield Line(
            untold=one,
            role=ROLES[one.role],
            about=OCCASIONS[one.kind].word,
            why=REASONS.get(one.reason, one.reason),
            phone=mask_phone(one.phone),
            open_phone=one.phone if one.message_id == opened else "",
            shared=bool(one.phone) and one.shared,
        )
