"""How the fields of a step are drawn: one small template for each kind of field, all of them without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from django import forms
from django.forms.boundfield import BoundField

from maklumat.core.kinds import kind as kinds
from maklumat.core.kinds.kind import Way
from maklumat.web.desk.step_fields import (
    ROWS_DRAWN,
    ROWS_OPEN,
    MomentField,
    PapersField,
    PlaceField,
    ProofField,
    RowsField,
)

UNKNOWN: Final = "unknown-"
WIDTHS: Final = {kinds.NUMBER: "5", kinds.MONEY: "10", kinds.DATE: "10"}
PARTS: Final = (("day", "Hari", "2"), ("month", "Bulan", "2"), ("year", "Tahun", "4"), ("clock", "Jam", "4"))
TEMPLATES: Final[tuple[tuple[type[forms.Field], str], ...]] = (
    (MomentField, "moment"),
    (PlaceField, "place"),
    (RowsField, "rows"),
    (PapersField, "papers"),
    (ProofField, "proof"),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One input of a composed field."""

    id: str
    name: str
    label: str
    value: str
    width: str = ""
    numeric: bool = False
    checked: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """One field of a way. `template` draws it; `cells`, `rows` and `more` (rows folded away) are its inputs; `tokens`
    the files that came before; `unknown` the box "belum diketahui", None where there is none."""

    bound: BoundField
    template: str
    optional: bool
    described: str
    unknown: BoundField | None = None
    cells: tuple[Cell, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    more: tuple[tuple[Cell, ...], ...] = ()
    tokens: tuple[str, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)


def drawn(form: forms.Form, way: Way, findings: str) -> Iterator[Drawn]:
    """The fields of one way as the page shows them, in the form's order."""
    start = f"{way.code}-"
    for name in form.fields:
        if name.startswith(start) and findings not in name and not name.startswith(f"{start}{UNKNOWN}"):
            yield _draw(form, form[name], f"{start}{UNKNOWN}{name.removeprefix(start)}")


def draw(bound: BoundField) -> Drawn:
    """One field by itself."""
    return _draw(bound.form, bound, "")


def _draw(form: forms.BaseForm, bound: BoundField, unknown: str) -> Drawn:
    template = next((name for field_type, name in TEMPLATES if isinstance(bound.field, field_type)), "plain")
    described = [f"{bound.auto_id}_hint"] if bound.help_text else []
    described += [f"{bound.auto_id}_error"] if bound.errors else []
    return Drawn(
        bound=bound,
        template=f"desk/steps/{template}.html",
        optional=not getattr(bound.field, "is_expected", False),
        described=" ".join(described),
        unknown=form[unknown] if unknown in form.fields else None,
        **_INPUTS[template](bound),
    )


def _plain(_: BoundField) -> dict[str, Any]:
    return {}


def _moment(bound: BoundField) -> dict[str, Any]:
    value = bound.value()
    cells = (
        Cell(
            f"{bound.auto_id}_{index}" if index else str(bound.auto_id),
            f"{bound.html_name}_{index}",
            label,
            str(value[part]),
            width,
            numeric=part != "clock",
        )
        for index, (part, label, width) in enumerate(PARTS)
    )
    return {"cells": tuple(cells)}


def _place(bound: BoundField) -> dict[str, Any]:
    value = bound.value()
    where = Cell(str(bound.auto_id), bound.html_name, "", value["text"])
    name = f"{bound.html_name}-coordinates"
    label = "Koordinat"
    return {"cells": (where, Cell(f"{bound.auto_id}-coordinates", name, label, value["coordinates"], "20"))}


def _rows(bound: BoundField) -> dict[str, Any]:
    typed = [*bound.value()]
    count = max(ROWS_DRAWN, len(typed) + ROWS_OPEN)
    filled = [*typed, *([{}] * (count - len(typed)))]
    rows = tuple(_row(bound, index, values) for index, values in enumerate(filled))
    shown = max(ROWS_OPEN, len(typed) + 1)
    return {"rows": rows[:shown], "more": rows[shown:]}


def _row(bound: BoundField, index: int, values: dict[str, Any]) -> tuple[Cell, ...]:
    columns = bound.field.columns  # type: ignore[attr-defined]
    return tuple(
        Cell(
            id=str(bound.auto_id) if index == number == 0 else f"{bound.auto_id}-{index}-{column.code}",
            name=f"{bound.html_name}-{index}-{column.code}",
            label=f"{column.label} (hh-bb-tttt)" if column.kind == kinds.DATE else column.label,
            value=str(values.get(column.code, "")),
            width=WIDTHS.get(column.kind, ""),
            numeric=column.kind in (kinds.NUMBER, kinds.MONEY),
        )
        for number, column in enumerate(columns)
    )


def _uploads(bound: BoundField) -> Any:
    return bound.field


def _papers(bound: BoundField) -> dict[str, Any]:
    return {"tokens": tuple(_uploads(bound).tokens()), "extra": {"photos": _uploads(bound).accept == "image/*"}}


def _proof(bound: BoundField) -> dict[str, Any]:
    chosen = bound.value()["how"]
    cells = (
        Cell(
            id=f"{bound.auto_id}_{index}" if index else str(bound.auto_id),
            name=bound.html_name,
            label=label,
            value=code,
            checked=code == chosen,
        )
        for index, (code, label) in enumerate(kinds.PROOFS)
    )
    return {"cells": tuple(cells), "tokens": tuple(_uploads(bound).tokens()), "extra": {"drawn": kinds.DRAWN}}


_INPUTS: Final = {
    "plain": _plain,
    "moment": _moment,
    "place": _place,
    "rows": _rows,
    "papers": _papers,
    "proof": _proof,
}
