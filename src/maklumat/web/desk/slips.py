"""The days without electricity: empty slips printed beforehand, and typing the filled ones in with their true time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from maklumat.core.standard.model import IntakeField, Requirement
from maklumat.records.catalogue.queries import Enacted
from maklumat.records.people.access import Actor
from maklumat.records.work import counter as work
from maklumat.web.desk.telling import FORM, PERSON
from maklumat.web.shared.entering import CLERK, MEMBER, here, officer, show, today
from maklumat.web.shared.forms import DateField, Form

BATCH: Final = "paper_batch"
"""In the session while slips are typed in: [the day they were written, why only now]."""
MOST_SLIPS: Final = 40
USUAL_REASON: Final = "Listrik padam"
NUMBER_DIGITS: Final = 16
"""Of a NIK, and of a family card."""
LINES: Final = {"paragraph": 3}
"""Writing lines for an answer; one for everything else."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Slips of one day that are being typed in."""

    on: date
    reason: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question on a slip: boxes for its choices, or lines to write on."""

    field: IntakeField
    boxes: tuple[str, ...]
    lines: range


@dataclass(frozen=True, slots=True)
class Box:
    """A requirement on a slip, to be ticked; `note`: which form, whose, or which of several."""

    text: str
    note: str


class BatchForm(Form):
    """Asked once for a pile of slips."""

    on = DateField(label="Tanggal pada lembar")
    reason = forms.CharField(label="Mengapa baru diketik sekarang?", max_length=200, initial=USUAL_REASON)

    def __init__(self, this_day: date, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.this_day = this_day
        self.fields["on"].initial = this_day

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if not date(2000, 1, 1) <= on <= self.this_day:
            raise forms.ValidationError("Tanggal pada lembar tidak boleh sesudah hari ini.")
        return on


class CountForm(Form):
    """How many slips are printed."""

    count = forms.IntegerField(
        label="Berapa lembar",
        help_text=f"Paling banyak {MOST_SLIPS}. Setiap lembar bernomor; dua pada satu A4, yang panjang satu A4 penuh.",
        min_value=1,
        max_value=MOST_SLIPS,
        initial=10,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )


def batch_of(request: HttpRequest) -> Batch | None:
    """The pile that this person is typing in."""
    kept = request.session.get(BATCH)
    return Batch(date.fromisoformat(kept[0]), kept[1]) if kept else None


@officer(MEMBER)
def paper(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Begin or end typing in a pile of slips, and print empty ones."""
    this_day = today(here(request), timezone.now())
    if request.POST.get("deed") == "end":
        request.session.pop(BATCH, None)
        messages.success(request, "Pengetikan dari kertas selesai. Permohonan berikutnya memakai waktu sekarang.")
        return redirect("desk:counter")
    form = BatchForm(this_day, request.POST if request.method == "POST" else None)
    if form.is_valid():
        request.session[BATCH] = [form.cleaned_data["on"].isoformat(), form.cleaned_data["reason"]]
        return redirect("desk:counter")
    services = list(work.intakes(actor, timezone.now()))
    values = {"section": "counter", "form": form, "batch": batch_of(request), "services": services}
    return show(request, actor, "paper.html", values, status=422 if form.errors else 200)


@officer(CLERK)
def slips(request: HttpRequest, actor: Actor, service: str) -> HttpResponse:
    """Empty slips of one service. Asking for them numbers them; without that, one unnumbered slip is shown."""
    now = timezone.now()
    law = work.intake_for(actor, service, now)
    form = CountForm(request.POST if request.method == "POST" else None)
    numbers = work.number_slips(actor, service, form.cleaned_data["count"], moment=now) if form.is_valid() else [""]
    values = {
        "section": "counter",
        "law": law,
        "form": form,
        "numbers": numbers,
        "ready": bool(numbers[0]),
        "questions": list(_questions(law)),
        "boxes": list(_boxes(law)),
        "digits": range(NUMBER_DIGITS),
    }
    return show(request, actor, "slips.html", values, status=422 if form.errors else 200)


def _questions(law: Enacted) -> Iterator[Question]:
    for field in law.standard.intake:
        boxes = ("Ya", "Tidak") if field.kind == "yes_no" else tuple(one.text for one in field.choices)
        yield Question(field, boxes, range(0 if boxes else LINES.get(field.kind, 1)))


def _boxes(law: Enacted) -> Iterator[Box]:
    for requirement in law.standard.requirements:
        for person in requirement.per_person or ("",):
            yield Box(requirement.text, ", ".join(filter(None, _notes(requirement, person))))


def _notes(requirement: Requirement, person: str) -> Iterator[str]:
    yield PERSON.get(person, person)
    yield FORM.get(requirement.form, "") if requirement.kind == "document" else "dinyatakan"
    if requirement.optional:
        yield "bila ada"
    if requirement.when:
        yield "bila diminta"
    if requirement.one_of:
        yield "lingkari: " + " / ".join(one.text for one in requirement.one_of)
