"""What to bring, as a list to print and tick, and the statements that the requirements name, as sheets to sign."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from maklumat.core.errors import NotVisible
from maklumat.core.identity import Person
from maklumat.core.intake import Submission, requirements_of
from maklumat.core.letter.base import StampDuty, parse_base
from maklumat.core.letter.blanks import Sheet, blank_sheet
from maklumat.core.letter.template import parse_template
from maklumat.core.standard.model import Requirement
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue.queries import Enacted
from maklumat.records.products.drafting import answers_said
from maklumat.web.public.grants import Draft, own_draft
from maklumat.web.shared.contacts import dialled
from maklumat.web.shared.hours import hours_lines
from maklumat.web.shared.intake import PERSON_WORDS, slot_key
from maklumat.web.shared.requirements import marks_of
from maklumat.web.shared.spoken import spoken

STAMPED: Final = "stamped"


@dataclass(frozen=True, slots=True)
class ToBring:
    """One line of the list. `here`: it is attached already; `sheet`: the statement to print for it, or ""."""

    text: str
    help: str
    marks: list[str]
    one_of: list[str]
    sheet: str
    here: bool


STATED: Final = frozenset({"criterion", "datum"})
"""Requirements that are said, not brought."""


@require_safe
def carry(request: HttpRequest, office: str, service: str) -> HttpResponse:
    """The list for anybody: every paper of the standard with its marks."""
    law = spoken(catalogue.in_force(office, service, timezone.now()))
    lines = [_line(item, marks_of(item)) for item in requirements_of(law.standard) if item.kind == "document"]
    return _list(request, law, lines, [item for item in law.standard.requirements if item.kind in STATED])


@own_draft
@require_safe
def draft_carry(request: HttpRequest, draft: Draft) -> HttpResponse:
    """The list for this draft: what it asks for, and what is there already."""
    slots = draft.filled.slots
    held = {slot_key(paper.requirement, paper.person) for paper in draft.filled.papers}
    lines = []
    for slot in slots:
        if slot.requirement.kind == "document":
            person = str(PERSON_WORDS.get(slot.person, slot.person))
            marks = [*marks_of(slot.requirement, everybody=False), *([person] if person else [])]
            lines.append(_line(slot.requirement, marks, here=slot.key in held))
    others = {slot.requirement.code: slot.requirement for slot in slots if slot.requirement.kind != "document"}
    return _list(request, draft.law, lines, list(others.values()), draft)


def _line(requirement: Requirement, marks: list[str], *, here: bool = False) -> ToBring:
    alternatives = [] if here else [one.text for one in requirement.one_of]
    return ToBring(requirement.text, requirement.help, marks, alternatives, requirement.statement, here)


def _list(
    request: HttpRequest, law: Enacted, lines: list[ToBring], others: list[Requirement], draft: Draft | None = None
) -> HttpResponse:
    on = catalogue.local_date(law.office, timezone.now())
    values = {
        "section": "services",
        "law": law,
        "office": law.office,
        "lines": lines,
        "others": others,
        "sheets": [item.statement for item in law.standard.requirements if item.statement and item.kind != "document"],
        "hours": hours_lines(law.office, on),
        "phones": [(shown, dialled(shown)) for shown in law.office.phones],
        "draft": draft,
    }
    return render(request, "public/carry.html", values)


@require_safe
def statement(request: HttpRequest, office: str, service: str, sheet: str) -> HttpResponse:
    """A statement with lines to write on."""
    return _sheet(request, catalogue.in_force(office, service, timezone.now()), sheet, {})


@own_draft
@require_safe
def draft_statement(request: HttpRequest, draft: Draft, sheet: str) -> HttpResponse:
    """A statement with what the draft knows already; only its holder sees it."""
    values = {**answers_said(draft.law.standard, draft.filled.submission), **dict(_known(draft.filled.submission))}
    return _sheet(request, catalogue.enacted(draft.law.id), sheet, values, draft)  # signed in Indonesian


def _known(submission: Submission) -> Iterator[tuple[str, str]]:
    """What the draft knows of persons, by the names that templates use. The applicant is who signs."""
    yield from _person(submission.applicant, "")
    yield "telepon", submission.applicant.phone
    yield "nomor_kk", submission.applicant.kk
    if submission.proxy is not None:
        yield from _person(submission.proxy, "_kuasa")


def _person(person: Person, suffix: str) -> Iterator[tuple[str, str]]:
    yield f"nama{suffix}", person.name
    yield f"nik{suffix}", person.nik
    yield f"alamat{suffix}", person.address


def _stamp_duty(law: Enacted) -> StampDuty | None:
    """Today's duty stamp: the amount that a decree prints is that of its year."""
    base = parse_base(catalogue.letter_body(law.office.code, "dasar"), "dasar.yaml")
    return base.stamp_duty(catalogue.local_date(law.office, timezone.now()))


def _sheet(
    request: HttpRequest, law: Enacted, sheet: str, known: Mapping[str, Any], draft: Draft | None = None
) -> HttpResponse:
    requirement = next((item for item in requirements_of(law.standard) if item.statement == sheet and sheet), None)
    if requirement is None:
        raise NotVisible
    template = parse_template(catalogue.letter_body(law.office.code, sheet), f"{sheet}.yaml")
    office = {"kantor": law.office.name, "pemerintah": law.office.government, "layanan": law.standard.name}
    written: Sheet = blank_sheet(template, {**known, **office})
    values = {
        "section": "services",
        "law": law,
        "office": law.office,
        "sheet": written,
        "title": template.title or requirement.text,
        "stamped": requirement.form == STAMPED,
        "duty": _stamp_duty(law) if requirement.form == STAMPED else None,
        "draft": draft,
        "filled": _("Data dari isian Anda sudah tercetak. Yang kosong ditulis tangan.") if draft else "",
    }
    return render(request, "public/statement.html", values)
