"""What people do with messages: try again those that were given up, and see whether a way works."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Replace

from maklumat.core.errors import NotVisible, Refusal
from maklumat.core.events import Event
from maklumat.core.messages import table
from maklumat.core.messages.texts import INDONESIAN, Facts, compose
from maklumat.core.messages.wishes import WAYS
from maklumat.ports.messages.channel import BAD_ADDRESS, Answer, Outgoing
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.ledger import actions as ledger
from maklumat.records.messages import rows
from maklumat.records.messages.composing import follow_address
from maklumat.records.messages.models import Message
from maklumat.records.outside import channel_of
from maklumat.records.people import access
from maklumat.records.people.access import Actor

TRIED: Final = "CONTOH"
"""In place of the code of a file, in a message that is about none."""
AGAIN_MOST: Final = 20

# Entries about no file.
RETRIED: Final = "messages_retried"
REPEATED: Final = "message_repeated"
CLEARED: Final = "messages_cleared"


def retry_dead(actor: Actor, *, moment: datetime) -> int:
    """Everything of the office that was given up is tried anew. Returns how many. Raises NotVisible.

    One failure stays on their account: it says that they were not forgotten, so that their age is no reason to drop
    them; whether what they say still holds is looked at as always.
    """
    access.require(actor, access.ADMINISTER, access.Facts(actor.office))
    with transaction.atomic():
        dead = Message.objects.filter(office=actor.office, state=rows.DEAD).values_list("pk", "failed")
        count = sum(_revive(pk, failed, moment) for pk, failed in list(dead))
        if count:
            _tell(actor, RETRIED, {"count": count}, moment)
    return count


def clear_way(actor: Actor, way: str, *, moment: datetime) -> int:
    """Nobody's address of that way counts as wrong any more: it is tried again with the next message.

    Returns how many messages had found nobody there. Raises NotVisible unless the actor administers the office.
    """
    access.require(actor, access.ADMINISTER, access.Facts(actor.office))
    if way not in WAYS:
        raise NotVisible
    mark = rows.with_failed("", way, BAD_ADDRESS)
    with transaction.atomic():
        marked = Message.objects.filter(office=actor.office, failed__contains=mark)
        count = marked.update(failed=Replace(F("failed"), Value(mark), Value("")))
        if count:
            _tell(actor, CLEARED, {"way": way, "count": count}, moment)
    return count


def _tell(actor: Actor, kind: str, data: Mapping[str, Any], moment: datetime) -> None:
    ledger.append(actor.office, None, Event(0, kind, moment, moment, post=actor.in_charge, data=data), actor.user_id)


def _revive(pk: UUID, failed: str, moment: datetime) -> int:
    """A way that was refused may be taken up again; an address that is none stays one."""
    gone = " ".join(f"{way}:{why}" for way, why in rows.failed_ways(failed).items() if why == BAD_ADDRESS)
    return Message.objects.filter(pk=pk, state=rows.DEAD).update(
        state=rows.WAITING,
        attempts=1,
        next_at=moment,
        reason="",
        held="",
        failed=gone,
        settled_at=None,
        call_since=None,
    )


def again(actor: Actor, application_id: UUID, message_id: UUID, *, moment: datetime) -> None:
    """One message once more: one that was given up goes on, one that was sent or kept back goes out under a new key.

    The caller has seen to it that this is the file's, and theirs to do. Raises NotVisible; Refusal PSN-002 when it
    still waits, or when it was repeated too often.
    """
    row = Message.objects.filter(pk=message_id, office=actor.office, application_id=application_id).first()
    if row is None:
        raise NotVisible
    with transaction.atomic():
        if row.state == rows.DEAD:
            _revive(row.pk, row.failed, moment)
        else:
            _copy(row, moment)
        _tell(actor, REPEATED, {"message": row.kind, "to": row.recipient, "occasion": row.occasion}, moment)


def _copy(row: Message, moment: datetime) -> None:
    office = row.office
    stem = row.occasion.partition("+")[0]
    copies = Message.objects.filter(office=office, recipient=row.recipient, occasion__startswith=f"{stem}+").count()
    if row.state == rows.WAITING or copies >= AGAIN_MOST:
        raise Refusal("PSN-002", "Pesan ini masih menunggu dikirim, atau sudah terlalu sering diulang.")
    fresh = rows.new(
        office, f"{stem}+{copies + 1}", row.kind, row.recipient, application_id=row.application_id,
        happened_at=moment, moment=moment, office_seq=row.office_seq, about=row.about,
    )  # fmt: skip
    Message.objects.bulk_create([fresh], ignore_conflicts=True)
    Message.objects.filter(pk=row.pk).update(call_since=None)  # the new one is called about, should it fail


def try_way(actor: Actor, way: str, address: str, *, moment: datetime) -> tuple[Answer, bool]:
    """Send a sample by that way, now and once, and say what became of it, and whether that way
    really sends. Nothing is kept. Outside any transaction.

    Raises NotVisible unless the actor administers the office.
    """
    access.require(actor, access.ADMINISTER, access.Facts(actor.office))
    if way not in WAYS:
        raise NotVisible
    office = catalogue.office(actor.office, moment)
    facts = Facts(office.short_name or office.name, TRIED, follow_address(TRIED))
    said = compose(table.RECEIVED, INDONESIAN, facts)
    message = Outgoing(
        f"uji-{uuid4()}", address, said.subject, said.long, said.short, table.RECEIVED, INDONESIAN, said.values,
        follow_address(TRIED),
    )  # fmt: skip
    channel = channel_of(way)
    return channel.send(message), channel.real
