"""What somebody could do to a file's rows behind the application's back, by name: each past every guard."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from maklumat.core.events import Event
from maklumat.records.applications.models import Application
from maklumat.records.ledger.actions import append
from maklumat.records.ledger.models import LedgerEntry, LedgerPayload
from maklumat.records.procedures.models import WorkItem
from tests.conftest import triggers_asleep


def spoil(how: str, application_id: UUID) -> None:
    """Do it to this file."""
    with triggers_asleep():
        SPOILING[how](application_id)


def _flipped(sealed: Any, place: int) -> bytes:
    changed = bytearray(sealed)
    changed[place] ^= 1
    return bytes(changed)


def _entry(application_id: UUID, *, last: bool = False) -> LedgerEntry:
    rows = LedgerEntry.objects.filter(application=application_id).order_by("application_seq")
    found = rows.last() if last else rows.first()
    assert found is not None
    return found


def _payload(place: int) -> Callable[[UUID], None]:
    def do(application_id: UUID) -> None:
        row = LedgerPayload.objects.get(entry=_entry(application_id))
        LedgerPayload.objects.filter(pk=row.pk).update(sealed=_flipped(row.sealed, place))

    return do


def _payload_gone(application_id: UUID) -> None:
    LedgerPayload.objects.filter(entry=_entry(application_id)).delete()


def _payload_blank(application_id: UUID) -> None:
    LedgerPayload.objects.filter(entry=_entry(application_id)).update(sealed=b"")


def _changed(**columns: Any) -> Callable[[UUID], None]:
    def do(application_id: UUID) -> None:
        LedgerEntry.objects.filter(pk=_entry(application_id).pk).update(**columns)

    return do


def _gone(*, last: bool) -> Callable[[UUID], None]:
    def do(application_id: UUID) -> None:
        LedgerEntry.objects.filter(pk=_entry(application_id, last=last).pk).delete()

    return do


def _content(place: int) -> Callable[[UUID], None]:
    def do(application_id: UUID) -> None:
        with connection.cursor() as cursor:
            key = application_id if connection.vendor == "postgresql" else application_id.hex
            cursor.execute("SELECT content FROM applications_application WHERE id = %s", [key])
            changed = _flipped(cursor.fetchone()[0], place)
            cursor.execute("UPDATE applications_application SET content = %s WHERE id = %s", [changed, key])

    return do


def _application_gone(application_id: UUID) -> None:
    Application.objects.filter(pk=application_id).delete()


def _state(text: str | None) -> Callable[[UUID], None]:
    def do(application_id: UUID) -> None:
        row = WorkItem.objects.get(pk=application_id)
        changed = text if text is not None else row.state.replace(f'"{row.step}"', '"langkah-karangan"', 1)
        assert changed != row.state
        WorkItem.objects.filter(pk=application_id).update(state=changed)

    return do


def _item_gone(application_id: UUID) -> None:
    WorkItem.objects.filter(pk=application_id).delete()


def _later_kind(application_id: UUID) -> None:
    last, at = _entry(application_id, last=True), timezone.now() + timedelta(seconds=1)
    with transaction.atomic():
        append(last.office, application_id, Event((last.application_seq or 0) + 1, "kelak", at, at))


TAG, KEY = -20, 2
"""Places in sealed bytes: of what the seal covers, and of the id of its key."""
IN_LEDGER: Final[Mapping[str, tuple[str, Callable[[UUID], None]]]] = {
    "payload": ("BKT-102", _payload(TAG)),
    "payload_key": ("BKT-113", _payload(KEY)),
    "payload_gone": ("BKT-103", _payload_gone),
    "payload_blank": ("BKT-102", _payload_blank),
    "digest": ("BKT-101", _changed(payload_digest=bytes(32))),
    "outcome": ("BKT-101", _changed(outcome="karangan")),
    "first_gone": ("BKT-104", _gone(last=False)),
    "last_gone": ("BKT-104", _gone(last=True)),
    "later_kind": ("BKT-114", _later_kind),
}
IN_ROWS: Final[Mapping[str, tuple[str, Callable[[UUID], None]]]] = {
    "content": ("BKT-116", _content(TAG)),
    "content_key": ("BKT-113", _content(KEY)),
    "application_gone": ("BKT-115", _application_gone),
    "state": ("BKT-112", _state("{")),
    "state_empty": ("BKT-112", _state("{}")),
    "state_step": ("BKT-112", _state(None)),
    "item_gone": ("BKT-112", _item_gone),
}
"""By name: the code by which the damage is told, and how it is done."""
EVERY: Final = {**IN_LEDGER, **IN_ROWS}
SPOILING: Final = {name: do for name, (_, do) in EVERY.items()}
CODES: Final = {name: code for name, (code, _) in EVERY.items()}
