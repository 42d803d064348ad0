"""What an applicant is owed because the office broke its promise: told from the moment that it was broken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from maklumat.core import events
from maklumat.core.compensation.entitlements import APOLOGY, PRIORITY, Owed, caused_by_office, owed
from maklumat.core.organisation.table import COMPENSATION_DEFAULT
from maklumat.records.catalogue import settings
from maklumat.records.work.queries import FileView

DUE: Final = "due"
"""Where the register has not written it yet: it is owed from this moment all the same."""


@dataclass(frozen=True, slots=True)
class Told:
    """One thing owed. `status`: DUE, owed, given, used or declined; `letter` the letter to download, None for none."""

    form: str
    text: str
    status: str
    due_on: date | None = None
    valid_until: date | None = None
    letter: UUID | None = None


def owed_told(file: FileView) -> tuple[Told, ...]:
    """Everything owed for this file; nothing where no promise was broken on the office's own time."""
    if not file.state.breached:
        return ()
    if file.owed:
        return tuple(
            Told(
                row.form, row.text, row.status, row.due_on, row.valid_until,
                row.id if row.form == APOLOGY and row.letter_name else None,
            )
            for row in sorted(file.owed, key=lambda row: row.form != APOLOGY)
        )  # fmt: skip
    moments = (event.occurred_at for event in file.history if event.kind == events.BREACHED)
    if not any(caused_by_office(file.state.holdings, at) for at in moments):
        return ()
    return tuple(Told(one.form, one.text, DUE) for one in _foreseen(file))


def _foreseen(file: FileView) -> tuple[Owed, ...]:
    office = file.law.office
    default = "none" if office.compensation else settings.value(office.code, COMPENSATION_DEFAULT)
    return tuple(sorted(owed(office, default), key=lambda one: one.form == PRIORITY))
