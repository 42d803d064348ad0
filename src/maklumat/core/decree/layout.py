"""Rows into components: which row begins a component, and what belongs to it.

A component begins in a table row with a cell that names it, or in a plain line that names it and nothing else before
its colon. A row without a name continues the component above it, as tables do after a page break.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from maklumat.core.decree.lists import flow
from maklumat.core.decree.model import Bit, Part, Row
from maklumat.core.decree.names import component_of, header_column, is_header, is_section, known_run
from maklumat.core.decree.spelling import tidy, tokens

_NUMBER: Final = re.compile(r"^\W{0,3}(\d{1,2}|[IVX]{1,5}|[a-z])\s*[.)]?$")
_LEAD: Final = re.compile(
    r"^(?:[-–•*❖➤#>\s]{0,6})(?:\(?(?P<mark>\d{1,2}(?:\.\d{1,2}){0,2}|[A-Za-z]|[IVXivx]{1,5})[.):]\s*|(?P<bare>\d{1,2})\s+)?"
)
_NAMED: Final = frozenset({"komponen", "unsur", "aspek", "component"})
_TOLD: Final = frozenset({"uraian", "keterangan", "deskripsi", "penjelasan", "isi", "rincian", "description"})
_LOWER: Final = re.compile(r"^[a-z]")
FAR: Final = 30  # lines between a plain component and the nearest table for both to be believed


@dataclass(frozen=True, slots=True)
class Start:
    """A row that begins a component."""

    row: int  # index among the rows
    part: Part
    table: bool
    exact: bool
    at: int = 0  # the column of the name


@dataclass(frozen=True, slots=True)
class Layout:
    """The starts of components in order, and what the other rows are: `header`, `section`, or ""."""

    starts: tuple[Start, ...]
    kinds: tuple[str, ...]


def layout(rows: Sequence[Row]) -> Layout:
    kinds: list[str] = []
    starts: list[Start] = []
    columns = (-1, -1)
    for index, row in enumerate(rows):
        cells = [row.text(at) for at in range(len(row.cells))]
        kind = _kind(row, cells)
        kinds.append(kind)
        if kind == "header":
            named = header_column(cells, _NAMED)
            columns = (named, header_column(cells, _TOLD)) if named >= 0 else columns
        if not kind:
            starts += [one for one in _starts(index, row, cells, columns) if not _goes_on(starts, one, cells)]
    tables = [start.row for start in starts if start.table]
    return Layout(tuple(start for start in starts if start.table or _far(start, tables)), tuple(kinds))


def _goes_on(starts: list[Start], start: Start, cells: list[str]) -> bool:
    """The rest of a name that a page break has cut: no number, and together with the row above one name."""
    before = starts[-1] if starts else None
    if before is None or not start.table or not before.table or start.part.number or not before.part.number:
        return False
    if start.at != before.at or (start.at and cells[start.at - 1]) or start.row - before.row > FAR:
        return False
    both = component_of(f"{before.part.name} {start.part.name}")
    return both is not None and both.component == before.part.component and both.share == 1


def _far(start: Start, tables: list[int]) -> bool:
    """A plain line among tables is no component, whatever it says."""
    if len(tables) < 8:
        return True
    return all(abs(start.row - table) > FAR for table in tables)


def _kind(row: Row, cells: list[str]) -> str:
    words = row.words
    if row.table and is_header(cells):
        return "header"
    if len(words) < 160 and is_section(words) and (not row.table or sum(bool(cell) for cell in cells) <= 2):
        return "section"
    if not row.table and is_header([words]) and len(tokens(words)) <= 4 and "komponen" in words.lower():
        return "header"
    return ""


def _starts(index: int, row: Row, cells: list[str], columns: tuple[int, int]) -> list[Start]:
    if not row.table:
        start = _plain(index, row)
        return [start] if start else []
    found = _table(index, row, cells, columns)
    if found:
        return found
    written = [at for at, cell in enumerate(cells) if cell]
    other = _other(index, row, cells, written, columns)
    return [other] if other else []


def _table(index: int, row: Row, cells: list[str], columns: tuple[int, int]) -> list[Start]:
    """The component of a table row; two, where two tables stand side by side."""
    named = [at for at in range(len(cells)) if _names(cells, at, columns)]
    if not named:
        return []
    if columns[0] >= 0 and columns[0] in named and columns[1] >= 0:
        named = [columns[0]]
    elif len(named) > 1 and not _side_by_side(cells, named):
        named = [max(named, key=lambda at: (_strength(cells[at]), -at))]
    out = []
    for position, at in enumerate(named):
        low = 0 if len(named) == 1 else at
        high = len(cells) if position + 1 == len(named) else named[position + 1]
        name = component_of(cells[at])
        if name is None:
            continue
        rest = [bit for cell in range(low, high) if cell != at for bit in _told(row, cell, at)]
        beside = [*range(low, at), *([at + 1] if at and at + 2 == len(cells) else [])]
        number = next((cells[cell] for cell in beside if _NUMBER.match(cells[cell])), "")
        if position and at:
            number = cells[at - 1] if _NUMBER.match(cells[at - 1]) else ""
        part = Part(name.component, _clean(cells[at]), row.line, rest, number.strip(" .)"))
        out.append(Start(index, part, table=True, exact=name.exact, at=at))
    return out


def _names(cells: list[str], at: int, columns: tuple[int, int]) -> bool:
    cell = cells[at]
    if not cell or len(cell) > 160 or (columns[1] == at and columns[0] >= 0):
        return False
    if at >= 3 and not any(cells[: at - 1]):
        return False  # an item of the component above
    name = component_of(cell.split(":")[0] if at == columns[0] else cell)
    if name is None:
        return False
    return name.share >= 0.5 or (name.score >= 3 and at <= 1 and (columns[0] in (-1, at)))


def _strength(cell: str) -> float:
    name = component_of(cell)
    return (name.score + 2 * name.share - len(tokens(cell)) / 10) if name else 0.0


def _side_by_side(cells: list[str], named: list[int]) -> bool:
    """Two tables in one row: each name has a text after it, and a number before it or as many cells."""
    width = named[1] - named[0]
    if len(named) != 2 or width < 2 or len(cells) < named[1] + 2:
        return False
    first, second = component_of(cells[named[0]]), component_of(cells[named[1]])
    if first is None or second is None or first.component == second.component:
        return False
    return first.share > 0.6 and second.share > 0.6 and width == named[0] + 2 if named[0] else width == 2


def _told(row: Row, cell: int, at: int) -> list[Bit]:
    """The bits of a cell beside the name; numbers and colons that only join the two are left out."""
    text = row.text(cell)
    if _NUMBER.match(text) and (cell < at or (cell == len(row.cells) - 1 and at and cell == at + 1)):
        return []
    bits = [bit for bit in row.cells[cell] if bit.text.strip(" :") or len(bit.text) > 1]
    if bits and re.match(r"^:\s*", bits[0].text):
        bits[0] = replace(bits[0], text=re.sub(r"^:\s*", "", bits[0].text))
    joined = re.fullmatch(r"(?:\d{1,2}[.)]?\s*)+", " ".join(bit.text for bit in bits))
    following = any(row.text(other) for other in range(cell + 1, len(row.cells)))
    if joined and following and len(bits) == 1 and len(joined[0].split()) > 1:
        return []  # the numbers of a list whose items stand in the next cell
    return [bit for bit in bits if bit.text]


def _other(index: int, row: Row, cells: list[str], written: list[int], columns: tuple[int, int]) -> Start | None:
    """A numbered row whose name is none of the fourteen."""
    if len(written) < 2 or not _NUMBER.match(cells[written[0]]) or not cells[written[0]].strip(" .)").isdigit():
        return None
    at = columns[0] if columns[0] in written else written[1]
    name = cells[at]
    if at == written[0] or not 2 < len(name) <= 60 or len(tokens(name)) > 6 or not any(map(str.isalpha, name)):
        return None
    if len(written) < 3 and len(row.cells) > 3:
        return None
    rest = [bit for cell in written if cell > at for bit in _told(row, cell, at)]
    if not rest:
        return None
    part = Part("", _clean(name), row.line, rest, cells[written[0]].strip(" .)"))
    return Start(index, part, table=True, exact=False, at=at)


def _plain(index: int, row: Row) -> Start | None:
    """A plain line that names a component, with a text after a colon or in the lines below."""
    text = row.text(0)
    if not text or (len(text) > 4_000 and ":" not in text[:120]):
        return None
    lead = _LEAD.match(text)
    at = lead.end() if lead else 0
    mark = (lead["mark"] or lead["bare"] or "") if lead else ""
    head, sign, rest = text[at : at + 140].partition(":")
    name = component_of(head) if len(tokens(head)) <= 12 else None
    whole = len(text) - at <= 140
    if name and name.share >= 0.6 and (sign or (whole and len(tokens(head)) <= 9)) and not _LOWER.match(head):
        exact = name.exact and bool(sign or mark or row.text(0).isupper())
        rest = text[at + len(head) + len(sign) :] if sign else ""
        return _line(index, row, name.component, head, rest, mark, exact=exact)
    count = known_run(text[at : at + 140]) if mark else 0
    if count:
        return _run(index, row, text[at:], count, mark)
    return None


def _run(index: int, row: Row, text: str, count: int, mark: str) -> Start | None:
    """`3. Jangka Waktu 2 hari`: the name is the run of known words, the text begins with a figure or a capital."""
    ends = [hit.end() for hit in re.finditer(r"[^\W_]+", text[:200])]
    for end in reversed(ends[:count]):
        head, rest = text[:end], text[end:].strip(" ,.:")
        name = component_of(head)
        if name and name.score >= 3 and name.share == 1 and rest and not _LOWER.match(rest):
            return _line(index, row, name.component, head, rest, mark, exact=False)
        if rest and _LOWER.match(rest) and not re.match(r"^[a-z][.)]\s", rest):
            return None
    return None


def _line(index: int, row: Row, component: str, head: str, rest: str, mark: str, *, exact: bool) -> Start:
    bits = []
    if rest.strip(" :"):
        bits.append(Bit(tidy(rest).strip(" :"), row.line, row=True, listed=False))
    bits += list(row.cells[0][1:])
    return Start(index, Part(component, _clean(head), row.line, bits, mark), table=False, exact=exact)


def _clean(name: str) -> str:
    return tidy(name).strip(" .:;*#-")


def is_continuation(row: Row) -> bool:
    """A table row whose first cells are empty, or that has nothing but text: it goes on with the row above."""
    return row.table and bool(row.words) and not row.text(0).strip(" .)").isdigit()


def continued(row: Row) -> list[Bit]:
    """What a continuation row adds; numbers in a cell of their own stay before the text they number."""
    bits = [bit for cell in row.cells for bit in cell if bit.text.strip(" :")]
    merged: list[Bit] = []
    for bit in bits:
        text = re.sub(r"^:\s*", "", bit.text)
        if merged and merged[-1].line == bit.line and re.fullmatch(r"\d{1,2}[.)]?|[a-z][.)]", merged[-1].text):
            merged[-1] = replace(merged[-1], text=f"{merged[-1].text} {text}")
        elif text:
            merged.append(replace(bit, text=text))
    return merged


def is_empty(part: Part) -> bool:
    return not flow(part.bits).text.strip(" -–—:.")
