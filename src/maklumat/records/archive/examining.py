"""Whether what lies here can still be opened: every chain, and of each office a spread of its files with their papers.

For the day on which a backup is tried: figures alone, no name and no content leaves it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from maklumat.core.errors import Damaged, MaklumatError
from maklumat.core.evidence.faults import SENTENCES
from maklumat.ports.sealing import SealBroken
from maklumat.records.applications.content import agenda_of
from maklumat.records.applications.models import Application, Attachment
from maklumat.records.ledger.damage import place_astray
from maklumat.records.ledger.models import LedgerEntry
from maklumat.records.ledger.queries import Verification, offices, verification
from maklumat.records.outside import vault
from maklumat.records.products.models import Countersignature, Product
from maklumat.records.work.rebuilt import Difference, differences
from maklumat.records.work.whole import faults_of, lost_of

Row = TypeVar("Row", bound=Model)
SPREAD: Final = 40
"""Rows of each kind that are opened, spread evenly over all there are, the newest among them."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One damage. `number` and `application` of its file, "" where nobody knows."""

    code: str
    text: str
    number: str = ""
    application: str = ""


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found of one office. `opened`: applications, papers and letters that were opened; `broken`: how many
    could not be, or are not what their row says. `sound`: its chain holds and its worklist follows from it.
    `faults`: everything that is damaged, by its code; the same file may have several."""

    office: str
    entries: int
    applications: int
    products: int
    attachments: int
    opened: int
    broken: int
    sound: bool
    last_entry_at: str
    faults: tuple[Fault, ...] = ()

    @property
    def fine(self) -> bool:
        return self.sound and not self.broken and not self.faults


def examine(spread: int = SPREAD) -> Iterator[Examined]:
    """Every office that has a ledger. Reads alone."""
    for office in offices():
        files = Application.objects.filter(office=office)
        papers = Attachment.objects.filter(office=office)
        letters = Product.objects.filter(office=office).exclude(vault_name="")
        later = Countersignature.objects.filter(office=office).exclude(vault_name="")
        tried = [_opens(one) for rows in (files, papers, letters, later) for one in _spread(rows, spread)]
        report = verification(office)
        astray = list(differences(office)) if report.sound else []
        faults = [*_in_chain(report), *_in_worklist(astray), *_in_files(office, files, spread)]
        entries = LedgerEntry.objects.filter(office=office)
        newest = entries.order_by("-office_seq").values_list("recorded_at", flat=True).first()
        yield Examined(
            office=office,
            entries=entries.count(),
            applications=files.count(),
            products=letters.count(),
            attachments=papers.count(),
            opened=sum(tried),
            broken=len(tried) - sum(tried),
            sound=report.sound and not astray,
            last_entry_at=newest.isoformat() if newest else "",
            faults=tuple(dict.fromkeys(faults)),
        )


def _in_chain(found: Verification) -> Iterator[Fault]:
    suspect = found.report.suspect
    if found.report.fault and suspect is not None:
        code, text = SENTENCES[found.report.fault]
        yield Fault(code, f"{text} (catatan {suspect.office_seq})", application=_text(suspect.application))


def _in_worklist(astray: Iterable[Difference]) -> Iterator[Fault]:
    for one in astray:
        yield _told(one.fault or place_astray().of(application=one.application_id))


def _in_files(office: str, files: QuerySet[Application], spread: int) -> Iterator[Fault]:
    """What is lost of any file, and what of a spread of them cannot be read."""
    for fault in lost_of(office):
        yield _told(fault)
    for row in _spread(files.filter(destroyed_at=None), spread):
        for fault in faults_of(row.pk):
            yield _told(fault.of(number=agenda_of(row)))


def _told(fault: Damaged) -> Fault:
    return Fault(fault.code, str(fault.message), fault.number, _text(fault.application))


def _text(application: UUID | None) -> str:
    return str(application) if application else ""


def _spread(rows: QuerySet[Row], most: int) -> list[Row]:
    keys: list[Any] = list(rows.order_by("-pk").values_list("pk", flat=True))
    step = max(1, len(keys) // most)
    return list(rows.filter(pk__in=keys[::step][:most]))


def _opens(row: Model) -> bool:
    """Whether a row's sealed content opens, and its file is the one that the row names."""
    try:
        if isinstance(row, Application):
            return bool(row.content)
        if isinstance(row, Attachment):
            return len(vault().get(row.vault_name)) == row.size_bytes
        assert isinstance(row, Product | Countersignature)  # noqa: S101  # the other kinds
        return sha256(vault().get(row.vault_name)).hexdigest() == row.sha256
    except (MaklumatError, SealBroken):
        return False
