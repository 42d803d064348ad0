"""The form that leaves a step: drawn from the step's kind, one group of fields per way out.

Only the fields of the chosen way are read. What was typed becomes JSON values (`step_fields`), and the reader that also
`core.procedure.decide` asks says what is wrong with them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any, Final
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils import timezone

from maklumat.core.intake import Slot
from maklumat.core.kinds import kind as kinds
from maklumat.core.kinds import record
from maklumat.core.kinds.kind import Way
from maklumat.core.kinds.registry import KINDS
from maklumat.core.standard.model import Step
from maklumat.ports.uploads import Decoded
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.outages.queries import Down
from maklumat.records.work import delegating, handover, signing, steps
from maklumat.records.work.letters import Question
from maklumat.records.work.queries import FileView
from maklumat.web.desk.forms_letter import LETTER as LETTER
from maklumat.web.desk.forms_letter import file_field as file_field
from maklumat.web.desk.forms_letter import letter_data as letter_data
from maklumat.web.desk.forms_letter import letter_fields as letter_fields
from maklumat.web.desk.forms_letter import marked
from maklumat.web.desk.forms_letter import unfilled as unfilled
from maklumat.web.desk.step_drawing import Drawn, drawn
from maklumat.web.desk.step_fields import OutsideField, PapersField, field_of
from maklumat.web.desk.telling import PERSON, outcome_words
from maklumat.web.shared.forms import DateField, Form

DOCUMENT: Final = "document"
DOWNLOADED: Final = "Dokumen yang diunduh (PDF)"
FINDINGS: Final = "-findings-"
UNKNOWN: Final = "unknown-"


@dataclass(frozen=True, slots=True)
class WayShown:
    """A way out as the page draws it. `apart`: it has a page of its own (signing), so it is a link and no choice.
    `beside`: what it asks stands beside the checklist. `prints`: its berita acara can be printed before it is recorded.
    `by_hand`: the fields of an answer without the step's system, folded away unless `by_hand_open`.
    """

    code: str
    label: str
    input_id: str
    checked: bool
    apart: bool
    fields: tuple[Drawn, ...]
    beside: bool = False
    prints: bool = False
    by_hand: tuple[Drawn, ...] = ()
    by_hand_open: bool = False


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
        self.outage: Down | None = None  # of the step's system, as whoever draws the page has looked it up
        self.terms = record.Terms(timezone.now(), file.law.standard.person_in_need, step.groups)
        self.ways = tuple(self.kind.way(outcome.code) for outcome in step.outcomes)
        choice = self.fields["outcome"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101  # declared above
        choice.choices = [(way.code, way.label) for way in self.choices]
        for way in self.ways:
            for name, field in self._fields_of(way):
                self.fields[f"{way.code}-{name}"] = field
        suggested = steps.suggested(file, step, self.terms.now)
        for way in self.ways:
            for code, value in suggested.items():
                self.initial.setdefault(f"{way.code}-{code}", value)

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
        zone, needed = catalogue.zone(self.file.law.office), record.needed_of(way, in_need=self.terms.in_need)
        for field in self.kind.asked(way, self.terms.groups):
            if field.kind == kinds.PER_REQUIREMENT:
                found += [(f"{field.code}-{slot.key}", finding_field(slot)) for slot in self.slots]
                continue
            people = self._receivers(way) if field.kind == kinds.PERSON else ()
            made = field_of(field, zone, self._store, str(self.file.id), people)
            made.is_expected = field.code in needed  # type: ignore[attr-defined]
            found.append((field.code, made))
            if field.unknowable:
                found.append((f"{UNKNOWN}{field.code}", forms.BooleanField(label="Belum diketahui", required=False)))
        if kinds.DRAFT_PRODUCT in way.effects and self._makes_letter:
            found += letter_fields(self.questions)
        if kinds.IMPORT_PRODUCT in way.effects:
            signer = self._outside_signer()
            label = f"Surat yang sudah ditandatangani {signer} (PDF, pindaian, atau foto)" if signer else DOWNLOADED
            outside = OutsideField(self._keep, str(self.file.id), scans=bool(signer), label=label)
            found.append((DOCUMENT, marked(outside, needed=True)))
        return sorted(found, key=lambda one: one[0] == "note")  # what is seldom written comes last

    def _receivers(self, way: Way) -> list[tuple[int, str]]:
        """Who holds the posts that this way leads to."""
        return delegating.receivers(self.file.position, self.at_step, way.code, self.terms.now)

    def _outside_signer(self) -> str:
        """Who above the office signs the letter of this step; "" for nobody."""
        product = self.at_step.product
        return self.file.law.standard.product(product).outside_signer if product else ""

    def _store(self, decoded: Decoded) -> dict[str, str]:
        return steps.keep(decoded, self.file.law.office.code)

    def _keep(self, decoded: Decoded) -> dict[str, str]:
        return signing.keep_document(decoded.data, self.file.law.office.code)

    def shown(self) -> list[WayShown]:
        """The ways out in the standard's order, with their fields."""
        chosen = self["outcome"].value() or (self.choices[0].code if len(self.ways) == len(self.choices) == 1 else "")
        return [self._shown(way, f"id_outcome_{index}", chosen) for index, way in enumerate(self.ways)]

    def _shown(self, way: Way, input_id: str, chosen: str) -> WayShown:
        group = {field.code for field in self.kind.fields if field.group == kinds.WITHOUT_SYSTEM}
        fields = list(drawn(self, way, FINDINGS))
        by_hand = tuple(one for one in fields if one.bound.name.removeprefix(f"{way.code}-") in group)
        return WayShown(
            code=way.code,
            label=outcome_words(self.file.law.standard, self.at_step.code, way.code),
            input_id=input_id,
            checked=way.code == chosen,
            apart=self.signs(way),
            fields=tuple(one for one in fields if one not in by_hand),
            beside="findings" in way.needs,
            prints=self._prints and "goods" in (*way.needs, *way.asks),
            by_hand=by_hand,
            by_hand_open=self.outage is not None or any(one.bound.value() or one.bound.errors for one in by_hand),
        )

    @property
    def _prints(self) -> bool:
        return handover.can_print(self.file.law.standard, self.at_step)

    @property
    def reminders(self) -> tuple[str, ...]:
        """How often this step did not come off before."""
        return steps.reminders(self.file, self.at_step)

    @property
    def elsewhere(self) -> str:
        """What of this work is not kept here, so that nobody relies on it."""
        return KINDS[self.at_step.kind].elsewhere

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
        for name, field in self.fields.items():  # the letter and the document, which are no part of the record
            needed = name.startswith(f"{way.code}-") and getattr(field, "needed", False)
            if needed and name not in self.errors and not cleaned.get(name):
                self.add_error(name, unfilled(self.fields[name]))
        for fault in record.examined(self.kind, way, self.record_of(way), self.terms):
            name = f"{way.code}-{fault.field}"
            if name in self.fields and name not in self.errors:
                self.add_error(
                    name, unfilled(self.fields[name]) if fault.code == "PRO-009" else f"{fault} ({fault.code})"
                )
        if "findings" in way.needs and not self._findings(way):
            text = "Tulis paling sedikit satu kekurangan pada persyaratannya, agar pemohon tahu apa yang diperbaiki."
            first = next((name for name in self.fields if name.startswith(f"{way.code}-findings-")), None)
            self.add_error(first, text)
        told = {bound.name for bound in self.findings.values() if cleaned.get(bound.name)}
        if told and "findings" not in way.needs:
            text = (
                "Anda menulis kekurangan, tetapi memilih hasil lain. Pilih “belum lengkap”, atau hapus kekurangannya."
            )
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
        recorded = self.record_of(way)
        if kinds.DRAFT_PRODUCT in way.effects:
            start = f"{way.code}-"
            own = {name.removeprefix(start): text for name, text in self.cleaned_data.items() if name.startswith(start)}
            recorded[LETTER] = letter_data(self.questions, own)
        return recorded

    def record_of(self, way: Way) -> dict[str, Any]:
        """What was typed for one way out, as JSON values; what could not be read is left out."""
        found: dict[str, Any] = {}
        unknown = []
        for field in self.kind.asked(way, self.terms.groups):
            value = self.cleaned_data.get(f"{way.code}-{field.code}")
            if not record.is_empty(value):
                found[field.code] = value
            elif self.cleaned_data.get(f"{way.code}-{UNKNOWN}{field.code}"):
                unknown.append(field.code)
        if findings := self._findings(way):
            found["findings"] = findings
        found = steps.filled_in(self.file, self.at_step, found)
        return {**found, **({record.UNKNOWN: unknown} if unknown else {})}

    def uploads_only(self) -> None:
        """Forget every error but those of uploads: the form was sent only to bring its files."""
        for name in [name for name in self.errors if not isinstance(self.fields.get(name), PapersField)]:
            del self.errors[name]

    @property
    def wants_document(self) -> str:
        """The name of the upload field of the chosen way, "" when it has none."""
        way = self._chosen()
        return f"{way.code}-{DOCUMENT}" if way and kinds.IMPORT_PRODUCT in way.effects else ""


def finding_field(slot: Slot) -> forms.Field:
    """What is missing or wrong with one requirement; empty when it is in order."""
    person = f" ({PERSON.get(slot.person, slot.person)})" if slot.person else ""
    return marked(
        forms.CharField(
            label=f"{slot.requirement.text}{person}",
            help_text="Tulis apa yang kurang atau salah. Kosongkan bila sudah benar.",
            max_length=500,
            required=False,
        ),
        needed=False,
        expected=True,
    )
