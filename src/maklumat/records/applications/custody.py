"""Original papers that lie at the office: the rows of their numbered receipts, inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from maklumat.core.errors import NotVisible, Refusal
from maklumat.records.applications.actions import take_number
from maklumat.records.applications.models import Custody

REGISTER: Final = "titipan"


@dataclass(frozen=True, slots=True)
class CustodyView:
    """One receipt. `number` as printed ("0003/2026"); `collector` "" while the papers are here."""

    id: UUID
    application_id: UUID
    number: str
    papers: tuple[str, ...]
    owner: str
    taken_at: datetime
    taken_by: int
    taken_post: str
    returned_at: datetime | None
    returned_by: int | None
    collector: str

    @property
    def open(self) -> bool:
        """The papers are still here."""
        return self.returned_at is None


def number_text(seq: int, year: int) -> str:
    """The number of a receipt as printed."""
    return f"{seq:04d}/{year}"


def new_number(office: str, year: int) -> tuple[int, str]:
    """The next number of the office's register of originals, as a figure and as printed."""
    seq = take_number(office, REGISTER, year)
    return seq, number_text(seq, year)


def keep(row: Custody) -> None:
    """Write a new receipt."""
    row.save(force_insert=True)


def close(custody_id: UUID, *, collector: str, user_id: int, moment: datetime) -> None:
    """The papers went back. Refusal TTP-001 when they already have."""
    row = Custody.objects.get(pk=custody_id)
    if row.returned_at is not None:
        raise Refusal("TTP-001", "Berkas asli ini sudah dikembalikan.")
    row.returned_at, row.returned_by, row.collector = moment, user_id, collector
    row.save(update_fields=["returned_at", "returned_by", "collector"])


def of_file(application_id: UUID) -> tuple[CustodyView, ...]:
    """The receipts of a file, in the order of their numbers."""
    return views(list(Custody.objects.filter(application_id=application_id).order_by("year", "seq")))


def one(application_id: UUID, custody_id: UUID) -> CustodyView:
    """One receipt of a file. Raises NotVisible for none."""
    found = known(application_id, custody_id)
    if found is None:
        raise NotVisible
    return found


def known(application_id: UUID, custody_id: UUID) -> CustodyView | None:
    """The receipt with this id, when the file has it."""
    row = Custody.objects.filter(pk=custody_id, application_id=application_id).first()
    return None if row is None else views([row])[0]


def views(rows: Sequence[Custody]) -> tuple[CustodyView, ...]:
    """The rows, opened."""
    return tuple(
        CustodyView(
            row.id, row.application_id, number_text(row.seq, row.year), tuple(row.papers), row.owner, row.taken_at,
            row.taken_by, row.taken_post, row.returned_at, row.returned_by, row.collector or "",
        )
        for row in rows
    )  # fmt: skip
