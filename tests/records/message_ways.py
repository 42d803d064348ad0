"""A way of sending that does as it is told, and files whose people want to be told: for the tests of messages."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from maklumat.core.organisation.table import QUIET_UNTIL
from maklumat.ops.followers import run_followers
from maklumat.ports.messages.channel import Answer, Delivered, Outgoing
from maklumat.records.catalogue import settings as office_settings
from maklumat.records.messages import making, reminding, sending
from maklumat.records.messages.models import Message
from maklumat.records.people.access import ADMINISTRATOR
from maklumat.records.procedures import queries as procedures
from maklumat.records.work import actions
from maklumat.records.work import queries as work
from tests import cast

MONDAY: Final = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # 09:00 at the office
EVENING: Final = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)  # 21:00
MORNING: Final = datetime(2026, 11, 23, 23, 0, tzinfo=UTC)  # 06:00
MINUTE: Final = timedelta(minutes=1)
DAY: Final = timedelta(days=1)
TOLD: Final = replace(cast.SITI, told_by="sms", email="siti@contoh.example")


@dataclass
class Way:
    """A way of sending that answers in turn what it is told to, then always yes, and remembers what it was given."""

    answers: list[Answer] = field(default_factory=list)
    given: list[Outgoing] = field(default_factory=list)
    real: bool = True
    lock: threading.Lock = field(default_factory=threading.Lock)

    def send(self, message: Outgoing) -> Answer:
        with self.lock:
            self.given.append(message)
            return self.answers.pop(0) if self.answers else Delivered(f"no-{len(self.given)}")


def three_ways() -> dict[str, Way]:
    return {name: Way() for name in ("whatsapp", "sms", "email")}


def run(moment: datetime) -> None:
    """A round of the clock worker, as far as messages go."""
    run_followers(moment, (making.make_messages, reminding.make_reminders, sending.send_messages))


def apply(moment: datetime = MONDAY, service: str = cast.SERVICE, **more: Any) -> UUID:
    """Siti applies and wants to be told by SMS, unless `more` says otherwise."""
    return cast.apply(service, moment=moment, person=replace(TOLD, **more)).application_id


def state_of(file: UUID) -> work.State:
    found = procedures.position(file)
    assert found is not None
    return found.state


def hand_back(file: UUID, moment: datetime) -> None:
    """The clerk returns the file to its applicant."""
    clerk, state = cast.officer(cast.CLERK), state_of(file)
    actions.act(
        clerk.actor, file, step=state.step, outcome="incomplete", seen_seq=state.seq,
        data={"findings": {"identitas": "buram"}}, moment=moment,
    )  # fmt: skip


def messages(**which: Any) -> list[tuple[str, str, str]]:
    """Kind, recipient and state of these messages."""
    found = Message.objects.filter(**which).order_by("happened_at", "made_at", "recipient")
    return [(row.kind, row.recipient, row.state) for row in found]


def only(**which: Any) -> Message:
    return Message.objects.get(**which)


def no_quiet_hours() -> None:
    """The office decides that messages go out at any hour."""
    office_settings.decide(cast.officer(ADMINISTRATOR).actor, QUIET_UNTIL, "20:00", moment=MONDAY)
