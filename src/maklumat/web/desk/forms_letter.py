"""The fields of a letter and of an uploaded document, as several forms of the desk ask them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from django import forms

from maklumat.records.work.letters import Question
from maklumat.web.shared.forms import REQUIRED, DateField
from maklumat.web.shared.uploading import ACCEPT, MAX_BYTES

LETTER: Final = "letter"
LONGEST: Final = 4000


def unfilled(field: forms.Field) -> str:
    """What is said of a field that the chosen way needs."""
    return str(REQUIRED).format(label=field.label)


def file_field(label: str) -> forms.Field:
    widget = forms.ClearableFileInput(
        attrs={"accept": ACCEPT, "data-limit": MAX_BYTES, "data-too-large": "Berkas ini terlalu besar."}
    )
    return marked(forms.FileField(label=label, required=False, widget=widget), needed=True)


def letter_fields(questions: Iterable[Question]) -> list[tuple[str, forms.Field]]:
    """The fields of a letter, filled with what is known already."""
    return [(f"{LETTER}-{question.field.name}", _letter_field(question)) for question in questions]


def _letter_field(question: Question) -> forms.Field:
    asked = question.field
    common: dict[str, Any] = {"label": asked.label, "required": False, "initial": question.known}
    made: forms.Field
    match asked.kind:
        case "paragraph":
            made = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=LONGEST, **common)
        case "number":
            made = forms.IntegerField(widget=forms.TextInput(attrs={"inputmode": "numeric"}), **common)
        case "date":
            made = DateField(**common)
        case "table":
            common["initial"] = "\n".join("; ".join(row) for row in question.known or ())  # type: ignore[union-attr]
            hint = f"Satu baris untuk setiap butir; pisahkan dengan titik koma: {'; '.join(question.columns)}"
            made = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), help_text=hint, **common)
        case _ if asked.choices:
            choices = [(choice, choice) for choice in asked.choices]
            made = forms.ChoiceField(widget=forms.RadioSelect, choices=choices, **common)
        case _:
            made = forms.CharField(max_length=500, **common)
    return marked(made, needed=asked.required)


def letter_data(questions: Iterable[Question], own: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed into the letter's fields, as JSON values; nothing for empty ones."""
    typed: dict[str, Any] = {}
    for question in questions:
        value = own.get(f"{LETTER}-{question.field.name}")
        if question.field.kind == "table" and value:
            value = [[cell.strip() for cell in line.split(";")] for line in value.splitlines() if line.strip()]
        if isinstance(value, date):
            value = value.isoformat()
        if value not in (None, "", []):
            typed[question.field.name] = value
    return typed


def marked(field: forms.Field, *, needed: bool, expected: bool = False) -> forms.Field:
    """`needed` is asked of the chosen way only; `is_expected` keeps "(boleh kosong)" off the label."""
    field.needed = needed  # type: ignore[attr-defined]
    field.is_expected = needed or expected  # type: ignore[attr-defined]
    return field
