"""What has changed in a letter, field by field, in words that whoever signs it can read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from maklumat.core.letter.names import KNOWN_NAMES
from maklumat.core.letter.template import Template
from maklumat.core.letter.texts import Value, is_empty
from maklumat.core.terbilang.dates import long_date
from maklumat.core.terbilang.numbers import grouped


@dataclass(frozen=True, slots=True)
class Change:
    """A field of a letter that says something else by now. "" where it said, or says, nothing."""

    label: str
    before: str
    after: str


def changes(template: Template, before: Mapping[str, Value], after: Mapping[str, Value]) -> tuple[Change, ...]:
    """The fields in which two versions of a letter differ, the template's own fields first and in its order."""
    order = [field.name for field in template.fields]
    names = sorted({*before, *after}, key=lambda name: (order.index(name) if name in order else len(order), name))
    return tuple(
        Change(_label(template, name), words(before.get(name)), words(after.get(name)))
        for name in names
        if words(before.get(name)) != words(after.get(name))
    )


def _label(template: Template, name: str) -> str:
    field = template.field(name)
    said = field.label if field is not None and field.label != name else KNOWN_NAMES.get(name, name.replace("_", " "))
    return said[:1].upper() + said[1:]


def words(value: Value | None) -> str:
    """A value as it is read: a day by its name, a table row by row."""
    if value is None or is_empty(value):
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return long_date(value)
    if isinstance(value, int):
        return grouped(value)
    return "\n".join("; ".join(row) for row in value)
