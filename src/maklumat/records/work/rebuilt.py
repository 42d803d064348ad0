"""The worklist beside the events it follows from: what differs, and how to put it right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from maklumat.core.errors import Damaged
from maklumat.core.procedure.fold import fold
from maklumat.records.applications.content import register_text
from maklumat.records.applications.models import Application
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.ledger import damage
from maklumat.records.ledger.driver import run
from maklumat.records.ledger.history import events_of
from maklumat.records.ledger.models import LedgerEntry, LedgerPayload
from maklumat.records.procedures.actions import columns, open_item
from maklumat.records.procedures.models import WorkItem


@dataclass(frozen=True, slots=True)
class Difference:
    """A file whose row in the worklist is not what its events say; `columns` () when the row is not there at all.

    `fault`: why its events say nothing that the row could be held against; rebuilding cannot help then.
    """

    application_id: UUID
    columns: tuple[str, ...]
    fault: Damaged | None = None


def differences(office: str) -> Iterator[Difference]:
    """Every file of the office whose stored row differs from the fold of its events.

    A file with an erased payload is passed over: its events no longer say everything.
    """
    files = LedgerEntry.objects.filter(office=office, application_seq=1).values_list("application", flat=True)
    for application_id in files.order_by("office_seq").iterator():
        if application_id is None:
            continue
        try:
            wanted = _wanted(application_id)
        except Damaged as fault:
            yield Difference(application_id, (), fault)
            continue
        if wanted is None:
            continue
        stored = WorkItem.objects.filter(pk=application_id).first()
        if stored is None:
            yield Difference(application_id, ())
            continue
        differing = tuple(name for name, value in wanted.items() if getattr(stored, name) != value)
        if differing:
            yield Difference(application_id, differing)


def rebuild(application_id: UUID) -> None:
    """Write the row of a file anew from its events."""
    with transaction.atomic():
        WorkItem.objects.select_for_update().filter(pk=application_id).delete()
        application = Application.objects.get(pk=application_id)
        write = open_item(
            application_id,
            office=application.office,
            service=application.service,
            standard_id=application.standard_id,
            confidentiality=application.confidentiality,
            register=register_text(application.register_seq, application.register_year),
            state=fold(catalogue.standard(application.standard_id), events_of(application_id)),
        )
        run(write.what, write.values)


def _wanted(application_id: UUID) -> dict[str, Any] | None:
    """The columns that follow from the events; None when a payload of theirs was erased. Raises Damaged."""
    erased = LedgerPayload.objects.filter(entry__application=application_id, erased_at__isnull=False)
    application = Application.objects.filter(pk=application_id).only("standard_id").first()
    if application is None and WorkItem.objects.filter(pk=application_id).exists():
        raise damage.row_missing().of(application=application_id)
    if application is None or erased.exists():
        return None
    return columns(fold(catalogue.standard(application.standard_id), events_of(application_id)))
