"""Form fields drawn in the GOV.UK way, and what a view needs around them: `attempt`, `intake_form`, `tell`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Final, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from maklumat.core.errors import Refusal
from maklumat.core.intake import ERROR, Problem
from maklumat.core.standard.model import IntakeField
from maklumat.web.shared.errors import TooMany, say
from maklumat.web.shared.wording import in_indonesian, marked

T = TypeVar("T")
FormType = TypeVar("FormType", bound=forms.Form)

REQUIRED = _("{label} belum diisi.")
LONGEST_SEQ: Final = 8
"""Digits of a sequence number in a form."""


class Form(forms.Form):
    """The base of all forms: no browser validation in the way, labels without colons, our own messages."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if field.error_messages["required"] == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = format_lazy(REQUIRED, label=field.label)


class DateInput(forms.MultiWidget):
    """Day, month and year in three small fields: quicker and safer on a phone than a calendar."""

    def __init__(self) -> None:
        super().__init__(
            [forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}) for _part in ("d", "m", "y")]
        )

    def decompress(self, value: object) -> list[Any]:
        """From a day, or from text as RawDateField keeps it ("27-3-1985", also half filled in)."""
        if isinstance(value, date):
            return [value.day, value.month, value.year]
        text = str(value or "")
        parts: list[Any] = text.split(_separator(text) or "-", 2)
        return parts + [None] * (3 - len(parts))


def _separator(text: str) -> str:
    """The mark between day, month and year of a day as typed; "" when there is none."""
    return next((mark for mark in "-/. " if text.count(mark) == 2), "")


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
        except (ValueError, OverflowError):
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


class RawDateField(forms.Field):
    """A day as typed: "27-3-1985" from the three small fields, "" when all are empty. `core.intake` reads it."""

    widget = DateInput

    def clean(self, value: Any) -> str:
        parts = [str(part or "").strip() for part in value or []]
        if not any(parts):
            return ""
        joined = (mark.join(parts) for mark in "-/. " if _separator(mark.join(parts)) == mark)
        return next(joined, "-".join(parts))  # a dash that was typed is no mark of ours


class RawChoicesField(forms.Field):
    """Ticked boxes as typed: their values with a blank between them, "" for none."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, choices: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(**kwargs, required=False)
        self.widget.choices = choices
        self.known = {value for value, _label in choices}

    def clean(self, value: Any) -> str:
        return " ".join(one for one in value or [] if one in self.known)


def raw_field(question: IntakeField) -> forms.Field:
    """The field of one question of a standard, unread: `core.intake` says what is wrong with it.

    Its words are the standard's own: they stay Indonesian, and are marked so.
    """
    label, hint = in_indonesian(question.label), question.help and in_indonesian(question.help)
    common: dict[str, Any] = {"label": label, "help_text": hint, "required": False}
    match question.kind:
        case "paragraph":
            field: forms.Field = forms.CharField(widget=forms.Textarea(attrs={"rows": 5}), **common)
        case "number":
            field = forms.CharField(widget=forms.TextInput(attrs={"inputmode": "numeric"}), **common)
        case "date":
            field = RawDateField(**common)
        case "yes_no":
            choices: list[tuple[str, Any]] = [("ya", _("Ya")), ("tidak", _("Tidak"))]
            field = forms.CharField(widget=forms.RadioSelect(choices=choices), **common)
        case "choice":
            named = [(choice.code, in_indonesian(choice.text)) for choice in question.choices]
            field = forms.CharField(widget=forms.RadioSelect(choices=named), **common)
        case _:
            field = forms.CharField(**common)
    return expected(field, yes=question.required)


def expected(field: forms.Field, *, yes: bool) -> forms.Field:
    """Marks a raw field as asked for: without it the label says that it may stay empty."""
    field.is_expected = yes  # type: ignore[attr-defined]
    return field


def intake_form(questions: Iterable[IntakeField]) -> type[Form]:
    """A form class with one unread field per question, in their order."""
    return type("IntakeForm", (Form,), {question.code: raw_field(question) for question in questions})


def tell(form: forms.Form, prefix: str, problems: Iterable[Problem]) -> bool:
    """Put the errors of `problems` under `prefix` ("applicant", "answers") beside their fields; True if there were any.

    The form is bound. Problems of fields that this form does not have are left aside.
    """
    form.is_valid()
    found = False
    for problem in problems:
        place, _dot, name = problem.field.partition(".")
        if place == prefix and name in form.fields and problem.grade == ERROR:
            form.add_error(name, marked(problem.message))
            found = True
    return found


def with_texts(form_class: type[FormType], texts: Mapping[str, str]) -> FormType:
    """The form as if these kept texts (`typed`) had just been sent: bound, so that errors can be told beside them."""
    data: dict[str, Any] = {}
    for name, field in form_class.base_fields.items():
        if isinstance(field, RawDateField):
            parts = DateInput().decompress(texts.get(name, ""))
            data |= {f"{name}_{index}": str(part or "") for index, part in enumerate(parts)}
        elif isinstance(field, RawChoicesField):
            data[name] = texts.get(name, "").split()
        else:
            data[name] = texts.get(name, "")
    return form_class(data)


def typed(form: forms.Form) -> dict[str, str]:
    """What was typed, as text by field: what a draft keeps, right or wrong."""
    form.is_valid()
    kept = {name: form.cleaned_data.get(name, form.data.get(name, "")) for name in form.fields}
    return {name: str(value) for name, value in kept.items() if value}


class SeenField(forms.Field):
    """The sequence number that the sender's page showed; 0 for none, and for one that no page can have shown."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> int:
        text = str(value or "")
        return int(text) if text.isdecimal() and len(text) <= LONGEST_SEQ else 0


def seen_seq(request: HttpRequest) -> int:
    """The sequence number of a request whose form is not read yet."""
    return SeenField().clean(request.POST.get("seen_seq"))


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
