"""The form that leaves a step: drawn from the step's kind, one group of fields per way out.

Only the fields of the chosen way are read. A field that some ways need is asked in those ways alone; a field that no
way needs is offered where the work went well, a note everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from maklumat.core.intake import Slot
from maklumat.core.kinds import kind as kinds
from maklumat.core.kinds.kind import Field, Kind, Way
from maklumat.core.kinds.registry import KINDS
from maklumat.core.standard.model import Step
from maklumat.records.work.letters import Question
from maklumat.records.work.queries import FileView
from maklumat.web.desk.telling import PERSON, outcome_words
from maklumat.web.shared.forms import REQUIRED, DateField, Form, plain
from maklumat.web.shared.uploading import ACCEPT, MAX_BYTES

LETTER: Final = "letter"
DOCUMENT: Final = "document"
FINDINGS: Final = "-findings-"
LONGEST: Final = 4000


@dataclass(frozen=True, slots=True)
class WayShown:
    """A way out as the page draws it. `apart`: it has a page of its own (signing), so it is a link and no choice.
    `beside`: what it asks stands beside the checklist."""

    code: str
    label: str
    input_id: str
    checked: bool
    apart: bool
    fields: tuple[BoundField, ...]
    beside: bool = False


def unfilled(field: forms.Field) -> str:
    """What is said of a field that the chosen way needs."""
    return str(REQUIRED).format(label=field.label)


class MomentForm(Form):
    """When it really happened, for what is written down later. Empty: now."""

    happened_on = DateField(label="Tanggal kejadian sebenarnya", required=False)
    happened_at = forms.CharField(
        label="Jam kejadian", required=False, max_length=5, help_text="Misalnya 14.30, waktu setempat."
    )
    late_reason = forms.CharField(
        label="Mengapa baru dicatat sekarang?", required=False, max_length=300, help_text="Misalnya: listrik padam."
    )

    def clean_happened_at(self) -> time | None:
        text = self.cleaned_data["happened_at"].strip().replace(".", ":")
        if not text:
            return None
        try:
            return time.fromisoformat(text.zfill(5))
        except ValueError:
            raise ValidationError("Tulis jam yang benar, misalnya 14.30.") from None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        wanted = ("happened_on", "happened_at", "late_reason")
        if any(cleaned.get(name) for name in wanted):
            for name in wanted:
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, unfilled(self.fields[name]))
        return cleaned

    def occurred_at(self, zone: str) -> datetime | None:
        """The moment on the office's wall clock; None for now."""
        on, at = self.cleaned_data.get("happened_on"), self.cleaned_data.get("happened_at")
        return datetime.combine(on, at, ZoneInfo(zone)) if on and at is not None else None

    @property
    def moment_fields(self) -> list[BoundField]:
        return [self["happened_on"], self["happened_at"], self["late_reason"]]

    @property
    def is_later(self) -> bool:
        """Something was typed about the moment: the page shows these fields opened."""
        return any(self[name].data for name in ("happened_at", "late_reason")) or bool(self.errors.get("happened_on"))


class ActForm(MomentForm):
    """How the step ends, and what is recorded with it."""

    seen_seq = forms.IntegerField(widget=forms.HiddenInput)
    step = forms.CharField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(
        label="Hasil langkah ini",
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih hasil langkah ini.", "invalid_choice": "Pilih salah satu hasil."},
    )

    def __init__(
        self, file: FileView, step: Step, slots: Iterable[Slot], questions: tuple[Question, ...], **kwargs: Any
    ) -> None:
        kwargs.setdefault("initial", {"seen_seq": file.state.seq, "step": step.code})
        super().__init__(**kwargs)
        self.file, self.at_step, self.kind = file, step, KINDS[step.kind]
        self.slots, self.questions = tuple(slots), questions
        self.ways = tuple(self.kind.way(outcome.code) for outcome in step.outcomes)
        choice = self.fields["outcome"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101  # declared above
        choice.choices = [(way.code, way.label) for way in self.choices]
        for way in self.ways:
            for name, field in self._fields_of(way):
                self.fields[f"{way.code}-{name}"] = field

    def signs(self, way: Way) -> bool:
        """Whether this way is walked on the signing page."""
        return kinds.SIGN_PRODUCT in way.effects and self._makes_letter

    @property
    def choices(self) -> tuple[Way, ...]:
        """The ways out that are chosen on the file's page."""
        return tuple(way for way in self.ways if not self.signs(way))

    @property
    def _makes_letter(self) -> bool:
        code = self.at_step.product
        return bool(code) and self.file.law.standard.product(code).kind == LETTER

    def _fields_of(self, way: Way) -> list[tuple[str, forms.Field]]:
        found: list[tuple[str, forms.Field]] = []
        for field in asked_in(self.kind, way):
            if field.kind == "per_requirement":
                found += [(f"{field.code}-{slot.key}", finding_field(slot)) for slot in self.slots]
            else:
                found.append((field.code, field_of(field, required=field.code in way.needs)))
        if kinds.DRAFT_PRODUCT in way.effects and self._makes_letter:
            found += letter_fields(self.questions)
        if kinds.IMPORT_PRODUCT in way.effects:
            found.append((DOCUMENT, file_field("Dokumen yang diunduh (PDF)")))
        return found

    def shown(self) -> list[WayShown]:
        """The ways out in the standard's order, with their fields."""
        chosen = self["outcome"].value() or (self.choices[0].code if len(self.ways) == len(self.choices) == 1 else "")
        return [
            WayShown(
                code=way.code,
                label=outcome_words(self.file.law.standard, self.at_step.code, way.code),
                input_id=f"id_outcome_{index}",
                checked=way.code == chosen,
                apart=self.signs(way),
                fields=tuple(
                    self[name] for name in self.fields if name.startswith(f"{way.code}-") and FINDINGS not in name
                ),
                beside="findings" in way.needs,
            )
            for index, way in enumerate(self.ways)
        ]

    @property
    def findings(self) -> dict[str, BoundField]:
        """What is missing or wrong, by slot: these fields stand beside the papers, not among those of their way."""
        names = (name for name in self.fields if FINDINGS in name)
        return {name.partition(FINDINGS)[2]: self[name] for name in names}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        way = self._chosen()
        if way is None:
            return cleaned
        for name, field in self.fields.items():
            needed = name.startswith(f"{way.code}-") and getattr(field, "needed", False)
            if needed and name not in self.errors and not cleaned.get(name):
                self.add_error(name, unfilled(self.fields[name]))
        if "findings" in way.needs and not self._findings(way):
            text = "Tulis paling sedikit satu kekurangan pada persyaratannya, agar pemohon tahu apa yang diperbaiki."
            first = next((name for name in self.fields if name.startswith(f"{way.code}-findings-")), None)
            self.add_error(first, text)
        told = {bound.name for bound in self.findings.values() if cleaned.get(bound.name)}
        if told and "findings" not in way.needs:
            text = "Anda menulis kekurangan, tetapi memilih hasil lain. Pilih “belum lengkap”, atau hapus kekurangannya."
            self.add_error("outcome", text)
        return cleaned

    def _chosen(self) -> Way | None:
        code = self.cleaned_data.get("outcome")
        return next((way for way in self.ways if way.code == code), None)

    def _findings(self, way: Way) -> dict[str, str]:
        start = f"{way.code}-findings-"
        found = {name.removeprefix(start): text for name, text in self.cleaned_data.items() if name.startswith(start)}
        return {slot: text for slot, text in found.items() if text}

    def data_of_way(self) -> dict[str, Any]:
        """What is recorded with the chosen way, as JSON values; the uploaded document lies apart."""
        way = self._chosen()
        assert way is not None  # noqa: S101  # the form is valid
        start = f"{way.code}-"
        own = {name.removeprefix(start): value for name, value in self.cleaned_data.items() if name.startswith(start)}
        codes = [field.code for field in asked_in(self.kind, way) if field.kind != "per_requirement"]
        recorded = plain({code: own[code] for code in codes})
        if findings := self._findings(way):
            recorded["findings"] = findings
        if kinds.DRAFT_PRODUCT in way.effects:
            recorded[LETTER] = letter_data(self.questions, own)
        return recorded

    @property
    def wants_document(self) -> str:
        """The name of the upload field of the chosen way, "" when it has none."""
        way = self._chosen()
        return f"{way.code}-{DOCUMENT}" if way and kinds.IMPORT_PRODUCT in way.effects else ""


def asked_in(kind: Kind, way: Way) -> tuple[Field, ...]:
    """The fields of a kind that one way out asks."""
    needed = {code for other in kind.ways for code in other.needs}
    return tuple(
        field
        for field in kind.fields
        if field.code in way.needs or (field.code not in needed and (way.onward or field.code == "note"))
    )


def field_of(field: Field, *, required: bool) -> forms.Field:
    """A field of a kind; needed ones are checked by the form, since only one way is chosen."""
    common: dict[str, Any] = {"label": field.label, "required": False}
    made: forms.Field
    match field.kind:
        case "paragraph":
            made = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=LONGEST, **common)
        case "number":
            number = forms.TextInput(attrs={"inputmode": "numeric"})
            made = forms.IntegerField(widget=number, min_value=0, max_value=100_000, **common)
        case "date":
            made = DateField(**common)
        case "choice":
            made = forms.ChoiceField(widget=forms.RadioSelect, choices=field.choices, **common)
        case _:
            made = forms.CharField(max_length=300, **common)
    return _marked(made, needed=required)


def finding_field(slot: Slot) -> forms.Field:
    """What is missing or wrong with one requirement; empty when it is in order."""
    person = f" ({PERSON.get(slot.person, slot.person)})" if slot.person else ""
    return _marked(
        forms.CharField(
            label=f"{slot.requirement.text}{person}",
            help_text="Tulis apa yang kurang atau salah. Kosongkan bila sudah benar.",
            max_length=500,
            required=False,
        ),
        needed=False,
        expected=True,
    )


def file_field(label: str) -> forms.Field:
    widget = forms.ClearableFileInput(
        attrs={"accept": ACCEPT, "data-limit": MAX_BYTES, "data-too-large": "Berkas ini terlalu besar."}
    )
    return _marked(forms.FileField(label=label, required=False, widget=widget), needed=True)


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
    return _marked(made, needed=asked.required)


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


def _marked(field: forms.Field, *, needed: bool, expected: bool = False) -> forms.Field:
    """`needed` is asked of the chosen way only; `is_expected` keeps "(boleh kosong)" off the label."""
    field.needed = needed  # type: ignore[attr-defined]
    field.is_expected = needed or expected  # type: ignore[attr-defined]
    return field
