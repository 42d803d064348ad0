"""Forms about papers: asking beyond the standard, taking originals into custody, giving them back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID, uuid4

from django import forms
from django.core.signing import BadSignature, Signer

from maklumat.core.errors import NotVisible
from maklumat.core.intake import Slot
from maklumat.web.desk.telling import FORM, PERSON
from maklumat.web.shared.forms import Form

SIGNED: Final = Signer(salt="maklumat.custody")
LONGEST: Final = 200


class UnlistedForm(Form):
    """A paper that the standard does not list, and why it is needed all the same."""

    seen_seq = forms.IntegerField(widget=forms.HiddenInput)
    paper = forms.CharField(label="Berkas yang diminta", max_length=LONGEST)
    reason = forms.CharField(
        label="Mengapa perlu",
        help_text="Dibaca pemohon. Permintaan di luar standar dihitung dan diumumkan pada halaman layanan.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class CustodyForm(Form):
    """Originals that are left here: which papers, whose."""

    submission_id = forms.CharField(widget=forms.HiddenInput)
    papers = forms.MultipleChoiceField(
        label="Berkas asli yang diterima", required=False, widget=forms.CheckboxSelectMultiple
    )
    other = forms.CharField(
        label="Berkas asli lain",
        help_text="Pisahkan dengan titik koma bila lebih dari satu.",
        max_length=LONGEST,
        required=False,
    )
    owner = forms.CharField(label="Milik siapa", max_length=120)

    def __init__(self, slots: Iterable[Slot], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        choice = self.fields["papers"]
        assert isinstance(choice, forms.MultipleChoiceField)  # noqa: S101  # declared above
        documents = [slot for slot in slots if slot.requirement.kind == "document"]
        wanted = sorted(documents, key=lambda slot: slot.requirement.form != "original")
        self.names = {slot.key: paper_words(slot) for slot in wanted}
        choice.choices = list(self.names.items())
        choice.is_expected = True  # type: ignore[attr-defined]  # one of the two fields is
        if not wanted:
            del self.fields["papers"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not self.texts():
            self.add_error("other", "Pilih atau tulis paling sedikit satu berkas asli.")
        return cleaned

    def texts(self) -> list[str]:
        """The papers in words, as the receipt lists them."""
        chosen = [self.names[key] for key in self.cleaned_data.get("papers", ())]
        others = [text.strip() for text in self.cleaned_data.get("other", "").split(";")]
        return chosen + [text for text in others if text]

    def custody_id(self) -> UUID:
        """The id this page was given. Raises NotVisible for one that we did not give away."""
        try:
            return UUID(SIGNED.unsign(self.cleaned_data["submission_id"]))
        except (BadSignature, ValueError):
            raise NotVisible from None


class ReturnForm(Form):
    """Originals that go back."""

    collector = forms.CharField(label="Diambil oleh", max_length=120)


def paper_words(slot: Slot) -> str:
    """A requirement as a receipt names it: "Surat kelahiran (suami), diminta asli"."""
    person = f" ({PERSON.get(slot.person, slot.person)})" if slot.person else ""
    asked = f", diminta {FORM['original']}" if slot.requirement.form == "original" else ""
    return f"{slot.requirement.text}{person}{asked}"


def new_submission_id() -> str:
    """An id for one page, signed so that it is known again."""
    return SIGNED.sign(str(uuid4()))
