"""The checklist: each requirement with the papers that lie beside it, and the place to say what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django import forms
from django.forms.boundfield import BoundField

from maklumat.core.intake import Slot
from maklumat.records.applications.queries import PaperView
from maklumat.records.work.queries import FileView
from maklumat.web.desk import telling
from maklumat.web.desk.forms_act import ActForm
from maklumat.web.shared.intake import slot_key

ACT_FORM: Final = "form-tindakan"
"""The id of the form that leaves the step: the fields beside the papers belong to it."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """One line of the checklist. `earlier` are papers that were replaced since the application came.

    `reason` is why a paper beyond the standard was asked, "" for what the standard lists. `finding` is the field that
    says what is wrong, None where nothing is being checked; `opened`: something stands in it.
    """

    slot: Slot
    form: str
    person: str
    said: str
    alternative: str
    papers: tuple[PaperView, ...]
    earlier: tuple[PaperView, ...]
    lacking: bool
    reason: str
    finding: BoundField | None
    opened: bool


def requirements(opened: FileView, act: ActForm | None) -> Iterator[Requirement]:
    """The checklist in the decree's order, then what was asked beyond the standard."""
    claims = opened.claims
    fields = act.findings if act is not None else {}
    beyond = {one.code: one.reason for one in opened.unlisted}
    for slot in opened.slots:
        claim = claims.get(slot.key)
        papers = _for(slot, opened.papers)
        texts = {one.code: one.text for one in slot.requirement.one_of}
        is_document = slot.requirement.kind == "document"
        said = telling.CLAIM.get(claim.how, "") if claim else ""
        finding = _finding(fields.get(slot.key))
        yield Requirement(
            slot=slot,
            form=telling.FORM.get(slot.requirement.form, "") if is_document else "",
            person=telling.PERSON.get(slot.person, slot.person),
            said=telling.CLAIM["attached"] if papers else said or ("Belum ada" if is_document else ""),
            alternative=texts.get(claim.alternative, "") if claim else "",
            papers=papers,
            earlier=_for(slot, opened.earlier_papers),
            lacking=is_document
            and slot.required
            and not papers
            and (claim is None or claim.how in {"brought", "absent"}),
            reason=beyond.get(slot.requirement.code, ""),
            finding=finding,
            opened=finding is not None and bool(finding.value() or finding.errors),
        )


def reasons_to_repeat(opened: FileView) -> dict[str, str]:
    """What is still to be brought of the papers beyond the standard: reason by slot, the finding to begin with."""
    if not opened.unlisted:
        return {}
    here = {paper.requirement for paper in opened.papers}
    return {one.code: one.reason for one in opened.unlisted if one.code not in here}


def _for(slot: Slot, papers: tuple[PaperView, ...]) -> tuple[PaperView, ...]:
    return tuple(paper for paper in papers if slot_key(paper.requirement, paper.person) == slot.key)


def _finding(bound: BoundField | None) -> BoundField | None:
    """The field, drawn away from its form and yet part of it."""
    if bound is not None:
        wrong = {"aria-invalid": "true", "aria-describedby": f"{bound.auto_id}_error"} if bound.errors else {}
        look = f"govuk-textarea{' govuk-textarea--error' if bound.errors else ''}"
        attrs = {"form": ACT_FORM, "class": look, "rows": 2, "data-finding": "incomplete", **wrong}
        bound.field.widget = forms.Textarea(attrs={**bound.field.widget.attrs, **attrs})
    return bound
