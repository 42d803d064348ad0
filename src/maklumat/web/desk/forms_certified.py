"""What somebody types to sign with their own certificate of BSrE: for this one signature, and kept nowhere."""

from __future__ import annotations

import re
from typing import Final

from django import forms
from django.core.exceptions import ValidationError

from maklumat.records.work.signers import Offer, Secret
from maklumat.web.shared.forms import expected

NIK, PHRASE, AGAIN = "secret_nik", "secret_phrase", "secret_again"
"""Their names begin with a word that keeps them out of logs and error pages (`errors.UNSHOWN`)."""
FIELDS: Final = (NIK, PHRASE, AGAIN)
SENSITIVE: Final = ("password", NIK, PHRASE)
_SPACES: Final = re.compile(r"[\s.-]+")
_DIGITS: Final = re.compile(r"[0-9]{16}", re.ASCII)


class NikField(forms.CharField):
    """Sixteen digits, however they were grouped."""

    def clean(self, value: str) -> str:
        nik = _SPACES.sub("", super().clean(value))
        if nik and not _DIGITS.fullmatch(nik):
            raise ValidationError("NIK terdiri dari 16 angka.")
        return nik


def add_fields(form: forms.Form, offer: Offer, *, needed: bool) -> None:
    """The fields of a signature with BSrE, where the office signs so. `needed`: not to print the letter only."""
    if not offer.certified:
        return
    form.fields[NIK] = NikField(
        label="NIK Anda",
        help_text="NIK pada sertifikat BSrE Anda. Tidak disimpan.",
        max_length=24,
        error_messages={"required": "Tulis NIK Anda."},
        required=needed,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "spellcheck": "false"}),
    )
    form.fields[PHRASE] = forms.CharField(
        label="Frasa sandi BSrE (passphrase)",
        help_text="Diteruskan ke BSrE untuk surat ini saja. Tidak disimpan.",
        max_length=200,
        error_messages={"required": "Tulis frasa sandi BSrE."},
        strip=False,
        required=needed,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    for name in (NIK, PHRASE):
        expected(form.fields[name], yes=True)  # never called optional: only printing needs none
    if offer.unanswered_at is not None:
        add_again(form, needed=needed)


def add_again(form: forms.Form, *, needed: bool = True) -> None:
    """An answer is missing: the letter is sent once more only by somebody who knows that."""
    form.fields[AGAIN] = forms.BooleanField(
        label="Saya tahu jawaban yang dahulu tidak datang. Kirim surat ini sekali lagi.",
        required=needed,
        error_messages={"required": "Centang ini untuk mengirim sekali lagi, atau tanda tangani basah."},
    )


def secret_of(form: forms.Form) -> Secret | None:
    """What was typed into a valid form; None where the office signs another way."""
    if NIK not in form.fields:
        return None
    typed = form.cleaned_data
    return Secret(typed[NIK], typed[PHRASE], again=bool(typed.get(AGAIN)))
