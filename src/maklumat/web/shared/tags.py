"""Template tags of the shell, known to every template without {% load %}.

{% error_summary form %}            the summary at the top of a page with errors, linking to each field
{% field form.name %}               one field: label, hint, error, input; any widget of `shared.forms`
{{ day|day }}                       19 Mei 2023
{{ moment|moment:office.time_zone }}   Jumat, 19 Mei 2023 pukul 14.05 WIB
{{ limit|promise }}, {{ limit|duration }}   a TimeLimit in words; |promise:standard names the step it begins with
{{ text|law }}                      a text of the standard: marked as Indonesian unless it is translated
<title{% law_language text %}>      the mark alone, where no element can be
{{ amount|rupiah }}                 Rp10.000
{{ text|unbroken }}                 days and numbers of a table's cell, not torn at a hyphen
{{ bytes|size }}                    1,4 MB
{% watchdogs as channels %}          where a bribe is reported past the office of this page
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from maklumat.core.standard.model import Office, ServiceStandard, TimeLimit
from maklumat.core.terbilang.numbers import grouped
from maklumat.web.shared import wording
from maklumat.web.shared.contacts import Contact, watchdogs
from maklumat.web.shared.forms import DateInput

register = template.Library()

LONG_LABEL: Final = 40
PARTS: Final = ((gettext_noop("Hari"), 2), (gettext_noop("Bulan"), 2), (gettext_noop("Tahun"), 4))


def first_id(bound: BoundField) -> str:
    """The id a summary link jumps to: the first input of the field."""
    several = isinstance(bound.field.widget, DateInput | forms.RadioSelect | forms.CheckboxSelectMultiple)
    return f"{bound.auto_id}_0" if several else str(bound.auto_id)


@register.inclusion_tag("shared/error_summary.html")
def error_summary(*bound_forms: forms.Form) -> dict[str, Any]:
    """Every error of these forms, in the order of their fields; those of no field come first, without a link."""
    rows: list[tuple[str, str]] = []
    for form in bound_forms:
        rows += [("", str(text)) for text in form.non_field_errors()]
        for bound in form:
            rows += [(first_id(bound), _named(str(bound.label), str(text))) for text in bound.errors]
    return {"rows": rows}


def _named(label: str, text: str) -> str:
    """Away from its field a message must say which one it is about, unless its words do so already."""
    told = len(label) > LONG_LABEL or label.split()[0].casefold() in text.casefold()
    return text if told else f"{label}: {text}"


@register.inclusion_tag("shared/field.html")
def field(bound: BoundField, size: str = "") -> dict[str, Any]:
    """One field. `size`: a width class of the base ("5", "10", "20") for short values."""
    described = [f"{bound.auto_id}_hint"] if bound.help_text else []
    if bound.errors:
        described.append(f"{bound.auto_id}_error")
    return {
        "bound": bound,
        "kind": _kind(bound.field.widget),
        "input": _drawn(bound, size, " ".join(described)),
        "described": " ".join(described),
        "parts": _date_parts(bound) if isinstance(bound.field.widget, DateInput) else [],
        "optional": not getattr(bound.field, "is_expected", bound.field.required),
    }


KINDS: Final[tuple[tuple[type[forms.Widget], str], ...]] = (
    (DateInput, "date"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.HiddenInput, "hidden"),
)


def _kind(widget: forms.Widget) -> str:
    return next((kind for widget_type, kind in KINDS if isinstance(widget, widget_type)), "input")


CLASSES: Final[tuple[tuple[type[forms.Widget], str], ...]] = (
    (forms.Textarea, "govuk-textarea"),
    (forms.FileInput, "govuk-file-upload"),
    (forms.Select, "govuk-select"),
    (forms.CheckboxInput, "govuk-checkboxes__input"),
    (forms.Widget, "govuk-input"),
)


def _drawn(bound: BoundField, size: str, described: str) -> str:
    """The plain inputs; groups of inputs are drawn by the template."""
    widget = bound.field.widget
    if isinstance(widget, DateInput | forms.RadioSelect | forms.CheckboxSelectMultiple):
        return ""
    base = next(name for widget_type, name in CLASSES if isinstance(widget, widget_type))
    classes = [base, str(widget.attrs.get("class", ""))]
    classes += [f"{base}--error"] if bound.errors else []
    classes += [f"govuk-input--width-{size}"] if size else []
    attrs: dict[str, Any] = {"class": " ".join(filter(None, classes))}
    if described:
        attrs["aria-describedby"] = described
    if bound.errors:
        attrs["aria-invalid"] = "true"
    return bound.as_widget(attrs=attrs)


def _date_parts(bound: BoundField) -> list[dict[str, Any]]:
    value = bound.value()
    values = value if isinstance(value, list) else DateInput().decompress(value)
    return [
        {
            "id": f"{bound.auto_id}_{index}",
            "name": f"{bound.html_name}_{index}",
            "label": _(label),
            "width": width,
            "value": "" if part is None else part,
            "bad": bool(bound.errors),
        }
        for index, ((label, width), part) in enumerate(zip(PARTS, values, strict=True))
    ]


@register.filter
def day(value: date) -> str:
    return wording.day_words(value)


@register.filter
def moment(value: datetime, time_zone: str) -> str:
    return wording.moment_words(value, time_zone)


@register.filter
def law(text: str) -> str:
    return wording.of_the_law(text)


@register.simple_tag
def law_language(text: str) -> str:
    return wording.language_mark(text)


@register.filter
def promise(limit: TimeLimit, standard: ServiceStandard | None = None) -> str:
    return wording.promise_words(limit, standard)


@register.filter
def duration(limit: TimeLimit) -> str:
    return wording.duration_words(limit)


@register.filter
def unbroken(text: str) -> str:
    return wording.unbroken(text)


@register.filter
def size(size_bytes: int) -> str:
    return wording.size_words(size_bytes)


@register.filter
def rupiah(amount: int) -> str:
    """ "Rp10.000"."""
    return f"Rp{grouped(amount)}"


@register.simple_tag(takes_context=True, name="watchdogs")
def watchdogs_tag(context: template.Context) -> list[Contact]:
    """Where a bribe is reported past the office that this page is about, or past any, see `contacts.watchdogs`."""
    owners = (context.get("office"), *(getattr(context.get(name), "law", None) for name in ("file", "draft")))
    offices = (getattr(one, "office", one) for one in owners)
    return watchdogs(next((one for one in offices if isinstance(one, Office)), None))
