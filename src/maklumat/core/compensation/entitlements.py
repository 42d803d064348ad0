"""What an office owes for a broken promise: to whose account it goes, what follows, until when it holds.

The decree says what is owed (`kompensasi` of kantor.yaml). Where it says nothing, the head may decide that the
statutory minimum holds (`core.organisation.table.COMPENSATION_DEFAULT`); until then nothing is owed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from maklumat.core.clock.spans import OFFICE, Span
from maklumat.core.expression.durations import months_later
from maklumat.core.standard.model import Office
from maklumat.core.workdays.calendar import WorkCalendar

PRIORITY: Final = "priority"
APOLOGY: Final = "apology"
OTHER: Final = "other"

DECREE: Final = "decree"
DEFAULT: Final = "default"

NONE: Final = "none"
_DEFAULTS: Final = {NONE: (), APOLOGY: (APOLOGY,), "both": (APOLOGY, PRIORITY)}
_DEFAULT_TEXTS: Final = {
    APOLOGY: "Menyampaikan permintaan maaf tertulis",
    PRIORITY: "Mendahulukan permohonan berikutnya",
}


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing owed. `key`: once per file ("priority", "apology", "other-1"); `text`: in the words of the decree.

    `ground`: DECREE, or DEFAULT where the decree is silent and the head decided for the statutory minimum.
    """

    key: str
    form: str
    text: str
    ground: str


def caused_by_office(holdings: Sequence[Span], due_at: datetime) -> bool:
    """Whether the promise ran out in the office's own hands: it held the file in the moment before `due_at`.

    A promise that counts the office's time alone stands still elsewhere, so that it never runs out there. One that
    counts every day may: then nobody here broke it, and it is shown as a breach without an entitlement.
    """
    owner = OFFICE
    for span in sorted(holdings, key=lambda span: span.from_at):
        if span.from_at < due_at:
            owner = span.owner
    return owner == OFFICE


def owed(office: Office, default: str) -> tuple[Owed, ...]:
    """What this office owes for a file with a broken promise, each thing once, in the order of its decree.

    `default`: what the head decided for where the decree says nothing ("none", "apology" or "both"). Several broken
    promises of one file owe the same things once.
    """
    if not office.compensation:
        return tuple(Owed(form, form, _DEFAULT_TEXTS[form], DEFAULT) for form in _DEFAULTS[default])
    found: dict[str, Owed] = {}
    others = 0
    for item in office.compensation:
        form = item.form or OTHER
        others += form == OTHER
        key = f"{OTHER}-{others}" if form == OTHER else form
        found.setdefault(key, Owed(key, form, item.text, DECREE))
    return tuple(found.values())


def holds_until(known_at: datetime, months: int, calendar: WorkCalendar) -> date:
    """The last day, at the office, on which a priority may be used: `months` after the breach was known."""
    return months_later(calendar.local(known_at).date(), months)


def apologise_by(known_at: datetime, days: int, calendar: WorkCalendar) -> date:
    """The last day, at the office, to apologise: `days` working days after the breach was known."""
    return calendar.local(calendar.add_working_days(known_at, days)).date()
