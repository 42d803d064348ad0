"""The report of a duty as a form: its own questions, a paper and a note, read as `core.intake` reads answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from maklumat.core.errors import Refusal
from maklumat.core.intake import ERROR, Answer, Problem, read_answer
from maklumat.core.standard.model import Duty
from maklumat.ports.uploads import Decoded
from maklumat.web.shared.errors import TooMany, say
from maklumat.web.shared.forms import Form, expected, raw_field, tell
from maklumat.web.shared.uploading import ACCEPT, MAX_BYTES, received

NOTE: Final = "note"
PAPER: Final = "paper"
ANSWERS: Final = "answers"
LONGEST_NOTE: Final = 1000
TOO_LARGE: Final = _("Berkas ini terlalu besar. Pilih yang lebih kecil.")
NOT_ANSWERED: Final = gettext_noop("“{label}” belum dijawab.")


@dataclass(frozen=True, slots=True)
class Report:
    """What was read of a report. `wrong`: something cannot be taken, and the form says what."""

    form: Form
    answers: Mapping[str, Answer]
    paper: Decoded | None
    note: str

    @property
    def wrong(self) -> bool:
        return bool(self.form.errors)


def report_form(duty: Duty) -> type[Form]:
    """A form with one unread field for each question of the duty, the paper, and a note."""
    attrs = {"accept": ACCEPT, "data-limit": str(MAX_BYTES), "data-too-large": TOO_LARGE}
    paper = forms.Field(label=_("Foto atau PDF laporannya"), required=False, widget=forms.FileInput(attrs=attrs))
    note = forms.CharField(
        label=_("Catatan"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    fields = {question.code: raw_field(question) for question in duty.fields}
    return type("ReportForm", (Form,), {**fields, PAPER: expected(paper, yes=False), NOTE: expected(note, yes=False)})


def told_before(answers: Mapping[str, Answer]) -> dict[str, Any]:
    """What a form begins with when something was answered before."""
    words = {True: "ya", False: "tidak"}
    return {code: words[value] if isinstance(value, bool) else value for code, value in answers.items()}


def read_report(
    request: HttpRequest, duty: Duty, on: date, *, prefix: str = "", whole: bool, kept: Decoded | None = None
) -> Report:
    """Read what was sent about a duty on the day `on`. `whole`: every question that is asked must be answered.

    `kept`: the paper that came with an earlier try of the same page.
    """
    form = report_form(duty)(request.POST, request.FILES, prefix=prefix or None)
    form.is_valid()
    answers: dict[str, Answer] = {}
    problems: list[Problem] = []
    for question in duty.fields:
        read = read_answer(question, str(form.cleaned_data.get(question.code, "")), on)
        problems += read.problems
        if read.value is not None:
            answers[question.code] = read.value
        elif whole and question.required and not any(problem.grade == ERROR for problem in read.problems):
            path = f"{ANSWERS}.{question.code}"
            problems.append(Problem("ISI-001", path, NOT_ANSWERED, values={"label": question.label}))
    tell(form, ANSWERS, problems)
    paper = _paper(request, form) or kept
    return Report(form, answers, paper, str(form.cleaned_data.get(NOTE, "")))


def _paper(request: HttpRequest, form: Form) -> Decoded | None:
    """The paper that came along, None for none; the form is told when it cannot be read."""
    name = form.add_prefix(PAPER)
    if not request.FILES.get(name):
        return None
    try:
        return received(request, name)
    except TooMany:
        raise
    except Refusal as refusal:
        form.add_error(PAPER, f"{say(refusal)} ({refusal.code})")
        return None
