"""Components into services: where one begins and ends, and what it is called.

A service ends where a component comes a second time and something says that the count begins again: a title, the number
one, or the component that the service itself began with.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from maklumat.core.decree.layout import Layout, Start, continued, layout
from maklumat.core.decree.model import COMPONENTS, Bit, Doubt, Found, Part, Row
from maklumat.core.decree.names import component_of
from maklumat.core.decree.spelling import tokens
from maklumat.core.decree.titles import Head, head_of, is_division, is_enactment, is_signature
from maklumat.core.decree.wide import crosswise

FEWEST: Final = 4  # components that make a service
_FIRST: Final = frozenset({"1", "I", "i", "A", "a", ""})
_FAR: Final = 15
_HALF: Final = 7  # more components than the first of two tables has
_LONGEST: Final = 80  # rows that one component may take
# The two orders in which the fourteen are printed: that of PermenPANRB 15/2014, and that of UU 25/2009 pasal 21.
_ORDERS: Final = (
    COMPONENTS,
    ("dasar_hukum", "persyaratan", "prosedur", "jangka_waktu", "biaya", "produk", "sarana", "kompetensi",
     "pengawasan_internal", "pengaduan", "jumlah_pelaksana", "jaminan_pelayanan", "jaminan_keamanan",
     "evaluasi_kinerja"),
)  # fmt: skip


@dataclass(slots=True)
class Cut:
    """What the annex was cut into, and the lines that belong to nothing."""

    services: list[Found]
    rest: list[tuple[int, int]] = field(default_factory=list)


def services(rows: Sequence[Row], office: str = "") -> Cut:
    """The services of a decree. `office`: its name as printed, which is no title of a service."""
    wide = crosswise(rows)
    if wide:
        rows = [row for row in rows if not any(one.first <= row.line <= one.last for one in wide)]
    found = layout(rows)
    groups = _groups(_believed(found.starts), rows, office)
    out: list[Found] = []
    division, division_line = "", 0
    previous_end = 0
    for index, group in enumerate(groups):
        after = groups[index + 1].starts[0].row if index + 1 < len(groups) else len(rows)
        stop = groups[index + 1].head.first if index + 1 < len(groups) else 0
        first_row = group.starts[0].row
        if group.head.division:
            division, division_line = group.head.division, group.head.division_line
        else:
            division, division_line = _division(rows, previous_end, first_row) or (division, division_line)
        service = _service(group, rows, found, after, stop)
        previous_end = group.starts[-1].row + 1
        if len({part.component for part in service.parts if part.component}) >= FEWEST:
            service.division, service.division_line = division, division_line
            _settle(service)
            out.append(service)
    out = sorted([*out, *wide], key=lambda service: service.first)
    return Cut(out, _rest(rows, out))


def _believed(starts: Sequence[Start]) -> list[Start]:
    """Rows of another table are no components: an unknown name counts only in its turn between known ones."""
    out: list[Start] = []
    for index, start in enumerate(starts):
        if not start.part.component:
            before = out[-1] if out else None
            follows = before is not None and start.row - before.row <= _FAR and _next(before, start)
            later = any(
                other.part.component and other.row - start.row <= _FAR for other in starts[index + 1 : index + 6]
            )
            if not follows or not later:
                continue
        out.append(start)
    return _dense(out)


def _dense(starts: list[Start]) -> list[Start]:
    """Without the few names that stand far from any service, in the text before or after the annex."""
    runs: list[list[Start]] = []
    for start in starts:
        if not runs or start.row - runs[-1][-1].row > _LONGEST:
            runs.append([])
        runs[-1].append(start)
    return [start for run in runs if len({one.part.component for one in run}) >= FEWEST for start in run]


def _next(before: Start, start: Start) -> bool:
    one, two = before.part.number, start.part.number
    return one.isdigit() and two.isdigit() and int(two) == int(one) + 1


@dataclass(slots=True)
class _Group:
    starts: list[Start]
    head: Head


def _groups(starts: list[Start], rows: Sequence[Row], office: str) -> list[_Group]:
    groups: list[_Group] = []
    for start in starts:
        low = groups[-1].starts[-1].row + 1 if groups else 0
        if groups and not _again(groups[-1], start):
            groups[-1].starts.append(start)
            continue
        head = head_of(rows[low : start.row], office, plain=not start.table)
        if groups and not _begins(groups[-1], start, head):
            groups[-1].starts.append(start)
            continue
        groups.append(_Group([start], head))
    return groups


def _again(group: _Group, start: Start) -> bool:
    """Whether a new service may begin here at all."""
    seen = {one.part.component for one in group.starts}
    far = start.row - group.starts[-1].row > _FAR
    return start.part.component in seen or (start.part.number in _FIRST and (len(seen) >= _HALF or far))


def _begins(group: _Group, start: Start, head: Head) -> bool:
    seen = [one.part.component for one in group.starts]
    far = start.row - group.starts[-1].row > _FAR
    first = start.part.number in {"1", "I"}
    if start.part.component not in seen:
        few = far and len(set(seen)) < FEWEST
        return bool(head.title) and (few or (first and len(set(seen)) >= _HALF))
    if first:
        return bool(head.title) or start.part.component == seen[0] or far or len(set(seen)) > 9
    if not start.part.number:
        return bool(head.title) or start.part.component == seen[0] or far
    return far and bool(head.title)


def _division(rows: Sequence[Row], low: int, high: int) -> tuple[str, int] | None:
    """The last heading of a division between two services."""
    for row in reversed(rows[max(low, high - 40) : high]):
        if not row.table and (name := is_division(row.words)):
            return name, row.line
    return None


def _service(group: _Group, rows: Sequence[Row], found: Layout, after: int, stop: int) -> Found:
    head = group.head
    first = min(filter(None, (head.first, rows[group.starts[0].row].line)))
    service = Found(first, first, head.title, head.title_line, number=head.number)
    for index, start in enumerate(group.starts):
        last = index + 1 == len(group.starts)
        end = after if last else group.starts[index + 1].row
        part = replace(start.part, bits=list(start.part.bits))
        _fill(part, start, rows, found, range(start.row + 1, end), stop if last else 0, last=last)
        service.parts.append(part)
        if not start.exact and part.component:
            text = f"Komponen tercetak “{part.name}” dibaca sebagai {part.component.replace('_', ' ')}."
            service.doubts.append(Doubt(part.component, text, part.first, part.first))
    if not head.title:
        service.doubts.append(Doubt("nama", "Judul layanan tidak ditemukan di atas tabelnya.", first, first))
    elif not head.sure:
        text = "Judul layanan diambil dari baris terdekat di atas tabelnya."
        service.doubts.append(Doubt("nama", text, head.title_line, head.title_line))
    service.last = max(part.last for part in service.parts)
    service.last = max(service.last, _signed(rows, service.last, stop or _line(rows, after)))
    return service


def _line(rows: Sequence[Row], index: int) -> int:
    return rows[index].line if index < len(rows) else (rows[-1].line + 1 if rows else 0)


def _signed(rows: Sequence[Row], low: int, high: int) -> int:
    """The last line of the signatures below a service."""
    if high - low > 40:
        high = low + 40
    signed = []
    for row in rows[low : max(low, high - 1)]:
        if is_enactment(row.words):
            break
        if is_signature(row.words):
            signed.append(row.line)
    return max(signed, default=low)


def _fill(
    part: Part, start: Start, rows: Sequence[Row], found: Layout, between: range, stop: int, *, last: bool
) -> None:
    """Adds what stands below the row of a component."""
    gap = False
    for index in between:
        row = rows[index]
        words = row.words
        if stop and row.line >= stop:
            break
        if not words or found.kinds[index]:
            gap = gap or not words
            continue
        if row.table:
            if last and gap and row.text(0) and not found_number(row):
                break
            _more(part, start, row)
            continue
        if _is_noise(words):
            continue
        if (last and start.table and gap) or is_signature(words):
            break
        if gap and start.table and len(between) > 60:
            break
        part.bits += [replace(bit, row=True) for bit in row.cells[0] if bit.text]


def found_number(row: Row) -> bool:
    return row.text(0).strip(" .()").isdigit()


def _more(part: Part, start: Start, row: Row) -> None:
    """A row that continues a component; its name may go on too (`Jaminan` / `Pelayanan`)."""
    name = row.text(start.at) if start.table and start.at and start.at < len(row.cells) - 1 else ""
    if name and not row.text(start.at - 1) and len(tokens(name)) <= 5:
        meant = component_of(f"{part.name} {name}")
        if meant is not None and meant.share >= 0.6:
            part.name, part.component = f"{part.name} {name}", meant.component
            rest = tuple(cell if at != start.at else () for at, cell in enumerate(row.cells))
            part.bits += continued(replace(row, cells=rest))
            return
    part.bits += continued(row)


def _is_noise(words: str) -> bool:
    """Page numbers and ruled lines."""
    if not any(sign.isalpha() for sign in words):
        return len(words) < 12
    return bool(re.match(r"^\W*(?:hal(?:aman)?|page)\b\W*\d+\b.{0,12}$", words, re.IGNORECASE))


def _settle(service: Found) -> None:
    """A component that comes twice: it was misnamed, or is another one, or goes on."""
    seen: dict[str, Part] = {}
    kept: list[Part] = []
    for index, part in enumerate(service.parts):
        first = seen.get(part.component) if part.component else None
        if first is None:
            seen[part.component] = part
            kept.append(part)
            continue
        missing = _by_place(service.parts, index)
        if missing and missing not in {one.component for one in service.parts}:
            text = f"Komponen tercetak “{part.name}” berdiri di tempat {missing.replace('_', ' ')}; dibaca demikian."
            service.doubts.append(Doubt(missing, text, part.first, part.last))
            part.component = missing
            seen[missing] = part
            kept.append(part)
            continue
        meant = component_of(part.name)
        if meant is not None and meant.share < 1:
            part.component = ""
            kept.append(part)
            continue
        text = f"Komponen “{part.name}” tercetak lagi di baris {part.first}; isinya digabung."
        service.doubts.append(Doubt(part.component, text, part.first, part.last))
        first.bits += part.bits
    service.parts = kept


def _by_place(parts: Sequence[Part], index: int) -> str:
    """The component that usually stands between the two neighbours."""
    before = parts[index - 1].component if index else ""
    after = parts[index + 1].component if index + 1 < len(parts) else ""
    for order in _ORDERS:
        for at, component in enumerate(order):
            low = order[at - 1] if at else ""
            high = order[at + 1] if at + 1 < len(order) else ""
            if before and after and (low, high) == (before, after):
                return component
    return ""


def _rest(rows: Sequence[Row], found: Sequence[Found]) -> list[tuple[int, int]]:
    """Runs of lines with words that belong to no service."""
    out: list[tuple[int, int]] = []
    spans = iter([(service.first, service.last) for service in found])
    span = next(spans, None)
    for row in rows:
        while span and row.line > span[1]:
            span = next(spans, None)
        if (span and span[0] <= row.line) or not row.words:
            continue
        if out and row.line - out[-1][1] <= 6 and not (found and out[-1][1] < found[0].first <= row.line):
            out[-1] = (out[-1][0], row.line)
        else:
            out.append((row.line, row.line))
    return out


def bits_between(rows: Sequence[Row], first: int, last: int) -> list[Bit]:
    """The words of some lines."""
    return [bit for row in rows if first <= row.line <= last for cell in row.cells for bit in cell if bit.text]
