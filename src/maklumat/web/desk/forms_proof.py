"""Proof of who sits here: the password, or the code of an authenticator app."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.contrib import auth
from django.http import HttpRequest
from django.utils import timezone

from maklumat.core.errors import Refusal
from maklumat.ports.authenticator import tidy_code
from maklumat.records.people import second_factor
from maklumat.web.shared.entering import since_when, user_id
from maklumat.web.shared.errors import TooMany, say
from maklumat.web.shared.forms import Form
from maklumat.web.shared.limits import forgive, spend

BY_PASSWORD: Final = "password"  # noqa: S105  # the name of a way, not a secret
LIMIT: Final = "code"
ONE_TIME: Final = {"inputmode": "numeric", "autocomplete": "one-time-code", "autocapitalize": "off"}


class ProofForm(Form):
    """Fresh proof. A wrong password counts like a failed login, a wrong code like a wrong code; both lock in the end.

    `proof`: which of the two it was, once `proven`.
    """

    password = forms.CharField(
        label="Kata sandi Anda",
        max_length=200,
        strip=False,
        help_text="Atau kode 6 angka dari aplikasi kode di ponsel Anda, bila sudah dipasang. Diminta sekali lagi supaya"
        " tidak ada orang lain yang bertindak atas nama Anda.",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    proof = ""

    def proven(self, request: HttpRequest) -> bool:
        """Whether the proof is this person's; tells the form when it is not. TooMany after too many wrong codes."""
        if not self.is_valid():
            return False
        typed = self.cleaned_data["password"]
        by_code = since_when(request) is not None and bool(tidy_code(typed))
        fault = self._code_fault(request, typed) if by_code else self._password_fault(request, typed)
        if fault:
            self.add_error("password", fault)
            return False
        self.proof = second_factor.CODE if by_code else BY_PASSWORD
        return True

    def _code_fault(self, request: HttpRequest, typed: str) -> str:
        try:
            prove(request, typed, recovery=False)
        except TooMany:
            raise
        except Refusal as refusal:
            return f"{say(refusal)} ({refusal.code})"
        return ""

    def _password_fault(self, request: HttpRequest, typed: str) -> str:
        user = auth.authenticate(request, username=request.user.get_username(), password=typed)
        return "" if user is not None and user.pk == request.user.pk else "Kata sandi tidak cocok."


def prove(request: HttpRequest, typed: str, *, recovery: bool = True) -> str:
    """`second_factor.prove` with the tries of this person counted: a right code forgives the wrong ones before it."""
    subject = str(user_id(request))
    spend(request, LIMIT, subject)
    way = second_factor.prove(user_id(request), typed, timezone.now(), recovery=recovery)
    forgive(request, LIMIT, subject)
    return way


class CodeForm(Form):
    """After the password: the code of the app, or one from paper."""

    code = forms.CharField(
        label="Kode 6 angka", max_length=20, required=False, widget=forms.TextInput(attrs={**ONE_TIME})
    )
    recovery = forms.CharField(
        label="Kode cadangan",
        max_length=40,
        required=False,
        help_text="Dari kertas yang dicetak saat memasang. Huruf besar kecil dan tanda hubung tidak masalah.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.is_expected = True  # type: ignore[attr-defined]  # one of the two: neither is called optional

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("code") and not cleaned.get("recovery"):
            self.add_error("code", "Tulis kode 6 angka yang sedang tampil di aplikasi.")
        return cleaned

    def typed(self) -> str:
        """What was typed: the code of the app before one from paper."""
        return str(self.cleaned_data["code"] or self.cleaned_data["recovery"])


class EnrolForm(ProofForm):
    """Setting up an app: proof of who does it, and the app's first code."""

    code = forms.CharField(
        label="Kode 6 angka yang tampil di aplikasi", max_length=20, widget=forms.TextInput(attrs={**ONE_TIME})
    )
    field_order = ("code", "password")


class EmailForm(Form):
    """Where an official is sent e-mail."""

    email = forms.EmailField(
        label="Surel untuk pemberitahuan",
        help_text="Untuk janji yang hampir lewat dan berkas yang dilaporkan kepada Anda. Isinya hanya nomor berkas."
        " Kosongkan bila tidak perlu.",
        required=False,
        max_length=120,
        error_messages={"invalid": "Alamat surel tidak terbaca; tulis misalnya nama@contoh.id."},
    )
