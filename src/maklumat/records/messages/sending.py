"""Sending what waits: claimed by one worker, handed over outside any transaction, its fate written down.

At least once: a worker that dies between handing over and writing down leaves a claim that runs out, and the message
goes out again under the same key, by which whoever receives it can tell that it is the same one.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from django.db import connection
from django.db.models import Q

from maklumat.core.errors import MaklumatError
from maklumat.core.messages.pacing import retry_at
from maklumat.ports.messages.channel import BAD_ADDRESS, Answer, Channel, Delivered, Later, Never
from maklumat.records.messages import rows
from maklumat.records.messages.models import Message
from maklumat.records.messages.preparing import Ready, Settled, Wait, prepared
from maklumat.records.outside import channel_of

BATCH: Final = 50
SECONDS: Final = 10.0
"""How long one call goes on taking up messages: the clock has other work."""
LEASE: Final = timedelta(minutes=5)
"""Longer than one attempt can take (`ports.messages.channel.SECONDS`)."""
PAUSE: Final = timedelta(minutes=5)
"""How long a way that does not answer is left alone."""
FAULT: Final = "fault"
LOG = logging.getLogger(__name__)


class InsideTransaction(MaklumatError):
    """A message was to be sent inside a transaction (PSN-001): a fault of the program."""

    def __init__(self) -> None:
        super().__init__("PSN-001", "Pesan hanya dikirim di luar transaksi.")


def send_messages(moment: datetime) -> int:
    """Send what is due, a batch at most. Returns how many were taken up; repeat until 0.

    A way that does not answer is left alone until the next round, so that it does not hold up the others.
    """
    if connection.in_atomic_block:
        raise InsideTransaction
    began, taken, down = time.monotonic(), 0, set[str]()
    for pk in _due(moment):
        if time.monotonic() - began > SECONDS:
            return 0
        taken += send_one(pk, moment, down)
    return taken


def send_one(pk: UUID, moment: datetime, down: set[str]) -> bool:
    """Send this message unless somebody else does. `down`: the ways that did not answer; is added to."""
    claim = _claimed(pk, moment)
    if claim is None:
        return False
    try:
        _carry_out(claim, moment, down)
    except (MaklumatError, KeyError, ValueError, TypeError):
        LOG.exception("messages: %s could not be made", pk)
        claim.write(**_failed(claim.row, str(pk), FAULT, moment))
    return True


def _carry_out(claim: _Claim, moment: datetime, down: set[str]) -> None:
    found = prepared(claim.row, moment)
    if isinstance(found, Settled):
        claim.write(**rows.fate(claim.row, found.state, found.reason, moment))
    elif isinstance(found, Wait):
        claim.write(next_at=found.until, held=found.held)
    elif found.way in down:
        claim.write(next_at=moment + PAUSE, held=rows.DOWN, way=found.way)
    else:
        channel = channel_of(found.way)
        answer = channel.send(found.message)
        if isinstance(answer, Later) and answer.down:
            down.add(found.way)
        claim.write(way=found.way, **_fate(claim.row, found, channel, answer, moment))


def _due(moment: datetime) -> list[UUID]:
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lt=moment)
    due = Message.objects.filter(free, state=rows.WAITING, next_at__lte=moment).order_by("next_at")
    return list(due.values_list("pk", flat=True)[:BATCH])


@dataclass(frozen=True, slots=True)
class _Claim:
    row: Message
    token: UUID

    def write(self, **values: Any) -> None:
        """What became of it, and the claim is given up. Nothing when the claim has run out and somebody else has it."""
        mine = Message.objects.filter(pk=self.row.pk, claim=self.token)
        mine.update(claim=None, claimed_until=None, **values)


def _claimed(pk: UUID, moment: datetime) -> _Claim | None:
    """Compare and set: of two workers at once one gets the message."""
    token = uuid4()
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lt=moment)
    due = Message.objects.filter(free, pk=pk, state=rows.WAITING, next_at__lte=moment)
    if not due.update(claim=token, claimed_until=moment + LEASE):
        return None
    return _Claim(Message.objects.get(pk=pk), token)


def _fate(row: Message, ready: Ready, channel: Channel, answer: Answer, moment: datetime) -> dict[str, Any]:
    if isinstance(answer, Delivered):
        state = rows.SENT if channel.real else rows.WRITTEN
        return {"state": state, "reason": "", "held": "", "provider_id": answer.id[:120], "settled_at": moment}
    if isinstance(answer, Never):
        failed = rows.with_failed(row.failed, ready.way, BAD_ADDRESS if answer.address else answer.reason)
        if ready.others:
            return {"failed": failed, "next_at": moment, "held": ""}
        return {**rows.fate(row, rows.DEAD, answer.reason, moment), "failed": failed}
    return _failed(row, ready.message.key, answer.reason, moment)


def _failed(row: Message, key: str, reason: str, moment: datetime) -> dict[str, Any]:
    failures = row.attempts + 1
    at = retry_at(key, failures, moment)
    if at is None:
        return {**rows.fate(row, rows.DEAD, reason, moment), "attempts": failures}
    return {"attempts": failures, "reason": reason, "next_at": at, "held": rows.RETRY}
