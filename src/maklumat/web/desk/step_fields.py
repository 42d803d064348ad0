"""The fields of a step's form: each reads what was typed into the JSON value that `core.kinds.record` judges.

A field says only that it cannot read something; whether the value is right for its kind is the reader's to say. Uploads
are decoded and stored at once, outside any transaction, and named by a signed token, so that a form with an error
elsewhere comes back with its photographs.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any, Final
from zoneinfo import ZoneInfo

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from maklumat.core.errors import Refusal
from maklumat.core.intake import clean_line, clean_paragraph, read_day
from maklumat.core.kinds import kind as kinds
from maklumat.core.kinds.kind import Column, Field
from maklumat.ports.scans import pdf_of
from maklumat.ports.uploads import PDF, PNG, Decoded, decode
from maklumat.web.shared.forms import DateField, YesNoField
from maklumat.web.shared.uploading import ACCEPT, MAX_BYTES, read_token

Store = Callable[[Decoded], dict[str, str]]
"""Keeps a decoded file and gives the paper that names it."""

ROWS_OPEN: Final = 3
ROWS_DRAWN: Final = 12
ROWS_READ: Final = 60
FEW_CHOICES: Final = 4
DRAWING: Final = "data:image/png;base64,"
MOST_DRAWING: Final = 400_000
WIDEST_DRAWING: Final = 1200
"""Pixels: twice the field on the page. What is larger was not drawn there."""
TOKEN_SALT: Final = "maklumat.step-paper"  # noqa: S105  # names the use of the key, no secret
_AMOUNT: Final = re.compile(r"(?:rp\.?)?\s*(\d{1,3}(?:\.\d{3})+|\d{1,15})(?:,(?:00|-))?", re.ASCII | re.IGNORECASE)
_CLOCK: Final = re.compile(r"(\d{1,2})[.:](\d{2})", re.ASCII)


def read_amount(text: str) -> int | None:
    """A whole number as people write it: 1.250.000, Rp150.000,00, 12. None when it is none."""
    found = _AMOUNT.fullmatch(text.strip())
    return int(found[1].replace(".", "")) if found else None


def read_clock(text: str) -> time | None:
    """A time of day: 14.30 or 14:30. None when it is none."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        return None
    return time(int(found[1]), int(found[2]))


class LineField(forms.CharField):
    """One line, or several; marks that nobody sees are taken out."""

    def __init__(self, *, lines: bool = False, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 3}) if lines else forms.TextInput()
        super().__init__(required=False, widget=widget, **kwargs)
        self.clean_text = clean_paragraph if lines else clean_line

    def clean(self, value: Any) -> str:
        return self.clean_text(str(value or "")).text


class AmountField(forms.CharField):
    """A whole number or whole rupiah."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.TextInput(attrs={"inputmode": "numeric"}), **kwargs)

    def clean(self, value: Any) -> int | None:
        text = str(value or "").strip()
        if not text:
            return None
        amount = read_amount(text)
        if amount is None:
            raise ValidationError("Tulis dengan angka saja, misalnya 12 atau 150.000.")
        return amount


class PeopleField(forms.CharField):
    """Names, one a line."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": 3}), **kwargs)

    def clean(self, value: Any) -> list[str]:
        return [line for line in clean_paragraph(str(value or "")).text.split("\n") if line]

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value


class DayField(DateField):
    """A calendar day as ISO text."""

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        return day.isoformat() if day else None

    def prepare_value(self, value: Any) -> Any:
        return date.fromisoformat(value) if isinstance(value, str) else value


class MomentInput(forms.Widget):
    """Day, month, year and time of day; a dict of texts."""

    PARTS = ("day", "month", "year", "clock")

    def value_from_datadict(self, data: Mapping[str, Any], _files: Any, name: str) -> dict[str, str]:
        return {part: str(data.get(f"{name}_{index}", "")).strip() for index, part in enumerate(self.PARTS)}


class MomentField(forms.Field):
    """A moment on the office's wall clock."""

    widget = MomentInput

    def __init__(self, zone: ZoneInfo, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.zone = zone

    def clean(self, value: Mapping[str, str]) -> str | None:
        if not any(value.values()):
            return None
        clock = read_clock(value["clock"])
        try:
            day = date(int(value["year"]), int(value["month"]), int(value["day"]))
        except ValueError:
            raise ValidationError("Tulis tanggal yang benar, misalnya 23 11 2026.") from None
        if clock is None:
            raise ValidationError("Tulis jam yang benar, misalnya 14.30.")
        return datetime.combine(day, clock, self.zone).isoformat()

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str) and value:
            local = datetime.fromisoformat(value).astimezone(self.zone)
            return {"day": local.day, "month": local.month, "year": local.year, "clock": f"{local:%H.%M}"}
        return value or dict.fromkeys(MomentInput.PARTS, "")


class PersonField(forms.ChoiceField):
    """Somebody by name, or nobody in particular. `people`: user id and name."""

    def __init__(self, people: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        self.people = {str(user): name for user, name in people}
        super().__init__(required=False, choices=[("", "Siapa pun pada jabatan itu"), *self.people.items()], **kwargs)

    def clean(self, value: Any) -> Any:
        chosen = super().clean(value)
        return {"user": int(chosen), "name": self.people[chosen]} if chosen else None

    def prepare_value(self, value: Any) -> Any:
        return value["user"] if isinstance(value, dict) else value


class PlaceInput(forms.Widget):
    def value_from_datadict(self, data: Mapping[str, Any], _files: Any, name: str) -> dict[str, str]:
        return {"text": str(data.get(name, "")), "coordinates": str(data.get(f"{name}-coordinates", ""))}


class PlaceField(forms.Field):
    """An address or a landmark, and where it lies if the device knows."""

    widget = PlaceInput

    def clean(self, value: Mapping[str, str]) -> dict[str, str]:
        found = {part: clean_line(text).text for part, text in value.items()}
        return {part: text for part, text in found.items() if text}

    def prepare_value(self, value: Any) -> Any:
        return {"text": "", "coordinates": "", **(value or {})}


class RowsInput(forms.Widget):
    """A small table; a list of dicts of texts, empty rows left out."""

    def __init__(self, columns: tuple[Column, ...]) -> None:
        super().__init__()
        self.columns = columns

    def value_from_datadict(self, data: Mapping[str, Any], _files: Any, name: str) -> list[dict[str, str]]:
        rows = (
            {column.code: str(data.get(f"{name}-{index}-{column.code}", "")).strip() for column in self.columns}
            for index in range(ROWS_READ)
        )
        return [row for row in rows if any(row.values())]


class RowsField(forms.Field):
    def __init__(self, columns: tuple[Column, ...], **kwargs: Any) -> None:
        super().__init__(required=False, widget=RowsInput(columns), **kwargs)
        self.columns = columns

    def clean(self, value: list[dict[str, str]]) -> list[dict[str, Any]]:
        rows = []
        for number, row in enumerate(value, start=1):
            cells = {column.code: self._cell(column, row[column.code], number) for column in self.columns}
            rows.append({code: cell for code, cell in cells.items() if cell not in (None, "")})
        return rows

    def _cell(self, column: Column, text: str, number: int) -> Any:
        if column.kind == kinds.TEXT or not text:
            return clean_line(text).text
        read: Any = read_day(text) if column.kind == kinds.DATE else read_amount(text)
        if read is None:
            example = "23-11-2026" if column.kind == kinds.DATE else "12 atau 150.000"
            raise ValidationError(f"Baris {number}, {column.label.lower()}: tulis misalnya {example}.")
        return read.isoformat() if isinstance(read, date) else read

    def prepare_value(self, value: Any) -> Any:
        return value or []


class PapersInput(forms.Widget):
    """New files, and the tokens of those that came before."""

    needs_multipart_form = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, list[Any]]:
        several = {"files": (files, name), "kept": (data, f"{name}-kept")}
        return {
            part: source.getlist(key) if hasattr(source, "getlist") else []
            for part, (source, key) in several.items()
        }  # fmt: skip


class PapersField(forms.Field):
    """Photographs, or one document. Cleans to the papers; `tokens` names them for the page."""

    widget = PapersInput

    def __init__(self, store: Store, owner: str, *, several: bool, images_only: bool, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.store, self.salt = store, f"{TOKEN_SALT}.{owner}"
        self.several, self.images_only = several, images_only
        self.accept = "image/*" if images_only else ACCEPT
        self.limit = MAX_BYTES
        self.read: list[dict[str, str]] = []

    def clean(self, value: Mapping[str, list[Any]]) -> Any:
        papers = [paper for token in value["kept"] if (paper := read_token(str(token), self.salt)) is not None]
        refused: list[ValidationError] = []
        for upload in value["files"]:
            try:
                papers.append(self._stored(upload))
            except ValidationError as error:
                refused.append(error)
        self.read = papers if self.several else papers[-1:]
        if refused:
            raise ValidationError(refused)
        return self.read if self.several else (self.read[0] if self.read else None)

    def _stored(self, upload: Any) -> dict[str, str]:
        if not isinstance(upload, UploadedFile):
            raise ValidationError("Pilih kembali berkasnya.")
        try:
            decoded = self._decoded(upload)
        except Refusal as refusal:
            raise ValidationError(f"{refusal.message} ({refusal.code})") from None
        if self.images_only and not decoded.kind.startswith("image/"):
            raise ValidationError("Kirim foto (JPG atau PNG), bukan PDF.")
        return self.store(decoded)

    def _decoded(self, upload: UploadedFile) -> Decoded:
        return decode(upload.read(MAX_BYTES + 1), upload.name or "")

    def tokens(self) -> list[str]:
        """The tokens with which the papers that were just read come back, though something else was wrong."""
        return [signing.dumps(paper, salt=self.salt) for paper in self.read]


class OutsideField(PapersField):
    """A document that another application made: a PDF, kept byte for byte.

    `scans`: it may also come back on paper; then a photograph or a scan of it is kept, as a PDF.
    """

    def __init__(self, store: Store, owner: str, *, scans: bool = False, **kwargs: Any) -> None:
        super().__init__(store, owner, several=False, images_only=False, **kwargs)
        self.scans = scans
        self.accept = ACCEPT if scans else PDF

    def _decoded(self, upload: UploadedFile) -> Decoded:
        found = decode(upload.read(MAX_BYTES + 1), upload.name or "", untouched=True)
        if found.kind == PDF:
            return found
        if not self.scans:
            raise Refusal("PRD-008", "Lampirkan dokumen yang diunduh dari aplikasi lain (PDF).")
        return replace(found, data=pdf_of(found), kind=PDF)


class ProofInput(forms.Widget):
    def value_from_datadict(self, data: Mapping[str, Any], _files: Any, name: str) -> dict[str, str]:
        return {"how": str(data.get(name, "")), **{p: str(data.get(f"{name}-{p}", "")) for p in ("drawn", "kept")}}


class ProofField(forms.Field):
    """How somebody acknowledges what they received; a drawing comes as the PNG of a canvas."""

    widget = ProofInput

    def __init__(self, store: Store, owner: str, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.store, self.salt = store, f"{TOKEN_SALT}.{owner}"
        self.read: list[dict[str, str]] = []

    def clean(self, value: Mapping[str, str]) -> dict[str, Any]:
        if not value["how"]:
            return {}
        if value["how"] != kinds.DRAWN:
            return {"how": value["how"]}
        image = self._image(value["drawn"]) or read_token(value["kept"], self.salt)
        self.read = [image] if image else []
        return {"how": kinds.DRAWN, **({"image": image} if image else {})}

    def _image(self, drawn: str) -> dict[str, str] | None:
        if not drawn.startswith(DRAWING) or len(drawn) > MOST_DRAWING:
            return None
        unread = ValidationError("Goresan tanda tangan tidak terbaca; ulangi, atau pilih bukti lain.")
        try:
            found = decode(base64.b64decode(drawn[len(DRAWING) :], validate=True), "tanda.png")
        except (binascii.Error, Refusal):
            raise unread from None
        if found.kind != PNG or max(found.width, found.height) > WIDEST_DRAWING:
            raise unread
        return self.store(found)

    def tokens(self) -> list[str]:
        """The token of the drawing that was just read."""
        return [signing.dumps(image, salt=self.salt) for image in self.read]

    def prepare_value(self, value: Any) -> Any:
        return {"how": "", **(value or {})}


def field_of(
    field: Field, zone: ZoneInfo, store: Store, owner: str, people: Sequence[tuple[int, str]] = ()
) -> forms.Field:
    """The form field of a kind's field. `owner` is the file whose papers these are: tokens hold for it alone.

    `people`: whom a field for a person offers.
    """
    common: dict[str, Any] = {"label": field.label, "help_text": field.help}
    match field.kind:
        case kinds.PARAGRAPH:
            return LineField(lines=True, **common)
        case kinds.NUMBER | kinds.MONEY:
            return AmountField(**common)
        case kinds.DATE:
            return DayField(required=False, **common)
        case kinds.MOMENT:
            return MomentField(zone, **common)
        case kinds.YES_NO:
            return YesNoField(required=False, **common)
        case kinds.CHOICE:
            return _choice(field, common)
        case kinds.CHOICES:
            boxes = forms.CheckboxSelectMultiple
            return forms.MultipleChoiceField(required=False, widget=boxes, choices=field.choices, **common)
        case kinds.PERSON:
            return PersonField(people, **common)
        case kinds.PLACE | kinds.PEOPLE | kinds.ROWS:
            return _composed(field, common)
        case kinds.PHOTOS | kinds.DOCUMENT:
            photos = field.kind == kinds.PHOTOS
            return PapersField(store, owner, several=photos, images_only=photos, **common)
        case kinds.PROOF:
            return ProofField(store, owner, **common)
    return LineField(**common)


def _composed(field: Field, common: dict[str, Any]) -> forms.Field:
    if field.kind == kinds.PLACE:
        return PlaceField(required=False, **common)
    return PeopleField(**common) if field.kind == kinds.PEOPLE else RowsField(field.columns, **common)


def _choice(field: Field, common: dict[str, Any]) -> forms.Field:
    """Few choices are seen at once; many are folded away."""
    if len(field.choices) <= FEW_CHOICES:
        return forms.ChoiceField(required=False, widget=forms.RadioSelect, choices=field.choices, **common)
    return forms.ChoiceField(required=False, choices=[("", "Pilih"), *field.choices], **common)
