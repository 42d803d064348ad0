"""Priorities that were owed are put into effect: the file stands before others on every desk's list."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import DatabaseError, transaction

from maklumat.core.errors import MaklumatError, NotVisible, Refusal
from maklumat.ports.sealing import tidy_secret
from maklumat.records.applications import lookup
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.compensation import following
from maklumat.records.compensation.entitled import by_file
from maklumat.records.compensation.models import Entitlement
from maklumat.records.ledger import actions as ledger
from maklumat.records.ledger import damage
from maklumat.records.people import access
from maklumat.records.people.access import Actor
from maklumat.records.procedures import queries as procedures
from maklumat.records.work import actions
from maklumat.records.work.facts import facts_of

BATCH: Final = 200
LOG = logging.getLogger(__name__)


def place_priorities(moment: datetime) -> int:
    """Put the files of spent priorities before others, each in its own transaction. Returns on how many; repeat to 0.

    A file that cannot be moved is logged and does not hold up the others; killed in between, the next round does it.
    """
    rows = list(Entitlement.objects.filter(used_by__isnull=False, placed_at=None).order_by("settled_at")[:BATCH])
    return sum(_place(row, moment) for row in rows)


def _place(row: Entitlement, moment: datetime) -> int:
    assert row.used_by is not None  # noqa: S101  # only such rows are read
    try:
        because = procedures.position(row.application_id)
        if because is None:
            raise damage.place_astray().of(office=row.office, application=row.application_id)
        actions.prioritise(row.used_by, because=because.register, moment=moment)
    except (MaklumatError, DatabaseError):
        LOG.exception("compensation: file %s was left for the next round", row.used_by)
        return 0
    Entitlement.objects.filter(pk=row.pk).update(placed_at=moment)
    return 1


def claim(actor: Actor, application_id: UUID, code: str, *, moment: datetime) -> None:
    """Somebody without a NIK uses the priority of an earlier file: they show the code of its receipt.

    Raises NotVisible, or Refusal KMP-001 when there is none to use, KMP-002 when the file has priority already.
    """
    position = procedures.position(application_id)
    if position is None:
        raise NotVisible
    access.require(actor, access.BRING, facts_of(position))
    if position.state.priority:
        raise Refusal("KMP-002", "Berkas ini sudah didahulukan.")
    earlier = [one for one in lookup.by_public_code(actor.office, tidy_secret(code)) if one.id != application_id]
    on = catalogue.local_date(catalogue.enacted(position.standard_id).office, moment)
    with transaction.atomic():
        row = by_file(actor.office, [one.id for one in earlier], on)
        spent = following.spend(row, application_id, moment=moment) if row is not None else None
        if spent is None:
            raise Refusal("KMP-001", "Tidak ada prioritas yang dapat dipakai dengan kode ini.")
        ledger.append_many(actor.office, [spent])
    place_priorities(moment)
