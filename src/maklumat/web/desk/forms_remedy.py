"""Forms that ask for proof: who I am (fresh), and what I saw."""

from __future__ import annotations

from typing import Any, Final

from django import forms

from maklumat.core.kinds.kind import CARDS
from maklumat.web.desk.forms_proof import ProofForm
from maklumat.web.shared.forms import Form, SeenField

IDENTITIES: Final = CARDS


class PasswordForm(ProofForm):
    """Fresh proof, and what I saw."""

    seen_seq = SeenField()


OTHER: Final = "lain"
"""A reason of the office's own, where the standard names reasons."""


class RevokeForm(PasswordForm):
    """Taking an issued product back, for one of the reasons that its standard names, or for another."""

    ground = forms.ChoiceField(label="Alasan pencabutan", widget=forms.RadioSelect, required=False)
    reason = forms.CharField(
        label="Alasan pencabutan",
        help_text="Terbaca oleh siapa pun yang memeriksa surat ini; jangan menulis data pribadi.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    product = forms.CharField(widget=forms.HiddenInput, max_length=60)
    field_order = ("seen_seq", "product", "ground", "reason", "password")

    def __init__(self, known: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.known = known
        if not known:
            del self.fields["ground"]
            return
        ground, reason = self.fields["ground"], self.fields["reason"]
        assert isinstance(ground, forms.ChoiceField)  # noqa: S101  # declared above
        ground.choices = [*((text, text) for text in known), (OTHER, "Alasan lain")]
        ground.is_expected = True  # type: ignore[attr-defined]
        reason.label, reason.required = "Alasan lain", False

    def clean(self) -> dict[str, Any]:
        """`reason` is the sentence that everybody reads: one that the standard names, or what was typed."""
        cleaned = super().clean() or self.cleaned_data
        if not self.known or "ground" in self.errors:
            return cleaned
        ground = cleaned.get("ground")
        if not ground:
            self.add_error("ground", "Pilih alasan pencabutan.")
        elif ground != OTHER:
            cleaned["reason"] = ground
        elif not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", "Tulis alasan lain itu.")
        return cleaned


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
