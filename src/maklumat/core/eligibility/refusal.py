"""The grounds of a refusal letter: rule, state of the file, legal basis, and until when to object."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from maklumat.core.eligibility import Judgement
from maklumat.core.standard.model import Objection
from maklumat.core.workdays.calendar import WorkCalendar


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a refusal rests on. `object_until` is the last day to object, at the office; None where the office's
    standard does not say it: whoever signs must then name the day."""

    rule: str
    state: str
    basis: str
    object_until: date | None


def grounds(
    judgement: Judgement,
    *,
    step_text: str,
    reason: str,
    standard_basis: str,
    decided_at: datetime,
    calendar: WorkCalendar,
    objection: Objection | None,
) -> Grounds:
    """The grounds of a refusal proposed at a step with a reason. Failed rules come first, each with its basis.

    Without a failed rule the step's own finding is the ground, and the office's standard its basis.
    """
    failed = judgement.grounds
    return Grounds(
        rule=" ".join(result.sentence for result in failed) or f"Hasil {step_text[:1].lower()}{step_text[1:]}.",
        state=reason or " ".join(result.explanation for result in failed),
        basis="; ".join(dict.fromkeys(result.legal_basis for result in failed)) or standard_basis,
        object_until=_last_day(objection, decided_at, calendar),
    )


def _last_day(objection: Objection | None, decided_at: datetime, calendar: WorkCalendar) -> date | None:
    if objection is None:
        return None
    return calendar.local(calendar.add_working_days(decided_at, objection.working_days)).date()
