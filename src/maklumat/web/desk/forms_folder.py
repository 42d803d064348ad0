"""Forms of the signing folder: which letters, what came off the scanner, which of them are signed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from django import forms

from maklumat.records.work.folder_scans import PARTLY, READY, WAITING, Carried
from maklumat.records.work.folders import MOST, Signer, Waits, Wanted
from maklumat.web.desk.forms_proof import ProofForm
from maklumat.web.shared.forms import DateField, Form

LETTER: Final = re.compile(r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\|([a-z0-9-]{1,60})\|([0-9]{1,8})", re.ASCII)
"""A letter as it was seen: file, step, sequence number."""
PLACE: Final = re.compile(r"([0-9]{1,18})-([1-9][0-9]?)", re.ASCII)
"""Where a page belongs: the print, and the page."""
NOWHERE: Final = "tidak"


def value_of(one: Waits) -> str:
    """A letter on the list, as its box sends it."""
    return f"{one.line.application_id}|{one.line.step}|{one.line.seq}"


class LettersField(forms.MultipleChoiceField):
    """Letters as their page showed them. Whether they still stand so is said of each when it is printed."""

    def valid_value(self, value: Any) -> bool:
        return LETTER.fullmatch(str(value)) is not None


class FolderForm(Form):
    """Which letters go into a folder, and for whose hand."""

    letters = LettersField(
        label="Surat",
        required=False,
        error_messages={"invalid_choice": "Salah satu surat tidak dikenal; baca lagi daftarnya."},
    )
    signer = forms.TypedChoiceField(
        label="Siapa yang menandatangani",
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih siapa yang menandatangani."},
    )

    def __init__(self, signers: Iterable[Signer], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        signer = self.fields["signer"]
        assert isinstance(signer, forms.TypedChoiceField)  # noqa: S101  # declared above
        choices = [(str(one.user_id), f"{one.name}, {one.capacity}") for one in signers]
        signer.choices = choices
        if len(choices) == 1:
            signer.initial = choices[0][0]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "letters" not in self.errors and not cleaned.get("letters"):
            self.add_error("letters", "Pilih paling sedikit satu surat.")
        if len(cleaned.get("letters", ())) > MOST:
            self.add_error("letters", f"Satu map memuat paling banyak {MOST} surat.")
        return cleaned

    def wanted(self) -> list[Wanted]:
        """The chosen letters, each once."""
        found = (LETTER.fullmatch(value) for value in dict.fromkeys(self.cleaned_data["letters"]))
        return [Wanted(UUID(one[1]), one[2], int(one[3])) for one in found if one]


class FinishForm(ProofForm):
    """Which of those that came back are signed and stamped, since when, and who says so."""

    letters = forms.TypedMultipleChoiceField(
        label="Surat",
        required=False,
        coerce=int,
        error_messages={"invalid_choice": "Salah satu surat berubah sejak halaman ini dibuka; periksa lagi daftarnya."},
    )
    signed_on = DateField(
        label="Ditandatangani pada tanggal",
        required=False,
        help_text="Kosong berarti hari ini. Kewenangan penanda tangannya dilihat pada tanggal itu.",
    )
    field_order = ("letters", "signed_on", "password")

    def __init__(self, carried: Iterable[Carried], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        letters = self.fields["letters"]
        assert isinstance(letters, forms.TypedMultipleChoiceField)  # noqa: S101  # declared above
        letters.choices = [(str(one.printout.pk), one.number) for one in carried if one.state == READY]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "letters" not in self.errors and not cleaned.get("letters"):
            self.add_error("letters", "Centang paling sedikit satu surat yang sudah ditandatangani dan dicap.")
        return cleaned


class PlaceForm(Form):
    """Of which letter a page is that no code was read on."""

    scan = forms.UUIDField(widget=forms.HiddenInput)
    place = forms.ChoiceField(label="Ini halaman", error_messages={"required": "Pilih suratnya."})

    def __init__(self, carried: Iterable[Carried], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        place = self.fields["place"]
        assert isinstance(place, forms.ChoiceField)  # noqa: S101  # declared above
        missing = [
            (f"{one.printout.pk}-{page}", f"{one.number}, halaman {page} dari {one.printout.pages}")
            for one in carried
            if one.state in (WAITING, PARTLY)
            for page in one.missing
        ]
        place.choices = [("", "Pilih"), *missing, (NOWHERE, "Bukan halaman surat; buang")]

    def chosen(self) -> tuple[int, int] | None:
        """The print and the page; None for a page that is no letter's."""
        found = PLACE.fullmatch(self.cleaned_data["place"])
        return (int(found[1]), int(found[2])) if found else None
