"""Paper for everything: an empty form of the step at hand, what a step recorded, and what an applicant has to bring.

Each is printed, signed by hand and stamped; the scan comes back with the step, or as its supplement.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from maklumat.core import events
from maklumat.core.errors import NotVisible
from maklumat.core.intake import Slot
from maklumat.core.kinds import kind as kinds
from maklumat.core.kinds.kind import Field
from maklumat.core.kinds.registry import KINDS
from maklumat.core.procedure.state import WITH_APPLICANT
from maklumat.records.applications.printing import LACKING, SHEET
from maklumat.records.people.access import Actor
from maklumat.records.work import queries as work
from maklumat.records.work import steps
from maklumat.records.work.queries import FileView
from maklumat.records.work.returning import last_findings, last_reason
from maklumat.web.desk.printing import printed_now
from maklumat.web.desk.telling import PERSON, outcome_words, post_names
from maklumat.web.shared.entering import DESK, TEAM, officer, show

UNWRITTEN: Final = frozenset({kinds.PHOTOS, kinds.DOCUMENT})
"""Kinds of field that no hand writes: they are attached."""
LINES: Final = {kinds.PARAGRAPH: 4, kinds.PEOPLE: 3}
ROWS: Final = 5
YES_NO: Final = ("Ya", "Tidak")


@dataclass(frozen=True, slots=True)
class Blank:
    """One field to be filled in by hand: boxes to tick, a table, or lines to write on."""

    label: str
    boxes: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: range = range(0)
    lines: range = range(0)


@dataclass(frozen=True, slots=True)
class WayBlank:
    """One way out of the step, to be ticked, with its fields."""

    label: str
    blanks: tuple[Blank, ...]


@officer(DESK)
@require_safe
def blank(request: HttpRequest, actor: Actor, application_id: UUID) -> HttpResponse:
    """The form of the step at hand with lines to write on: for the field, and for a day without electricity."""
    opened = work.file_for(actor, application_id)
    step = opened.step
    if not work.may_act(actor, opened) or step is None:
        raise NotVisible
    kind, standard = KINDS[step.kind], opened.law.standard
    ways = tuple(
        WayBlank(
            outcome_words(standard, step.code, outcome.code),
            tuple(_blanks(kind.asked(kind.way(outcome.code), step.groups), opened.slots)),
        )
        for outcome in step.outcomes
    )
    values = {
        "section": "worklist",
        "file": opened,
        "step": step,
        "by": post_names(opened.law.office, "+".join(step.posts)),
        "ways": ways,
        "other": "Penerima" if step.kind in {"deliver", "distribute"} else "Yang ditemui",
    }
    return show(request, actor, "sheet_blank.html", values)


def _blanks(fields: tuple[Field, ...], slots: tuple[Slot, ...]) -> Iterator[Blank]:
    for field in fields:
        if field.kind == kinds.PER_REQUIREMENT:
            yield from (Blank(f"{_named(slot)}: yang kurang atau salah", lines=range(1)) for slot in slots)
        elif field.kind not in UNWRITTEN:
            yield _blank(field)


def _blank(field: Field) -> Blank:
    match field.kind:
        case kinds.CHOICE:
            return Blank(field.label, boxes=tuple(text for _, text in field.choices))
        case kinds.PROOF:
            return Blank(field.label, boxes=tuple(text for code, text in kinds.PROOFS if code != kinds.DRAWN))
        case kinds.YES_NO:
            return Blank(field.label, boxes=YES_NO)
        case kinds.ROWS:
            return Blank(field.label, columns=tuple(column.label for column in field.columns), rows=range(ROWS))
    return Blank(field.label, lines=range(LINES.get(field.kind, 1)))


@officer(TEAM)
@require_http_methods(["GET", "HEAD", "POST"])
def recorded(request: HttpRequest, actor: Actor, application_id: UUID, seq: int) -> HttpResponse:
    """What one step recorded, to be signed by those who were there."""
    opened = work.file_for(actor, application_id)
    done = next((one for one in steps.recorded(actor, opened) if one.seq == seq), None)
    event = next((one for one in opened.history if one.seq == seq), None)
    if done is None or event is None:
        raise NotVisible
    values = {
        "section": "worklist",
        "file": opened,
        "done": done,
        "event": event,
        "by": post_names(opened.law.office, event.post),
        "products": [one for one in opened.products if one.product == done.step.product and one.number],
        "printed": printed_now(request, actor, opened, SHEET, f"{opened.id}/{seq}", opened.register),
        "other": "Yang menerima" if done.step.kind in {"deliver", "distribute"} else "Yang ditemui",
    }
    return show(request, actor, "sheet_recorded.html", values)


@officer(TEAM)
@require_http_methods(["GET", "HEAD", "POST"])
def lacking(request: HttpRequest, actor: Actor, application_id: UUID) -> HttpResponse:
    """What a returned file lacks and until when, for the hand of whoever applied."""
    opened = work.file_for(actor, application_id)
    if opened.state.status != WITH_APPLICANT:
        raise NotVisible
    returned = max(event.seq for event in opened.history if event.kind == events.ACTED)
    values = {
        "section": "worklist",
        "file": opened,
        "missing": list(_missing(opened)),
        "remark": last_reason(opened),
        "address": settings.BASE_ADDRESS + reverse("public:follow"),
        "printed": printed_now(request, actor, opened, LACKING, f"{opened.id}/{returned}", opened.register),
        "printed_at": timezone.now(),
    }
    return show(request, actor, "sheet_lacking.html", values)


def _missing(opened: FileView) -> Iterator[tuple[str, str]]:
    reasons = last_findings(opened)
    for slot in opened.slots:
        why = reasons.get(slot.key, reasons.get(slot.requirement.code, ""))
        if why:
            yield _named(slot), why


def _named(slot: Slot) -> str:
    person = PERSON.get(slot.person, slot.person)
    return f"{slot.requirement.text} ({person})" if person else slot.requirement.text
