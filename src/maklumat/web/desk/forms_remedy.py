"""Forms that ask for proof: who I am (fresh), and what I saw."""

from __future__ import annotations

from typing import Any, Final

from django import forms

from maklumat.web.desk.forms_proof import ProofForm
from maklumat.web.shared.forms import Form, SeenField

IDENTITIES: Final = [
    ("ktp", "e-KTP"), ("kk", "Kartu Keluarga"), ("sim", "SIM"), ("paspor", "Paspor"),
    ("suket", "Surat keterangan dari desa atau kelurahan"),
]  # fmt: skip


class PasswordForm(ProofForm):
    """Fresh proof, and what I saw."""

    seen_seq = SeenField()


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


class IdentityForm(Form):
    """What is done for somebody at the counter against an identity card."""

    seen_seq = SeenField()
    identity = forms.ChoiceField(
        label="Kartu identitas yang Anda periksa", choices=IDENTITIES, widget=forms.RadioSelect
    )

    def identity_words(self) -> str:
        chosen: Any = dict(IDENTITIES)[self.cleaned_data["identity"]]
        return str(chosen)


class ReissueForm(IdentityForm):
    """A new secret against an identity card."""

    same_person = forms.BooleanField(
        label="Nama dan foto pada kartu cocok dengan orang yang datang dan dengan pemohon berkas ini",
        error_messages={"required": "Kata kunci hanya diganti untuk pemohon sendiri atau kuasanya."},
    )
