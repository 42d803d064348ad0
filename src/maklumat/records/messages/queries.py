"""What pages show of messages. Nothing here opens an application."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Count, Min

from maklumat.core.messages.wishes import WAYS
from maklumat.ports.messages.channel import BAD_ADDRESS
from maklumat.records.messages import rows
from maklumat.records.messages.models import Message
from maklumat.records.outside import live_ways
from maklumat.records.people import access
from maklumat.records.people.access import Actor, Facts

OF_FILE: Final = 50
DEAD_SHOWN: Final = 50


@dataclass(frozen=True, slots=True)
class MessageView:
    """One message as a page shows it. See `models.Message`; `failed`: the ways that did not lead to them."""

    id: UUID
    kind: str
    recipient: str
    way: str
    state: str
    reason: str
    held: str
    attempts: int
    happened_at: datetime
    next_at: datetime
    settled_at: datetime | None
    failed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Traffic:
    """How an office's messages stand: how many in each state, since when the oldest waits, those that were given up.

    `live`: the ways that really send; () where everything is written into a folder.
    """

    counts: dict[str, int]
    oldest: datetime | None
    dead: tuple[MessageView, ...]
    live: tuple[str, ...]


def of_file(application_id: UUID) -> tuple[MessageView, ...]:
    """The messages of a file to the people of it, newest first. The caller has seen to it that they may be seen."""
    found = Message.objects.filter(application_id=application_id).exclude(recipient__startswith="officer-")
    return tuple(map(_view, found.order_by("-happened_at", "-made_at", "kind")[:OF_FILE]))


def unreachable(messages: tuple[MessageView, ...]) -> dict[str, tuple[str, ...]]:
    """By recipient, the ways whose address turned out to be none."""
    found: dict[str, set[str]] = {}
    for one in messages:
        for way in one.failed:
            found.setdefault(one.recipient, set()).add(way)
    return {who: tuple(way for way in WAYS if way in ways) for who, ways in found.items()}


def traffic(actor: Actor) -> Traffic:
    """How the messages of the actor's office stand. Raises NotVisible unless it is theirs to arrange. Three queries."""
    if not actor.heads:
        access.require(actor, access.ADMINISTER, Facts(actor.office))
    mine = Message.objects.filter(office=actor.office)
    counts = dict(mine.values_list("state").annotate(count=Count("pk")).order_by())
    oldest = mine.filter(state=rows.WAITING).aggregate(oldest=Min("made_at"))["oldest"]
    dead = mine.filter(state=rows.DEAD).order_by("-made_at")[:DEAD_SHOWN]
    return Traffic(counts, oldest, tuple(map(_view, dead)), live_ways())


def counted() -> list[tuple[str, str, int]]:
    """(office, state, how many) of the whole installation, for whoever runs the machine."""
    found = Message.objects.values_list("office", "state").annotate(count=Count("pk"))
    return list(found.order_by("office", "state"))


def _view(row: Message) -> MessageView:
    bad = tuple(way for way, why in rows.failed_ways(row.failed).items() if why == BAD_ADDRESS)
    return MessageView(
        row.pk, row.kind, row.recipient, row.way, row.state, row.reason, row.held, row.attempts, row.happened_at,
        row.next_at, row.settled_at, bad,
    )  # fmt: skip
