"""The grounds of a refusal letter: rule, state of the file, legal basis, and until when to object."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from maklumat.core.eligibility import Judgement
from maklumat.core.events import Event
from maklumat.core.kinds.kind import REFUSE, SENT_BACK
from maklumat.core.kinds.registry import KINDS
from maklumat.core.standard.model import Objection, ServiceStandard
from maklumat.core.workdays.calendar import WorkCalendar


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a refusal rests on. `object_until` is the last day to object, at the office, by the law `object_by`; None
    and "" where the office's standard does not say it: whoever signs must then name the day. `unsettled`: years on the
    way there whose holidays are not loaded; each of those moves the day on."""

    rule: str
    state: str
    basis: str
    object_until: date | None
    object_by: str
    unsettled: tuple[int, ...] = ()


_GIVEN: Final = ("reason", "grounds", "note")
"""The fields in which an officer says why, the most telling first."""


def reason_of(act: Event) -> str:
    """Why, in the words of the officer who acted; "" when nothing was said."""
    return next((str(act.data[field]) for field in _GIVEN if act.data.get(field)), "")


def proposal(standard: ServiceStandard, acts: Sequence[Event], product: str) -> Event | None:
    """The act that a refusal letter (`product`) rests on; None when nobody gave a ground.

    It is the last one that proposed or decided a refusal or gave a reason for the way it took; else the last that has
    a note. The work on the letter itself, and a draft that came back, give no ground.
    """
    others = [act for act in acts if act.outcome not in SENT_BACK and standard.step(act.step).product != product]
    for act in reversed(others):
        way = KINDS[standard.step(act.step).kind].way(act.outcome)
        if REFUSE in way.effects or any(act.data.get(field) for field in _GIVEN[:-1]):
            return act
    return next((act for act in reversed(others) if reason_of(act)), None)


def grounds(
    judgement: Judgement,
    *,
    step_text: str,
    reason: str,
    standard_basis: str,
    decided_at: datetime,
    calendar: WorkCalendar,
    objection: Objection | None,
    answers: Mapping[str, str],
) -> Grounds:
    """The grounds of a refusal proposed at a step with a reason. Failed rules come first, each with its basis.

    Without a failed rule the step's own finding is the ground, and the office's standard its basis. `answers`: what
    the application says of each name, in a line ("Tanggal lahir suami: 1 Mei 1960"); those the rules used are told.
    """
    failed = judgement.grounds
    used = dict.fromkeys(fact.name for result in failed for fact in result.used)
    until = calendar.add_working_days(decided_at, objection.working_days) if objection else None
    told = [answers[name] for name in used if name in answers]
    return Grounds(
        rule=" ".join(result.sentence for result in failed)
        or f"Permohonan dapat dikabulkan bila pemeriksaan pada langkah ini memberi hasil yang sesuai: {step_text}.",
        state="\n".join([*([reason] if reason else []), *told]) or " ".join(result.explanation for result in failed),
        basis="; ".join(dict.fromkeys(result.legal_basis for result in failed)) or standard_basis,
        object_until=calendar.local(until).date() if until else None,
        object_by=objection.legal_basis if objection else "",
        unsettled=calendar.missing_years(decided_at, until) if until else (),
    )
