"""What was recorded with a step, put into lines that a person reads. Indonesian, like the steps themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from maklumat.core.kinds import kind as kinds
from maklumat.core.kinds.kind import Field, Kind
from maklumat.core.kinds.record import UNKNOWN, is_empty
from maklumat.core.terbilang.dates import day_name, long_date
from maklumat.core.terbilang.numbers import grouped

NOT_KNOWN: Final = "belum diketahui"
ZONES: Final = {7: "WIB", 8: "WITA", 9: "WIT"}
UNSHOWN: Final = frozenset({kinds.PER_REQUIREMENT})
"""Kinds of field that pages show in a place of their own."""


@dataclass(frozen=True, slots=True)
class StepPaper:
    """A paper recorded with a step: event `seq`, field and place in the field; `kind` is its media type."""

    seq: int
    field: str
    index: int
    kind: str
    label: str

    @property
    def is_image(self) -> bool:
        return self.kind.startswith("image/")


@dataclass(frozen=True, slots=True)
class Line:
    """One field as shown. One of: `text` (line ends kept), `items`, a table (`columns`, `rows`), `papers`.

    `confined`: it is there, but for the posts of its step alone; then nothing of it is given. `map_url` opens the place
    on a map ("geo:" address), "" where no coordinates were taken.
    """

    code: str
    label: str
    text: str = ""
    items: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    papers: tuple[StepPaper, ...] = ()
    confined: bool = False
    map_url: str = ""


def lines_of(kind: Kind, data: Mapping[str, Any], seq: int, zone: ZoneInfo, *, within: bool) -> Iterator[Line]:
    """The lines of one event. `within`: the reader holds a post of the step."""
    unknown = data.get(UNKNOWN, [])
    for field in kind.fields:
        value = data.get(field.code)
        if field.kind in UNSHOWN or (is_empty(value) and field.code not in unknown):
            continue
        if field.confined and not within:
            yield Line(field.code, field.label, confined=True)
        elif is_empty(value):
            yield Line(field.code, field.label, NOT_KNOWN)
        else:
            yield line_of(field, value, seq, zone)


def line_of(field: Field, value: Any, seq: int, zone: ZoneInfo) -> Line:
    """One value in words. A value of another shape than its field's (an older record) is shown as it is."""
    try:
        return _LINES.get(field.kind, _text)(field, value, seq, zone)
    except (TypeError, ValueError, KeyError, AttributeError):
        return Line(field.code, field.label, str(value))


def moment_words(moment: datetime, zone: ZoneInfo) -> str:
    """ "Senin, 23 November 2026 pukul 14.30 WIB": the wall clock of the office."""
    local = moment.astimezone(zone)
    hours = (local.utcoffset() or timedelta()) // timedelta(hours=1)
    return f"{day_name(local)}, {long_date(local)} pukul {local:%H.%M} {ZONES.get(hours, 'UTC')}"


def _text(field: Field, value: Any, _: int, __: ZoneInfo) -> Line:
    return Line(field.code, field.label, str(value))


def _date(field: Field, value: Any, _: int, __: ZoneInfo) -> Line:
    day = date.fromisoformat(value)
    return Line(field.code, field.label, f"{day_name(day)}, {long_date(day)}")


def _moment(field: Field, value: Any, _: int, zone: ZoneInfo) -> Line:
    return Line(field.code, field.label, moment_words(datetime.fromisoformat(value), zone))


def _amount(field: Field, value: Any, _: int, __: ZoneInfo) -> Line:
    sign = "Rp" if field.kind == kinds.MONEY else ""
    return Line(field.code, field.label, f"{sign}{grouped(value)}")


def _yes_no(field: Field, value: Any, _: int, __: ZoneInfo) -> Line:
    return Line(field.code, field.label, "Ya" if value else "Tidak")


def _choice(field: Field, value: Any, _: int, __: ZoneInfo) -> Line:
    return Line(field.code, field.label, dict(field.choices).get(value, str(value)))


def _choices(field: Field, value: Any, _: int, __: ZoneInfo) -> Line:
    words = dict(field.choices)
    return Line(field.code, field.label, items=tuple(words.get(one, str(one)) for one in value))


def _person(field: Field, value: Any, _: int, __: ZoneInfo) -> Line:
    return Line(field.code, field.label, str(value["name"]))


def _place(field: Field, value: Any, _: int, __: ZoneInfo) -> Line:
    coordinates = value.get("coordinates", "")
    text = "\n".join(filter(None, (value.get("text", ""), coordinates)))
    return Line(field.code, field.label, text, map_url=f"geo:{coordinates.replace(' ', '')}" if coordinates else "")


def _people(field: Field, value: Any, _: int, __: ZoneInfo) -> Line:
    return Line(field.code, field.label, items=tuple(value))


def _rows(field: Field, value: Any, _: int, __: ZoneInfo) -> Line:
    used = [column for column in field.columns if any(not is_empty(row.get(column.code)) for row in value)]
    rows = tuple(tuple(cell_words(column.kind, row.get(column.code)) for column in used) for row in value)
    return Line(field.code, field.label, columns=tuple(column.label for column in used), rows=rows)


def cell_words(kind: str, value: Any) -> str:
    """A cell of a table in words; "" for none."""
    if is_empty(value):
        return ""
    if kind == kinds.DATE:
        return long_date(date.fromisoformat(value))
    return grouped(value) if kind in (kinds.NUMBER, kinds.MONEY) else str(value)


def _photos(field: Field, value: Any, seq: int, _: ZoneInfo) -> Line:
    papers = (StepPaper(seq, field.code, index, one["kind"], field.label) for index, one in enumerate(value))
    return Line(field.code, field.label, papers=tuple(papers))


def _document(field: Field, value: Any, seq: int, _: ZoneInfo) -> Line:
    return Line(field.code, field.label, papers=(StepPaper(seq, field.code, 0, value["kind"], field.label),))


def _proof(field: Field, value: Any, seq: int, _: ZoneInfo) -> Line:
    image = value.get("image")
    papers = (StepPaper(seq, field.code, 0, image["kind"], field.label),) if image else ()
    return Line(field.code, field.label, dict(kinds.PROOFS)[value["how"]], papers=papers)


_LINES: Final[Mapping[str, Callable[[Field, Any, int, ZoneInfo], Line]]] = {
    kinds.DATE: _date,
    kinds.MOMENT: _moment,
    kinds.NUMBER: _amount,
    kinds.MONEY: _amount,
    kinds.YES_NO: _yes_no,
    kinds.CHOICE: _choice,
    kinds.CHOICES: _choices,
    kinds.PERSON: _person,
    kinds.PLACE: _place,
    kinds.PEOPLE: _people,
    kinds.ROWS: _rows,
    kinds.PHOTOS: _photos,
    kinds.DOCUMENT: _document,
    kinds.PROOF: _proof,
}
