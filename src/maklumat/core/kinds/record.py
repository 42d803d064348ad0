"""Reading what is recorded with a step: is it whole, and is every value of its field's kind?

The form on the screen, a program and the simulation all pass here, for `core.procedure.decide` asks it. Values are JSON
values as `kind` describes them. What a way does not ask is left aside and never kept; what the system itself adds (the
letter, the document that comes in) is named in OWN.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from maklumat.core.kinds import kind as kinds
from maklumat.core.kinds.kind import Column, Field, Kind, Way

UNKNOWN: Final = "unknown"
"""Beside the fields: the codes of those that are answered "belum diketahui"."""

OWN: Final = frozenset({UNKNOWN, "letter", "document", "late_reason", "same_person", "text"})
SIGNING: Final = frozenset(
    {
        "product", "number", "code", "sha256", "mode", "file", "proof", "signed_as", "mandate",
        "certificate", "service_id", "signer", "signed_on", "order",
    }
)  # fmt: skip
LONGEST: Final = {kinds.TEXT: 300, kinds.PARAGRAPH: 4000}
MOST_NAMES: Final = 60
MOST_ROWS: Final = 60
MOST_PHOTOS: Final = 12
MOST_NUMBER: Final = 1_000_000
MOST_RUPIAH: Final = 10**12
IMAGES: Final = ("image/jpeg", "image/png")
PAPERS: Final = (*IMAGES, "application/pdf")

_NAME: Final = re.compile(r"[0-9a-f]{64}", re.ASCII)
_COORDINATES: Final = re.compile(r"(-?\d{1,2}(?:\.\d{1,8})?), ?(-?\d{1,3}(?:\.\d{1,8})?)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one field, in a sentence that says what to do."""

    code: str
    field: str
    label: str
    text: str

    def __str__(self) -> str:
        return f"{self.label}: {self.text}"


@dataclass(frozen=True, slots=True)
class Terms:
    """What the reading depends on: the present moment (aware), a service for a person in need, the groups asked."""

    now: datetime
    in_need: bool = False
    groups: tuple[str, ...] = ()


def examined(kind: Kind, way: Way, data: Mapping[str, Any], terms: Terms) -> tuple[Fault, ...]:
    """Everything that is wrong with the record of one way out; empty when it may be kept. Never raises.

    PRO-009 a needed field is empty, PRO-040 a column or an unknown that the field does not have, PRO-041 to PRO-054 a
    value that is not of its kind.
    """
    return tuple(_examined(kind, way, data, terms))


def kept(kind: Kind, way: Way, data: Mapping[str, Any], terms: Terms) -> dict[str, Any]:
    """What of `data` is recorded: the answers to what this way asks, and what the system itself adds."""
    own = OWN | (SIGNING if kinds.SIGN_PRODUCT in way.effects else frozenset())
    asked = {field.code for field in kind.asked(way, terms.groups)}
    return {code: value for code, value in data.items() if code in own or (code in asked and not is_empty(value))}


def needed_of(way: Way, *, in_need: bool) -> tuple[str, ...]:
    """The fields that this way cannot do without."""
    return way.needs if in_need else (*way.needs, *way.expects)


def _examined(kind: Kind, way: Way, data: Mapping[str, Any], terms: Terms) -> Iterator[Fault]:
    asked = {field.code: field for field in kind.asked(way, terms.groups)}
    unknown = data.get(UNKNOWN, [])
    if not isinstance(unknown, list) or any(code not in asked or not asked[code].unknowable for code in unknown):
        yield Fault("PRO-040", UNKNOWN, "Belum diketahui", "isian yang ditandai tidak boleh belum diketahui.")
        unknown = []
    for code in needed_of(way, in_need=terms.in_need):
        if is_empty(data.get(code)) and code not in unknown and code in asked:
            yield Fault("PRO-009", code, asked[code].label, "belum diisi.")
    for codes in kind.together:
        missing = [code for code in codes if code in asked and is_empty(data.get(code))]
        if len(missing) < len(codes):
            yield from (Fault("PRO-009", code, asked[code].label, "belum diisi.") for code in missing)
    for code, field in asked.items():
        if not is_empty(data.get(code)):
            yield from _judged(field, data[code], terms)


def is_empty(value: Any) -> bool:
    """Nothing was said. False and 0 are answers."""
    return value is None or value == "" or value == [] or value == {}


def _judged(field: Field, value: Any, terms: Terms) -> Iterator[Fault]:
    for code, text in READERS[field.kind](field, value, terms):
        yield Fault(code, field.code, field.label, text)


Findings = Iterator[tuple[str, str]]


def _line(field: Field, value: Any, _: Terms) -> Findings:
    yield from _text(value, LONGEST[field.kind], lines=field.kind == kinds.PARAGRAPH)


def _text(value: Any, most: int, *, lines: bool = False) -> Findings:
    if not isinstance(value, str):
        yield "PRO-041", "harus berupa tulisan."
    elif len(value) > most:
        yield "PRO-042", f"paling panjang {most} huruf."
    elif any(unicodedata.category(char) == "Cc" and not (lines and char in "\n\r\t") for char in value):
        yield "PRO-041", "berisi tanda yang bukan huruf; ketik ulang."


def _day(_: Field, value: Any, __: Terms) -> Findings:
    yield from _a_day(value)


def _a_day(value: Any) -> Findings:
    try:
        if not isinstance(value, str) or len(value) != 10:
            raise ValueError
        date.fromisoformat(value)
    except ValueError:
        yield "PRO-043", "tulis tanggal yang ada, misalnya 23 11 2026."


def _moment(field: Field, value: Any, terms: Terms) -> Findings:
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        yield "PRO-044", "tulis tanggal dan jam yang ada, misalnya 23 11 2026 pukul 14.30."
    elif field.past and moment > terms.now:
        yield "PRO-045", "belum terjadi; periksa tanggal dan jamnya."


def _number(field: Field, value: Any, _: Terms) -> Findings:
    yield from _amount(value, MOST_RUPIAH if field.kind == kinds.MONEY else MOST_NUMBER)


def _amount(value: Any, most: int) -> Findings:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
        yield "PRO-046", "tulis dengan angka saja, misalnya 12 atau 150.000."


def _yes_no(_: Field, value: Any, __: Terms) -> Findings:
    if not isinstance(value, bool):
        yield "PRO-047", "pilih ya atau tidak."


def _choice(field: Field, value: Any, _: Terms) -> Findings:
    if value not in [code for code, _ in field.choices]:
        yield "PRO-047", "pilih salah satu yang tersedia."


def _choices(field: Field, value: Any, _: Terms) -> Findings:
    known = [code for code, _ in field.choices]
    if not isinstance(value, list) or len(set(map(str, value))) != len(value) or any(one not in known for one in value):
        yield "PRO-047", "pilih dari yang tersedia."


def _person(_: Field, value: Any, __: Terms) -> Findings:
    shaped = isinstance(value, Mapping) and value.keys() == {"user", "name"}
    if not shaped or type(value["user"]) is not int or value["user"] < 1 or not isinstance(value["name"], str):
        yield "PRO-047", "pilih salah satu yang tersedia."


def _place(_: Field, value: Any, __: Terms) -> Findings:
    if not isinstance(value, Mapping) or not value.keys() <= {"text", "coordinates"}:
        yield "PRO-041", "harus berupa alamat atau patokan."
        return
    yield from _text(value.get("text", ""), LONGEST[kinds.TEXT])
    coordinates = value.get("coordinates", "")
    if not is_empty(coordinates) and not is_position(coordinates):
        yield "PRO-048", "koordinat ditulis lintang lalu bujur, misalnya -2.741050, 107.638120; boleh dikosongkan."


def is_position(text: Any) -> bool:
    """Whether this is a latitude and a longitude in decimal degrees."""
    found = _COORDINATES.fullmatch(text) if isinstance(text, str) else None
    return found is not None and abs(float(found[1])) <= 90 and abs(float(found[2])) <= 180


def _people(_: Field, value: Any, __: Terms) -> Findings:
    if not isinstance(value, list) or len(value) > MOST_NAMES:
        yield "PRO-049", f"tulis satu nama setiap baris, paling banyak {MOST_NAMES}."
        return
    for name in value:
        yield from _text(name, 200)


def _rows(field: Field, value: Any, _: Terms) -> Findings:
    if not isinstance(value, list) or len(value) > MOST_ROWS or not all(isinstance(row, Mapping) for row in value):
        yield "PRO-049", f"paling banyak {MOST_ROWS} baris."
        return
    columns = {column.code: column for column in field.columns}
    for number, row in enumerate(value, start=1):
        for code in row.keys() - columns.keys():
            yield "PRO-040", f"baris {number}: kolom {code} tidak ada."
        for column in field.columns:
            for code, text in _cell(column, row.get(column.code)):
                yield code, f"baris {number}, {column.label.lower()}: {text}"


def _cell(column: Column, value: Any) -> Findings:
    if is_empty(value):
        if column.needed:
            yield "PRO-054", "belum diisi."
    elif column.kind == kinds.DATE:
        yield from _a_day(value)
    elif column.kind == kinds.TEXT:
        yield from _text(value, LONGEST[kinds.TEXT])
    else:
        yield from _amount(value, MOST_RUPIAH if column.kind == kinds.MONEY else MOST_NUMBER)


def _photos(_: Field, value: Any, __: Terms) -> Findings:
    if not isinstance(value, list) or len(value) > MOST_PHOTOS:
        yield "PRO-049", f"paling banyak {MOST_PHOTOS} foto."
    elif not all(_is_paper(one, IMAGES) for one in value):
        yield "PRO-050", "foto tidak dikenal; unggah lagi."


def _document(_: Field, value: Any, __: Terms) -> Findings:
    if not _is_paper(value, PAPERS):
        yield "PRO-050", "berkas tidak dikenal; unggah lagi."


def _is_paper(value: Any, allowed: tuple[str, ...]) -> bool:
    return (
        isinstance(value, Mapping)
        and value.keys() == {"vault_name", "sha256", "kind"}
        and all(isinstance(value[name], str) and _NAME.fullmatch(value[name]) for name in ("vault_name", "sha256"))
        and value["kind"] in allowed
    )


def _proof(_: Field, value: Any, __: Terms) -> Findings:
    if not isinstance(value, Mapping) or value.get("how") not in [code for code, _ in kinds.PROOFS]:
        yield "PRO-051", "pilih salah satu bukti penerimaan."
    elif value["how"] == kinds.DRAWN and not _is_paper(value.get("image"), IMAGES):
        yield "PRO-052", "belum ada goresan tanda tangan; pilih bukti lain bila layar tidak dapat dipakai."
    elif value["how"] != kinds.DRAWN and set(value) != {"how"}:
        yield "PRO-051", "pilih salah satu bukti penerimaan."


def _per_requirement(_: Field, value: Any, __: Terms) -> Findings:
    if not isinstance(value, Mapping):
        yield "PRO-041", "harus berupa tulisan per persyaratan."
        return
    for finding in value.values():
        yield from _text(finding, 500)


READERS: Final[Mapping[str, Callable[[Field, Any, Terms], Findings]]] = {
    kinds.TEXT: _line,
    kinds.PARAGRAPH: _line,
    kinds.DATE: _day,
    kinds.MOMENT: _moment,
    kinds.NUMBER: _number,
    kinds.MONEY: _number,
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
    kinds.PER_REQUIREMENT: _per_requirement,
}
"""What judges the value of each kind of field."""
