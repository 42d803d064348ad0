"""What could not be read and was set aside: met by whom, tried again when, until it can be read (docs/decisions/0029).

Nothing is repaired here and nothing is forgotten: a row stays open until what it names was read, and whoever
administers the office sees it until then. The same damage met again by the same reader makes no second row.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import DatabaseError, transaction
from django.db.models import Min

from maklumat.core.errors import Damaged
from maklumat.records.ledger.models import LedgerDamage

CLOCK, PAGE, VERIFICATION, EXAMINATION = "clock", "page", "verification", "examination"
"""Who meets damage besides the followers of the ledger."""
AGAIN: Final = timedelta(hours=1)
"""How long something is left alone before it is tried once more."""
MOST: Final = 100
log = logging.getLogger("maklumat.damage")


@dataclass(frozen=True, slots=True)
class DamagedFile:
    """A file of the office of which something cannot be read. `number` "" where nobody knows it; `codes` in order."""

    application: UUID | None
    number: str
    codes: tuple[str, ...]
    met_at: datetime


def keep(name: str, fault: Damaged, moment: datetime, *, office: str = "", office_seq: int = 0) -> None:
    """Set this aside; said in the log once. Nothing where not even the office is known."""
    place = {"name": name, "office": fault.office or office, "application": fault.application}
    if not place["office"]:
        return
    row, fresh = LedgerDamage.objects.get_or_create(
        **place, office_seq=office_seq, mended_at=None,
        defaults={"number": fault.number, "code": fault.code, "met_at": moment, "tried_at": moment},
    )  # fmt: skip
    if fresh and not _told(row):
        facts = {"code": fault.code, "number": fault.number, "file": str(fault.application or ""), "entry": office_seq}
        log.error("damaged, and set aside by %s", name, extra={"facts": facts}, exc_info=fault)
    if not fresh:
        row.code = fault.code
        put_off(row, moment)


def _told(row: LedgerDamage) -> bool:
    """Whether the log has said already that this reader met damage in this file."""
    others = LedgerDamage.objects.filter(name=row.name, office=row.office, application=row.application, mended_at=None)
    return row.application is not None and others.exclude(pk=row.pk).exists()


def put_off(row: LedgerDamage, moment: datetime) -> None:
    """It was tried and still cannot be read."""
    row.tried_at = moment
    row.save(update_fields=["tried_at", "code"])


def keep_all(name: str, office: str, faults: Iterable[Damaged], moment: datetime) -> None:
    """Everything that this reader finds damaged in an office; what it found before and does not now, is mended."""
    found = list(faults)
    for fault in found:
        keep(name, fault, moment, office=office)
    still = {fault.application for fault in found}
    mend([row for row in held(name, office) if row.application not in still], moment)


def keep_seen(faults: Iterable[Damaged], moment: datetime) -> None:
    """Set aside what a page met. Never raises what the database says: the page is there to tell of the damage."""
    for fault in faults:
        try:
            with transaction.atomic():
                keep(PAGE, fault, moment)
        except DatabaseError:
            log.exception("damage could not be noted")


def held(name: str, office: str) -> list[LedgerDamage]:
    """What this reader has set aside in an office, in the order of the ledger."""
    rows = LedgerDamage.objects.filter(name=name, office=office, mended_at=None)
    return list(rows.order_by("office_seq", "pk"))


def due(name: str, moment: datetime) -> list[LedgerDamage]:
    """What this reader is to try again by now, in every office, the longest untried first; MOST at most."""
    rows = LedgerDamage.objects.filter(name=name, mended_at=None, tried_at__lte=moment - AGAIN)
    return list(rows.order_by("tried_at", "pk")[:MOST])


def resting(name: str, moment: datetime) -> list[UUID]:
    """The files that this reader leaves alone until they are due again."""
    rows = LedgerDamage.objects.filter(name=name, mended_at=None, tried_at__gt=moment - AGAIN)
    return [pk for pk in rows.values_list("application", flat=True) if pk is not None]


def mend(rows: Collection[LedgerDamage], moment: datetime) -> None:
    """They could be read again."""
    LedgerDamage.objects.filter(pk__in=[row.pk for row in rows]).update(mended_at=moment)


def mend_file(name: str, application: UUID, moment: datetime) -> None:
    """The same of one file, by whoever reads it again; nothing where it was not set aside."""
    LedgerDamage.objects.filter(name=name, application=application, mended_at=None).update(mended_at=moment)


def forget(name: str, office: str, moment: datetime) -> None:
    """This reader begins anew and owes nothing."""
    LedgerDamage.objects.filter(name=name, office=office, mended_at=None).update(mended_at=moment)


def damaged_files(office: str) -> list[DamagedFile]:
    """The files of an office of which something cannot be read, whoever met it, the newest first. Two queries."""
    rows = LedgerDamage.objects.filter(office=office, mended_at=None)
    newest = rows.values("application").annotate(first=Min("met_at")).order_by("-first")[:MOST]
    order = {one["application"]: one["first"] for one in newest}
    known: dict[UUID | None, list[LedgerDamage]] = {}
    for row in rows.order_by("pk"):
        if row.application in order:
            known.setdefault(row.application, []).append(row)
    return [
        DamagedFile(
            pk, next((row.number for row in known[pk] if row.number), ""),
            tuple(sorted({row.code for row in known[pk]})), order[pk],
        )
        for pk in order
    ]  # fmt: skip
