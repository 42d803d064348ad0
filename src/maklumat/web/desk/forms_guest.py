"""The forms of the guest book: a quick question, any other visit, a line that was wrong."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from django import forms

from maklumat.core.standard.model import Office, ServiceStandard
from maklumat.records.guests import visit as visits
from maklumat.records.guests.visit import MINUTES, RESULTS, Visit
from maklumat.web.desk.forms_act import MomentForm
from maklumat.web.shared.forms import Form, expected

PURPOSES: Final[dict[str, str]] = {
    visits.CONSULTATION: "Berkonsultasi atau bertanya tentang layanan",
    visits.COLLECTION: "Mengambil surat",
    visits.OWN_FILE: "Menanyakan berkasnya sendiri",
    visits.QUESTION: "Menanyakan status di aplikasi lain",
    visits.GUEST: "Tamu dinas atau lainnya",
    visits.VOID: "Baris itu salah catat: tidak ada kunjungan",
}
ANSWERS: Final[dict[str, str]] = {
    visits.ACTIVE: "Ya",
    visits.INACTIVE: "Tidak aktif lagi",
    visits.UNREGISTERED: "Tidak terdaftar",
    visits.UNKNOWN: "Tidak dapat diperiksa",
}
ENDS: Final[dict[str, str]] = {
    visits.ANSWERED: "Selesai",
    visits.REFERRED: "Diarahkan ke tempat lain",
    visits.UNRESOLVED: "Belum selesai",
}
RESULT_WORDS: Final = {**ANSWERS, **ENDS}


def _minutes(initial: int | None) -> forms.IntegerField:
    return forms.IntegerField(
        label="Berapa menit",
        initial=initial,
        required=False,
        min_value=0,
        max_value=visits.LONGEST_MINUTES,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )


class QuestionForm(Form):
    """ "Aktif atau tidak?": which register, and what it says. Nothing about the person who asks."""

    question = forms.ChoiceField(label="Yang ditanyakan", widget=forms.RadioSelect)
    answer = forms.ChoiceField(
        label="Jawabannya",
        choices=list(ANSWERS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih jawabannya."},
    )
    minutes = _minutes(MINUTES[visits.QUESTION])

    def __init__(self, office: Office, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.code, f"{one.text} ({one.system})") for one in office.status_questions]
        _choose(self, "question", choices)
        self.fields["question"].initial = choices[0][0] if choices else ""

    def visit(self) -> Visit:
        typed = self.cleaned_data
        return Visit(visits.QUESTION, typed["answer"], _or_usual(typed, visits.QUESTION), question=typed["question"])


class VisitForm(MomentForm):
    """Any visit. `wrong`: the line that this one replaces also says why, and may say that nobody came."""

    purpose = forms.ChoiceField(label="Keperluan", widget=forms.RadioSelect)
    question = forms.ChoiceField(label="Yang ditanyakan", required=False, widget=forms.Select)
    service = forms.ChoiceField(label="Tentang layanan", required=False, widget=forms.Select)
    result = forms.ChoiceField(label="Hasil", widget=forms.RadioSelect)
    minutes = _minutes(None)
    note = forms.CharField(
        label="Catatan",
        required=False,
        max_length=visits.LONGEST_TEXT,
        help_text="Misalnya asal instansi. Jangan menulis NIK.",
    )
    reason = forms.CharField(label="Mengapa baris itu diperbaiki?", required=False, max_length=visits.LONGEST_TEXT)
    field_order = ("purpose", "question", "service", "result", "minutes", "note", "reason")

    def __init__(self, office: Office, services: Iterable[ServiceStandard], *args: Any, wrong: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.wrong = wrong
        quick = {visits.QUESTION} if wrong and office.status_questions else set()
        offered = set(PURPOSES) - {visits.QUESTION, visits.VOID} | quick | ({visits.VOID} if wrong else set())
        _choose(self, "purpose", [(code, text) for code, text in PURPOSES.items() if code in offered])
        _choose(self, "question", [("", ""), *((one.code, one.text) for one in office.status_questions)])
        _choose(self, "service", [("", ""), *((one.code, one.name) for one in services)])
        _choose(self, "result", list((RESULT_WORDS if quick else ENDS).items()))
        self.fields["purpose"].initial = visits.CONSULTATION
        self.fields["result"].initial = visits.ANSWERED
        if not quick:
            del self.fields["question"]
        if wrong:
            expected(self.fields["reason"], yes=True)
        else:
            del self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        purpose, result = cleaned.get("purpose"), cleaned.get("result")
        if purpose == visits.VOID:
            cleaned["result"] = visits.UNRESOLVED
        elif purpose and result and result not in RESULTS[purpose]:
            self.add_error("result", "Hasil ini tidak cocok dengan keperluannya.")
        if purpose == visits.QUESTION and not cleaned.get("question"):
            self.add_error("question", "Pilih yang ditanyakan.")
        if self.wrong and not cleaned.get("reason"):
            self.add_error("reason", "Tulis mengapa baris itu diperbaiki.")
        return cleaned

    def visit(self) -> Visit:
        typed = self.cleaned_data
        question = typed.get("question", "") if typed["purpose"] == visits.QUESTION else ""
        minutes = _or_usual(typed, typed["purpose"])
        return Visit(typed["purpose"], typed["result"], minutes, question, typed["service"], typed["note"])


def _choose(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101  # declared above
    field.choices = choices


def _or_usual(typed: dict[str, Any], purpose: str) -> int:
    """The minutes that were typed, else as long as such a visit usually takes."""
    minutes = typed.get("minutes")
    return MINUTES[purpose] if minutes is None else int(minutes)
