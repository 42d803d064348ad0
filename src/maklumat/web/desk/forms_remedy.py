"""Forms that ask for proof: who I am (fresh), and what I saw."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.contrib import auth
from django.http import HttpRequest

from maklumat.web.shared.forms import Form

IDENTITIES: Final = [
    ("ktp", "e-KTP"), ("kk", "Kartu Keluarga"), ("sim", "SIM"), ("paspor", "Paspor"),
    ("suket", "Surat keterangan dari desa atau kelurahan"),
]  # fmt: skip


class PasswordForm(Form):
    """Fresh proof of who sits here. A wrong password counts like a failed login and locks in the end."""

    seen_seq = forms.IntegerField(widget=forms.HiddenInput)
    password = forms.CharField(
        label="Kata sandi Anda",
        max_length=200,
        strip=False,
        help_text="Diminta sekali lagi supaya tidak ada orang lain yang bertindak atas nama Anda.",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def proven(self, request: HttpRequest) -> bool:
        """Whether the password is this person's; tells the form when it is not."""
        if not self.is_valid():
            return False
        name = request.user.get_username()
        user = auth.authenticate(request, username=name, password=self.cleaned_data["password"])
        if user is None or user.pk != request.user.pk:
            self.add_error("password", "Kata sandi tidak cocok.")
            return False
        return True


class RevokeForm(PasswordForm):
    """Taking an issued product back."""

    reason = forms.CharField(
        label="Alasan pencabutan",
        help_text="Terbaca oleh siapa pun yang memeriksa surat ini; jangan menulis data pribadi.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    product = forms.CharField(widget=forms.HiddenInput, max_length=60)
    field_order = ("seen_seq", "product", "reason", "password")


class ReissueForm(Form):
    """A new secret against an identity card."""

    seen_seq = forms.IntegerField(widget=forms.HiddenInput)
    identity = forms.ChoiceField(
        label="Kartu identitas yang Anda periksa", choices=IDENTITIES, widget=forms.RadioSelect
    )
    matches = forms.BooleanField(
        label="Nama dan foto pada kartu cocok dengan orang yang datang dan dengan pemohon berkas ini",
        error_messages={"required": "Kata kunci hanya diganti untuk pemohon sendiri atau kuasanya."},
    )

    def identity_words(self) -> str:
        chosen: Any = dict(IDENTITIES)[self.cleaned_data["identity"]]
        return str(chosen)
