"""The grounds of a refusal letter: rule, state of the file, legal basis, and until when to object.

The objection period is that of UU 30/2014 art. 77(1): 21 working days after the decision was made known. The figure
was not read in the statute's text here and is to be confirmed by the office's legal section.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from maklumat.core.eligibility import Judgement
from maklumat.core.workdays.calendar import WorkCalendar

OBJECTION_WORKING_DAYS: Final = 21


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a refusal rests on. `object_until` is the last day to object, at the office."""

    rule: str
    state: str
    basis: str
    object_until: date


def grounds(
    judgement: Judgement,
    *,
    step_text: str,
    reason: str,
    standard_basis: str,
    decided_at: datetime,
    calendar: WorkCalendar,
) -> Grounds:
    """The grounds of a refusal proposed at a step with a reason. Failed rules come first, each with its basis.

    Without a failed rule the step's own finding is the ground, and the office's standard its basis.
    """
    failed = judgement.grounds
    return Grounds(
        rule=" ".join(result.sentence for result in failed) or f"Hasil {step_text[:1].lower()}{step_text[1:]}.",
        state=reason or " ".join(result.explanation for result in failed),
        basis="; ".join(dict.fromkeys(result.legal_basis for result in failed)) or standard_basis,
        object_until=calendar.local(calendar.add_working_days(decided_at, OBJECTION_WORKING_DAYS)).date(),
    )
