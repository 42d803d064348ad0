"""Tables that stand crosswise: one service in each row, one component in each column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from maklumat.core.decree.layout import continued
from maklumat.core.decree.model import Doubt, Found, Part, Row
from maklumat.core.decree.names import component_of

FEWEST: Final = 4  # columns that name a component


def crosswise(rows: Sequence[Row]) -> list[Found]:
    """The services of every crosswise table."""
    found: list[Found] = []
    columns: dict[int, tuple[str, str]] = {}
    for row in rows:
        if not row.table:
            columns = columns if not row.words else {}
            continue
        named = _columns(row)
        if named:
            columns = named
        elif columns:
            _row(row, columns, found)
    return found


def _columns(row: Row) -> dict[int, tuple[str, str]]:
    """The components that a heading row names by column; {} where it is none."""
    out: dict[int, tuple[str, str]] = {}
    for at in range(len(row.cells)):
        name = component_of(row.text(at)) if len(row.text(at)) < 80 else None
        if name is not None and name.share >= 0.5 and name.component not in {one for one, _ in out.values()}:
            out[at] = (name.component, row.text(at))
    return out if len(out) >= FEWEST and len(out) >= len(row.cells) - 3 else {}


def _row(row: Row, columns: dict[int, tuple[str, str]], found: list[Found]) -> None:
    """One more service, or the rest of the one above, where the cell of its title is empty."""
    title = next(
        (row.text(at) for at in range(len(row.cells)) if at not in columns and any(map(str.isalpha, row.text(at)))), ""
    )
    if not any(char.isalpha() for at in columns for char in row.text(at)):
        return
    if not title and found:
        for part, at in zip(found[-1].parts, columns, strict=False):
            if at < len(row.cells):
                part.bits += list(row.cells[at])
        found[-1].last = row.end
        return
    service = Found(row.line, row.end, title, row.line)
    for at, (component, name) in columns.items():
        cells = (row.cells[at],) if at < len(row.cells) else ()
        service.parts.append(Part(component, name, row.line, continued(Row(row.line, cells, table=True))))
    text = "Tabel melintang: satu baris dibaca sebagai satu layanan."
    service.doubts.append(Doubt("nama", text, row.line, row.end))
    found.append(service)
