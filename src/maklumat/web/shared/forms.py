"""Form fields drawn in the GOV.UK way, and the two helpers a view needs: `attempt` and `intake_fields`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from maklumat.core.errors import Refusal
from maklumat.core.standard.model import IntakeField
from maklumat.web.shared.errors import TooMany, say

T = TypeVar("T")

REQUIRED = _("Isi kolom ini.")


class Form(forms.Form):
    """The base of all forms: no browser validation in the way, labels without colons, our own messages."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages.setdefault("required", REQUIRED)
            if field.error_messages["required"] == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = REQUIRED


class DateInput(forms.MultiWidget):
    """Day, month and year in three small fields: quicker and safer on a phone than a calendar."""

    def __init__(self) -> None:
        super().__init__(
            [forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}) for _part in ("d", "m", "y")]
        )

    def decompress(self, value: object) -> list[Any]:
        if isinstance(value, str):
            value = date.fromisoformat(value) if value else None
        return [value.day, value.month, value.year] if isinstance(value, date) else [None, None, None]


class DateField(forms.Field):
    """A calendar day typed as day, month, year. Cleans to `date` or None."""

    widget = DateInput

    def clean(self, value: Any) -> date | None:
        parts = [str(part or "").strip() for part in value or []]
        if not any(parts):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        try:
            day, month, year = (int(part) for part in parts)
            return date(year, month, day)
        except ValueError:
            raise ValidationError(_("Tulis tanggal yang benar, misalnya 27 3 1985."), code="invalid") from None


class YesNoField(forms.TypedChoiceField):
    """Yes or no, unanswered at first. Cleans to True, False or None."""

    widget = forms.RadioSelect

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            choices=[("ya", _("Ya")), ("tidak", _("Tidak"))],
            coerce=lambda value: value == "ya",
            empty_value=None,
            **kwargs,
        )

    def prepare_value(self, value: object) -> object:
        return {True: "ya", False: "tidak"}.get(value, value) if isinstance(value, bool) else value


def intake_field(question: IntakeField) -> forms.Field:
    """The form field of one question of a standard. Its words are the standard's own, so they stay Indonesian."""
    common: dict[str, Any] = {"label": question.label, "help_text": question.help, "required": question.required}
    match question.kind:
        case "paragraph":
            return forms.CharField(widget=forms.Textarea(attrs={"rows": 5}), max_length=4000, **common)
        case "number":
            number = forms.TextInput(attrs={"inputmode": "numeric"})
            return forms.IntegerField(widget=number, min_value=0, max_value=10**15, **common)
        case "date":
            return DateField(**common)
        case "yes_no":
            return YesNoField(**common)
        case "choice":
            choices = [(choice.code, choice.text) for choice in question.choices]
            return forms.ChoiceField(widget=forms.RadioSelect, choices=choices, **common)
    return forms.CharField(max_length=300, **common)


def intake_form(questions: Iterable[IntakeField]) -> type[Form]:
    """A form class with one field per question, in their order."""
    return type("IntakeForm", (Form,), {question.code: intake_field(question) for question in questions})


def plain(cleaned: Mapping[str, Any]) -> dict[str, Any]:
    """Cleaned values as JSON values: days in ISO form, nothing for what was left empty."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in cleaned.items()
        if value is not None and value != ""
    }


def attempt(form: forms.Form, act: Callable[[], T]) -> T | None:
    """Do it; a Refusal becomes an error at the top of the form, so that nothing typed is lost.

    Returns None after a refusal (look at `form.is_valid()` or `form.errors`). Conflicts, too, are shown in the form;
    TooMany, NotVisible and Unavailable go on to their pages.
    """
    try:
        return act()
    except TooMany:
        raise
    except Refusal as refusal:
        form.add_error(None, f"{say(refusal)} ({refusal.code})")
        return None


UNREADABLE_NUMBER = gettext_noop("Tulis angka saja, tanpa titik atau koma.")
